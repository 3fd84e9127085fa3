package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

// plainLog writes a log for a person at a terminal: the time of day, and what
// build would say of the same problem.
//
//	09:30:12 error: content/coast/lamp.md:9: there is no such picture (put it beside the article)
type plainLog struct {
	w     io.Writer
	mu    *sync.Mutex
	level slog.Level
	time  bool // whether lines begin with it
	with  []slog.Attr
}

func newPlainLog(w io.Writer, level slog.Level) *plainLog {
	return &plainLog{w: w, mu: &sync.Mutex{}, level: level, time: true}
}

// newUntimedLog is for a command that ends soon: when something was is no matter.
func newUntimedLog(w io.Writer, level slog.Level) *plainLog {
	h := newPlainLog(w, level)
	h.time = false
	return h
}

// Enabled is part of slog.Handler, as are the other methods.
func (h *plainLog) Enabled(_ context.Context, level slog.Level) bool { return level >= h.level }

func (h *plainLog) WithAttrs(attrs []slog.Attr) slog.Handler {
	more := *h
	more.with = append(h.with[:len(h.with):len(h.with)], attrs...)
	return &more
}

// WithGroup leaves groups out: nothing in this program makes one.
func (h *plainLog) WithGroup(string) slog.Handler { return h }

func (h *plainLog) Handle(_ context.Context, r slog.Record) error {
	var at, remedy string
	var rest []string
	note := func(a slog.Attr) bool {
		switch a.Key {
		case "at", "key":
			at += a.Value.String() + ": "
		case "remedy":
			remedy = a.Value.String()
		case "error":
			rest = append(rest, strings.ReplaceAll(a.Value.String(), "\n", "; ")) // several in one
		default:
			rest = append(rest, a.Key+" "+a.Value.String())
		}
		return true
	}
	for _, a := range h.with {
		note(a)
	}
	r.Attrs(note)
	var b strings.Builder
	if h.time {
		b.WriteString(r.Time.Format(time.TimeOnly) + " ")
	}
	b.WriteString(kindOf(r.Level) + at + r.Message)
	if len(rest) > 0 {
		b.WriteString(": " + strings.Join(rest, ", "))
	}
	if remedy != "" {
		b.WriteString(" (" + remedy + ")")
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	_, err := fmt.Fprintln(h.w, article.Printable(b.String()))
	return err
}

// kindOf is how a line begins; what is no complaint says nothing of its kind.
func kindOf(level slog.Level) string {
	switch {
	case level >= slog.LevelError:
		return "error: "
	case level >= slog.LevelWarn:
		return "warning: "
	}
	return ""
}
