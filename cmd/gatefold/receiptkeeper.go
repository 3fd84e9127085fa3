package main

import (
	"context"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/gatefold/gatefold/consent"
	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/evidence"
)

// receiptKeeper keeps receipts where the configuration says, which may change while
// the site is served. The zero value keeps none.
type receiptKeeper struct {
	log  *slog.Logger
	dir  string
	kept atomic.Pointer[evidence.Log] // nil for none
}

// follow keeps receipts in dir from now on, or none if it is empty.
func (k *receiptKeeper) follow(dir string, notices func() []consent.Notice) error {
	if dir != k.dir {
		if err := k.move(dir); err != nil {
			return err
		}
	}
	if l := k.kept.Load(); l != nil {
		l.Offer(notices())
	}
	return nil
}

func (k *receiptKeeper) move(dir string) error {
	var next *evidence.Log
	if dir != "" {
		var err error
		if next, err = evidence.Open(evidence.Options{Dir: dir, Log: k.log}); err != nil {
			return err
		}
	}
	k.dir = dir
	if old := k.kept.Swap(next); old != nil {
		return old.Close()
	}
	return nil
}

// Close writes what is waiting.
func (k *receiptKeeper) Close() error { return k.move("") }

// Notice and Append are for the server.
func (k *receiptKeeper) Notice(hash string) (n consent.Notice, ok bool) {
	if l := k.kept.Load(); l != nil {
		return l.Notice(hash)
	}
	return n, false
}

func (k *receiptKeeper) Append(ctx context.Context, r consent.Receipt) error {
	if l := k.kept.Load(); l != nil {
		return l.Append(ctx, r)
	}
	return nil
}

// evidenceDir gives the folder for receipts, or "" for none. dir is the
// publication's.
func (c *config) evidenceDir(dir string) (string, error) {
	if c.Evidence == "" {
		return "", nil
	}
	at := filepath.FromSlash(c.Evidence)
	if !filepath.IsAbs(at) {
		at = filepath.Join(dir, at)
	}
	below, err := relative(dir, at)
	first, _, _ := strings.Cut(below, "/")
	if err == nil && slices.Contains([]string{".", "content", "static", "theme"}, first) {
		return "", &article.Problem{File: configFile, Key: "evidence", Message: "receipts do not belong among what is published",
			Remedy: `name a folder of their own, as in evidence = "receipts"`}
	}
	return at, nil
}

// relative gives the path from one folder to another, with slashes.
func relative(from, to string) (string, error) {
	from, err := filepath.Abs(from)
	if err != nil {
		return "", err
	}
	to, err = filepath.Abs(to)
	if err != nil {
		return "", err
	}
	rel, err := filepath.Rel(from, to)
	return filepath.ToSlash(rel), err
}
