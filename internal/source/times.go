package source

import (
	"slices"
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

// schedule decides whether the public may see an article at a moment.
type schedule struct {
	draft, withdrawn bool
	publish, expires time.Time
}

func (s *schedule) at(now time.Time) article.Status {
	return article.StatusAt(s.draft, s.withdrawn, s.publish, s.expires, now)
}

// times reads the dates. Each falls back as Hugo's do:
//
//	Published  date, publishDate, pubdate, published, lastmod, modified
//	Modified   lastmod, modified, else the latest of the other dates
//	Expires    expiryDate, unpublishdate
//
// What goes public when is decided by publishDate before date. Updated comes
// from our own key alone: many tools set lastmod on every save, and readers
// are not told of those.
func (m *matter) times(a *article.Article) schedule {
	var s schedule
	live := m.live(&s)
	date := m.date("date")
	modified := m.date("lastmod", "modified")
	a.Updated = m.date("updated")
	a.Expires = m.date("expirydate", "unpublishdate")
	a.Published = firstTime(date, live, modified)
	a.Modified = modified
	s.publish, s.expires = firstTime(live, date), a.Expires
	m.settle(a)
	return s
}

// firstTime returns the first of the times that is not zero.
func firstTime(times ...time.Time) time.Time {
	for _, t := range times {
		if !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}

// live reads the date of publication and the draft mark. "published" is a
// date or, as an opposite of "draft", true or false.
func (m *matter) live(s *schedule) time.Time {
	var publish time.Time
	draft := m.one("draft")
	for _, f := range m.take("publishdate", "pubdate", "published") {
		if f.key == "published" && f.value.kind == boolean {
			yes, _ := f.value.isTrue()
			s.draft = !yes
			continue
		}
		publish = firstTime(publish, m.dateOf(f.name, f.line, &f.value))
	}
	if draft != nil {
		s.draft = m.yes(draft)
	}
	s.withdrawn = m.yes(m.one("withdrawn"))
	return publish
}

// settle removes an update that is none, and derives Modified where no key
// gives it: not from the file system, so that two checkouts of the same
// publication give the same site.
func (m *matter) settle(a *article.Article) {
	switch {
	case a.Updated.IsZero():
	case a.Updated.Before(a.Published):
		m.report("updated", m.lineOf("updated"), "lies before the date of publication", "correct one of the two dates", false)
		a.Updated = time.Time{}
	case a.Updated.Equal(a.Published):
		a.Updated = time.Time{}
	}
	if !a.Modified.IsZero() {
		return
	}
	a.Modified = latest(a.Published, a.Updated)
	for _, c := range a.Corrections {
		a.Modified = latest(a.Modified, c.Date)
	}
}

func latest(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// inOrder sorts corrections, the oldest first.
func inOrder(cs []article.Correction) []article.Correction {
	slices.SortStableFunc(cs, func(a, b article.Correction) int { return a.Date.Compare(b.Date) })
	return cs
}
