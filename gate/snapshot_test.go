package gate

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/internal/htmltest"
	"github.com/gatefold/gatefold/provider"
)

// said is a snapshot of a text in English.
func said(text string, links ...provider.QuoteLink) *Snapshot {
	return &Snapshot{Quote: provider.Quote{
		Author: "Ida Sund", Handle: "ida.sund", Text: text, Lang: "en", Links: links,
		Date: time.Date(2026, 3, 3, 22, 30, 0, 0, time.UTC),
	}}
}

// quoted is the gate of a photo with a snapshot, in a page of lang.
func quoted(t *testing.T, lang string, s *Snapshot) htmltest.Node {
	t.Helper()
	p := newPress(t, lang, photo)
	p.pieces[0].Snapshot = s
	return p.parsed().One("section.gf")
}

func TestSnapshotIsAQuotation(t *testing.T) {
	s := said("Ebbe um <b>zwei</b>.\nDie Bank liegt frei & trocken 🌊\n\nMehr: example.org/tide – und example.org",
		provider.QuoteLink{Text: "example.org/tide", Href: "https://example.org/tide?a=1&b=2"},
		provider.QuoteLink{Text: "example.org", Href: "javascript:alert(1)"},
		provider.QuoteLink{Text: "is not there", Href: "https://example.org/"})
	s.Lang = "de"
	s.Picture = &Picture{Src: "/coast/story.snapshots/1.jpg", Alt: "A bank of sand", Width: 640, Height: 480}
	gate := quoted(t, "en", s)
	figure := gate.One("figure.gf-was")
	if got, want := figure.One("figcaption").Text(), "Ida Sund @ida.sund · March 3, 2026"; got != want {
		t.Errorf("the caption is %q, want %q", got, want)
	}
	if got, want := figure.One("time").Attr("datetime"), "2026-03-03T22:30:00Z"; got != want {
		t.Errorf("the time is %q, want %q", got, want)
	}
	quote := figure.One("blockquote")
	if got := quote.Attr("lang") + " " + quote.Attr("dir"); got != "de ltr" {
		t.Errorf("the quotation is %q", got)
	}
	if n := len(quote.All("p")); n != 2 || len(quote.All("br")) != 1 {
		t.Errorf("%d paragraphs: %s", n, quote.Outline())
	}
	if got, want := quote.Text(), "Ebbe um <b>zwei</b>. Die Bank liegt frei & trocken 🌊 Mehr: example.org/tide (external) – und example.org"; squash(got) != squash(want) {
		t.Errorf("the text is %q", got)
	}
	links := quote.All("a")
	if len(links) != 1 || links[0].Attr("href") != "https://example.org/tide?a=1&b=2" || links[0].Attr("rel") != "noopener external" {
		t.Errorf("links: %s", quote.Outline())
	}
	img := figure.One("img")
	if img.Attr("src") != s.Picture.Src || img.Attr("alt") != s.Picture.Alt || img.Attr("width") != "640" || img.Attr("height") != "480" || img.Attr("loading") != "lazy" {
		t.Errorf("the picture: %s", img.Outline())
	}
}

// What was said is the article's, and may be quoted by search engines.
func TestSnapshotMayBeQuoted(t *testing.T) {
	gate := quoted(t, "en", said("Low water at noon."))
	for _, n := range gate.All("[data-nosnippet]") {
		if strings.Contains(n.Text(), "Low water") || len(n.All(".gf-was")) > 0 {
			t.Errorf("the quotation stands below data-nosnippet: %s", n.Outline())
		}
	}
}

func TestSnapshotLanguage(t *testing.T) {
	for lang, want := range map[string]string{"en": " ", "ar": "ar rtl", "": " auto", "he": "he rtl"} {
		s := said("…")
		s.Lang = lang
		quote := quoted(t, "en", s).One("blockquote")
		if got := quote.Attr("lang") + " " + quote.Attr("dir"); got != want {
			t.Errorf("%q: the quotation is %q, want %q", lang, got, want)
		}
		if lang == "" && !quote.Has("lang") {
			t.Error("a text of unknown language takes that of the page")
		}
	}
}

func TestSnapshotPicturesAreTheSites(t *testing.T) {
	for _, src := range []string{"", "https://cdn.example/1.jpg", "//cdn.example/1.jpg", `/\cdn.example/1.jpg`, "1.jpg", "data:image/png,"} {
		s := said("")
		s.Picture = &Picture{Src: src}
		quoted(t, "en", s).None("img")
	}
}

func TestSnapshotWithoutWordsIsNone(t *testing.T) {
	s := said("")
	quoted(t, "en", s).None("figure")
	s.Title = "High water"
	if got := quoted(t, "en", s).One("blockquote").Text(); got != "High water" {
		t.Errorf("the quotation is %q", got)
	}
	quoted(t, "en", &Snapshot{Quote: provider.Quote{Text: "Nobody said this."}}).None("figcaption")
}

// A long text is folded between words and outside links; nothing of it is lost.
func TestLongSnapshotsAreFolded(t *testing.T) {
	word := strings.Repeat("long", 30)
	for name, text := range map[string]string{
		"words":      strings.Repeat("high water and low water ", 60),
		"paragraphs": strings.Repeat("High water.\n\n", 90),
		"one word":   strings.Repeat("x", 2000),
		"Chinese":    strings.Repeat("潮水涨落。", 300),
		"a link":     strings.Repeat("tide ", 90) + word + strings.Repeat(" tide", 120),
	} {
		s := said(text, provider.QuoteLink{Text: word, Href: "https://example.org/"})
		gate := quoted(t, "en", s)
		more := gate.One("details")
		if got := more.One("summary").Text(); got != "Read all of it" {
			t.Errorf("%s: the summary is %q", name, got)
		}
		var parts []string
		for _, q := range gate.All("blockquote") {
			parts = append(parts, q.Text())
		}
		if got, want := squash(strings.Join(parts, " ")), squash(text); strings.ReplaceAll(got, "(external)", "") != want {
			t.Errorf("%s: the parts do not make the text", name)
		}
		if n := len([]rune(parts[0])); n < 200 || n > 600 {
			t.Errorf("%s: %d characters are shown at once", name, n)
		}
		if name == "a link" && len(gate.All("blockquote a")) != 1 {
			t.Error("the link was cut")
		}
	}
	quoted(t, "en", said(strings.Repeat("x", longQuote))).None("details")
}

func TestPieceThatIsGone(t *testing.T) {
	s := said("Low water at noon.")
	s.Kept, s.Gone = time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC), time.Date(2026, 5, 6, 0, 0, 0, 0, time.UTC)
	for _, lang := range []string{"en", "ar"} {
		gate := quoted(t, lang, s)
		gate.None("form")
		gate.None("button")
		gate.None("iframe")
		gate.None("input")
		if !strings.Contains(gate.One("blockquote").Text(), "Low water at noon.") {
			t.Error("what it said is not shown")
		}
	}
	if got, want := quoted(t, "en", s).One(".gf-say p").Text(), "This post is no longer at Instagram. We looked on May 6, 2026. What it said is shown as we kept it on March 4, 2026."; got != want {
		t.Errorf("the notice is %q, want %q", got, want)
	}
	if got := quoted(t, "en", s).One("a.gf-src").Text(); !strings.HasPrefix(got, "Where it was at Instagram") {
		t.Errorf("the link to where nothing is says %q", got)
	}
	s.Kept = time.Time{}
	if got := quoted(t, "en", s).One(".gf-say p").Text(); strings.Contains(got, "kept") {
		t.Errorf("nobody knows when it was kept: %q", got)
	}
}

// Of two pieces of the same kind one may be gone.
func TestGoneAndThereSideBySide(t *testing.T) {
	p := newPress(t, "en", photo, photo)
	p.pieces[0].Snapshot = &Snapshot{Gone: time.Now()}
	var buttons []int
	for _, gate := range p.parsed().All("section.gf") {
		buttons = append(buttons, len(gate.All(".gf-yes button")))
	}
	if !slices.Equal(buttons, []int{0, 1}) {
		t.Errorf("buttons: %v", buttons)
	}
}
