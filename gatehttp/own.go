package gatehttp

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/gate"
)

// ownPrefix is where everything stands that pages need from the door.
const ownPrefix = "/_gatefold/"

// serveOwn serves what the door has itself: the files of the gates and the embed
// documents. It reports false for what is the handler's, other addresses below
// the prefix included.
func (d *Door) serveOwn(w http.ResponseWriter, r *http.Request) bool {
	path, below := strings.CutPrefix(r.URL.EscapedPath(), d.o.Base)
	if !below || !strings.HasPrefix(path, ownPrefix) || d.o.ReportOnly {
		return false
	}
	a, isAsset := d.assets[path]
	if !isAsset && !strings.HasPrefix(path, ownPrefix+"embed/") {
		return false
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	if isAsset {
		d.serveAsset(w, r, a)
		return true
	}
	return d.serveEmbed(w, r, path)
}

func (d *Door) serveAsset(w http.ResponseWriter, r *http.Request, a gate.Asset) {
	h := w.Header()
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	d.witness(w, r, a.Path)
	h.Set("Content-Security-Policy", gate.HeaderPolicy("default-src 'none'; style-src 'self'; script-src 'self'"))
	sendOwn(w, r, a.Type, a.Body)
}

// serveEmbed serves the document that holds the frame of a piece, if the path is
// one that the gates have made.
func (d *Door) serveEmbed(w http.ResponseWriter, r *http.Request, path string) bool {
	m, lang, ok := d.o.Gates.OpenPath(path)
	if !ok {
		return false
	}
	l := d.o.Locale(lang)
	if l.Lang() != lang {
		return false // there are no words in it, so no page of ours leads here
	}
	h := w.Header()
	h.Set("Cache-Control", "public, max-age=0, must-revalidate")
	d.witness(w, r, path)
	h.Set("Content-Security-Policy", gate.HeaderPolicy(d.o.Gates.DocumentPolicy(m)))
	h.Set("X-Robots-Tag", "noindex")
	sendOwn(w, r, "text/html; charset=utf-8", d.o.Gates.AppendDocument(nil, l, &gate.Document{Match: m, Lang: lang}))
	return true
}

// sendOwn sends something of ours.
func sendOwn(w http.ResponseWriter, r *http.Request, mediaType string, body []byte) {
	h := w.Header()
	h.Set("Content-Type", mediaType)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Dns-Prefetch-Control", "off")
	h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		w.Write(body) // a client that has gone is nobody's error
	}
}
