package decision

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gatefold/gatefold/consent"
)

// Where decisions arrive, below the path that the site stands at.
const (
	embedPrefix  = "/_gatefold/embed/"
	closedPrefix = "/_gatefold/closed."
)

// CacheControl belongs to every answer to a request that [Carries] a decision: it
// makes browsers ask each time a reader decides, but not when they come back to
// a page in their history.
const CacheControl = "private, no-cache"

// ackTime is how long an answer waits for its receipt at most. Usually that
// takes a few milliseconds, and then an opened piece has a receipt whatever
// happens. A disk that hangs is not the reader's trouble.
const ackTime = 200 * time.Millisecond

// maxQuery is the length of the query of a decision in bytes at most: a hash,
// a path, and perhaps the path of an embed document.
const maxQuery = 8 << 10

// Decision is what a request says that a reader decided.
type Decision struct {
	Action consent.Action
	Notice string // the hash of what they were shown
	Page   string // the path of the page, as the browser has it
	Always bool   // the box was ticked
	Signal bool   // the browser sent Global Privacy Control

	// Document is the path of the piece's embed document. Of a piece that is
	// closed, only some servers' gates name it.
	Document string

	// Seal shows who made the gate; empty where the server knows its pages.
	Seal string
}

// Why a request carries no decision.
var (
	// ErrNone says that the query has nothing to do with decisions.
	ErrNone = errors.New("no decision")

	ErrElsewhere = errors.New("the request does not come from a reader of this site")
	ErrQuery     = errors.New("the query is not that of a gate")
)

// Why a server keeps no receipt of a decision.
var (
	ErrNotice = errors.New("this site has not shown such a notice")
	ErrOther  = errors.New("the notice is about another provider")
	ErrPage   = errors.New("the site has no such page")
)

// Carries says whether a request may carry a decision. path is its path, without
// the one that the site stands at.
func Carries(r *http.Request, path string) bool {
	return r.URL.RawQuery != "" && (strings.HasPrefix(path, embedPrefix) || strings.HasPrefix(path, closedPrefix))
}

// Read gives the decision that a GET request for an existing document carries.
// path is its path, without the one that the site stands at; hosts are names of
// the site besides the one that the request was sent to.
func Read(r *http.Request, path string, hosts ...string) (d Decision, err error) {
	if len(r.URL.RawQuery) > maxQuery {
		return d, ErrQuery
	}
	q, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil || len(q["n"]) > 1 || len(q["p"]) > 1 {
		return d, ErrQuery
	}
	if r.Method != http.MethodGet || !q.Has("n") && !q.Has("do") {
		return d, ErrNone
	}
	if !byReader(r, hosts) {
		return d, ErrElsewhere
	}
	d = Decision{
		Notice: q.Get("n"), Page: q.Get("p"), Document: q.Get("d"), Seal: q.Get("s"),
		Always: q.Get("always") != "",
		Signal: r.Header.Get("Sec-Gpc") == "1" || q.Get("gpc") == "1",
	}
	return d, d.act(path, q.Get("do"))
}

// act takes what was done from what was asked for.
func (d *Decision) act(path, do string) error {
	opens := strings.HasPrefix(path, embedPrefix)
	switch {
	case opens && do != "":
		return ErrQuery
	case opens:
		d.Action, d.Document = consent.Given, path
	case do == string(consent.Refused), do == string(consent.Withdrawn):
		d.Action = consent.Action(do)
	default:
		return ErrQuery
	}
	return nil
}

// Fits says whether a notice is about the piece that was decided on. Of a
// document that is not known it says nothing against it.
func (d *Decision) Fits(n consent.Notice) bool {
	piece, ok := strings.CutPrefix(d.Document, embedPrefix)
	return !ok || strings.HasPrefix(piece, n.Provider+"/")
}

// Receipt makes the receipt. page is a path of the site, as a page's address has
// it.
func (d *Decision) Receipt(n consent.Notice, page string) consent.Receipt {
	return consent.NewReceipt(n, n.Decide(d.Action, d.Always), consent.ReadablePath(page), d.Signal, time.Now())
}

// Wait is the time in which a receipt should be kept: that of the request, which
// does not end when the reader goes away, but 200 milliseconds at most.
func Wait(r *http.Request) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(r.Context()), ackTime)
}
