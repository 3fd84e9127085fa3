package main

import (
	"errors"
	"log/slog"
	"regexp"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/serve"
)

func TestPlainLog(t *testing.T) {
	var out strings.Builder
	log := slog.New(newPlainLog(&out, slog.LevelInfo))
	serve.LogProblems(log, []*article.Problem{
		{File: "content/a.md", Line: 3, Key: "date", Message: `"x" is no day`, Remedy: "write it as in 2026-03-05"},
		{File: "content/b.md", Message: "odd", Warning: true},
	})
	log.Info("mended", slog.Int("problems", 2), slog.Int("left", 0))
	log.With(slog.String("at", "static")).Error("the site stays as it was", slog.Any("error", errors.New("no disk")))
	log.Debug("not shown")
	got := regexp.MustCompile(`(?m)^\d\d:\d\d:\d\d `).ReplaceAllString(out.String(), "")
	want := `error: content/a.md:3: date: "x" is no day (write it as in 2026-03-05)
warning: content/b.md: odd
mended: problems 2, left 0
error: static: the site stays as it was: no disk
`
	if got != want {
		t.Errorf("the log says\n%s\nand should say\n%s", got, want)
	}
	if strings.Count(out.String(), ":") <= strings.Count(got, ":") {
		t.Error("no line says when")
	}
}

// Readers choose the addresses that they ask for, and authors the names of files:
// neither steers the terminal of who looks at the log.
func TestPlainLogSteersNothing(t *testing.T) {
	var out strings.Builder
	log := slog.New(newPlainLog(&out, slog.LevelDebug))
	log.Debug("request", slog.String("path", "/\x1b[2J\r\n09:30:12 error: nonsense\u202e"))
	log.Error("the site stays as it was", slog.Any("error", errors.Join(errors.New("a\x9b"), errors.New("b"))))
	serve.LogProblems(log, []*article.Problem{{File: "content/\x1b]0;a.md", Message: "odd"}})
	if got := out.String(); strings.Count(got, "\n") != 3 || strings.ContainsAny(got, "\x1b\r\u009b\u202e") ||
		!strings.Contains(got, `/\x1b[2J\r\n09:30:12 error: nonsense\u202e`) || !strings.Contains(got, `; b`) {
		t.Errorf("the log says %q", got)
	}
}

// Who is not at a terminal gets what programs read.
func TestLogOfAPipeIsText(t *testing.T) {
	var out strings.Builder
	c := serveCommand{LogFormat: "auto", LogLevel: "info"}
	c.logger(&out).Info("mended")
	if !strings.Contains(out.String(), "level=INFO msg=mended") {
		t.Errorf("a pipe gets %q", out.String())
	}
}
