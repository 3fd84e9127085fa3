package serve

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"github.com/gatefold/gatefold/consent"
	"github.com/gatefold/gatefold/consent/decision"
)

// Evidence keeps receipts of what readers decided. *evidence.Log does.
type Evidence interface {
	// Notice gives the notice with a hash, if readers of this site have been
	// shown it.
	Notice(hash string) (consent.Notice, bool)

	// Append keeps a receipt. It returns when the receipt cannot be lost any
	// more, when it is clear that it is, or when ctx ends.
	Append(ctx context.Context, r consent.Receipt) error
}

// asksAgain makes browsers ask each time a reader decides.
var asksAgain = []string{decision.CacheControl}

// decides says whether a request carries a decision that receipts are kept of.
func (s *Server) decides(r *http.Request, res *resource) bool {
	return s.opts.Evidence != nil && decision.Carries(r, res.path)
}

// witness keeps a receipt of the decision that a request carries. What comes
// from elsewhere, or is no decision of a reader, is counted and forgotten. The
// answer does not depend on any of it.
func (s *Server) witness(r *http.Request, d documents, res *resource) {
	receipt, err := s.receipt(r, d, res)
	switch {
	case errors.Is(err, decision.ErrNone):
	case err != nil:
		s.refused.Add(1)
		s.log.Debug("no receipt", slog.String("path", r.URL.Path), slog.Any("because", err))
	default:
		ctx, cancel := decision.Wait(r)
		defer cancel()
		_ = s.opts.Evidence.Append(ctx, receipt) // it counts what it loses
	}
}

// receipt makes the receipt that a request asks for.
func (s *Server) receipt(r *http.Request, d documents, res *resource) (receipt consent.Receipt, err error) {
	decided, err := decision.Read(r, res.path)
	if err != nil {
		return receipt, err
	}
	notice, ok := s.opts.Evidence.Notice(decided.Notice)
	if !ok {
		return receipt, decision.ErrNotice
	}
	if !decided.Fits(notice) {
		return receipt, decision.ErrOther
	}
	page, ok := pageOf(d, decided.Page)
	if !ok {
		return receipt, decision.ErrPage
	}
	return decided.Receipt(notice, page), nil
}

// pageOf gives the page of this site that a path names, with the base path or
// without.
func pageOf(d documents, asked string) (string, bool) {
	if !strings.HasPrefix(asked, "/") {
		return "", false
	}
	for _, below := range []string{strings.TrimPrefix(asked, d.base()), asked} {
		if below == "" || strings.HasPrefix(below, "/_gatefold/") {
			continue
		}
		if res, ok := d.find(below); ok && strings.HasPrefix(res.mediaType, "text/html") {
			return d.base() + res.path, true
		}
	}
	return "", false
}

// sayRefused tells how many requests for a receipt were refused.
func (s *Server) sayRefused() {
	if n := s.refused.Load(); n > 0 {
		s.log.Info("decisions of which no receipt was kept: they did not come from a page of this site as it is or was",
			slog.Int64("refused", n), slog.String("remedy", "--log-level debug says why"))
	}
}
