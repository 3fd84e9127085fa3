package gatehttp

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
)

// pass lets a handler answer through the door.
func (d *Door) pass(to http.ResponseWriter, r *http.Request, next http.Handler) {
	from := d.address(r)
	if d.o.ReportOnly {
		w := d.newWriter(to, &asked{r: r}, from)
		w.run(next)
		d.end(w, r)
		return
	}
	first := d.newWriter(to, d.ask(r), from)
	first.run(next)
	if !errors.Is(first.spoilt, errAgain) {
		d.end(first, r)
		return
	}
	second := d.newWriter(to, first.asked.askWhole(), from)
	if first.status == http.StatusNotModified {
		second.before = &answer{first.status, first.header}
	}
	second.run(next)
	d.end(second, r)
}

// run lets the handler answer. What the handler does when it is stopped because
// its answer is of no use is not passed on.
func (w *writer) run(next http.Handler) {
	ctx, cancel := context.WithCancel(w.asked.r.Context())
	w.stop = cancel
	r := w.asked.r.WithContext(context.WithValue(ctx, writerKey{}, w))
	defer func() {
		w.release()
		if !w.hijacked { // who has the connection may still be at work
			cancel()
		}
		switch cause := recover(); {
		case cause == nil, cause == http.ErrAbortHandler && (w.spoilt != nil || w.silent):
		case cause == http.ErrAbortHandler && !w.sent && !w.hijacked:
			w.spoil(errCut) // the client has seen nothing and can be told
		default:
			panic(cause)
		}
	}()
	next.ServeHTTP(w, r)
	w.finish()
}

// end tells the client that an answer cannot be passed on: in words, if it has
// seen nothing of it, else by breaking the connection off, so that half a page is
// not taken for a whole one.
func (d *Door) end(w *writer, r *http.Request) {
	err := w.spoilt
	switch {
	case err == nil:
		return
	case errors.Is(err, errOwn):
		d.serveStandIn(w.to, r)
		return
	}
	status := http.StatusBadGateway
	if asked, ok := errors.AsType[refusal](err); ok {
		status = int(asked)
	} else if r.Context().Err() == nil { // else the reader has left, and nothing is wrong
		d.o.Log.Error("a page was not passed on", slog.String("path", r.URL.Path), slog.Bool("begun", w.sent), slog.Any("error", err))
	}
	if w.sent {
		panic(http.ErrAbortHandler)
	}
	d.Refuse(w.to, r, status)
}
