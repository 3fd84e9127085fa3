package gatehttp

import (
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	tokens "golang.org/x/net/html"
)

// FuzzXHTML: what is text in XHTML is never an element of the HTML that is made of it,
// and it makes no difference in how many pieces a page comes.
func FuzzXHTML(f *testing.F) {
	for _, in := range []string{
		root + `<p>a &amp; b &eacute; &#60;i&gt;</p><br/></html>`, root + `<script><![CDATA[if (a<b) x("</script><!--")]]></script></html>`,
		root + `<style>a{}&lt;/style&gt;&lt;img&gt;</style><title>a<b>c</b>&lt;/title&gt;&lt;img&gt;</title></html>`,
		root + `<svg xmlns="http://www.w3.org/2000/svg"><style>&lt;img&gt;</style><a xlink:href="&quot;&gt;&lt;img&gt;"/></svg></html>`,
		root + `<noscript>&lt;/noscript&gt;&lt;img&gt;</noscript><textarea>&lt;/textarea&gt;&lt;img&gt;</textarea></html>`,
		`<!DOCTYPE html [<!ENTITY a "b">]>` + root + `&a;</html>`,
	} {
		f.Add(in)
	}
	f.Fuzz(func(t *testing.T, in string) {
		if len(in) > 4<<10 || strings.HasPrefix(in, "\xff") || strings.HasPrefix(in, "\xfe") { // UTF-16 is another test's
			return
		}
		out, err := io.ReadAll(newXHTML(strings.NewReader(in), "utf-8"))
		slow, slowErr := io.ReadAll(newXHTML(iotest.OneByteReader(strings.NewReader(in)), "utf-8"))
		if string(slow) != string(out) || (err == nil) != (slowErr == nil) {
			t.Errorf("%q\nbecomes %q (%v)\nbyte by byte %q (%v)", in, out, err, slow, slowErr)
		}
		if err != nil && !errors.Is(err, errXML) {
			t.Errorf("%q: %v", in, err)
		}
		names := xmlNames(in)
		for _, name := range htmlNames(string(out)) {
			if !slices.Contains(names, name) {
				t.Errorf("%q\nbecomes %q\nin which %q is an element", in, out, name)
			}
		}
	})
}

// xmlNames lists the elements of a page in XML, as far as it can be read.
func xmlNames(in string) (names []string) {
	d := xml.NewDecoder(strings.NewReader(strings.ToValidUTF8(in, "\uFFFD")))
	d.Strict = false
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	for {
		token, err := d.RawToken()
		if err != nil {
			return names
		}
		if start, ok := token.(xml.StartElement); ok {
			names = append(names, strings.ToLower(start.Name.Local))
		}
	}
}

// htmlNames lists the elements of a page in HTML, "html" itself aside.
func htmlNames(page string) (names []string) {
	z := tokens.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case tokens.ErrorToken:
			return names
		case tokens.StartTagToken, tokens.SelfClosingTagToken:
			if name, _ := z.TagName(); string(name) != "html" {
				names = append(names, string(name))
			}
		}
	}
}

// FuzzHeaders: no header sends a browser to another host before the reader acts, and
// a second door behind the first finds nothing.
func FuzzHeaders(f *testing.F) {
	for name, value := range map[string]string{
		"Link": `</a>; rel=preload, <//leak.example/b>; rel="x preload"; as=image; imagesrcset="//leak.example/c 2x"`, "Refresh": "0;url='//leak.example'",
		"Report-To": `{"group":"a","max_age":1,"endpoints":[{"url":"https://leak.example/"}]}`, "Reporting-Endpoints": `a="https://leak.example/", b="/own"`,
		"Content-Security-Policy": "default-src 'self'; report-uri https://leak.example/", "Alt-Svc": `h3=":443", h2="leak.example:443"; ma=5`,
		"Sourcemap": "//leak.example/a.map", "Speculation-Rules": `"//leak.example/rules"`, "X-Xss-Protection": "1; report=https://leak.example/",
	} {
		f.Add(name, value)
	}
	d := testDoor(f, nil)
	page := &url.URL{Scheme: "https", Host: "site.example", Path: "/a/"}
	f.Fuzz(func(t *testing.T, name, value string) {
		if cleaners[name] == nil || len(value) > 4<<10 {
			return
		}
		h := http.Header{name: {value}}
		d.clean(page, h)
		once := slices.Clone(h[name])
		d.clean(page, h)
		if !slices.Equal(once, h[name]) {
			t.Errorf("%s: %q becomes %q and then %q", name, value, once, h[name])
		}
		if leaves := strings.Join(once, ","); name == "Refresh" && strings.HasPrefix(RefreshTarget(leaves), "//leak") || name == "Sourcemap" && strings.HasPrefix(leaves, "//leak") {
			t.Errorf("%s: %q stays %q", name, value, leaves)
		}
	})
}
