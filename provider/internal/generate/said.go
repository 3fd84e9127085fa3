package main

import (
	"regexp"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/provider"
)

// snapshot says what can be kept of a piece, and from where.
func snapshot(p *provider.Provider) string {
	var parts []string
	if roles := told(p.Signatures.Quote); len(roles) > 0 {
		parts = append(parts, "from its code: "+strings.Join(roles, ", "))
	}
	if p.IDTime != nil {
		parts = append(parts, "from its id: the time ("+text(p.IDTime.Source)+")")
	}
	if o := p.OEmbed; o != nil {
		parts = append(parts, "from `"+o.Endpoint+"`: "+answers(o))
	}
	if len(parts) == 0 {
		return "none is known to be possible"
	}
	return strings.Join(parts, "; ")
}

// snapshotShort says where a snapshot comes from, for the table.
func snapshotShort(p *provider.Provider) string {
	var parts []string
	if len(told(p.Signatures.Quote)) > 0 {
		parts = append(parts, "code")
	}
	if o := p.OEmbed; o != nil && !o.NeedsToken {
		parts = append(parts, "oEmbed")
	}
	if len(parts) == 0 {
		return "–"
	}
	return strings.Join(parts, ", ")
}

// answers says what an oEmbed endpoint is known to tell of a piece.
func answers(o *provider.OEmbed) string {
	if o.NeedsToken {
		return "nothing without a token"
	}
	var tells []string
	for _, f := range []struct{ field, means string }{
		{"title", "title"}, {"author_name", "author"}, {"html", "the code to paste"}, {"thumbnail_url", "picture"},
	} {
		if slices.Contains(o.Fields, f.field) {
			tells = append(tells, f.means)
		}
	}
	if len(tells) == 0 {
		return "nobody wrote down what"
	}
	return strings.Join(tells, ", ")
}

// groupName is a named group of an expression.
var groupName = regexp.MustCompile(`\(\?P<([a-z]+)>`)

// told lists what the rules about a provider's code can tell.
func told(q *provider.Quoting) (list []string) {
	if q == nil {
		return nil
	}
	tells := map[string]bool{string(q.Rest): true}
	groups := func(expressions ...string) {
		for _, re := range expressions {
			for _, m := range groupName.FindAllStringSubmatch(re, -1) {
				tells[m[1]] = true
			}
		}
	}
	for _, e := range q.Elements {
		tells[string(e.Role)] = true
		groups(e.RE, e.Text)
	}
	for _, l := range q.Lines {
		groups(l.RE)
	}
	for _, r := range []struct{ role, means string }{
		{"author", "author"}, {"handle", "account"}, {"title", "title"}, {"text", "text"}, {"date", "date"},
	} {
		if tells[r.role] {
			list = append(list, r.means)
		}
	}
	return list
}
