package gatehttp

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"github.com/gatefold/gatefold/consent"
	"github.com/gatefold/gatefold/consent/decision"
	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/provider"
)

// Receipts keeps receipts of what readers decided.
type Receipts interface {
	// Notice gives the notice with a hash, if it is known from earlier
	// receipts.
	Notice(hash string) (consent.Notice, bool)

	// Keep keeps a receipt, and the notice that it is about. It returns when
	// the receipt cannot be lost any more, when it is clear that it is, or when
	// ctx ends.
	Keep(ctx context.Context, n consent.Notice, r consent.Receipt) error
}

// errSeal says that the site made no such gate.
var errSeal = errors.New("no gate of this site has asked that on that page")

// witness keeps a receipt of the decision that a request for a document of ours
// carries. What comes from elsewhere, or is no decision of a reader, is forgotten.
// The answer does not depend on any of it.
func (d *Door) witness(w http.ResponseWriter, r *http.Request, path string) {
	if d.o.Receipts == nil || !decision.Carries(r, path) {
		return
	}
	w.Header().Set("Cache-Control", decision.CacheControl)
	decided, notice, err := d.decided(r, path)
	switch {
	case errors.Is(err, decision.ErrNone):
	case err != nil:
		d.o.Log.Debug("no receipt", slog.String("path", r.URL.Path), slog.Any("because", err))
	default:
		ctx, cancel := decision.Wait(r)
		defer cancel()
		_ = d.o.Receipts.Keep(ctx, notice, decided.Receipt(notice, decided.Page)) // it counts what it loses
	}
}

// decided gives the decision that a request carries, and what it is about.
func (d *Door) decided(r *http.Request, path string) (_ decision.Decision, n consent.Notice, _ error) {
	var hosts []string
	if d.o.Origin != nil {
		hosts = append(hosts, d.o.Origin.Host)
	}
	decided, err := decision.Read(r, path, hosts...)
	if err != nil {
		return decided, n, err
	}
	decided.Document = strings.TrimPrefix(decided.Document, d.o.Base)
	switch {
	case d.o.Gates.Sealed(decided.Notice, decided.Page, decided.Seal):
		n, err = d.noticeOf(&decided)
	case d.takenBack(&decided):
		n, err = d.noticeKnown(&decided)
	default:
		err = errSeal
	}
	return decided, n, err
}

// noticeOf gives the notice that a reader was shown. It is made anew, and it is
// the right one if it comes to the same hash. If the words have changed since the
// page was made, it is among those that receipts have been kept of, or lost.
func (d *Door) noticeOf(decided *decision.Decision) (consent.Notice, error) {
	m, lang, ok := d.o.Gates.OpenPath(decided.Document)
	if !ok {
		return consent.Notice{}, decision.ErrOther
	}
	l := d.o.Locale(lang)
	if d.o.Gates.NoticeHash(l, m) == decided.Notice {
		return d.o.Gates.Notice(l, m), nil
	}
	n, err := d.noticeKnown(decided)
	if err == nil && isOnManyHosts(m.Provider) && n.Recipient != d.o.Gates.Notice(l, m).Recipient {
		err = decision.ErrOther
	}
	return n, err
}

func (d *Door) noticeKnown(decided *decision.Decision) (consent.Notice, error) {
	n, ok := d.o.Receipts.Notice(decided.Notice)
	if !ok {
		return n, decision.ErrNotice
	}
	if !decided.Fits(n) {
		return n, decision.ErrOther
	}
	return n, nil
}

// isOnManyHosts says whether the host is what a notice is about.
func isOnManyHosts(p *provider.Provider) bool { return p.AnyHost || p.ID == provider.UnknownID }

// takenBack says whether a reader takes back on the page of choices what they had
// remembered. Their browser knows of it only the hash of the notice.
func (d *Door) takenBack(decided *decision.Decision) bool {
	return decided.Action == consent.Withdrawn && decided.Page == d.o.Base+gate.ChoicesFolder
}
