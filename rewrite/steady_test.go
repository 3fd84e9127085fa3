package rewrite

import (
	"bytes"
	"strings"
	"testing"
)

// What stands behind a piece decides what takes its place. It does whether it is there
// already or comes byte by byte.
func TestWhatIsBehindIsWaitedFor(t *testing.T) {
	r := newTestRewriter(t, Options{})
	long := strings.Repeat("x", 5<<10)
	for _, in := range []string{
		`<div><img src=//leak.example/1 alt=x><p title="` + long + `">`,
		`<div><img src=//leak.example/1 alt=x>` + strings.Repeat(" ", 5<<10) + `<p>`,
		`<div><picture><source title="` + long + `"><img src=//leak.example/1></picture>`,
		`<div><video><source title="` + long + `" src=//leak.example/1></video>`,
		`<div><img src="https://i.ytimg.com/vi/iwGFalTRHDA/0.jpg"> <iframe src="https://www.youtube.com/embed/iwGFalTRHDA"></iframe>`,
		`<div><img src="https://i.ytimg.com/vi/iwGFalTRHDA/0.jpg"><iframe src="https://www.youtube.com/embed/iwGFalTRHDA" title="` + long + `"></iframe>`,
		`<a href="/a"><img src="//leak.example/1" alt="">` + strings.Repeat("</b>", 1<<10) + `</a>`,
		`<noscript><img src="//leak.example/1" alt=x></noscript><img alt="` + long + `" data-src="//leak.example/1">`,
		`<blockquote class="twitter-tweet"><a href="https://twitter.com/a/status/1">x</a></blockquote><script>` + strings.Repeat(long, 6) + `</script>`,
	} {
		checkPieces(t, r, in)
		checkPieces(t, r, "<p>"+in+"<p>a")
	}
	for _, css := range []string{`initial-value/**/:"//leak.example/1"`, `result/x:"//leak.example/1"`, `--a/**/:"//leak.example/1"`, `--a/b:"//leak.example/1"`, `result/ **/:"//leak.example/1"`} {
		checkPieces(t, r, "<style>@property --p{"+css+"}</style>")
		checkPieces(t, r, "<style>@property --p{"+strings.Repeat("a:b;", 2<<10)+css+"}</style>")
	}
}

// What is changed in a tag never makes it so long that a second pass drops it.
func TestChangedTagsAreNotTooLong(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for _, size := range []int{10 << 10, maxWindow - 40, maxWindow - 30, maxWindow - 25, maxWindow - 20, maxWindow - 10} {
		for _, in := range []string{
			`<div><iframe srcdoc="` + strings.Repeat("'", size) + `<img src=//leak.example/1>"></iframe><p>a`,
			`<div><iframe title="` + strings.Repeat("'", size) + `" srcdoc="<img src=//leak.example/1>"></iframe><p>a`,
			`<div title="` + strings.Repeat("x", size-10) + `" background=//leak.example/1><p>a`,
			`<embed title="` + strings.Repeat("x", size) + `" src=//leak.example/1><p>a`,
		} {
			once, _ := rewriteString(t, r, in)
			if twice, _ := rewriteString(t, r, once); twice != once {
				t.Errorf("%.60s, of %d bytes, becomes %.60s, of %d, and then %.60s, of %d", in, len(in), once, len(once), twice, len(twice))
			}
			if found := leaks(once); len(found) > 0 {
				t.Errorf("%.60s, of %d bytes, loads %q", in, len(in), found)
			}
		}
	}
}

// Who only wants a report gets the page as it is, though it cannot be read, or not written.
func TestReportOnlyChangesNoByte(t *testing.T) {
	r := newTestRewriter(t, Options{ReportOnly: true})
	for charset, pages := range map[string][]string{
		"iso-2022-kr": {"<img src=//leak.example/1>"},
		"iso-2022-jp": {"<p>\x1b$B\x80\x1b(B\xff<img src=//leak.example/1>", "\x1b(Ja\\b\x1b"},
		"utf-16le":    {"<\x00p\x00>\x00\x00\xd8a\x00b", "a"},
		"":            {"<p>\x1b$B" + strings.Repeat(" a", 40<<10) + "\x1b(B<img src=//leak.example/1>"},
		"utf-8":       {"<p>\xff<iframe src=//leak.example/1></iframe>", ""},
	} {
		for _, in := range pages {
			page := *testPage
			page.Charset = charset
			var out bytes.Buffer
			if _, err := r.Rewrite(&out, strings.NewReader(in), &page); err != nil || out.String() != in {
				t.Errorf("%s: %.60q becomes %.60q: %v", charset, in, out.String(), err)
			}
		}
	}
}
