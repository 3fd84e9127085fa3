package report

import (
	"crypto/subtle"
	"net/http"
	"strings"
	"time"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/locale"
)

// Path is where a door shows its report; with ".json" behind it, as JSON.
const Path = "/_gatefold/report"

// minToken is the length below which a token is no secret.
const minToken = 16

// Window shows a book over HTTP, to those who know the token. Where a request
// comes from is no proof of anything behind a proxy, so there is no other way in.
type Window struct {
	Book       *Book
	Token      string // at least 16 characters; else there is nothing to see
	Locale     func(lang string) *locale.Locale
	ReportOnly bool
	Program    string
}

// Shows reports whether a request is for the report.
func (w *Window) Shows(r *http.Request) bool {
	return r.URL.Path == Path || r.URL.Path == Path+".json"
}

// ServeHTTP answers with the report, or, without the token, as if there were none.
func (w *Window) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	h := rw.Header()
	h.Set("Cache-Control", "no-store")
	h.Set("X-Robots-Tag", "noindex")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	if r.Method != http.MethodGet && r.Method != http.MethodHead || !w.lets(r) {
		http.NotFound(rw, r)
		return
	}
	now := w.Book.Report()
	now.Program, now.ReportOnly, now.Made = w.Program, w.ReportOnly, time.Now().UTC().Truncate(time.Second)
	if strings.HasSuffix(r.URL.Path, ".json") {
		h.Set("Content-Type", "application/json")
		_ = now.WriteJSON(rw) // a client that has gone is nobody's error
		return
	}
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src '"+gate.StyleHash(Style())+"'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	_ = now.WritePage(rw, w.Locale(firstLanguage(r)))
}

// lets says whether a request knows the token.
func (w *Window) lets(r *http.Request) bool {
	given, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		given = r.URL.Query().Get("token")
	}
	return len(w.Token) >= minToken && subtle.ConstantTimeCompare([]byte(given), []byte(w.Token)) == 1
}

func firstLanguage(r *http.Request) string {
	first, _, _ := strings.Cut(r.Header.Get("Accept-Language"), ",")
	first, _, _ = strings.Cut(first, ";")
	return strings.TrimSpace(first)
}
