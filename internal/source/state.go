package source

import (
	"slices"
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

// state is what a load knows, for the next one to build upon.
type state struct {
	entries     []*entry // sorted by source
	resources   article.Digest
	bundles     article.Digest
	publication *Publication
	walked      []*article.Problem // what was wrong with the folder itself
	composer    *composer          // for texts that are not held
	until       time.Time          // when the status of some article changes; zero for never
	base        base               // the file that it was read from
}

// entry is what is known of one content file. It is not changed after the load
// that made it.
type entry struct {
	source string
	stat   stat           // zero if the file may have changed unnoticed
	sum    article.Digest // of its bytes

	// article or listing is what it says, or what it said last when it was
	// in order; both nil if it never was, or is not to be a page. Its status
	// is left open: see settled.
	article  *article.Article
	listing  *article.Listing
	schedule schedule
	good     article.Digest // of the bytes that article or listing came from

	side     sideState      // of the snapshots beside the file
	goodSide article.Digest // of the snapshots that article or listing came with

	uses     uses // of pictures, by the bytes there are now
	problems []*article.Problem

	shown *article.Article // article with its status, as last published
	held  heldBody         // the text, where the article itself is without
	raw   string           // the entry as it stands in a cache file or is going to, or ""
	saved bool             // it stands in a cache file
	based bool             // that file is the first of the two
}

// remembered gives what stays true of a state in a reading with other options:
// the articles, and nothing about files, so that all of those are read anew.
// Languages that the publication no longer has are left out.
func (s *state) remembered(p *placer) *state {
	r := &state{}
	if s == nil {
		return r
	}
	for _, e := range s.entries {
		known := e.article != nil && p.language(e.article.Lang) != "" || e.listing != nil && p.language(e.listing.Lang) != ""
		if known {
			r.entries = append(r.entries, &entry{source: e.source, article: e.article, listing: e.listing, schedule: e.schedule, good: e.good, goodSide: e.goodSide, held: e.held})
		}
	}
	return r
}

// find returns the entry of a file, or nil.
func (s *state) find(source string) *entry {
	if s == nil {
		return nil
	}
	i, ok := slices.BinarySearchFunc(s.entries, source, bySource)
	if !ok {
		return nil
	}
	return s.entries[i]
}

// settled returns the entry's article with its status at a moment.
func (e *entry) settled(now time.Time) *article.Article {
	if e.article == nil {
		return nil
	}
	status := e.schedule.at(now)
	if status == article.Published {
		return e.article // as it is written down
	}
	if e.shown != nil && e.shown.Status == status {
		return e.shown
	}
	a := *e.article
	a.Status = status
	a.Digest[len(a.Digest)-1] ^= byte(status) // alike only in the same status
	return &a
}

// turn returns when the status of the entry's article changes next after now,
// or the zero time.
func (e *entry) turn(now time.Time) time.Time {
	if e.article == nil || e.schedule.draft || e.schedule.withdrawn {
		return time.Time{}
	}
	var next time.Time
	for _, t := range []time.Time{e.schedule.publish, e.schedule.expires} {
		if t.After(now) && (next.IsZero() || t.Before(next)) {
			next = t
		}
	}
	return next
}
