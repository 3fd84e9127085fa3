package gatehttp

import (
	"bytes"
	_ "embed"
	"html/template"
	"net/http"
	"strconv"

	"golang.org/x/text/language"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/locale"
)

//go:embed refuse.html
var refuseSource string

var refusePage = template.Must(template.New("refuse.html").Parse(refuseSource))

// refuseStyle stands in the page; its hash is in the policy.
const refuseStyle = "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1rem}" +
	"@media(prefers-color-scheme:dark){body{background:#111;color:#eee}}a{color:inherit}"

// reasons are the messages for a status, title and explanation; what has none is
// said as 502 is.
var reasons = map[int]string{
	http.StatusBadGateway:         "door.broken",
	http.StatusServiceUnavailable: "door.away",
	http.StatusGatewayTimeout:     "door.slow",
}

// refusal is an answer that a handler behind the door has asked for.
type refusal int

func (r refusal) Error() string { return "refused with " + strconv.Itoa(int(r)) }

// Refuse answers that a page cannot be shown, in the reader's language, and tells
// nothing of why: that is for the log, and for the caller to write there. status
// is 502, 503 or 504. Handlers on both sides of the door may call it.
func (d *Door) Refuse(w http.ResponseWriter, r *http.Request, status int) {
	if behind, ok := w.(*writer); ok {
		behind.spoil(refusal(status))
		return
	}
	l := d.localeOf(r)
	key := reasons[status]
	if key == "" {
		key = reasons[http.StatusBadGateway]
	}
	var page bytes.Buffer
	err := refusePage.Execute(&page, map[string]any{
		"Lang": l.Lang(), "Dir": l.Dir(), "Title": l.T(key + ".title"), "Text": l.T(key + ".text"), "Retry": l.T("door.retry"),
		"Style": template.CSS(refuseStyle), // a constant of ours
	})
	if err != nil {
		http.Error(w, http.StatusText(status), status)
		return
	}
	h := w.Header()
	clear(h) // what the handler said was about another answer
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(page.Len()))
	h.Set("Content-Security-Policy", gate.HeaderPolicy("default-src 'none'; base-uri 'none'; style-src '"+gate.StyleHash(refuseStyle)+"'"))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Dns-Prefetch-Control", "off")
	h.Set("Cache-Control", "no-store")
	h.Set("Vary", "Accept-Language")
	if status != http.StatusBadGateway {
		h.Set("Retry-After", "5")
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(page.Bytes())
	}
}

// localeOf finds the words for a reader.
func (d *Door) localeOf(r *http.Request) *locale.Locale {
	const most = 5 // languages that are tried
	tags, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err == nil {
		for i, tag := range tags {
			base, _ := tag.Base()
			if i == most {
				break
			}
			if l := d.o.Locale(tag.String()); l.Lang() == tag.String() || l.Lang() == base.String() {
				return l
			}
		}
	}
	return d.o.Locale("")
}
