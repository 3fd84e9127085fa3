package keeper

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/gatefold/gatefold/internal/snapshot"
	"github.com/gatefold/gatefold/internal/snapshot/answer"
	"github.com/gatefold/gatefold/internal/snapshot/courier"
	"github.com/gatefold/gatefold/provider"
)

// mark begins what is written down about a piece that a check gave up. What
// begins otherwise was written by a person, and stays.
const mark = "check: "

// verdict is what one question told about a piece.
type verdict int

const (
	unknown verdict = iota // nothing
	alive                  // it is there
	missing                // it is not found
	closed                 // it is gone for good
	shutOut                // we are not told, or not without an account
)

// finding is a verdict with its reason.
type finding struct {
	task    *task
	verdict verdict
	reason  string
}

// Check finds out which of the pieces are gone, and those that are back.
func Check(ctx context.Context, o Options, pieces []Piece) *Report {
	r := newRun(o, "check")
	var mu sync.Mutex
	byProvider := map[string][]finding{}
	r.each(ctx, r.tasks(pieces), func(t *task) {
		if !r.checkable(t) {
			return
		}
		f := r.look(ctx, t)
		if ctx.Err() != nil {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		party := partyOf(t.match)
		byProvider[party] = append(byProvider[party], f)
	})
	for _, findings := range byProvider {
		r.judge(findings)
	}
	return r.finish(ctx)
}

// partyOf is who answers for a piece: the provider, or the host of software that
// runs on many.
func partyOf(m provider.Match) string {
	if !m.Provider.AnyHost {
		return m.Provider.ID
	}
	return m.Provider.ID + " " + hostOf(m.URL)
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

// checkable leaves out what a person has said to be gone.
func (r *run) checkable(t *task) bool {
	open := false
	for _, h := range t.holders {
		switch e := h.entry; {
		case h.line.Outcome != "":
		case e != nil && !e.Gone.IsZero() && !strings.HasPrefix(e.GoneWhy, mark):
			h.line.say(Gone, e.GoneWhy)
		default:
			open = true
		}
	}
	return open
}

// look asks about one piece: the endpoint that is made for questions where there
// is one, else the page of the piece itself.
func (r *run) look(ctx context.Context, t *task) finding {
	f := finding{task: t}
	if endpoint := t.match.OEmbed(); endpoint != "" {
		a, err := r.Courier.Ask(ctx, courier.Question{URL: endpoint, Accept: "application/json", Limit: 1 << 20})
		f.verdict, f.reason = r.hear(a, err, t.match)
		f.reason += " at " + hostOf(endpoint)
		return f
	}
	f.verdict, f.reason = r.visit(ctx, t.match.URL)
	f.reason += " at " + hostOf(t.match.URL)
	return f
}

// hear understands the answer of an endpoint.
func (r *run) hear(a *courier.Answer, err error, m provider.Match) (verdict, string) {
	if err != nil {
		return unknown, err.Error()
	}
	if v, reason := status(a.Status); v != alive {
		return v, reason
	}
	switch _, err := answer.Read(a, m, r.Catalogue); {
	case err == nil, errors.Is(err, answer.ErrEmpty):
		return alive, "there"
	case errors.Is(err, answer.ErrPage), errors.Is(err, answer.ErrRefused):
		return shutOut, err.Error()
	default:
		return unknown, err.Error()
	}
}

// status understands the status of an answer.
func status(n int) (verdict, string) {
	switch {
	case n >= 200 && n < 300:
		return alive, "there"
	case n == http.StatusNotFound:
		return missing, said(n)
	case n == http.StatusGone:
		return closed, said(n)
	case n == http.StatusTooManyRequests, n >= 500, n < 400:
		return unknown, said(n)
	}
	return shutOut, said(n)
}

// visit looks whether a page is there. Only its head is asked for, unless that
// is not allowed.
func (r *run) visit(ctx context.Context, address string) (verdict, string) {
	const page = 1 << 20
	a, err := r.Courier.Ask(ctx, courier.Question{URL: address, Method: http.MethodHead, Accept: "text/html"})
	if err == nil && (a.Status == http.StatusMethodNotAllowed || a.Status == http.StatusNotImplemented) {
		a, err = r.Courier.Ask(ctx, courier.Question{URL: address, Accept: "text/html", Limit: page})
	}
	if refused, ok := errors.AsType[*courier.Refusal](err); ok && refused.Why == courier.Large {
		return alive, "there"
	}
	if err != nil {
		return unknown, err.Error()
	}
	if asksToLogIn(address, a.URL) {
		return shutOut, "a page to log in came instead"
	}
	return status(a.Status)
}

// loginPage fits the paths and hosts of pages that ask who one is.
var loginPage = regexp.MustCompile(`(?i)(?:^|[/.])(?:log-?in|sign-?in|accounts|auth|authwall|checkpoint)(?:[/.?]|$)`)

// asksToLogIn reports whether a redirect led to such a page.
func asksToLogIn(asked, came string) bool {
	u, err := url.Parse(came)
	return err == nil && asked != came && !loginPage.MatchString(asked) && loginPage.MatchString(u.Host+u.Path)
}

// judge decides about all pieces of one provider together.
func (r *run) judge(findings []finding) {
	const many = 3
	living, lost := 0, 0
	for _, f := range findings {
		switch f.verdict {
		case alive:
			living++
		case missing, closed, shutOut:
			if !f.task.given() {
				lost++
			}
		}
	}
	outage := living == 0 && lost >= many
	for _, f := range findings {
		for _, h := range f.task.holders {
			if h.line.Outcome == "" {
				r.settle(h, f, outage, living > 0)
			}
		}
	}
}

// given reports whether a piece has been given up before.
func (t *task) given() bool {
	for _, h := range t.holders {
		if h.entry != nil && !h.entry.Gone.IsZero() {
			return true
		}
	}
	return false
}

// settle decides about a piece in one article, and writes it down.
func (r *run) settle(h *holder, f finding, outage, others bool) {
	e := h.entry
	if e == nil {
		e = &snapshot.Entry{}
	}
	switch {
	case f.verdict == unknown:
		h.line.say(Unreachable, f.reason)
	case f.verdict == alive:
		r.revive(h, e)
	case !e.Gone.IsZero():
		h.line.say(Gone, strings.TrimPrefix(e.GoneWhy, mark))
	case f.verdict == shutOut && !others:
		h.line.say(Doubtful, f.reason+"; no other piece of the provider answers")
	case r.believed(e, f.verdict, outage):
		h.line.say(Gone, f.reason)
		r.note(h, func(e *snapshot.Entry) { e.Gone, e.GoneWhy = r.today(), snapshot.Line(mark+f.reason) })
	case outage:
		h.line.say(Outage, f.reason)
		r.miss(h)
	default:
		h.line.say(Missed, f.reason)
		r.miss(h)
	}
}

// believed reports whether a piece is to be given up: at once if the provider
// says that it is gone for good, on another day than the first if it is not
// found, and after two weeks if nothing of the provider is.
func (r *run) believed(e *snapshot.Entry, v verdict, outage bool) bool {
	const fortnight = 14 * 24 * time.Hour
	missed := r.today().Sub(e.Missed)
	switch {
	case outage:
		return v != shutOut && !e.Missed.IsZero() && missed >= fortnight
	case v == closed:
		return true
	}
	return !e.Missed.IsZero() && missed > 0
}

// miss notes the first day on which a piece was not found.
func (r *run) miss(h *holder) {
	if h.entry == nil || h.entry.Missed.IsZero() {
		r.note(h, func(e *snapshot.Entry) { e.Missed = r.today() })
	}
}

// revive notes that a piece is there. An entry is not made just to say so, and
// that of an editor is left alone unless it said otherwise.
func (r *run) revive(h *holder, e *snapshot.Entry) {
	h.line.say(Alive, "")
	if !e.Gone.IsZero() {
		h.line.say(Back, "")
	}
	marked := !e.Gone.IsZero() || !e.Missed.IsZero()
	if h.entry == nil || !marked && (e.Source == snapshot.Editor || e.Checked.Equal(r.today())) {
		return
	}
	r.note(h, func(e *snapshot.Entry) {
		e.Gone, e.GoneWhy, e.Missed = time.Time{}, "", time.Time{}
		if e.Source != snapshot.Editor {
			e.Checked = r.today()
		}
	})
}

// note writes something about a piece down.
func (r *run) note(h *holder, change func(e *snapshot.Entry)) {
	err := r.update(h, func(e *snapshot.Entry) bool {
		change(e)
		return true
	})
	if err != nil {
		r.fault(h, err)
	}
}
