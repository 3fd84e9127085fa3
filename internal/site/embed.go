package site

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// embedPages is how many of the pages that hold a piece its document names.
const embedPages = 10

// embed makes the document that holds the frame of one piece, in the language
// of the words around it.
type embed struct {
	words *locale.Locale
	piece *article.EmbedKey
	first holder // most pieces stand on one page
	more  []holder
	doc   Document
}

// holder is a page that holds a piece: a story's, or a list's. One word each
// instead of what they say keeps the many embeds small.
type holder struct {
	story *story
	list  *list
}

func (h *holder) title() string {
	if h.story != nil {
		return h.story.Headline
	}
	return h.list.title
}

func (h *holder) path() string {
	if h.story != nil {
		return h.story.Path
	}
	return h.list.path
}

func (h *holder) edition() *edition {
	if h.story != nil {
		return h.story.ed
	}
	return h.list.ed
}

func (h *holder) lang() string {
	if h.story != nil {
		return h.story.Lang
	}
	return h.list.ed.lang
}

// embeds collects the pieces of the publication.
type embeds struct {
	all     []embed           // never grown, so that it can be pointed into
	samples map[string]*embed // one piece of each provider, by its ID
	unknown []*embed          // the pieces that no provider claims
	path    []byte            // of the document that is looked for
}

// addEmbeds adds the embed documents of all pieces on pages that readers can
// see.
func (b *builder) addEmbeds() {
	b.embeds = embeds{all: make([]embed, 0, b.countFrames()), samples: map[string]*embed{}}
	for _, st := range b.bySource {
		if st.placed {
			b.holds(st.ed, st.Frames, st.Source, holder{story: st})
		}
	}
	for _, ed := range b.site.editions {
		ed.lists(b.listHolds)
	}
	for i := range b.embeds.all {
		if e := &b.embeds.all[i]; len(e.more) > 0 {
			e.arrange()
			e.doc.Key = e.key(b.site, &b.digester)
		}
	}
}

// arrange puts the newest page that holds the piece first, and leaves out what
// its document does not name.
func (e *embed) arrange() {
	all := append(e.more, e.first)
	slices.SortFunc(all, func(x, y holder) int {
		switch {
		case x.story != nil && y.story != nil:
			return byAge(y.story, x.story)
		case x.story != nil:
			return -1
		case y.story != nil:
			return 1
		}
		return strings.Compare(x.path(), y.path())
	})
	e.first, e.more = all[0], slices.Clone(all[1:min(len(all), embedPages)])
	e.words = e.first.edition().words
}

// countFrames returns the number of pieces, those that stand on several pages
// counted each time.
func (b *builder) countFrames() (n int) {
	for _, st := range b.visible {
		n += len(st.Frames)
	}
	for _, ed := range b.site.editions {
		ed.lists(func(l *list) {
			if l.listing != nil {
				n += len(l.listing.Body.Frames())
			}
		})
	}
	return n
}

// listHolds notes the pieces in what an editor says about a list.
func (b *builder) listHolds(l *list) {
	if l.listing != nil {
		b.holds(l.ed, l.listing.Body.Frames(), l.listing.Source, holder{list: l})
	}
}

// holds notes that a page holds pieces. A piece is known by the path of its
// document: two languages whose pages have the same words around gates share it.
func (b *builder) holds(ed *edition, frames []article.EmbedKey, source string, h holder) {
	for i := range frames {
		f := &frames[i]
		m, ok := b.named(f)
		if !ok {
			b.problem(article.Problem{File: source, Message: fmt.Sprintf("the catalogue has no provider %q", f.Provider), Remedy: "build again without a cache"})
			continue
		}
		path := b.parts.Gates.AppendDocumentPath(b.embeds.path[:0], m, ed.words.Lang())
		b.embeds.path = path
		if had, gap := b.site.paths.searchBytes(path); had == nil {
			b.addEmbed(path, gap, embed{words: ed.words, piece: f, first: h}, source)
		} else if e, ok := had.maker.(*embed); ok {
			e.more = append(e.more, h)
		}
	}
}

// named gives as much of a piece as its document's path is made of: of a known
// provider's, which are many, the name alone.
func (b *builder) named(k *article.EmbedKey) (provider.Match, bool) {
	if k.Packed != "" {
		return k.Match(b.parts.Catalogue)
	}
	p, ok := b.parts.Catalogue.Get(k.Provider)
	return provider.Match{Provider: p, Key: k.Key}, ok
}

// addEmbed adds a document. Its key is that of a piece on one page; see addEmbeds.
func (b *builder) addEmbed(path []byte, to gap, e embed, source string) {
	b.embeds.all = append(b.embeds.all, e)
	kept := &b.embeds.all[len(b.embeds.all)-1]
	kept.doc = Document{Type: typeHTML, maker: kept}
	kept.doc.Path, kept.doc.File = b.placeOfEmbed(path)
	kept.doc.Key = kept.key(b.site, &b.digester)
	b.put(&kept.doc, to, source)
	if e.piece.Packed != "" {
		b.embeds.unknown = append(b.embeds.unknown, kept)
	} else if b.embeds.samples[e.piece.Provider] == nil {
		b.embeds.samples[e.piece.Provider] = kept
	}
}

// placeOfEmbed is placeOf for the many paths that are put together here.
func (b *builder) placeOfEmbed(path []byte) (same, file string) {
	if bytes.IndexByte(path, '%') >= 0 {
		return b.placeOf(string(path))
	}
	whole := b.texts.joinBytes(path, indexFile) // it is a folder's
	return whole[:len(path)], whole[1:]
}

func (e *embed) key(s *Site, d *digester) article.Digest {
	d.str("embed")
	d.digest(s.stamp)
	d.str(e.piece.Provider)
	d.str(e.piece.Key) // of an unknown piece, the hash of all that it is
	d.str(e.words.Lang())
	e.first.key(d)
	for i := range e.more {
		e.more[i].key(d)
	}
	return d.sum()
}

// key adds what the document says of the page.
func (h *holder) key(d *digester) {
	d.flag(h.story != nil)
	if h.story != nil {
		d.digest(h.story.cited)
		return
	}
	d.str(h.title())
	d.str(h.path())
	d.str(h.lang())
}

func (e *embed) append(_ context.Context, s *Site, d *Document, dst []byte) ([]byte, error) {
	m, ok := e.piece.Match(s.parts.Catalogue)
	if !ok {
		return dst, fmt.Errorf("the catalogue does not know the piece %q of %s, which %s holds", e.piece.Key, e.piece.Provider, e.first.path())
	}
	view := gate.Document{Match: m, Lang: e.first.lang(), Pages: make([]gate.Page, 0, 1+len(e.more))}
	view.Pages = append(view.Pages, gate.Page{Title: e.first.title(), Href: s.href(e.first.path())})
	for _, h := range e.more {
		if h.lang() == e.first.lang() {
			view.Pages = append(view.Pages, gate.Page{Title: h.title(), Href: s.href(h.path())})
		}
	}
	return s.parts.Gates.AppendDocument(dst, e.words, &view), nil
}
