package serve

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gatefold/gatefold/consent"
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

// ackTime is how long an answer waits for its receipt at most. Usually that
// takes a few milliseconds, and then an opened piece has a receipt whatever
// happens. A disk that hangs is not the reader's trouble.
const ackTime = 200 * time.Millisecond

// Where a reader's decision arrives: with the request for the document that
// opens a piece, or for the empty one that takes its place.
const (
	embedPrefix  = "/_gatefold/embed/"
	closedPrefix = "/_gatefold/closed."
)

// asksAgain makes browsers ask each time a reader decides, but not when they
// come back to a page in their history.
var asksAgain = []string{"private, no-cache"}

// maxQuery is the length of the query of a decision in bytes at most: a hash
// and a path.
const maxQuery = 4 << 10

// decides says whether a request carries a decision that receipts are kept of.
func (s *Server) decides(r *http.Request, res *resource) bool {
	return s.opts.Evidence != nil && r.URL.RawQuery != "" &&
		(strings.HasPrefix(res.path, embedPrefix) || strings.HasPrefix(res.path, closedPrefix))
}

// witness keeps a receipt of the decision that a request carries. What comes
// from elsewhere, or is no decision of a reader, is counted and forgotten. The
// answer does not depend on any of it.
func (s *Server) witness(r *http.Request, d documents, res *resource) {
	if r.Method != http.MethodGet {
		return
	}
	receipt, err := s.receipt(r, d, res)
	switch {
	case errors.Is(err, errNoDecision):
	case err != nil:
		s.refused.Add(1)
		s.log.Debug("no receipt", slog.String("path", r.URL.Path), slog.Any("because", err))
	default:
		ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), ackTime)
		defer cancel()
		_ = s.opts.Evidence.Append(ctx, receipt) // it counts what it loses
	}
}

// errNoDecision says that a query has nothing to do with decisions.
var errNoDecision = errors.New("no decision")

// Why there is no receipt.
var (
	errElsewhere = errors.New("the request does not come from a reader of this site")
	errQuery     = errors.New("the query is not that of a gate")
	errNotice    = errors.New("this site has not shown such a notice")
	errOther     = errors.New("the notice is about another provider")
	errPage      = errors.New("the site has no such page")
)

// receipt makes the receipt that a request asks for.
func (s *Server) receipt(r *http.Request, d documents, res *resource) (receipt consent.Receipt, err error) {
	if len(r.URL.RawQuery) > maxQuery {
		return receipt, errQuery
	}
	q, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil || len(q["n"]) > 1 || len(q["p"]) > 1 {
		return receipt, errQuery
	}
	if !q.Has("n") && !q.Has("do") {
		return receipt, errNoDecision
	}
	if !byReader(r) {
		return receipt, errElsewhere
	}
	notice, ok := s.opts.Evidence.Notice(q.Get("n"))
	if !ok {
		return receipt, errNotice
	}
	action, err := actionOf(res.path, q.Get("do"), notice.Provider)
	if err != nil {
		return receipt, err
	}
	page, ok := pageOf(d, q.Get("p"))
	if !ok {
		return receipt, errPage
	}
	signal := r.Header.Get("Sec-Gpc") == "1" || q.Get("gpc") == "1"
	return consent.NewReceipt(notice, notice.Decide(action, q.Get("always") != ""), page, signal, time.Now()), nil
}

// actionOf gives what a reader did, by what they asked for.
func actionOf(path, do, provider string) (consent.Action, error) {
	piece, opens := strings.CutPrefix(path, embedPrefix)
	switch {
	case opens && do != "":
		return "", errQuery
	case opens && !strings.HasPrefix(piece, provider+"/"):
		return "", errOther
	case opens:
		return consent.Given, nil
	case do == string(consent.Refused), do == string(consent.Withdrawn):
		return consent.Action(do), nil
	}
	return "", errQuery
}

// pageOf gives the page of this site that a path names, with the base path or
// without, as receipts have it.
func pageOf(d documents, asked string) (string, bool) {
	if !strings.HasPrefix(asked, "/") {
		return "", false
	}
	for _, below := range []string{strings.TrimPrefix(asked, d.base()), asked} {
		if below == "" || strings.HasPrefix(below, "/_gatefold/") {
			continue
		}
		if res, ok := d.find(below); ok && strings.HasPrefix(res.mediaType, "text/html") {
			return consent.ReadablePath(d.base() + res.path), true
		}
	}
	return "", false
}

// byReader says whether a request is what a browser sends when a reader of this
// site presses a button of a gate. Programs can send what they like; browsers
// cannot be made to by other sites.
func byReader(r *http.Request) bool {
	h := r.Header
	for _, name := range [...]string{"Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"} {
		if v := h.Get(name); strings.Contains(v, "prefetch") || strings.Contains(v, "prerender") || v == "preview" {
			return false
		}
	}
	if h.Get("Sec-Fetch-Site") == "" {
		// An old browser, or a site without TLS: there, browsers leave these
		// headers out. What another site sends names that site all the same.
		return fromHere(r, h.Get("Origin")) && fromHere(r, h.Get("Referer"))
	}
	if h.Get("Sec-Fetch-Site") != "same-origin" {
		return false
	}
	switch h.Get("Sec-Fetch-Dest") {
	case "iframe", "frame", "empty", "":
		return true
	case "document": // the form was opened in a tab of its own
		return h.Get("Sec-Fetch-User") == "?1"
	}
	return false
}

// fromHere says whether an Origin or a Referer is empty or names this host.
func fromHere(r *http.Request, address string) bool {
	if address == "" {
		return true
	}
	u, err := url.Parse(address)
	return err == nil && (u.Host == r.Host || u.Host == r.Header.Get("X-Forwarded-Host"))
}

// sayRefused tells how many requests for a receipt were refused.
func (s *Server) sayRefused() {
	if n := s.refused.Load(); n > 0 {
		s.log.Info("decisions of which no receipt was kept: they did not come from a page of this site as it is or was",
			slog.Int64("refused", n), slog.String("remedy", "--log-level debug says why"))
	}
}
