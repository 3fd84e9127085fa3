package gate

import (
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/htmltest"
)

// parsed is the page's gates as a browser sees them.
func (p *press) parsed() htmltest.Node { return htmltest.Parse(p.t, []byte(p.page())) }

func TestReadingOrder(t *testing.T) {
	p := newPress(t, "en", video)
	p.pieces[0].Snapshot = said("Low water at noon.")
	doc := p.parsed()
	var got []string
	for _, n := range doc.One("section.gf").All("*") {
		switch {
		case n.Has("data-nosnippet"), n.Data == "bdi", n.Data == "small", n.Data == "li":
		case n.Attr("class") != "":
			got = append(got, n.Data+"."+n.Attr("class"))
		default:
			got = append(got, n.Data)
		}
	}
	want := []string{
		"a.gf-skip", "h2.gf-name",
		"div.gf-in", "figure.gf-was", "figcaption", "b", "time", "blockquote", "p",
		"p.gf-note", "p", "ul.gf-more", "a", "a",
		"div.gf-ask", "form.gf-yes", "input.gf-sent", "button", "button.gf-js", "label.gf-js", "input.gf-keep", "span",
		"form.gf-no", "button", "button.gf-again", "span.gf-now", "a.gf-src",
		"div.gf-box", "iframe",
	}
	if !slices.Equal(got, want) {
		t.Errorf("in reading order the gate has\n%v\nwant\n%v", got, want)
	}
}

func TestNamesTellGatesApart(t *testing.T) {
	p := newPress(t, "en", video, video, toot, photo)
	p.pieces[3].Title = "The harbour at noon"
	p.gates.Number(p.locale(), p.pieces)
	doc := p.parsed()
	doc.UniqueIDs()
	doc.Resolves()
	want := []string{"YouTube video (1)", "YouTube video (2)", "Mastodon post by Gargron", "Instagram post: The harbour at noon"}
	for i, gate := range doc.All("section.gf") {
		name := want[i]
		m := p.pieces[i].Match
		press := p.locale().T(acceptKey(m), "noun", m.Noun) + " "
		for selector, says := range map[string]string{
			".gf-name": name, ".gf-skip": "Skip the " + name, ".gf-end": "End of the " + name,
			".gf-yes button": press + name, "[id$=-no]": "Close and take back " + name,
			"[id$=-not]": "Not now " + name, ".gf-box": name, "iframe": name,
		} {
			if got := gate.One(selector).Name(); got != says {
				t.Errorf("gate %d: %s is called %q, want %q", i+1, selector, got, says)
			}
		}
		if href := gate.One(".gf-skip").Attr("href"); href != "#"+gate.One(".gf-end").Attr("id") {
			t.Errorf("gate %d: the skip link leads to %s", i+1, href)
		}
	}
}

func TestNumberStartsAnew(t *testing.T) {
	p := newPress(t, "en", video, video)
	p.pieces[1] = Piece{Match: recognise(t, photo)}
	p.gates.Number(p.locale(), p.pieces)
	if p.pieces[0].Number != 0 || p.pieces[1].Number != 0 {
		t.Errorf("numbers %d and %d for gates with different names", p.pieces[0].Number, p.pieces[1].Number)
	}
	if p.pieces[0].ID == p.pieces[1].ID || p.pieces[0].ID == "" {
		t.Errorf("ids %q and %q", p.pieces[0].ID, p.pieces[1].ID)
	}
}

func TestNoticeQuotesTheButton(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		for _, gate := range newPress(t, lang, video, photo, toot).parsed().All("section.gf") {
			label := gate.One(".gf-yes button").Text()
			if notice := gate.One(".gf-say").Text(); !strings.Contains(notice, "“"+label+"”") && !strings.Contains(notice, "«"+label+"»") {
				t.Errorf("%s: the button says %q, which the notice does not quote: %s", lang, label, notice)
			}
		}
	}
}

func TestNoticeSaysWhoIsContacted(t *testing.T) {
	tests := []struct {
		address string
		has     []string
	}{
		{video, []string{"YouTube (Google Ireland Limited, Ireland)", "may set cookies", "Privacy policy of YouTube (external)", "Cookie policy of YouTube (external)"}},
		{toot, []string{"Mastodon (mastodon.social)", "We do not know whether Mastodon sets cookies", "IP address"}},
	}
	for _, tt := range tests {
		text := newPress(t, "en", tt.address).parsed().One(".gf-say").Text()
		for _, want := range tt.has {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the notice lacks %q: %s", tt.address, want, text)
			}
		}
	}
}

func TestLinksOutAreMarked(t *testing.T) {
	for _, a := range newPress(t, "en", video, photo, toot).parsed().All("section.gf a") {
		href := a.Attr("href")
		if strings.HasPrefix(href, "#") {
			continue
		}
		rel := strings.Fields(a.Attr("rel"))
		if !slices.Contains(rel, "noopener") || !slices.Contains(rel, "external") || !strings.Contains(a.Name(), "(external)") || a.Has("target") {
			t.Errorf("the link to %s, called %q, has rel %q", href, a.Name(), rel)
		}
	}
}

// Every word of a gate's own stands below an element that search engines leave
// out of their excerpts.
func TestOwnWordsAreNoSnippet(t *testing.T) {
	for _, gate := range newPress(t, "en", video, toot).parsed().All("section.gf") {
		var words strings.Builder
		for _, n := range gate.All("[data-nosnippet]") {
			if n.Data != "div" {
				t.Errorf("data-nosnippet has no meaning on <%s>", n.Data)
			}
			words.WriteString(n.Text() + " ")
		}
		if a, b := squash(words.String()), squash(gate.Text()); a != b {
			t.Errorf("below data-nosnippet is %q, the gate says %q", a, b)
		}
	}
}

func squash(s string) string { return strings.Join(strings.Fields(s), "") }

func TestGateLoadsNothing(t *testing.T) {
	p := newPress(t, "en", video, photo, toot, song)
	doc := p.parsed()
	for _, f := range doc.All("iframe") {
		if f.Has("src") || f.Has("srcdoc") {
			t.Error("the frame of a closed gate has an address")
		}
	}
	doc.LoadsOnlyFrom("/_gatefold/", "#")
	doc.None("[style]")
	for _, f := range doc.All("form") {
		if !strings.HasPrefix(f.Attr("action"), "/_gatefold/") || f.Attr("target") == "" {
			t.Errorf("a form leads to %q, target %q", f.Attr("action"), f.Attr("target"))
		}
	}
}

func TestBaseStandsBeforeEveryAddress(t *testing.T) {
	p := newPress(t, "en", video)
	p.gates = New(Options{Host: pressHost, Base: "/news", DefaultLang: "en"})
	doc := p.parsed()
	for _, f := range doc.All("section.gf form") {
		if !strings.HasPrefix(f.Attr("action"), "/news/_gatefold/") {
			t.Errorf("a form leads to %q", f.Attr("action"))
		}
	}
	embed := htmltest.Parse(t, p.gates.AppendDocument(nil, p.locale(), &Document{Match: p.pieces[0].Match}))
	if src := embed.One("script").Attr("src"); !strings.HasPrefix(src, "/news/_gatefold/") {
		t.Errorf("the embed document's script is at %q", src)
	}
}

func TestPieceWithoutAFrame(t *testing.T) {
	m := recognise(t, video)
	m.Key = ""
	for _, lang := range []string{"en", "ar"} {
		p := newPress(t, lang)
		p.pieces = []Piece{{Match: m, Level: 3}}
		p.gates.Number(p.locale(), p.pieces)
		gate := p.parsed().One("section.gf")
		gate.None("form")
		gate.None("iframe")
		gate.None("button")
		if gate.One(".gf-src").Attr("href") != m.URL {
			t.Error("there is no link to the original")
		}
		if !strings.Contains(gate.One(".gf-say").Text(), "YouTube") {
			t.Error("the notice does not say who is contacted")
		}
	}
}

func TestHeadingLevels(t *testing.T) {
	p := newPress(t, "en", video)
	for level, want := range map[int]string{0: "h2", 1: "h2", 2: "h2", 4: "h4", 6: "h6", 9: "h6"} {
		p.pieces[0].Level = level
		if got := p.parsed().One(".gf-name").Data; got != want {
			t.Errorf("level %d gives <%s>, want <%s>", level, got, want)
		}
	}
}

func TestLanguageAndDirection(t *testing.T) {
	for lang, want := range map[string]string{"en": "en ltr", "ar": "ar rtl", "ar-EG": "ar-EG rtl", "de": "en ltr"} {
		gate := newPress(t, lang, toot).parsed().One("section.gf")
		if got := gate.Attr("lang") + " " + gate.Attr("dir"); got != want {
			t.Errorf("%s: the gate is %s, want %s", lang, got, want)
		}
	}
}

func TestForeignNamesAreIsolated(t *testing.T) {
	p := newPress(t, "ar", toot)
	p.pieces[0].Title = "Harbour (noon)"
	for _, selector := range []string{".gf-skip", ".gf-name", ".gf-end"} {
		n := p.parsed().One(selector)
		for _, name := range []string{"Mastodon", "Harbour (noon)"} {
			if !slices.ContainsFunc(n.All("bdi"), func(b htmltest.Node) bool { return b.Text() == name }) {
				t.Errorf("%s: %q is not isolated in %s", selector, name, n.Outline())
			}
		}
	}
}

// A gate is the same whatever gates were made before it.
func TestGatesDoNotTakeAfterOthers(t *testing.T) {
	p := newPress(t, "en", video, photo)
	for _, piece := range p.pieces {
		bare := piece
		bare.Match.URL = ""
		for _, order := range [][]Piece{{piece, bare}, {bare, piece}} {
			shared := New(p.gates.o)
			for _, one := range order {
				want := string(New(p.gates.o).Append(nil, p.locale(), &one))
				if got := string(shared.Append(nil, p.locale(), &one)); got != want {
					t.Errorf("the gate of %q depends on what came before:\n%s\nwant\n%s", one.Match.URL, got, want)
				}
			}
		}
	}
}
