package source

import (
	"slices"
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

// use is a picture that an article asked for, and what it got. It tells at the
// next load whether the article would get the same again.
type use struct {
	ref     string
	name    string // the file; empty if there was none
	address string
	stat    stat           // zero if the file may have changed unnoticed
	sum     article.Digest // of everything that the page shows of it
}

// uses is the record of the pictures of one article.
type uses struct {
	count   int
	settled bool   // none of the files can have changed unnoticed
	list    []use  // nil while packed holds them
	packed  string // as they stand in the cache file
}

// newUses makes the record of pictures that were looked at at a moment.
func newUses(list []use, at time.Time) uses {
	u := uses{count: len(list), settled: true, list: list}
	for i := range list {
		list[i].stat = list[i].stat.settled(at)
		if list[i].name != "" && list[i].stat == (stat{}) {
			u.settled = false
		}
	}
	return u
}

// all returns the uses. Those from a cache are unpacked each time: they are
// needed only when some picture has changed.
func (u *uses) all() []use {
	if u.list != nil || u.count == 0 {
		return u.list
	}
	d := decoder{s: u.packed}
	list := make([]use, u.count)
	for i := range list {
		list[i] = d.use()
	}
	return list
}

// same reports whether two records are one.
func (u *uses) same(v *uses) bool {
	return u.count == v.count && u.packed == v.packed && (len(u.list) == 0 || &u.list[0] == &v.list[0])
}

// renewed reports whether the article would get the same pictures again as
// when the uses were recorded. Where a file was touched it looks into it; the
// record that it returns says what there is now.
func (s *shelf) renewed(u uses, at time.Time) (uses, bool) {
	list := u.all()
	var changed []use
	for i := range list {
		old := &list[i]
		now, err := s.resolve(old.ref)
		if err == nil && now.name == old.name && now.address == old.address && now.stat == old.stat {
			continue
		}
		pic, now, err := s.look(old.ref)
		if err != nil {
			err = about(old.ref, err)
		}
		if now.sum = pictureSum(pic, err); now.sum != old.sum {
			return uses{}, false
		}
		if changed == nil {
			changed = slices.Clone(list)
		}
		changed[i] = now
	}
	if changed == nil {
		return u, true
	}
	return newUses(changed, at), true
}
