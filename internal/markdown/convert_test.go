package markdown

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/article"
)

// show writes a body so that a person can read what it became. Pieces other
// than HTML stand in double square brackets.
func show(b *article.Body) string {
	var s strings.Builder
	for _, p := range b.Pieces {
		switch {
		case p.Embed != nil:
			name := p.Embed.Match.Key
			if st, ok := p.Embed.Match.Stranger(); ok {
				name = string(st.Kind) + " " + st.Address + st.Code
			}
			fmt.Fprintf(&s, "[[%s %s h%d", p.Embed.Match.Provider.ID, name, p.Embed.Level)
			if p.Embed.Title != "" {
				fmt.Fprintf(&s, " %q", p.Embed.Title)
			}
			s.WriteString("]]")
		case p.Figure != nil:
			s.WriteString("[[" + showFigure(p.Figure) + "]]")
		case p.Ref != nil:
			s.WriteString("[[ref " + p.Ref.Target + " from " + p.Ref.From + "]]")
		default:
			s.WriteString(p.HTML)
		}
	}
	return s.String()
}

func showFigure(f *article.Figure) string {
	parts := []string{fmt.Sprintf("%s %dx%d", f.Src, f.Width, f.Height)}
	for _, part := range [...]struct{ name, value string }{
		{"alt", f.Alt}, {"title", f.Title}, {"caption", f.Caption}, {"credit", f.Credit},
		{"creditURL", f.CreditURL}, {"link", f.Link}, {"lang", f.Lang},
	} {
		if part.value != "" {
			parts = append(parts, part.name+"="+part.value)
		}
	}
	if f.Decorative {
		parts = append(parts, "decorative")
	}
	return strings.Join(parts, "; ")
}

// example is a text, what becomes of it, and what is wrong with it as
// "LINE: beginning of the message", warnings with an asterisk.
type example struct {
	name, src, want string
	problems        []string
}

func (e *example) run(t *testing.T) {
	t.Helper()
	body, problems := convert(e.src)
	if got := strings.TrimSuffix(show(&body), "\n"); got != e.want {
		t.Errorf("%s: %q became\n%s\nwant\n%s", e.name, e.src, got, e.want)
	}
	checkSafe(t, &body)
	checkProblems(t, e.name, problems, e.problems)
}

func checkProblems(t *testing.T, name string, got []*article.Problem, want []string) {
	t.Helper()
	for i, p := range got {
		mark := ""
		if p.Warning {
			mark = "*"
		}
		if p.File != "science/tides.md" || p.Remedy == "" {
			t.Errorf("%s: problem without file or remedy: %+v", name, p)
		}
		text := fmt.Sprintf("%d:%s %s", p.Line, mark, p.Message)
		if i >= len(want) || !strings.HasPrefix(text, want[i]) {
			t.Errorf("%s: problem %q is not wanted", name, text)
		}
	}
	if len(got) < len(want) {
		t.Errorf("%s: no problem %q", name, want[len(got)])
	}
}

const ext = `<span class="ext"> (external)</span></a>`

func TestText(t *testing.T) {
	for _, e := range []example{
		{"typographer", `"It's 'so'" -- a --- b... the '90s`, "<p>“It’s ‘so’” – a — b… the ’90s</p>", nil},
		{"marks that stand alone", `a " b ' c 6" ----`, "<p>a &#34; b &#39; c 6&#34; ----</p>", nil},
		{"escapes", `\"a\" \*b\* &lt;c&gt; &copy; &nope; << d >>`, "<p>&#34;a&#34; *b* &lt;c&gt; © &amp;nope; « d »</p>", nil},
		{"code stays", "`\"a\" -- &lt;`", "<p><code>&#34;a&#34; -- &amp;lt;</code></p>", nil},
		{"breaks", "a\nb\\\nc  \nd", "<p>a\nb<br>\nc<br>\nd</p>", nil},
		{"strikethrough and emphasis", "~~a~~ *b* **c**", "<p><del>a</del> <em>b</em> <strong>c</strong></p>", nil},
		{"tasks", "- [x] a\n- [ ] b",
			"<ul>\n<li><span class=\"task\" role=\"img\" aria-label=\"Done\">☑</span> a</li>\n" +
				"<li><span class=\"task\" role=\"img\" aria-label=\"Not done\">☐</span> b</li>\n</ul>", nil},
		{"list that begins later", "7. a\n8. b", "<ol start=\"7\">\n<li>a</li>\n<li>b</li>\n</ol>", nil},
		{"definitions", "T\n: D", "<dl>\n<dt>T</dt>\n<dd>D</dd>\n</dl>", nil},
		{"Arabic", `قال "نعم" ثم`, "<p>قال “نعم” ثم</p>", nil},
	} {
		e.run(t)
	}
}

func TestHeadings(t *testing.T) {
	for _, e := range []example{
		{"the page has one first level", "# A\n\n## B\n\n# C", `<h2 id="a">A</h2>` + "\n" + `<h3 id="b">B</h3>` + "\n" + `<h2 id="c">C</h2>`, nil},
		{"second levels stay", "## A\n\n### B", `<h2 id="a">A</h2>` + "\n" + `<h3 id="b">B</h3>`, nil},
		{"no level is left out", "#### A\n\n###### B\n\n#### C", `<h2 id="a">A</h2>` + "\n" + `<h3 id="b">B</h3>` + "\n" + `<h2 id="c">C</h2>`, nil},
		{"ids as on GitHub", "## What's *new*, [Mara](/m)? été_1", `<h2 id="whats-new-mara-été_1">What’s <em>new</em>, <a href="/m">Mara</a>? été_1</h2>`, nil},
		{"ids are unique", "## A\n\n## A\n\n## A-1\n\n## A", `<h2 id="a">A</h2>` + "\n" + `<h2 id="a-1">A</h2>` + "\n" + `<h2 id="a-1-1">A-1</h2>` + "\n" + `<h2 id="a-2">A</h2>`, nil},
		{"attributes", `## A {#own .note .gf-x lang=de dir=rtl onclick="x"}`, `<h2 id="own" class="note" lang="de" dir="rtl">A</h2>`, nil},
		{"reserved ids", "## GF x {#gf-x}\n\n## A {#fn:1}", `<h2 id="h-gf-x">GF x</h2>` + "\n" + `<h2 id="a">A</h2>`, nil},
		{"reserved names", "## Gatefold main\n\n## B {#gatefold-related}", `<h2 id="h-gatefold-main">Gatefold main</h2>` + "\n" + `<h2 id="b">B</h2>`, nil},
		{"no letters", "## !!!", `<h2 id="section">!!!</h2>`, nil},
		{"Arabic", "## المدّ", `<h2 id="المدّ">المدّ</h2>`, nil},
	} {
		e.run(t)
	}
}

func TestLinks(t *testing.T) {
	for _, e := range []example{
		{"outside", `[a](https://other.example/x?y=1&z=2 "T")`,
			`<p><a href="https://other.example/x?y=1&amp;z=2" rel="external noopener" title="T">a` + ext + `</p>`, nil},
		{"within", "[a](/x/) [b](https://ours.example/y) [c](#z) [d](mailto:a@b.example)",
			`<p><a href="/x/">a</a> <a href="https://ours.example/y">b</a> <a href="#z">c</a> <a href="mailto:a@b.example">d</a></p>`, nil},
		{"other articles", "[a](../b/c.md#d)", `<p><a href="[[ref ../b/c.md#d from science]]">a</a></p>`, nil},
		{"without scheme", "[a](//other.example) [b](https:other.example)",
			`<p><a href="//other.example" rel="external noopener">a` + ext + ` <a href="https:other.example" rel="external noopener">b` + ext + `</p>`, nil},
		{"dangerous", "[a](javascript:x) [b](<java script:x>) [c](data:text/html,x) [d](JaVaScRiPt&colon;x)",
			`<p>a <a href="java%20script:x">b</a> c d</p>`,
			[]string{"1:* the link leads to “javascript:x”", "1:* the link leads to “data:text/html,x”", "1:* the link leads to “JaVaScRiPt:x”"}},
		{"bare", "See https://other.example/a_b_(c). www.other.example/x, mara@post.example",
			`<p>See <a href="https://other.example/a_b_(c)" rel="external noopener">https://other.example/a_b_(c)` + ext +
				`. <a href="http://www.other.example/x" rel="external noopener">www.other.example/x` + ext +
				`, <a href="mailto:mara@post.example">mara@post.example</a></p>`, nil},
		{"no links", "http:// xhttp://a.b a@b wwww.a.b www.", `<p>http:// xhttp://a.b a@b wwww.a.b www.</p>`, nil},
		{"alone but unknown", "https://other.example/x", `<p><a href="https://other.example/x" rel="external noopener">https://other.example/x` + ext + `</p>`, nil},
		{"reference", "[a][b]\n\n[b]: https://ours.example/x", `<p><a href="https://ours.example/x">a</a></p>`, nil},
	} {
		e.run(t)
	}
	outside, _ := convert("[a](https://other.example)")
	within, _ := convert("[a](https://ours.example)")
	if !outside.Outside || within.Outside {
		t.Errorf("Outside = %v, %v; want true, false", outside.Outside, within.Outside)
	}
}

func TestTablesAndCode(t *testing.T) {
	for _, e := range []example{
		{"table", "| a | b |\n|--|-:|\n| c | d |",
			`<div class="scroll" role="region" tabindex="0" aria-label="Table 1"><table>` + "\n<thead>\n" +
				`<tr><th scope="col">a</th><th scope="col" class="right">b</th></tr>` + "\n</thead>\n<tbody>\n" +
				`<tr><td>c</td><td class="right">d</td></tr>` + "\n</tbody>\n</table></div>", nil},
		{"embed in a cell", "| a |\n|--|\n| https://vimeo.com/55073825 |",
			`<div class="scroll" role="region" tabindex="0" aria-label="Table 1"><table>` + "\n<thead>\n" +
				`<tr><th scope="col">a</th></tr>` + "\n</thead>\n<tbody>\n<tr><td>[[vimeo 55073825 h2]]</td></tr>\n</tbody>\n</table></div>", nil},
		{"code without a language", "```\n<a> \"b\"\n```", "<pre tabindex=\"0\"><code>&lt;a&gt; &#34;b&#34;\n</code></pre>", nil},
		{"code of an unknown language", "```nosuch\na\n```", "<pre tabindex=\"0\"><code class=\"language-nosuch\">a\n</code></pre>", nil},
		{"coloured code", "```go\nvar a = 1\n```",
			"<pre tabindex=\"0\"><code class=\"language-go\"><span class=\"kd\">var</span> <span class=\"nx\">a</span> " +
				"<span class=\"p\">=</span> <span class=\"mi\">1</span>\n</code></pre>", nil},
		{"a class cannot be left", "```\"onclick=x\na\n```", "<pre tabindex=\"0\"><code>a\n</code></pre>", nil},
		{"indented code", "    a\n\tb", "<pre tabindex=\"0\"><code>a\nb\n</code></pre>", nil},
	} {
		e.run(t)
	}
}

func TestFootnotes(t *testing.T) {
	for _, e := range []example{
		{"two references", "a[^x] b[^x]\n\n[^x]: Note *n*.",
			`<p>a<sup id="fnref:1"><a href="#fn:1" role="doc-noteref" aria-label="Footnote 1">1</a></sup> ` +
				`b<sup id="fnref:1:2"><a href="#fn:1" role="doc-noteref" aria-label="Footnote 1">1</a></sup></p>` + "\n" +
				`<section class="footnotes" role="doc-endnotes" aria-labelledby="fn:list"><h2 id="fn:list">Footnotes</h2>` + "\n<ol>\n" +
				`<li id="fn:1"><p>Note <em>n</em>. <a href="#fnref:1" role="doc-backlink" aria-label="Back to reference 1">↩︎</a> ` +
				`<a href="#fnref:1:2" role="doc-backlink" aria-label="Back to reference 1 (2)">↩︎</a></p>` + "\n</li>\n</ol>\n</section>", nil},
		{"not defined, not used", "a[^y]\n\n[^x]: b", "<p>a[^y]</p>", nil},
		{"in a link", "[a[^x]](/b)\n\n[^x]: c", `<p><a href="/b">a<sup>1</sup></a></p>` + "\n" +
			`<section class="footnotes" role="doc-endnotes" aria-labelledby="fn:list"><h2 id="fn:list">Footnotes</h2>` +
			"\n<ol>\n<li id=\"fn:1\"><p>c</p>\n</li>\n</ol>\n</section>", nil},
	} {
		e.run(t)
	}
}
