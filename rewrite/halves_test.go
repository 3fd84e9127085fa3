package rewrite

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/htmlindex"
)

// doubleByte are encodings in which signs may be halves of letters.
var doubleByte = []string{"shift_jis", "gbk", "gb18030", "big5", "euc-kr"}

// readAs gives a page as a browser reads it in an encoding.
func readAs(t *testing.T, name, page string) string {
	t.Helper()
	e, err := htmlindex.Get(name)
	if err != nil {
		t.Fatal(err)
	}
	const del = "\x7f" // the library takes it for half a letter in Big5, where it is none (Encoding, 12.1.1)
	parts := []string{page}
	if name == "big5" {
		parts = strings.Split(page, del)
	}
	for i, part := range parts {
		if parts[i], err = e.NewDecoder().String(part); err != nil {
			t.Fatal(err)
		}
	}
	return strings.Join(parts, del)
}

// checkEncoded rewrites a page of a site that names its encoding in the header, or
// nowhere. However a browser may read what comes out, it loads nothing.
func checkEncoded(t *testing.T, r *Rewriter, named, in string) {
	t.Helper()
	p := &Page{URL: testPage.URL, Charset: named}
	out, _ := rewritePage(t, r, in, p)
	may := []string{named}
	if named == "" {
		may = append([]string{"windows-1252", "utf-8", "iso-2022-jp", "euc-jp"}, doubleByte...)
	}
	for _, name := range may {
		if found := leaks(readAs(t, name, out)); len(found) > 0 {
			t.Errorf("%q, named %q, became %q\nwhich in %s leaks: %s", in, named, out, name, strings.Join(found, "\n"))
		}
	}
	if again, _ := rewritePage(t, r, out, p); again != out {
		t.Errorf("%q, named %q, became %q\nand then %q", in, named, out, again)
	}
}

// hidingHalves are pages in which a sign that is half a letter would make the difference. In
// each of the encodings some of the letters are none.
var hidingHalves = []string{
	"<style>a{b:\"\x95\\\";c:url(//leak.example/d)}</style>",
	"<p style='b:\"\xa5\\\";c:url(//leak.example/d)'>",
	"<style>a{--b\x83}:\"//leak.example/c\"}</style>",
	"<style>a{b:image-set(\x83\x83\x83}\"//leak.example/c\" 1x)}</style>",
	"<style>a{--b\x83@namespace:url(//leak.example/c)}</style>",
	"<style>a{b:image-set(\xa1\xa1\xa1)\"//leak.example/c\" 1x)}/*\xa1*/</style>",
	"<iframe srcdoc='<style>a{b:\"\x95\\\";c:url(//leak.example/d)}</style>'></iframe>",
	"<svg><style>a{b:\"\x95\\\";c:url(//leak.example/d)}</style><set to='\x83\\x; url(//leak.example/e)'/></svg>",
	"<img src=\"https://leak.example/\x83@harbour.example/\"><img src=\"https://leak.\x83@harbour.example/\">",
	"<img src=\"https://leak.\xa4@harbour.example/\"><img src=\"//\x81@harbour.example/\">",
	"<style>a{b:\"" + strings.Repeat("\x83\x5c", 60<<10) + "\";c:url(//leak.example/d)}</style>",
	"<style>a{b:\"x" + strings.Repeat("\x83\x5c", 60<<10) + "\\\";c:url(//leak.example/d)}</style>",
	"<p>\x1b$B<a title=\"\x1b(B<img src=//leak.example/p width=9>\">",
	"\x1b$B<!--\x1b(B<img src=//leak.example/p>-->",
}

func TestHalvesOfLetters(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for _, name := range append([]string{"", "euc-jp", "windows-1252", "iso-2022-jp"}, doubleByte...) {
		for _, in := range hidingHalves {
			checkEncoded(t, r, name, in)
		}
	}
}

// Letters of a sheet that is in its own encoding stay what they are.
func TestLettersStay(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for _, c := range []struct{ name, text string }{
		{"shift_jis", "<style>a{font-family:\"メイリオ\",\"表計算ソフト\"}b::before{content:\"能ーゾ―十表\"}.表{c:url(/d)}/* ー表ソ */</style><p style='font-family:\"ヒラギノ角ゴ ソー\"'>"},
		{"gbk", "<style>a{font-family:\"宋体\";content:\"乗乥乕\"}.匼{c:url(/d)}</style>"},
		{"big5", "<style>a{font-family:\"細明體\";content:\"功許蓋\"}.功{c:url(/d)}</style>"},
		{"utf-8", "<style>.é{a:url(/b)}.表\\@x{c:url(/d)}</style>"},
	} {
		e, err := htmlindex.Get(c.name)
		if err != nil {
			t.Fatal(err)
		}
		in, err := e.NewEncoder().String(c.text)
		if err != nil {
			t.Fatal(err)
		}
		if out, res := rewritePage(t, r, in, &Page{URL: testPage.URL, Charset: c.name}); out != in || len(res.Findings) > 0 {
			t.Errorf("in %s %q became %q, %+v", c.name, in, out, res.Findings)
		}
	}
}

// A document in an attribute keeps its letters, whatever the encoding.
func TestLettersOfNestedDocuments(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for name, word := range map[string]string{"windows-1252": "caf\xe9", "shift_jis": "\x95\x5c\x8e\xa6", "utf-8": "café", "koi8-r": "\xd4\xc1\xcd"} {
		in := `<iframe srcdoc="<p>` + word + `<img src=//leak.example/a>` + word + `"></iframe>`
		out, _ := rewritePage(t, r, in, &Page{URL: testPage.URL, Charset: name})
		if strings.Count(out, word) != 2 || strings.Contains(out, "&#") {
			t.Errorf("in %s %q became %q", name, in, out)
		}
	}
}

// Where it makes a difference how a browser looks for the encoding, it is looked at in all
// ways.
func TestEncodingSaidInText(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for _, in := range []string{
		"<script>'<meta charset=utf-8>'</script><meta charset=iso-2022-jp>\x1b$B<!--\x1b(B<img src=//leak.example/p>-->",
		"<title><meta charset=utf-8></title><meta charset=iso-2022-jp>\x1b$B<!--\x1b(B<img src=//leak.example/p>-->",
		"<noscript><meta charset=utf-8></noscript><meta charset=iso-2022-jp>\x1b$B<!--\x1b(B<img src=//leak.example/p>-->",
		"<script>'<meta charset=iso-2022-jp>'</script><meta charset=utf-8><!-- \x1b$B-->a\x1b(B<img src=//leak.example/p>-->",
		"<meta http-equiv=content-type content='text/html;charset=iso-2022-jp' charset=utf-8>\x1b$B<!--\x1b(B<img src=//leak.example/p>-->",
		"<!-- --!><meta charset=utf-8><!-- --><meta charset=iso-2022-jp><!-- \x1b$B-->a\x1b(B<img src=//leak.example/p>-->",
		"<meta charset='utf&#45;8'><meta charset=iso-2022-jp><!-- \x1b$B-->a\x1b(B<img src=//leak.example/p>-->",
		"<script>'<meta charset=utf-8>'</script><meta charset=shift_jis><style>a{b:\"\xc3\x83\\\";c:url(//leak.example/d)}</style>",
		"<title>" + strings.Repeat(" ", 2000) + "</title><style>a{b:\"\xc3\x83\\\";c:url(//leak.example/d)}</style><meta charset=shift_jis>",
		"<title>" + strings.Repeat(" ", 2000) + "</title><meta http-equiv=content-type content='a;charset=iso-2022-jp' charset=gbk>\x1b$B<!--\x1b(B<img src=//leak.example/p>-->",
	} {
		out, _ := rewritePage(t, r, in, &Page{URL: &url.URL{Scheme: "https", Host: "harbour.example"}})
		for _, name := range slices.Concat(doubleByte, []string{"utf-8", "windows-1252", "iso-2022-jp"}) {
			if found := leaks(readAs(t, name, out)); len(found) > 0 {
				t.Errorf("%q\nbecame %q\nwhich in %s leaks: %s", in, out, name, strings.Join(found, "\n"))
			}
		}
	}
}

// FuzzEncodings: however a browser reads a page that is not in UTF-8, it loads nothing
// from elsewhere.
func FuzzEncodings(f *testing.F) {
	names := append([]string{"", "euc-jp", "iso-2022-jp"}, doubleByte...)
	for i := range names {
		for _, in := range hidingHalves {
			if len(in) < 1<<10 {
				f.Add(byte(i), in)
			}
		}
	}
	r := newTestRewriter(f, Options{})
	f.Fuzz(func(t *testing.T, which byte, in string) {
		if len(in) > 4<<10 || strings.Contains(strings.ToLower(in), "charset") || strings.HasPrefix(in, "\xff\xfe") || strings.HasPrefix(in, "\xfe\xff") || strings.HasPrefix(in, "\xef\xbb\xbf") {
			return
		}
		checkEncoded(t, r, names[int(which)%len(names)], in)
	})
}
