package gatehttp

import (
	"bytes"
	_ "embed"
	"errors"
	"html/template"
	"net/http"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/locale"
)

// Two addresses that a site with gates should have. A door answers them where the
// handler says that there is nothing (404).
const (
	choicesPath = gate.ChoicesFolder
	signalPath  = "/.well-known/gpc.json"
)

// errOwn says that the door has an answer where the handler has none.
var errOwn = errors.New("the door answers")

//go:embed choices.html
var choicesSource string

var choicesPage = template.Must(template.New("choices.html").Parse(choicesSource))

const choicesStyle = "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;" +
	"--paper:#fff;--muted:#555;--line:#999;--accent:#0b57d0;--accent-ink:#fff}" +
	"@media(prefers-color-scheme:dark){body{background:#111;color:#eee;--paper:#111;--muted:#bbb;--line:#777;--accent:#a8c7fa;--accent-ink:#062e6f}a{color:#a8c7fa}}"

// ChoicesPage is a whole page on which readers take back what they had remembered,
// for sites whose own pages nobody changes. It belongs at [gate.ChoicesFolder].
func ChoicesPage(g *gate.Gates, l *locale.Locale) ([]byte, error) {
	style := choicesStyle + gate.Style()
	var page bytes.Buffer
	err := choicesPage.Execute(&page, map[string]any{
		"Lang": l.Lang(), "Dir": l.Dir(), "Title": l.T("choices.title"), "Text": l.T("choices.text"), "Back": l.T("page.home"),
		"Home": g.Base() + "/", "Script": g.Base() + gate.ChoicesPath(), "Policy": choicesPolicy(),
		"Style":   template.CSS(style),                    // of ours
		"Choices": template.HTML(g.AppendChoices(nil, l)), // package gate escapes
	})
	return page.Bytes(), err
}

func choicesPolicy() string {
	return gate.PagePolicy([]string{gate.StyleHash(choicesStyle + gate.Style())})
}

// SignalFile is what a site says about Global Privacy Control at
// /.well-known/gpc.json (section 4 of its specification). It speaks for a whole
// host.
func SignalFile() []byte { return []byte(`{"gpc": true, "lastUpdate": "2026-11-22"}` + "\n") }

// standsIn says whether the door answers where the handler has nothing.
func (d *Door) standsIn(r *http.Request) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	return r.URL.Path == d.o.Base+choicesPath || r.URL.Path == signalPath && d.o.Base == ""
}

// serveStandIn gives that answer.
func (d *Door) serveStandIn(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Cache-Control", "public, max-age=0, must-revalidate")
	if r.URL.Path == signalPath {
		sendOwn(w, r, "application/json", SignalFile())
		return
	}
	page, err := ChoicesPage(d.o.Gates, d.localeOf(r))
	if err != nil {
		d.Refuse(w, r, http.StatusBadGateway)
		return
	}
	h.Set("Vary", "Accept-Language")
	h.Set("Content-Security-Policy", gate.HeaderPolicy(choicesPolicy()))
	sendOwn(w, r, "text/html; charset=utf-8", page)
}
