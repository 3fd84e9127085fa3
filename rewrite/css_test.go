package rewrite

import (
	"html"
	"net/url"
	"strings"
	"testing"
)

// What SwapAddresses finds in a style sheet, and what it leaves.
func TestSwapAddresses(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`a{b:url(x.png)}`, `a{b:url(<picture x.png>)}`},
		{`a{b:url( "x.png" )}`, `a{b:url( <picture x.png> )}`},
		{`a{b:URL('x.png'),u\72 l(y)}`, `a{b:URL(<picture x.png>),u\72 l(/picture/y)}`},
		{`@import "x.css";@IMPORT url(y.css) print;`, `@import <style x.css>;@IMPORT url(<style y.css>) print;`},
		{`@im\70ort 'x.css';`, `@im\70ort <style x.css>;`},
		{`@import/**/"x.css"`, `@import/**/<style x.css>`},
		{`@font-face{src:url(x.woff2) format("woff2"),local("y")}a{b:url(z)}`, `@font-face{src:url(<font x.woff2>) format("woff2"),local("y")}a{b:url(<picture z>)}`},
		{`a{b:image-set("x" 1x,url(y) 2x)}`, `a{b:image-set(<picture x> 1x,url(<picture y>) 2x)}`},
		{`a{b:-webkit-image-set("x" 1x)}`, `a{b:-webkit-image-set(<picture x> 1x)}`},
		{`a{--b:"x";c:src(var(--b,"y"))}`, `a{--b:<picture x>;c:src(var(--b,<picture y>))}`},
		{`a{content:"x";quotes:"<" ">"}[href="x"]{}`, `a{content:"x";quotes:"<" ">"}[href="x"]{}`},
		{`/* url(x) */a{b:"url(x)"}`, `/* url(x) */a{b:"url(x)"}`},
		{`a{b:"\"url(x)";c:url(y)}`, `a{b:"\"url(x)";c:url(<picture y>)}`},
		{"a{b:\"x\nc:url(y)}", "a{b:\"x\nc:url(<picture y>)}"},
		{"a{b:\"x\\\ny\";c:url(z)}", "a{b:\"x\\\ny\";c:url(<picture z>)}"},
		{`a{b:url(data:image/png;base64,AA==) url(#c)}`, `a{b:url(data:image/png;base64,AA==) url(#c)}`},
		{`@namespace a url(x);b{c:url(y)}`, `@namespace a url(x);b{c:url(<picture y>)}`},
		{`a{b:url(x`, `a{b:url(<picture x>)`},
		{`a{b:url("x`, `a{b:url(<picture x>`},
		{`#url(x);a{b:1url(x) 2px}`, `#url(x);a{b:1url(x) 2px}`},
		{`.a-url(x){}@supports (b:url(x)){}`, `.a-url(x){}@supports (b:url(<picture x>)){}`},
		{`a{b:cross-fade(url(x),url(y),50%)}`, `a{b:cross-fade(url(<picture x>),url(<picture y>),50%)}`},
	} {
		got := SwapAddresses(nil, []byte(c.in), &url.URL{Scheme: "https", Host: "h.example"}, func(k Kind, address string) (string, bool) {
			return "/" + k.String() + "/" + strings.TrimPrefix(address, "https://h.example/"), true
		})
		if got := readable(string(got)); got != c.want {
			t.Errorf("%s\nbecomes %s\nwant    %s", c.in, got, c.want)
		}
		if empty := SwapAddresses(nil, []byte(c.in), nil, func(Kind, string) (string, bool) { return "", false }); c.in != c.want && !strings.Contains(string(empty), nowhere) {
			t.Errorf("%s, emptied, becomes %s", c.in, empty)
		}
	}
}

// readable brings what TestSwapAddresses puts in into a form that is easy to read.
func readable(css string) string {
	css = strings.NewReplacer(`\28 `, "(", `\29 `, ")").Replace(css)
	for _, k := range []string{"picture", "font", "style"} {
		css = replaceAll(css, `"/`+k+`/`, `"`, k)
		css = replaceAll(css, `url(/`+k+`/`, `)`, k)
	}
	return css
}

func replaceAll(s, before, after, kind string) string {
	for {
		i := strings.Index(s, before)
		if i < 0 {
			return s
		}
		n := strings.Index(s[i+len(before):], after)
		name := s[i+len(before) : i+len(before)+n]
		if with := "<" + kind + " " + name + ">"; after == `"` {
			s = s[:i] + with + s[i+len(before)+n+1:]
		} else {
			s = s[:i] + "url(" + with + ")" + s[i+len(before)+n+1:]
		}
	}
}

// A style sheet that comes byte by byte is read as one that comes at once.
func TestStyleByteByByte(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for _, css := range []string{
		"/* a */ @font-face { font-family: leak; src: url(https://leak.example/f); }",
		"/* \" ' url( */a{b:\"c\\\"d\";e:url( 'https://leak.example/f' ) , url(\\68 ttps://leak.example/g)}",
		"@import/* a */url(//leak.example/a);--x: \"//leak.example/b\";c:d",
		"a{b:url(/c\\)d);e:'f\\\ng';h:1.5e3px -2url(//leak.example/i) +.5em}",
	} {
		check(t, r, "<style>"+css+"</style>")
	}
}

// Where an address leads that is too long to be looked at nobody knows, whatever it
// begins with.
func TestLongAddresses(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for _, filling := range []string{"\t", `\9 `, "\\\n", "/", "./", "a/../", "\x01"} {
		filling = strings.Repeat(filling, maxAddress/len(filling)+9)
		for _, before := range []string{
			`a{b:url("`, `a{b:url(`, `a{b:image-set("`, `@import "`, `@import url(`, `a{--b:"/`, `a{b:url("/`, `a{b:url(/`, `a{b:image-set("/`, `@import "/`,
		} {
			for _, after := range []string{`")}`, ""} {
				css := before + filling + "//leak.example/" + after
				for _, page := range []string{
					"<style>" + css + "</style>", "<noscript><style>" + css, "<p style='" + css[2:] + "'>", `<p style="` + html.EscapeString("b:"+css) + `">`, "<svg><style>" + css + "</style>", "<svg><path fill='" + css[4:] + "'>",
				} {
					out, _ := rewriteString(t, r, page)
					if found := leaks(out); len(found) > 0 {
						t.Fatalf("%.40q … leaks %.200q", page, found)
					}
				}
			}
		}
	}
	whole := `<style>a{b:url("data:image/png;base64,` + strings.Repeat("A", 20<<10) + `")}</style><p style="background:url(/a.png">`
	if out, res := rewriteString(t, r, whole); out != whole || len(res.Findings) > 0 {
		t.Errorf("%.100q becomes %.100q", whole, out)
	}
}

// A token may be longer than the window: a name, or one with the white space behind it.
func TestLongTokens(t *testing.T) {
	r := newTestRewriter(t, Options{})
	spaces, name := strings.Repeat(" ", 2*maxWindow), strings.Repeat("a", 2*maxWindow)
	for _, css := range []string{
		`a{--x` + spaces + `:"//leak.example"}`, `a{b:url(` + spaces + `//leak.example)}`, `a{b:url(` + spaces + `"//leak.example")}`, `@import url(` + spaces + `//leak.example)`, `@import ` + spaces + `"//leak.example"`,
		`@property --a{initial-value` + spaces + `:'//leak.example'}`, `a{b:image-set(` + spaces + `'//leak.example' 1x)}`, `a{b:--` + name + `("//leak.example")}`, `a{--` + name + `:"//leak.example"}`,
		`@` + name + ` a;@import "//leak.example"`, `a{b:#` + name + ` url(//leak.example)}`, `a{b:` + strings.Repeat("1", 2*maxWindow) + `px url(//leak.example)}`,
		`a{b:` + name[:maxWindow-len("<style>a{b:")] + `\"url(//leak.example)}`, `a{b:` + name[:maxWindow-1] + `\"url(//leak.example)}`, `a{b:` + strings.Repeat(`\"`, 2*maxWindow) + ` url(//leak.example)}`,
	} {
		for _, before := range []string{"<style>", "<noscript><style>", "<svg><style>"} {
			page := before + css + "</style>"
			out, _ := rewriteString(t, r, page)
			if found := leaks(out); len(found) > 0 {
				t.Errorf("%.60q … leaks %.100q", page, found)
			}
		}
	}
}

// However a style sheet is cut into stretches, the same comes out.
func TestStyleInStretches(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for _, css := range []string{
		`/* a */ a { b: url(//leak.example/c) ; c : "d\"e" } @import '//leak.example/f' ;`,
		`a{b:url("data:image/png;base64,` + strings.Repeat("A", 200<<10) + `")}b{c:url(//leak.example/d)}`,
		`a{b:url(data:image/png;base64,` + strings.Repeat("A", 200<<10) + `)}b{c:url(//leak.example/d)}`,
		`a{b:url(https://leak.example/` + strings.Repeat("A", 200<<10) + `)}b{c:url(//leak.example/d)}`,
		`a{b:url("https://leak.example/` + strings.Repeat("A", 200<<10) + `")}b{c:url(//leak.example/d)}`,
		`/*` + strings.Repeat("*", 200<<10) + `*/b{c:url(//leak.example/d)}`,
	} {
		out, res := rewriteString(t, r, "<style>"+css+"</style><p>x")
		if strings.Contains(out, "leak.example") || len(res.Findings) == 0 || !strings.HasSuffix(out, "</style><p>x") {
			t.Errorf("%.60s becomes %.200s … %s", css, out, out[max(0, len(out)-100):])
		}
	}
}
