package source

import (
	"strings"
	"testing"
)

// A heading that a text begins with is its headline where no key gives one, and
// stands in the text no more.
func TestHeadingInsteadOfATitle(t *testing.T) {
	tests := []struct {
		name, text string
		headline   string // "" for the name of the file, with a warning
		kept       bool   // the heading stands in the text as before
	}{
		{"alone", "# The *lamp* & its [keeper](/keeper/)\n\nText.\n", "The lamp & its keeper", false},
		{"after blank lines", "\n\n  # The lamp #\nText.\n", "The lamp", false},
		{"underlined", "The lamp\nof Gull Rock\n===\n\nText.\n", "The lamp of Gull Rock", false},
		{"Windows", "# The lamp\r\n\r\nText.\r\n", "The lamp", false},
		{"with an id", "# The lamp {#lamp}\n\nText.\n", "The lamp", false},
		{"below a front matter", "---\ndate: 2026-03-05\n---\n# The lamp\n\nText.\n", "The lamp", false},
		{"with an empty title", "---\ntitle: ''\n---\n# The lamp\n\nText.\n", "The lamp", false},
		{"a title goes before it", "---\ntitle: Another\n---\n# The lamp\n\nText.\n", "Another", true},
		{"so does a link title", "---\nlinkTitle: Another\n---\n# The lamp\n\nText.\n", "Another", true},
		{"second level", "## The lamp\n\nText.\n", "", true},
		{"later", "Text.\n\n# The lamp\n", "", true},
		{"paragraph between", "Text.\n\nThe lamp\n===\n", "", true},
		{"in a quotation", "> # The lamp\n", "", true},
		{"code", "    # The lamp\n", "", true},
		{"a tag", "#lamp is a tag\n", "", true},
		{"empty", "#\n\nText.\n", "", false},
		{"with a note", "# The lamp[^1]\n\nText.\n\n[^1]: A note.\n", "", true},
		{"with a shortcode", "# The lamp {{< param x >}}\n\nText.\n", "", true},
		{"endless", "# " + strings.Repeat("lamp ", 400) + "\n\nText.\n", "", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := newFolder(t, map[string]string{"content/news/a-file.md": tt.text + "\n{{< nonsense >}}\n"}).load()
			a := l.article("news/a-file.md")
			want, warned := tt.headline, strings.Contains(strings.Join(l.said(), "\n"), "has no title")
			if want == "" {
				want = "A file"
			}
			if a.Headline != want || warned != (tt.headline == "") {
				t.Errorf("headline %q, want %q; warned of no title: %t", a.Headline, want, warned)
			}
			var body strings.Builder
			for i := range a.Body.Pieces {
				body.WriteString(a.Body.Pieces[i].HTML)
			}
			if got := strings.Contains(body.String(), "lamp"); got != tt.kept {
				t.Errorf("the heading is in the text: %t, want %t\n%s", got, tt.kept, &body)
			}
			last := l.Problems[len(l.Problems)-1]
			if want := strings.Count(tt.text, "\n") + 2; last.Line != want {
				t.Errorf("the shortcode is said to be in line %d, not %d", last.Line, want)
			}
		})
	}
	l := newFolder(t, map[string]string{"content/news/_index.md": "# What is new\n\nText.\n", "content/news/a.md": storyWith()}).load().fine()
	if got := l.Listings[0].Title; got != "What is new" {
		t.Errorf("the section is called %q", got)
	}
}

// Whoever stands at an address stays there: neither a new file that asks for it
// nor one that was mended meanwhile takes it away.
func TestAddressStaysWhereItIs(t *testing.T) {
	f := newFolder(t, map[string]string{"content/news/good.md": storyWith()})
	f.load().fine()
	f.write("content/news/a.md", storyWith("url: /news/good/"))
	l := f.load()
	l.article("news/good.md")
	if l.has("news/a.md") || len(l.Problems) != 1 || l.Problems[0].File != "content/news/a.md" || l.Problems[0].Line != 4 {
		t.Errorf("the new file takes the address: %q", l.said())
	}
}

// An article that is shown as it was because its file broke may hold an address
// that the file no longer asks for. Nobody is accused of that.
func TestConflictWithABrokenFile(t *testing.T) {
	f := newFolder(t, map[string]string{"content/news/a.md": storyWith("url: /news/moon/")})
	f.load().fine()
	f.write("content/news/a.md", storyWith("url: /news/sun/", "draft: perhaps"))
	f.write("content/news/moon.md", storyWith())
	l := f.load()
	l.article("news/a.md")
	errors := 0
	for _, p := range l.Problems {
		switch {
		case !p.Warning:
			errors++
		case p.File != "content/news/moon.md" || !strings.Contains(p.Message, "before its file broke"):
			t.Errorf("warning %v", p)
		}
	}
	if errors != 1 || len(l.Problems) != 2 {
		t.Errorf("problems: %q", l.said())
	}
	f.write("content/news/a.md", storyWith("url: /news/sun/"))
	f.load().fine().article("news/moon.md")
}
