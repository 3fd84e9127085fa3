package rewrite

import (
	"html"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// In every encoding that browsers know, the same pieces go, and all else stays as it
// was, to the byte.
func TestEveryEncoding(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for _, name := range []string{
		"utf-8", "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255", "windows-1256",
		"windows-1257", "windows-1258", "windows-874", "iso-8859-2", "iso-8859-5", "iso-8859-15", "koi8-r", "koi8-u", "macintosh", "ibm866",
		"shift_jis", "euc-jp", "iso-2022-jp", "euc-kr", "gbk", "gb18030", "big5",
	} {
		e, err := htmlindex.Get(name)
		if err != nil {
			t.Fatal(err)
		}
		sample := letters(e, "The 表示 тест Größe žluť ελληνικά עברית ลอง 한국어 中文")
		page := "<p title=\"" + sample + "\">" + sample + "</p><div><iframe src=\"//leak.example/f\" title=\"" + sample + "\"></iframe></div><p>" + sample
		for _, declared := range []Page{{URL: testPage.URL, Charset: name}, {URL: testPage.URL}} {
			in := page
			if declared.Charset == "" {
				in = "<meta charset=\"" + name + "\">" + page
			}
			raw, err := e.NewEncoder().String(in)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			out, _ := rewritePage(t, r, raw, &declared)
			text, _ := e.NewDecoder().String(out)
			if strings.Contains(text, "//leak.example/f\"") && !strings.Contains(text, "GATE") && strings.Contains(text, "<iframe src") {
				t.Errorf("%s: the frame is still there", name)
			}
			head, _, _ := strings.Cut(raw, "<div>")
			if !strings.HasPrefix(out, head) || !strings.HasSuffix(text, "</div><p>"+sample) {
				t.Errorf("%s: text changed: %q", name, text)
			}
		}
	}
}

// letters are those of a text that an encoding has.
func letters(e encoding.Encoding, text string) string {
	var b strings.Builder
	for _, r := range text {
		if s, err := e.NewEncoder().String(string(r)); err == nil && s != "\x1a" {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func TestUTF16(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for _, endian := range []unicode.Endianness{unicode.LittleEndian, unicode.BigEndian} {
		e := unicode.UTF16(endian, unicode.UseBOM)
		raw, _ := e.NewEncoder().String("<p>Größe 表</p><img src=\"//leak.example/p\" width=9>")
		out, _ := rewritePage(t, r, raw, &Page{URL: testPage.URL, Charset: "utf-8"}) // the mark at the beginning decides
		text, err := e.NewDecoder().String(out)
		if want := "<p>Größe 表</p><img data-gf-src=\"//leak.example/p\" width=9>"; err != nil || text != want || out[:2] != raw[:2] {
			t.Errorf("%v: it becomes %q (%v)", endian, text, err)
		}
	}
}

// Bytes that one encoding reads as a tag and another as letters.
func TestEncodingsThatHideTags(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for name, c := range map[string]struct {
		page Page
		in   string
		not  string // what must not come out
	}{
		"a browser may find ISO-2022-JP by itself": {Page{}, "<p>\x1b$B<a title=\"\x1b(B<img src=//leak.example/p width=9>\">", "\x1b"},
		"named too late":                  {Page{}, strings.Repeat(" ", 2000) + "<meta charset=iso-2022-jp><p>\x1b$B<a title=\"\x1b(B", "<meta charset=iso-2022-jp>"},
		"a backslash in a letter":         {Page{Charset: "shift_jis"}, "<style>a{b:\"\x95\\\";c:url(//leak.example/d)}</style>", "leak.example"},
		"the same, where nothing is said": {Page{}, "<style>a{b:\"\x95\\\";c:url(//leak.example/d)}</style>", "leak.example"},
		"the same in an attribute":        {Page{Charset: "big5"}, "<p style='b:\"\xa5\\\";c:url(//leak.example/d)'>", "leak.example"},
		"refused by browsers":             {Page{Charset: "iso-2022-kr"}, "<img src=//leak.example/p>", "leak.example"},
	} {
		p := c.page
		p.URL = testPage.URL
		out, res := rewritePage(t, r, c.in, &p)
		if strings.Contains(out, c.not) || len(res.Findings) == 0 {
			t.Errorf("%s: %q becomes %q, %+v", name, c.in, out, res.Findings)
		}
	}
}

// What a document in an attribute writes in references is in no encoding, so that a sign
// behind it is no half of a letter; and it stays what it is when the rest is rewritten.
func TestReferencesInDocuments(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for _, charset := range []string{"gbk", "gb18030", "big5", "euc-jp", "euc-kr", "shift_jis", "windows-1252", "utf-8", ""} {
		p := &Page{URL: testPage.URL, Charset: charset}
		for _, letter := range []string{"&#8232;", "&eacute;", "&#x10FFFD", "&lt;!--&#xa8;-->"} {
			in := `<iframe srcdoc='<style>a{b:"` + letter + `\" ; d:";c:url(//leak.example/1);"}</style>'></iframe>`
			out, _ := rewritePage(t, r, in, p)
			if found := leaks(out); len(found) > 0 {
				t.Errorf("in %q %s becomes %s, which leaks: %q", charset, in, out, found)
			}
			if again, _ := rewritePage(t, r, out, p); again != out {
				t.Errorf("in %q %s becomes %s, and then %s", charset, in, out, again)
			}
		}
		if charset == "" {
			continue // nobody knows what its letters are
		}
		in := `<iframe srcdoc="<p>&#8364;&eacute;<img src=//leak.example/1 width=9>"></iframe>`
		out, _ := rewritePage(t, r, in, p)
		e, err := htmlindex.Get(charset)
		if err != nil {
			t.Fatal(err)
		}
		if text, err := e.NewDecoder().String(out); err != nil || !strings.Contains(html.UnescapeString(text), "<p>€é<img data-gf-src") {
			t.Errorf("in %q %s becomes %s, %v", charset, in, text, err)
		}
	}
}

func TestPrescan(t *testing.T) {
	for in, want := range map[string]string{
		`<meta charset=koi8-r>`:                                                   "koi8-r",
		`<!-- <meta charset=koi8-r> --><meta charset="Latin1">`:                   "windows-1252",
		`<meta http-equiv=content-type content="text/html; charset='shift-jis'">`: "shift_jis",
		`<meta content="text/html; charset=big5" http-equiv="Content-Type">`:      "big5",
		`<meta content="text/html; charset=big5">`:                                "",
		`<meta charset=utf-16>`:                                                   "utf-8",
		`<script>"<meta charset=gbk>"</script>`:                                   "gbk", // browsers do not know scripts here
		`<a title="<meta charset=gbk>">x<meta charset=big5>`:                      "big5",
		`<meta charset=nonsense><meta charset=euc-kr>`:                            "euc-kr",
		`<meta/charset=big5>`:                                                     "big5",
		`<!-><meta charset=big5>`:                                                 "big5",
		`<meta charset`:                                                           "",
		``:                                                                        "",
		`<p>no word of it`:                                                        "",
		`<meta charset=iso-2022-cn>`:                                              "replacement",
	} {
		if got := prescanName([]byte(in)); got != want {
			t.Errorf("%s names %q, want %q", in, got, want)
		}
	}
}

// A label is an encoding's only if browsers take it for one: white space around it and the
// letters of two cases are those of ASCII.
func TestLabelsOfEncodings(t *testing.T) {
	for label, want := range map[string]string{
		" Shift_JIS\t": "shift_jis", "\x0cGBK\r\n": "gbk", "ISO-2022-JP": "iso-2022-jp", "UTF-16": "utf-16le", "ucs-2": "utf-16le",
		"gb\u212A": "", "sh\u0130ft_jis": "", "shift_jis\v": "", "\u00A0big5": "", "\x85big5": "", "\x01shift_jis": "", "big5\x00": "", "shift_jis\u2003": "",
	} {
		if got := encodingName(label); got != want {
			t.Errorf("%q names %q, want %q", label, got, want)
		}
	}
	r := newTestRewriter(t, Options{})
	for _, label := range []string{"gb\u212A", "sh\u0130ft_jis", "shift_jis\v", "\u00A0shift_jis", "\x85shift_jis", "\x01shift_jis"} {
		checkEncoded(t, r, "", "<meta charset=\""+label+"\"><style>a{b:\"\x95\\\" \"; c:url(//leak.example/d); e:\"}</style>")
		checkEncoded(t, r, "", "<meta http-equiv=content-type content=\"a;charset="+label+"\"><style>a{b:\"\x95\\\" \"; c:url(//leak.example/d); e:\"}</style>")
	}
}

// Letters before "charset" may be of any encoding, and none of them is as long in small
// letters as it looks.
func TestLettersBeforeALabel(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for _, letter := range []string{"\xe9", "\u023A", "\u0130", "\u212A", "\xff\xfe"} {
		before := strings.Repeat(letter, 40)
		if got := string(charsetOf([]byte(before + "; CharSet = Big5;"))); got != "Big5" {
			t.Errorf("behind %q it is %q", letter, got)
		}
		for _, page := range []string{"<meta http-equiv=content-type content='" + before + "charset'>", "<meta name=a content='" + before + "charset=b'>", strings.Repeat(" ", 2000) + "<meta content='" + before + "charset=iso-2022-jp' http-equiv=content-type>"} {
			out, _ := rewritePage(t, r, page, &Page{URL: testPage.URL})
			if strings.Contains(out, " http-equiv=content-type>") {
				t.Errorf("%q becomes %q", page, out)
			}
		}
	}
}

// What one browser takes for the first meta element that names an encoding another does not
// see, and begins anew with a later one.
func TestEncodingsNamedTwice(t *testing.T) {
	r := newTestRewriter(t, Options{})
	kanji, half := "\x1b$B<!--\x1b(B<img src=//leak.example/p>-->", "<style>a{b:\"\x95\\\" \"; c:url(//leak.example/d); e:\"}</style>"
	for in, name := range map[string]string{
		"<select><meta charset=utf-8></select><meta charset=iso-2022-jp>" + kanji:                                                   "iso-2022-jp",
		"<select><meta charset=utf-8></select><meta http-equiv=x content=y charset=iso-2022-jp>" + kanji:                            "iso-2022-jp",
		"<select><meta charset=utf-8></select><meta http-equiv=content-type content='a;charset=iso-2022-jp' charset=utf-8>" + kanji: "iso-2022-jp",
		"<select><meta charset=shift_jis></select><meta charset=windows-1252>" + half:                                               "windows-1252",
		"<select><meta charset=utf-8></select><meta charset=big5>" + half:                                                           "big5",
	} {
		out, res := rewritePage(t, r, in, &Page{URL: testPage.URL})
		held := strings.Contains(out, "data-gf-charset="+name) || strings.Contains(out, "data-gf-http-equiv=content-type")
		if !held || len(res.Findings) == 0 || !strings.Contains(out, "<select><meta charset=") {
			t.Errorf("%q becomes %q", in, out)
		}
		if again, _ := rewritePage(t, r, out, &Page{URL: testPage.URL}); again != out {
			t.Errorf("%q becomes %q and then %q", in, out, again)
		}
	}
}

// By an XML declaration in UTF-16 browsers know the encoding of a page without a mark.
func TestDeclarationsInUTF16(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for _, endian := range []unicode.Endianness{unicode.LittleEndian, unicode.BigEndian} {
		bare, marked := unicode.UTF16(endian, unicode.IgnoreBOM).NewEncoder(), unicode.UTF16(endian, unicode.UseBOM)
		in, _ := bare.String("<?xml version='1.0'?><p>Größe 表</p><img src=\"//leak.example/p\" width=9>" + strings.Repeat("a", firstWindow))
		page := &Page{URL: testPage.URL}
		out, res := rewritePage(t, r, in, page)
		text, err := marked.NewDecoder().String(out)
		if err != nil || !strings.HasPrefix(text, "<?xml version='1.0'?><p>Größe 表</p><img data-gf-src=") || len(res.Findings) != 2 {
			t.Errorf("%v: %.200q becomes %.200q (%v), %+v", endian, in, text, err, res.Findings)
		}
		if again, _ := rewritePage(t, r, out, page); again != out {
			t.Errorf("%v: a second pass changes %.200q to %.200q", endian, out, again)
		}
	}
}

// What an XML declaration says is believed by some browsers only where nothing else is said, by
// others first.
func TestDeclarationsOfEncodings(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for declared, want := range map[string]string{
		`version="1.0" encoding="Shift_JIS"`: "shift_jis", `encoding = 'utf-8' `: "utf-8", `version="1.0"`: "", `encoding=`: "", `encoding`: "", `encoding="nonsense"`: "",
	} {
		if got := declaredEncoding([]byte("<?xml " + declared + "?>")); got != want {
			t.Errorf("%s names %q, want %q", declared, got, want)
		}
	}
	kanji, half := "\x1b$B<!--\x1b(B<img src=//leak.example/p>-->", "<style>a{b:\"\x95\\\";c:url(//leak.example/d);e:\"\"}f{b:\"\x95\\\" \"; c:url(//leak.example/d); e:\"}</style>"
	for _, label := range []string{"iso-2022-jp", "shift_jis", "big5", "utf-8"} {
		for _, named := range []string{"", "utf-8", "windows-1252", "gbk", "iso-2022-jp"} {
			in := "<?xml version='1.0' encoding='" + label + "'?>" + kanji + half
			may := []string{label}
			if named != "" {
				in, may = strings.Replace(in, "?>", "?><meta charset="+named+">", 1), []string{label, named}
			}
			page := &Page{URL: testPage.URL}
			out, _ := rewritePage(t, r, in, page)
			for _, name := range may {
				if found := leaks(readAs(t, name, out)); len(found) > 0 {
					t.Errorf("%q\nbecame %q\nwhich in %s leaks: %s", in, out, name, strings.Join(found, "\n"))
				}
			}
			if again, _ := rewritePage(t, r, out, page); again != out {
				t.Errorf("%q became %q\nand then %q", in, out, again)
			}
		}
	}
}
