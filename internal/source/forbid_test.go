package source

import (
	"strings"
	"testing"

	"github.com/gatefold/gatefold/provider"
)

func TestForbiddenProvider(t *testing.T) {
	text := storyWith() + "\nhttps://www.youtube.com/watch?v=jofNR_WkoCE\n\nhttps://vimeo.com/76979871\n\n" +
		`<iframe src="https://frames.example/piece"></iframe>` + "\n"
	for name, tt := range map[string]struct {
		forbid []string
		frames string
	}{
		"none":    {nil, "youtube vimeo " + provider.UnknownID},
		"one":     {[]string{"youtube"}, "vimeo " + provider.UnknownID},
		"unknown": {[]string{provider.UnknownID, "vimeo"}, "youtube"},
	} {
		l := newFolder(t, map[string]string{"content/news/a.md": text}, func(o *Options) { o.Forbid = tt.forbid }).load()
		var frames []string
		for _, f := range l.article("news/a.md").Frames {
			frames = append(frames, f.Provider)
		}
		if got := strings.Join(frames, " "); got != tt.frames {
			t.Errorf("%s: the frames of %q are left, want %q", name, got, tt.frames)
		}
		warned := 0
		for _, said := range l.said() {
			if strings.Contains(said, "forbids pieces of") && strings.Contains(said, "content/news/a.md:") {
				warned++
			}
		}
		if warned != len(tt.forbid) {
			t.Errorf("%s: %d warnings with their lines, want %d: %v", name, warned, len(tt.forbid), l.said())
		}
	}
}
