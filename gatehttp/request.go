package gatehttp

import (
	"net/http"
	"strings"
)

// asked is what a door asks of the handler, and what it has to remember of what
// it was asked itself.
type asked struct {
	r          *http.Request // for the handler
	conditions conditions
	whole      bool // it asks for all of it, under no condition
}

// ask makes the request for the handler. The handler is asked for nothing that
// could not be read: only for codings that are known here, and never for several
// parts at once.
func (d *Door) ask(r *http.Request) *asked {
	a := &asked{r: r}
	h := r.Header
	if !passesAsIs(h) {
		a.r = new(http.Request)
		*a.r = *r
		h = h.Clone()
		a.r.Header = h
	}
	narrowCodings(h)
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		a.conditions = d.conditionsOf(h)
	}
	if len(h["Range"]) > 1 || strings.Contains(h.Get("Range"), ",") {
		h.Del("Range")
		h.Del("If-Range")
	}
	if strings.Contains(h.Get("If-Range"), tagMark) {
		h.Del("Range") // the copy is of a changed page, of which there are no parts
		h.Del("If-Range")
	}
	return a
}

// askWhole makes the second request, for the whole of what the first was
// answered with a part of, or with a word.
func (a *asked) askWhole() *asked {
	b := &asked{r: new(http.Request), whole: true}
	*b.r = *a.r
	h := a.r.Header.Clone()
	for _, name := range [...]string{"Range", "If-Range", "If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since"} {
		h.Del(name)
	}
	b.r.Header = h
	return b
}

// passesAsIs reports whether ask has nothing to change in the headers of a request.
func passesAsIs(h http.Header) bool {
	for _, name := range [...]string{"Range", "If-Range", "If-None-Match"} {
		if len(h[name]) > 0 {
			return false
		}
	}
	return takesKnown(h["Accept-Encoding"])
}

// takesKnown reports whether Accept-Encoding headers name nothing that is not known here.
func takesKnown(headers []string) bool {
	for _, v := range headers {
		for item := range strings.SplitSeq(v, ",") {
			if !isKnownCoding(item) {
				return false
			}
		}
	}
	return true
}

// isKnownCoding reads an item of Accept-Encoding, "gzip;q=0.5".
func isKnownCoding(item string) bool {
	name, _, _ := strings.Cut(item, ";")
	name = strings.ToLower(strings.TrimSpace(name))
	return name == "identity" || decoders[name] != nil
}

// narrowCodings takes what cannot be undone here out of Accept-Encoding.
func narrowCodings(h http.Header) {
	headers := h["Accept-Encoding"]
	if takesKnown(headers) {
		return
	}
	var kept []string
	for _, v := range headers {
		for item := range strings.SplitSeq(v, ",") {
			if isKnownCoding(item) {
				kept = append(kept, strings.TrimSpace(item))
			}
		}
	}
	if len(kept) == 0 {
		kept = []string{"identity"}
	}
	h["Accept-Encoding"] = []string{strings.Join(kept, ", ")}
}

// quietDests are what a browser fetches for (Fetch, section 2.2.5) that is no
// page, whatever its type.
var quietDests = setOf("audio", "font", "image", "json", "manifest", "script", "style", "track", "video")

// isForPage says whether the answer to a request may become a page or a worker.
func isForPage(r *http.Request) bool { return !quietDests[r.Header.Get("Sec-Fetch-Dest")] }
