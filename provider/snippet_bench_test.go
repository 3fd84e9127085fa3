package provider

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// ordinary are elements that bear no mark and load nothing from elsewhere: by far
// the most of any page.
var ordinary = map[string]html.Token{
	"div":        element("div", "class", "x"),
	"bare":       element("p"),
	"classes":    element("section", "class", "entry entry--wide has-aside  u-margin-l", "id", "story-2026-11-22"),
	"link":       element("a", "href", "https://www.youtube.com/watch?v=iwGFalTRHDA", "rel", "noopener", "target", "_blank"),
	"picture":    element("img", "src", "/pictures/tide.jpg", "srcset", "/pictures/tide-1.jpg 1x, /pictures/tide-2.jpg 2x", "alt", "The tide", "width", "640", "loading", "lazy"),
	"data":       element("button", "data-toggle", "menu", "data-target", "#menu", "aria-expanded", "false", "data-src", "/x"),
	"script":     element("script", "src", "/assets/page.js", "defer", ""),
	"style":      element("link", "rel", "stylesheet", "href", "/assets/page.css"),
	"canonical":  element("link", "rel", "canonical", "href", "https://www.youtube.com/embed/iwGFalTRHDA"),
	"many":       element("div", "class", strings.Repeat("col ", 500)),
	"long-class": element("div", "class", strings.Repeat("x", 5000)),
	"near-class": element("div", "class", "elfsight-app-no twitter-tweets instagram", "id", "infogram_x"),
}

func element(name string, attrs ...string) html.Token {
	t := html.Token{Type: html.StartTagToken, Data: name}
	for i := 0; i < len(attrs); i += 2 {
		t.Attr = append(t.Attr, html.Attribute{Key: attrs[i], Val: attrs[i+1]})
	}
	return t
}

func TestOrdinaryElementsCostNoAllocation(t *testing.T) {
	if raced {
		t.Skip("the race detector makes sync.Pool allocate; make unraced runs this test without it")
	}
	c := Default()
	for name, tag := range ordinary {
		if m, ok := c.Mark(tag.Data, tag.Attr); ok {
			t.Errorf("%s bears a mark: %+v", name, m)
		}
		if n := testing.AllocsPerRun(100, func() { c.Mark(tag.Data, tag.Attr) }); n != 0 {
			t.Errorf("%s: %v allocations, want 0", name, n)
		}
	}
}

func BenchmarkMarkOrdinary(b *testing.B) {
	c := Default()
	for name, tag := range ordinary {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.Mark(tag.Data, tag.Attr)
			}
		})
	}
}

func BenchmarkMark(b *testing.B) {
	c := Default()
	for name, tag := range map[string]html.Token{
		"class":   element("blockquote", "class", "twitter-tweet", "data-lang", "en"),
		"frame":   element("iframe", "width", "560", "src", "https://www.youtube.com/embed/iwGFalTRHDA?rel=0"),
		"lazy":    element("iframe", "src", "about:blank", "data-src", "https://player.vimeo.com/video/742007267"),
		"script":  element("script", "src", "https://platform.twitter.com/widgets.js", "async", ""),
		"foreign": element("script", "src", "https://cdn.example.org/assets/site.js"),
		"picture": element("img", "src", "https://pictures.example.org/2026/11/tide.jpg"),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.Mark(tag.Data, tag.Attr)
			}
		})
	}
}

func BenchmarkPaste(b *testing.B) {
	c := Default()
	post := `<blockquote class="twitter-tweet"><p lang="en">The tide is in.</p>&mdash; Harbour (@harbour) <a href="https://twitter.com/harbour/status/463440424141459456?ref_src=twsrc%5Etfw">1 May</a></blockquote> <script async src="https://platform.twitter.com/widgets.js" charset="utf-8"></script>`
	for name, code := range map[string]string{
		"post":  post,
		"frame": `<iframe width="560" height="315" src="https://www.youtube.com/embed/iwGFalTRHDA" allowfullscreen></iframe>`,
		"plain": `<div class="note"><p>The tide is <em>in</em>.</p></div>`,
		"page":  "<!DOCTYPE html><html><body>" + strings.Repeat(`<div class="entry"><p>The tide is <a href="/in">in</a>.</p><img src="/tide.jpg" alt=""></div>`, 500) + post + "</body></html>",
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(code)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.Paste(code); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkMarkStart is what a program pays before it looks at its first element.
func BenchmarkMarkStart(b *testing.B) {
	c := newCatalogue()
	b.ReportAllocs()
	for b.Loop() {
		newMarkIndex(c)
	}
}

// Reading what a piece says takes a few times as long as finding it, and nothing
// where nobody asks.
func BenchmarkQuote(b *testing.B) {
	code := post("High water at 06:12.<br>Mind the <a href=\"https://tide.example/steps\">steps</a>.")
	found, err := Default().Paste(code)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("find", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			Default().Paste(code)
		}
	})
	b.Run("read", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			found[0].Quote(code)
		}
	})
}
