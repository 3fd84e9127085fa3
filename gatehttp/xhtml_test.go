package gatehttp

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"
)

const root = `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:x="urn:x" xmlns:xlink="http://www.w3.org/1999/xlink">`

func TestXHTMLIsSaidAgainInHTML(t *testing.T) {
	tests := []struct{ in, want string }{
		{`<p>a &amp; b &eacute; &#60;</p>`, `<p>a &amp; b é &lt;</p>`},
		{`<script src="a.js"/><p/>`, `<script src="a.js"></script><p></p>`},
		{`<br/><img src="a" alt="&quot;&lt;"/>`, `<br><img src="a" alt="&#34;&lt;">`},
		{`<h:iframe src="https://far.example"/>`, `<iframe src="https://far.example"></iframe>`},
		{`<![CDATA[<iframe src="x"></iframe>]]>`, `&lt;iframe src="x"&gt;&lt;/iframe&gt;`},
		{`<x:iframe src="y">text</x:iframe>`, `text`},
		{`<script><![CDATA[if (a<b) x("</script><!--")]]></script>`, `<script>if (a<b) x("<\/script><\!--")</script>`},
		{`<style>a{}&lt;/style&gt;</style>`, `<style>a{}<\/style></style>`},
		{`<script>a<b>c</b>d</script>`, `<script>ad</script>`},
		{`<title>a<b>c</b></title>`, `<title>ac</title>`},
		{`<iframe><p>x</p></iframe>`, `<iframe></iframe>`},
		{`<plaintext>a</plaintext>b`, `ab`},
		{`<pre>` + "\n" + `a</pre>`, "<pre>\n\na</pre>"},
		{`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0"><image xlink:href="a"/><br/></svg>`, `<svg viewBox="0"><image xlink:href="a"></image><br></br></svg>`},
		{`<p xml:lang="de" x:a="b" lang="en">a</p>`, `<p lang="de">a</p>`},
		{`<!-- > --><p/><?php x ?>`, `<p></p>`},
	}
	for _, tt := range tests {
		got, err := io.ReadAll(newXHTML(iotest.OneByteReader(strings.NewReader(root+tt.in+"</html>")), ""))
		want := "<!DOCTYPE html>\n<html>" + tt.want + "</html>"
		if err != nil || string(got) != want {
			t.Errorf("%s\nbecomes %s, %v\nwant    %s", tt.in, got, err, want)
		}
	}
}

func TestXHTMLEncodings(t *testing.T) {
	for name, tt := range map[string]struct{ text, charset string }{
		"by the header":   {"<p>\xe9</p>", "iso-8859-1"},
		"by itself":       {`<?xml version="1.0" encoding="windows-1252"?><p>` + "\xe9</p>", ""},
		"header first":    {`<?xml version="1.0" encoding="koi8-r"?><p>` + "\xe9</p>", "iso-8859-1"},
		"UTF-8 with mark": {"\xef\xbb\xbf<p>é</p>", ""},
		"UTF-16":          {"\xff\xfe<\x00p\x00>\x00\xe9\x00<\x00/\x00p\x00>\x00", ""},
	} {
		got, err := io.ReadAll(newXHTML(strings.NewReader(tt.text), tt.charset))
		if err != nil || !strings.HasSuffix(string(got), "<p>é</p>") {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

func TestXHTMLThatIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"not closed":       root + "<p>",
		"crossed":          root + "<a><b></a></b></html>",
		"an own entity":    `<!DOCTYPE html [<!ENTITY e "<iframe/>">]>` + root + "&e;</html>",
		"deep":             root + strings.Repeat("<p>", 5000),
		"an endless piece": root + strings.Repeat("a", 8<<20),
		"unknown charset":  `<?xml version="1.0" encoding="x-none"?><p/>`,
	} {
		if got, err := io.ReadAll(newXHTML(strings.NewReader(text), "")); !errors.Is(err, errXML) {
			t.Errorf("%s: %v, %d bytes", name, err, len(got))
		}
	}
}

// Entities that are plain text are what they say; what only looks like a tag when
// it is put together is text.
func TestXHTMLEntities(t *testing.T) {
	text := `<!DOCTYPE html [<!ENTITY ship "Gull's boat"><!ENTITY gt2 '>'><!ENTITY ship "other">]>` + root + "<p>&ship; &gt2;&eacute;</p></html>"
	got, err := io.ReadAll(newXHTML(strings.NewReader(text), ""))
	if err != nil || !strings.HasSuffix(string(got), "<p>Gull's boat &gt;é</p></html>") {
		t.Errorf("%s, %v", got, err)
	}
}

func TestXHTMLStyleSheet(t *testing.T) {
	got, err := io.ReadAll(newXHTML(strings.NewReader(`<?xml-stylesheet href="a.css?x&amp;y" type="text/css"?><?xml-stylesheet href="b" type="text/xsl"?><p/>`), ""))
	if want := "<!DOCTYPE html>\n" + `<link rel="stylesheet" href="a.css?x&amp;y" media=""><p></p>`; err != nil || string(got) != want {
		t.Errorf("%s, %v", got, err)
	}
}

// Whatever is in it, what comes out can be read as HTML: the door hands it to the
// rewriter as such.
func TestXHTMLThroughTheDoor(t *testing.T) {
	x := through(t, answering(200, root+"<p>é</p></html>", "Content-Type: application/xhtml+xml"))
	if x.Header.Get("Content-Type") != "text/html; charset=utf-8" || !strings.HasPrefix(x.body, "<!DOCTYPE HTML>") || x.Header.Get("Content-Security-Policy") != "wall" {
		t.Errorf("%q %v", x.body, x.Header)
	}
}

// A page of XML that is broken anywhere is refused as a whole, also when its handler
// flushes: nobody gets half of it, or a connection that breaks off.
func TestXHTMLIsWholeOrRefused(t *testing.T) {
	begin := root + strings.Repeat("<p>words</p>", 20000)
	for name, rest := range map[string]string{
		"an own entity": "<p>&e;</p></html>", "crossed": "<a><b></a></b></html>", "cut": "<p>", "whole": "</html>",
	} {
		x := through(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/xhtml+xml")
			_, _ = io.WriteString(w, `<!DOCTYPE html [<!ENTITY e "<b>bold</b>">]>`+begin)
			_ = http.NewResponseController(w).Flush()
			_, _ = io.WriteString(w, rest)
		})
		if x.err != nil {
			t.Errorf("%s: %v", name, x.err)
		}
		good := name == "whole"
		if good != (x.StatusCode == http.StatusOK) || good != strings.Contains(x.body, "WORDS") || !good && !strings.Contains(x.body, "</html>") {
			t.Errorf("%s: %d, %.200q", name, x.StatusCode, x.body)
		}
	}
}
