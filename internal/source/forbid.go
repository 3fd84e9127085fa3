package source

import (
	"slices"

	"github.com/gatefold/gatefold/internal/article"
)

// forbid leaves of the pieces of forbidden providers what they said and the link
// to them, and tells the editor. It is the match that loses its frame, so that no
// gate can offer it, no document can hold it and no policy has to allow it.
func (c *composer) forbid(b *article.Body, file string) (problems []*article.Problem) {
	if len(c.opts.Forbid) == 0 {
		return nil
	}
	for i := range b.Pieces {
		e := b.Pieces[i].Embed
		if e == nil || !e.Match.CanFrame() || !slices.Contains(c.opts.Forbid, e.Match.Provider.ID) {
			continue
		}
		e.Match = e.Match.Linked()
		problems = append(problems, &article.Problem{
			File: file, Line: e.Line, Warning: true,
			Message: "the publication forbids pieces of " + e.Match.Provider.Name + ", so this one is shown as what it says and a link",
			Remedy:  "say it in words of your own, or take the provider off [embeds] forbid in gatefold.toml",
		})
	}
	return problems
}
