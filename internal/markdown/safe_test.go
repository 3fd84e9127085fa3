package markdown

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/provider"
)

// What may stand in a body, written down once more and apart from the program's
// own list, so that a slip there is found here.
var (
	safeElements = set(`a abbr address article aside audio b bdi bdo blockquote br caption cite code col colgroup
		data dd del details dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p picture
		pre q rp rt ruby s samp section small source span strong sub summary sup table tbody td tfoot th thead time
		tr track u ul var video wbr`)
	safeAttributes = set(`abbr alt aria-describedby aria-hidden aria-label aria-labelledby cite class colspan controls
		datetime decoding default dir headers height href id kind label lang loading loop media muted name open
		playsinline poster preload rel reversed role rowspan scope sizes span src srclang srcset start tabindex title
		translate type value width`)
	loading = set(`src srcset poster`)
)

func set(s string) map[string]bool {
	m := map[string]bool{}
	for f := range strings.FieldsSeq(s) {
		m[f] = true
	}
	return m
}

// assemble puts a body together as a page will: figures and gates become
// elements of their own, references addresses.
func assemble(b *article.Body) string {
	var s strings.Builder
	for i, p := range b.Pieces {
		switch {
		case p.Figure != nil:
			fmt.Fprintf(&s, `<figure data-piece="%d"><figcaption>%s</figcaption></figure>`, i, p.Figure.Caption)
		case p.Embed != nil:
			fmt.Fprintf(&s, `<section data-piece="%d"><h2></h2><p></p></section>`, i)
		case p.Ref != nil:
			s.WriteString("/ref/")
		default:
			s.WriteString(p.HTML)
		}
	}
	return s.String()
}

// checkSafe reports everything that a body must not hold.
func checkSafe(t testing.TB, b *article.Body) {
	t.Helper()
	body := assemble(b)
	page := `<!DOCTYPE html><html><head><title>t</title></head><body><main><div id="gf-around">` + body +
		`</div><footer id="gf-after"></footer></main></body></html>`
	document, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Errorf("the page does not parse: %v\n%s", err, body)
		return
	}
	around, after := find(document, "gf-around"), find(document, "gf-after")
	if around == nil || after == nil || after.PrevSibling != around || after.NextSibling != nil ||
		after.FirstChild != nil || around.PrevSibling != nil || around.Parent.DataAtom != atom.Main {
		t.Errorf("the body does not stay within its element:\n%s", body)
		return
	}
	ids := map[string]bool{}
	pieces := 0
	for n := range around.Descendants() {
		if n.Type == html.TextNode {
			continue
		}
		if n.Type != html.ElementNode {
			t.Errorf("a node of type %d: %q\n%s", n.Type, n.Data, body)
			continue
		}
		if piece, ok := attrOf(n, "data-piece"); ok {
			pieces++
			checkPlace(t, n, piece, body)
			continue
		}
		checkElement(t, n, ids, body)
	}
	for _, p := range b.Pieces {
		if p.Figure != nil || p.Embed != nil {
			pieces--
		}
		checkPiece(t, &p)
	}
	if pieces != 0 {
		t.Errorf("%d pieces more in the page than in the body:\n%s", pieces, body)
	}
}

// checkPlace reports a piece within something that cannot hold it.
func checkPlace(t testing.TB, n *html.Node, piece, body string) {
	t.Helper()
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Data == "a" {
			t.Errorf("piece %s stands in a link:\n%s", piece, body)
		}
	}
}

func checkElement(t testing.TB, n *html.Node, ids map[string]bool, body string) {
	t.Helper()
	if !safeElements[n.Data] || n.Namespace != "" {
		t.Errorf("the element %q:\n%s", n.Data, body)
	}
	for _, a := range n.Attr {
		if !safeAttributes[a.Key] {
			t.Errorf("the attribute %s=%q of %s:\n%s", a.Key, a.Val, n.Data, body)
		}
		checkAddress(t, n, a, body)
		lower := strings.ToLower(a.Val)
		if a.Key == "id" {
			if ids[a.Val] {
				t.Errorf("the id %q twice:\n%s", a.Val, body)
			}
			ids[a.Val] = true
		}
		if (a.Key == "id" || a.Key == "class") && strings.HasPrefix(lower, "gf") && a.Val != "gf-unknown" {
			t.Errorf("%s=%q is one of the program's:\n%s", a.Key, a.Val, body)
		}
	}
}

// checkAddress reports an address that loads from another host, or that is of
// a scheme other than the four.
func checkAddress(t testing.TB, n *html.Node, a html.Attribute, body string) {
	t.Helper()
	addresses := []string{a.Val}
	switch a.Key {
	case "srcset":
		addresses = strings.Split(a.Val, ",")
	case "href", "src", "poster", "cite":
	default:
		return
	}
	for _, address := range addresses {
		scheme, host := browserView(address)
		switch scheme {
		case "", "http", "https":
		case "mailto", "tel":
			if loading[a.Key] {
				t.Errorf("%s=%q of %s:\n%s", a.Key, a.Val, n.Data, body)
			}
		default:
			t.Errorf("the scheme of %s=%q of %s:\n%s", a.Key, a.Val, n.Data, body)
		}
		foreign := host != "" && host != "ours.example"
		if foreign && loading[a.Key] {
			t.Errorf("%s=%q of %s loads from %s:\n%s", a.Key, a.Val, n.Data, host, body)
		}
		if rel, _ := attrOf(n, "rel"); foreign && a.Key == "href" && rel != "external noopener" {
			t.Errorf("a link to %s without its relation:\n%s", host, body)
		}
	}
}

var schemeForm = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*$`)

// browserView takes an address apart in another way than the program does:
// character by character, as the URL standard's state machine.
func browserView(s string) (scheme, host string) {
	s = strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return -1
		}
		return r
	}, strings.TrimLeft(s, "\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\v\f\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f "))
	s = strings.ReplaceAll(s, `\`, "/")
	i := strings.IndexAny(s, ":/?#")
	if i > 0 && s[i] == ':' && schemeForm.MatchString(s[:i]) {
		scheme, s = strings.ToLower(s[:i]), s[i+1:]
		if scheme != "http" && scheme != "https" {
			return scheme, ""
		}
		s = "//" + strings.TrimLeft(s, "/")
	}
	if !strings.HasPrefix(s, "//") {
		return scheme, ""
	}
	s = strings.TrimLeft(s, "/")
	if i := strings.IndexAny(s, "/?#"); i >= 0 {
		s = s[:i]
	}
	if i := strings.LastIndex(s, "@"); i >= 0 {
		s = s[i+1:]
	}
	host, _, _ = strings.Cut(s, ":")
	return scheme, strings.ToLower(host)
}

// checkPiece reports what a page could not show.
func checkPiece(t testing.TB, p *article.Piece) {
	t.Helper()
	set := 0
	for _, is := range [...]bool{p.HTML != "", p.Figure != nil, p.Embed != nil, p.Ref != nil} {
		if is {
			set++
		}
	}
	if set != 1 {
		t.Errorf("a piece with %d fields set: %+v", set, p)
	}
	if e := p.Embed; e != nil && (e.Match.Provider == nil || e.Level < 2 || e.Level > 6 || e.Line < 1) {
		t.Errorf("embed %+v", e)
	}
	f := p.Figure
	if f == nil {
		return
	}
	if f.Src == "" || f.Decorative && f.Alt != "" {
		t.Errorf("figure %+v", f)
	}
	for _, link := range []string{f.Link, f.CreditURL} {
		switch scheme, _ := browserView(link); scheme {
		case "", "http", "https", "mailto", "tel":
		default:
			t.Errorf("figure with a link to %q", link)
		}
	}
	caption := article.Body{Pieces: []article.Piece{{HTML: f.Caption}}}
	if f.Caption != "" {
		checkSafe(t, &caption)
	}
}

func find(root *html.Node, id string) *html.Node {
	for n := range root.Descendants() {
		if got, ok := attrOf(n, "id"); ok && got == id {
			return n
		}
	}
	return nil
}

func attrOf(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

var shared = New(provider.Default())

// convert converts with the pictures and hosts of the tests.
func convert(src string) (article.Body, []*article.Problem) {
	return shared.Convert(testInput(src))
}

func testInput(src string) Input {
	return Input{
		Source: []byte(src), File: "science/tides.md", FirstLine: 1, Lang: "en", Dir: "science",
		Pictures:   album{},
		FirstParty: func(host string) bool { return host == "ours.example" },
		Params: func(key string) (string, bool) {
			v, ok := map[string]string{"boat": "Marit <2>", "page": "https://other.example/p"}[key]
			return v, ok
		},
	}
}
