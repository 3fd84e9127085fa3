package site

import (
	"context"
	"slices"
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

// feedName is the file of every feed, the same as Hugo's, so that subscribers
// stay.
const feedName = "index.xml"

// feed makes an Atom feed (RFC 4287) of the newest stories of a list.
type feed struct {
	*list
	entries []*story // newest first
}

// addFeeds adds the feeds of the editions and of their sections.
func (b *builder) addFeeds() {
	for _, ed := range b.site.editions {
		b.addFeed(ed.front)
		for _, l := range ed.sections {
			b.addFeed(l)
		}
	}
}

func (b *builder) addFeed(l *list) {
	f := &feed{l, latest(l.stories, b.cfg.FeedSize)}
	d := b.make(l.feedPath(), f)
	d.Type, d.Modified = typeAtom, f.updated()
	b.add(d, "the feed of "+nameOf(l))
}

// latest returns the n newest published stories, newest first. In a feed weights
// do not count: readers of feeds want what is new.
func latest(oldestFirst []*story, n int) []*story {
	var all []*story
	plain := 0
	for i := len(oldestFirst) - 1; i >= 0 && plain < n; i-- {
		st := oldestFirst[i]
		if !st.public() {
			continue
		}
		if st.Weight == 0 {
			plain++
		}
		all = append(all, st)
	}
	slices.SortFunc(all, func(x, y *story) int { return byDate(y, x) })
	return all[:min(n, len(all))]
}

func (f *feed) updated() time.Time { return newest(f.entries) }

// key relies on the keys of the stories' pages, which cover their texts.
func (f *feed) key(s *Site, d *digester) article.Digest {
	d.str("feed")
	d.digest(f.ed.stamp)
	d.str(f.path)
	d.str(f.title)
	d.str(f.description(s))
	for _, st := range f.entries {
		d.digest(st.doc.Key)
	}
	return d.sum()
}

// description is the line below the feed's title.
func (f *feed) description(s *Site) string {
	if f.listing != nil && f.listing.Description != "" {
		return f.listing.Description
	}
	if f.list.key == "" {
		return s.cfg.Description[f.ed.lang]
	}
	return ""
}

func (f *feed) append(ctx context.Context, s *Site, d *Document, dst []byte) ([]byte, error) {
	a := &atom{dst: dst, site: s, ed: f.ed}
	a.head(f)
	for _, st := range f.entries {
		whole, err := s.whole(ctx, st)
		if err != nil {
			return dst, err
		}
		a.entry(st, whole)
	}
	a.raw("</feed>\n")
	return a.dst, nil
}
