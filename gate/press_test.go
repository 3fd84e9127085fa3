package gate

import (
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// press is a publication of one page, as small as can be, with real gates.
type press struct {
	t       testing.TB
	gates   *Gates
	bundle  *locale.Bundle
	lang    string
	pieces  []Piece
	refused atomic.Bool // every document is forbidden, as if the site were down

	withoutScript atomic.Bool   // the page's script does not come
	late          chan struct{} // if not nil, the page's script comes when it is closed
}

const pressHost = "press.test"

// newPress makes a page in lang with a gate for each address.
func newPress(t testing.TB, lang string, addresses ...string) *press {
	t.Helper()
	bundle, err := locale.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	p := &press{t: t, bundle: bundle, lang: lang}
	p.gates = New(Options{Catalogue: provider.Default(), Host: pressHost, DefaultLang: "en"})
	for _, a := range addresses {
		p.pieces = append(p.pieces, Piece{Match: recognise(t, a), Level: 2})
	}
	p.gates.Number(p.locale(), p.pieces)
	return p
}

func recognise(t testing.TB, address string) provider.Match {
	t.Helper()
	m, ok := provider.Default().Recognise(address)
	if !ok {
		t.Fatalf("the catalogue does not know %s", address)
	}
	return m
}

func (p *press) locale() *locale.Locale { return p.bundle.For(p.lang) }

// theme stands for a page's own style: the least that a page would have.
const theme = `:root{color-scheme:light dark;font:1.0625rem/1.6 system-ui,sans-serif}body{max-width:44rem;margin:2rem auto;padding:0 1rem}` +
	`body{--ink:light-dark(#1c1b1a,#e9e6e1);--paper:light-dark(#fff,#161514);--muted:light-dark(#5f5a55,#a8a29b);--line:light-dark(#d8d3cc,#3b3733);--accent:light-dark(#7a2e1d,#f0a58f);--accent-ink:light-dark(#fff,#161514);background:var(--paper);color:var(--ink)}a{color:var(--accent)}`

// page is the HTML of the page.
func (p *press) page() string {
	l := p.locale()
	style := theme + Style()
	var b strings.Builder
	fmt.Fprintf(&b, `<!doctype html><html lang="%s" dir="%s"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="%s">`,
		l.Lang(), l.Dir(), PagePolicy([]string{StyleHash(style)}))
	fmt.Fprintf(&b, `<meta name="viewport" content="width=device-width, initial-scale=1"><title>Tides</title><style>%s</style><script src="%s" defer></script></head><body><main><h1>Tides</h1>`, style, p.script())
	b.WriteString(`<p id="before">The sea <a href="/">comes and goes</a>.</p>`)
	for i := range p.pieces {
		b.Write(p.gates.Append(nil, l, &p.pieces[i]))
		fmt.Fprintf(&b, `<p id="after%d">And it <a href="/">goes on</a> after the gate.</p>`, i+1)
	}
	b.WriteString(`</main></body></html>`)
	return b.String()
}

// choices is the HTML of the page of choices.
func (p *press) choices() string {
	l := p.locale()
	style := theme + Style()
	var b strings.Builder
	fmt.Fprintf(&b, `<!doctype html><html lang="%s" dir="%s"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="%s">`,
		l.Lang(), l.Dir(), PagePolicy([]string{StyleHash(style)}))
	fmt.Fprintf(&b, `<meta name="viewport" content="width=device-width, initial-scale=1"><title>Choices</title><style>%s</style><script src="%s" defer></script></head><body><main><h1>Choices</h1>`, style, ChoicesPath())
	b.Write(p.gates.AppendChoices(nil, l))
	b.WriteString(`<p><a href="/">Tides</a></p></main></body></html>`)
	return b.String()
}

// script is the address of the page's script; of one that is lost the browser
// has no copy either.
func (p *press) script() string {
	if p.withoutScript.Load() {
		return ScriptPath() + "?lost"
	}
	if p.late != nil {
		return fmt.Sprintf("%s?late=%p", ScriptPath(), p.late) // not one that the browser has a copy of
	}
	return ScriptPath()
}

// ServeHTTP serves the page, its embed documents and the assets, with the
// headers of a real server.
func (p *press) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("X-DNS-Prefetch-Control", "off")
	switch r.URL.Path {
	case "/":
		fmt.Fprint(w, p.page())
		return
	case ChoicesFolder:
		fmt.Fprint(w, p.choices())
		return
	}
	for _, a := range Assets() {
		if r.URL.Path == a.Path && !(a.Path == ScriptPath() && p.withoutScript.Load()) {
			if r.URL.Query().Has("late") {
				<-p.late
			}
			w.Header().Set("Content-Type", a.Type)
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable") // its name has its hash
			w.Write(a.Body)
			return
		}
	}
	for _, piece := range p.pieces {
		if canFrame(piece.Match) && r.URL.Path == p.gates.DocumentPath(piece.Match, p.locale().Lang()) && !p.refused.Load() {
			w.Header().Set("Content-Security-Policy", HeaderPolicy(p.gates.DocumentPolicy(piece.Match)))
			w.Write(p.gates.AppendDocument(nil, p.locale(), &Document{Match: piece.Match, Pages: []Page{{"Tides", "/"}}}))
			return
		}
	}
	w.WriteHeader(http.StatusNotFound)
}
