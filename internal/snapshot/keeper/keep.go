package keeper

import (
	"context"
	"net/http"
	"slices"
	"sync"

	"github.com/gatefold/gatefold/internal/snapshot"
	"github.com/gatefold/gatefold/internal/snapshot/answer"
	"github.com/gatefold/gatefold/internal/snapshot/courier"
	"github.com/gatefold/gatefold/provider"
)

// Keep keeps what the pieces say that nothing fresh is known of. Everything that
// fails is in the report. Files are whole whenever ctx ends.
func Keep(ctx context.Context, o Options, pieces []Piece) *Report {
	r := newRun(o, "keep")
	r.each(ctx, r.tasks(pieces), func(t *task) { r.keep(ctx, t) })
	return r.finish(ctx)
}

// keep works on one piece.
func (r *run) keep(ctx context.Context, t *task) {
	var waiting []*holder
	for _, h := range t.holders {
		if h.line.Outcome == "" && !r.settled(h) {
			waiting = append(waiting, h)
		}
	}
	if len(waiting) == 0 {
		return
	}
	var found *found
	for _, h := range waiting {
		if found == nil && r.curious(h) {
			if found = r.ask(ctx, t.match, r.known(waiting)); found.stopped {
				return
			}
		}
	}
	for _, h := range waiting {
		r.save(h, found)
	}
}

// curious reports whether the provider has to be asked: not for words that were
// pasted, if there is no picture to be had besides.
func (r *run) curious(h *holder) bool {
	if _, pasted := h.says(); !pasted {
		return true
	}
	return r.pictured(h.Match) && (h.entry == nil || h.entry.Picture == "" || !r.Store.HasPicture(h.Source, h.entry.Picture))
}

// known gives the entry by which the provider may be asked whether its answer has
// changed, or nil: every article that waits has to hold all of that answer, for if
// it has not changed, nothing more comes.
func (r *run) known(waiting []*holder) *snapshot.Entry {
	var known *snapshot.Entry
	for _, h := range waiting {
		e := h.entry
		switch {
		case e == nil || e.Source != snapshot.OEmbed || !e.Says() || e.ETag == "" && e.LastModified == "":
			return nil
		case r.pictured(h.Match) && (e.Picture == "" || !r.Store.HasPicture(h.Source, e.Picture)):
			return nil
		case known != nil && (known.ETag != e.ETag || known.LastModified != e.LastModified):
			return nil
		}
		known = e
	}
	return known
}

// pictured reports whether a picture of a piece is to be had.
func (r *run) pictured(m provider.Match) bool {
	if r.TextOnly {
		return false
	}
	return m.Poster() != "" || m.OEmbed() != "" && slices.ContainsFunc(m.Provider.OEmbed.Fields, func(f string) bool {
		return f == "thumbnail_url" || f == "thumbnail" || f == "image"
	})
}

// settled says of a holder that needs nothing why it does not.
func (r *run) settled(h *holder) bool {
	e := h.entry
	switch {
	case r.Forbidden != nil && r.Forbidden(h.Match.Provider):
		h.line.say(Forbidden, "by the configuration")
	case e == nil:
		return false
	case e.Drop:
		h.line.say(Forbidden, "keep = false")
	case e.Source == snapshot.Editor:
		h.line.say(Fresh, "an editor wrote it")
	case !e.Gone.IsZero():
		h.line.say(Gone, e.GoneWhy)
	case r.fresh(h):
		h.line.say(Fresh, "")
	}
	return h.line.Outcome != ""
}

// fresh reports whether what is known of a piece is good enough: it says what
// the pasted code says, and the provider was asked for the rest not long ago.
func (r *run) fresh(h *holder) bool {
	e := h.entry
	q, pasted := h.says()
	switch {
	case pasted && (e.Source != snapshot.Pasted || !holds(e.Quote, q)):
		return false
	case e.Picture != "" && !r.Store.HasPicture(h.Source, e.Picture):
		return false
	case pasted && (e.Picture != "" || !r.pictured(h.Match)):
		return true
	}
	return r.now.Sub(e.Checked) < r.Fresh && e.Says()
}

// holds reports whether a quotation says all that another one does.
func holds(q, part provider.Quote) bool { return snapshot.Alike(filled(part, q), q) }

// filled gives a quotation with what it does not say taken from another one.
func filled(q, from provider.Quote) provider.Quote {
	if q.Author == "" {
		q.Author = from.Author
	}
	if q.Handle == "" {
		q.Handle = from.Handle
	}
	if q.Title == "" && q.Text == "" {
		q.Title = from.Title
	}
	if q.Date.IsZero() {
		q.Date, q.DateOnly = from.Date, from.DateOnly
	}
	if q.Lang == "" && q.Text == from.Text && q.Title == from.Title {
		q.Lang = from.Lang
	}
	return q
}

// found is what asking about a piece gave.
type found struct {
	said      *answer.Said // nil for nothing
	unchanged bool         // since the last time
	asked     bool         // and answered
	stopped   bool         // the program is to end
	etag      string
	modified  string
	reason    string // why there is nothing

	picture func() ([]byte, string, string) // bytes, extension, or why there is none
}

// ask asks the provider about a piece. known is an entry that holds the last answer,
// or nil.
func (r *run) ask(ctx context.Context, m provider.Match, known *snapshot.Entry) *found {
	f := &found{}
	endpoint := m.OEmbed()
	poster := m.Poster()
	if endpoint == "" {
		f.reason = "the provider tells nothing without an account"
		if poster != "" {
			f.said = &answer.Said{Picture: poster}
		}
		f.copyPicture(ctx, r)
		return f
	}
	q := courier.Question{URL: endpoint, Accept: "application/json", Limit: 1 << 20}
	if known != nil {
		q.ETag, q.LastModified = known.ETag, known.LastModified
	}
	a, err := r.Courier.Ask(ctx, q)
	f.asked = err == nil
	switch {
	case err != nil:
		f.reason = err.Error()
		f.stopped = ctx.Err() != nil
	case a.Status == http.StatusNotModified && known != nil:
		f.unchanged = true
	case a.Status != http.StatusOK:
		f.reason = said(a.Status)
	default:
		f.etag, f.modified = snapshot.Line(a.ETag), snapshot.Line(a.LastModified)
		if f.said, err = answer.Read(a, m, r.Catalogue); err != nil {
			f.reason = err.Error()
		}
	}
	f.copyPicture(ctx, r)
	return f
}

// copyPicture arranges that the picture is fetched when it is first wanted.
func (f *found) copyPicture(ctx context.Context, r *run) {
	if f.said == nil || f.said.Picture == "" || r.TextOnly {
		return
	}
	var once sync.Once
	var data []byte
	var ext, reason string
	f.picture = func() ([]byte, string, string) {
		once.Do(func() { data, ext, reason = r.fetchPicture(ctx, f.said.Picture) })
		return data, ext, reason
	}
}
