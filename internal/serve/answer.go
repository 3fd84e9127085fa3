package serve

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"
)

// errNotAcceptable says that a client excludes every form there is.
var errNotAcceptable = errors.New("no acceptable encoding")

// answerLogged answers and notes what was asked, but not who did.
func (s *Server) answerLogged(w http.ResponseWriter, r *http.Request) {
	began := time.Now()
	status, size := s.answer(w, r)
	s.log.Debug("request", slog.String("method", r.Method), slog.String("path", r.URL.Path),
		slog.Int("status", status), slog.Int64("bytes", size), slog.Duration("took", time.Since(began)))
}

// answer answers a request and returns what it sent.
func (s *Server) answer(w http.ResponseWriter, r *http.Request) (status int, size int64) {
	defer func() {
		if cause := recover(); cause != nil && cause != http.ErrAbortHandler {
			s.log.Error("a page broke off", slog.String("path", r.URL.Path), slog.Any("cause", cause), slog.String("stack", string(debug.Stack())))
			panic(http.ErrAbortHandler)
		}
	}()
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header()["Allow"] = []string{"GET, HEAD"}
		return s.plain(w, r, http.StatusMethodNotAllowed)
	}
	now := s.current.Load()
	if now == nil {
		w.Header()["Retry-After"] = []string{"1"}
		return s.plain(w, r, http.StatusServiceUnavailable)
	}
	to := routeOf(now.documents, r.URL)
	switch {
	case to.found:
		if s.decides(r, &to.res) {
			s.witness(r, now.documents, &to.res)
		}
		return s.send(w, r, &to.res)
	case s.opts.Problems && r.URL.Path == now.documents.base()+problemsPath:
		return s.problems(w, r, now)
	case to.moved != "":
		w.Header()["Location"] = []string{to.moved}
		return s.plain(w, r, http.StatusMovedPermanently)
	}
	missing := now.documents.notFound(r.URL.Path)
	return s.send(w, r, &missing)
}

// send sends a document.
func (s *Server) send(w http.ResponseWriter, r *http.Request, res *resource) (status int, size int64) {
	wants := accepted(r.Header["Accept-Encoding"])
	if res.size > 0 && streams(res, r, wants) {
		f, err := res.content.Open()
		if err != nil {
			return s.broken(w, r, err)
		}
		if f != nil { // else it is part of the program
			defer f.Close()
			return s.stream(w, r, res, f, wants)
		}
	}
	e, f, err := s.cache.get(r.Context(), res, wants)
	if errors.Is(err, errNotAcceptable) {
		return s.plain(w, r, http.StatusNotAcceptable)
	}
	if err != nil {
		return s.broken(w, r, err)
	}
	h := w.Header()
	for i := range e.fields {
		h[e.fields[i].name] = e.fields[i].value
	}
	if s.decides(r, res) {
		h["Cache-Control"] = asksAgain
	}
	h["Etag"] = f.etag
	if e.status == http.StatusOK && matches(r.Header["If-None-Match"], f.etag[0]) {
		delete(h, "Content-Type")
		w.WriteHeader(http.StatusNotModified)
		return http.StatusNotModified, 0
	}
	h["Content-Length"] = f.length
	if f.encoding != nil {
		h["Content-Encoding"] = f.encoding
	}
	w.WriteHeader(e.status)
	if r.Method == http.MethodHead {
		return e.status, 0
	}
	gather(r.Context(), f.body)
	n, _ := w.Write(f.body) // a client that has gone is nobody's error
	return e.status, int64(n)
}

// broken answers a request for a document that cannot be made.
func (s *Server) broken(w http.ResponseWriter, r *http.Request, err error) (int, int64) {
	if r.Context().Err() != nil && errors.Is(err, context.Canceled) {
		panic(http.ErrAbortHandler)
	}
	s.log.Error("a page cannot be made", slog.String("path", r.URL.Path), slog.Any("error", err))
	return s.plain(w, r, http.StatusInternalServerError)
}

// sentences say to people what a status means. They are for what has no page of
// its own: the site is not there to say it in the reader's language.
var sentences = map[int]string{
	http.StatusMovedPermanently:    "This page has moved.\n",
	http.StatusMethodNotAllowed:    "This site can only be read.\n",
	http.StatusNotAcceptable:       "Your program excludes every form in which this can be sent.\n",
	http.StatusInternalServerError: "This page cannot be shown at the moment. Please try again later.\n",
	http.StatusServiceUnavailable:  "The site is starting. Please try again in a moment.\n",
}

// plain sends a sentence.
func (s *Server) plain(w http.ResponseWriter, r *http.Request, status int) (int, int64) {
	h := w.Header()
	for i := range plainFields {
		h[plainFields[i].name] = plainFields[i].value
	}
	h["Cache-Control"] = []string{"no-store"}
	if status == http.StatusMovedPermanently {
		h["Cache-Control"] = []string{"no-cache"} // there may be a page one day
	}
	w.WriteHeader(status)
	if r.Method == http.MethodHead {
		return status, 0
	}
	n, _ := io.WriteString(w, sentences[status])
	return status, int64(n)
}

// plainFields go with every sentence and the problems page.
var plainFields = []field{
	{"Content-Type", []string{"text/plain; charset=utf-8"}},
	{"Content-Security-Policy", []string{"default-src 'none'; frame-ancestors 'none'"}},
	{"X-Content-Type-Options", []string{"nosniff"}},
	{"X-Dns-Prefetch-Control", []string{"off"}},
	{"Referrer-Policy", []string{"no-referrer"}},
	{"Cross-Origin-Resource-Policy", []string{"same-origin"}},
}
