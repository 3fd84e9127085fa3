package htmltest

import (
	"fmt"
	"strings"
	"testing"
)

const sample = `<!doctype html><html lang="en"><head><title>A page</title><script>var x = "not text"</script></head><body>
<main id="main" class="wide calm"><h1>The <em>tide</em></h1>
<p class="calm">One <a href="/a/" class="ext big">two<span> (external)</span></a></p>
<ul><li>three<ul><li><a href="https://example.com/b.jpg">four</a></li></ul></li></ul>
<img src="/a.jpg" alt="A boat"><button id="b" aria-labelledby="b n">Show</button><p id="n">the video</p>
<a href="/c/" aria-label="five">six</a><a href="/d/"><img src="/b.jpg" alt="seven"><i aria-hidden="true">x</i><i hidden>y</i></a>
</main></body></html>`

func TestSelectors(t *testing.T) {
	doc := Parse(t, []byte(sample))
	for selector, want := range map[string]int{
		"a": 4, "main a": 4, "p a": 1, "main > p": 2, "body > p": 0, "ul ul a": 1, "li > a": 1, "body > main > ul > li": 1,
		".calm": 2, "main.calm.wide": 1, "#main": 1, "main#main.wide": 1, ".wid": 0,
		"[href]": 4, "a[href=/a/]": 1, "[href^=https:]": 1, "[href$=.jpg]": 1, "[class*=ex]": 1, "[class=ext]": 0, "*": 24, "html *": 23,
	} {
		if got := len(doc.All(selector)); got != want {
			t.Errorf("%q selects %d elements, want %d", selector, got, want)
		}
	}
	if !doc.One("#main").Matches("body main") || doc.One("#main").Matches("p main") {
		t.Error("Matches looks elsewhere")
	}
	if got := len(doc.One("ul > li > ul").All("ul li")); got != 0 {
		t.Errorf("an ancestor outside of the element counts: %d", got)
	}
}

func TestBrokenSelectors(t *testing.T) {
	for _, s := range []string{"", " ", "a >", "a[href", "a..b", "a#", ".", "a .[x]"} {
		if _, err := parseSelector(s); err == nil {
			t.Errorf("the selector %q is read", s)
		}
	}
}

func TestTextAndName(t *testing.T) {
	doc := Parse(t, []byte(sample))
	for selector, want := range map[string]string{
		"h1": "The tide", "title": "A page", "p.calm": "One two (external)", "head": "A page",
	} {
		if got := doc.One(selector).Text(); got != want {
			t.Errorf("the text of %s is %q, want %q", selector, got, want)
		}
	}
	for selector, want := range map[string]string{
		"a[href=/a/]": "two (external)", "a[href=/c/]": "five", "a[href=/d/]": "seven", "button": "Show the video", "main > img": "A boat",
	} {
		if got := doc.One(selector).Name(); got != want {
			t.Errorf("the name of %s is %q, want %q", selector, got, want)
		}
	}
	if a := doc.One("p a"); a.Attr("href") != "/a/" || !a.Has("class") || a.Has("rel") {
		t.Error("the attributes are wrong")
	}
}

func TestOutline(t *testing.T) {
	a := Parse(t, []byte(`<p class="a" id="b">one<!-- c --><b>two</b></p>`)).Outline()
	b := Parse(t, []byte(`<p id="x" class="y">three<!----><b>four</b></p>`)).Outline()
	if a != b || !strings.Contains(a, "p class id\n") {
		t.Errorf("the outlines are\n%s and\n%s", a, b)
	}
	if c := Parse(t, []byte(`<p id="x" class="y"><b>four</b></p>`)).Outline(); a == c {
		t.Error("a comment leaves no trace")
	}
}

// spy takes down the errors of a check instead of failing.
type spy struct {
	testing.TB
	errors []string
}

func (s *spy) Helper() {}
func (s *spy) Errorf(format string, args ...any) {
	s.errors = append(s.errors, fmt.Sprintf(format, args...))
}

func TestChecks(t *testing.T) {
	for _, c := range []struct {
		html   string
		check  func(Node)
		errors int
	}{
		{`<p id="a"><p id="b">`, Node.UniqueIDs, 0},
		{`<p id="a"><p id="a"><p id="a">`, Node.UniqueIDs, 2},
		{`<a href="#a">x</a><p id="a"><a href="#">y</a><a href="/#b">z</a>`, Node.Resolves, 0},
		{`<a href="#b">x</a><p aria-labelledby="a c" id="a">`, Node.Resolves, 2},
		{`<img src="/a.jpg"><a href="https://other.example/">x</a><link rel="canonical" href="https://own.example/">`, own, 0},
		{`<img src="//other.example/a.jpg"><script src="https://other.example/"></script><video poster="x"></video>`, own, 3},
		{`<link rel="stylesheet" href="https://a.example/"><link rel="DNS-prefetch" href="//b.example/"><a ping="https://c.example/">`, own, 3},
		{`<svg><use href="https://a.example/#b"></use></svg><iframe src="https://b.example/"></iframe>`, own, 2},
		{`<b></b>`, func(n Node) { n.None("b") }, 1},
	} {
		s := &spy{TB: t}
		c.check(Parse(s, []byte(c.html)))
		if len(s.errors) != c.errors {
			t.Errorf("%s: %d errors, want %d: %q", c.html, len(s.errors), c.errors, s.errors)
		}
	}
}

func own(n Node) { n.LoadsOnlyFrom("/") }
