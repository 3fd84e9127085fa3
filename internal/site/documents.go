package site

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/article"
)

// Media types of what the program makes. Theirs are part of the bytes that a
// reader gets, so they never come from the machine's own tables.
const (
	typeHTML  = "text/html; charset=utf-8"
	typeAtom  = "application/atom+xml; charset=utf-8"
	typeXML   = "application/xml; charset=utf-8"
	typePlain = "text/plain; charset=utf-8"
)

// reserved is the folder that belongs to the program.
const reserved = "/_gatefold/"

// notFoundPath is what static hosts send when there is nothing, below the
// folder of a language.
const notFoundPath = "/404.html"

// indexFile is what a static host sends for a folder.
const indexFile = "index.html"

// keyed is a maker that knows the key of its document.
type keyed interface {
	maker
	key(s *Site, d *digester) article.Digest
}

// listDocuments lists everything there is. What comes first keeps its path; see
// the package comment.
func (b *builder) listDocuments() {
	b.files = sortedFiles(b.parts.Content.Files())
	n := 2*len(b.visible) + len(b.files) + 64
	b.site.docs = make([]*Document, 0, n)
	b.site.byPath = make(map[string]*Document, n)
	b.addAssets()
	for _, ed := range b.site.editions {
		b.addLists(ed)
	}
	b.addStories()
	b.addEmbeds()
	b.addFeeds()
	b.addSitemaps()
	b.addFiles()
	b.addAliases()
	b.addRobots()
	b.addHostFiles()
}

// make makes an HTML document.
func (b *builder) make(path string, m keyed) *Document {
	d := &Document{Path: path, Type: typeHTML, maker: m}
	d.Key = m.key(b.site, &b.digester)
	return d
}

// add adds a document unless its path is taken, which is a problem of source,
// a file or a description of what would have been there.
func (b *builder) add(d *Document, source string) bool {
	if had := b.holder(d.Path); had != nil {
		b.problem(article.Problem{File: source, Message: fmt.Sprintf("its address %s belongs to %s already", d.Path, had.source), Remedy: "give one of the two another address"})
		return false
	}
	d.site, d.source = b.site, source
	if d.Status == 0 {
		d.Status = 200
	}
	if d.File == "" {
		d.File = fileOf(d.Path)
	}
	b.site.docs = append(b.site.docs, d)
	b.site.byPath[d.Path] = d
	return true
}

// holder returns the document that stands at a path already, or that needs a
// folder where a file would stand or the other way round.
func (b *builder) holder(path string) *Document {
	if d := b.site.byPath[path]; d != nil {
		return d
	}
	if strings.HasSuffix(path, "/") {
		return b.site.byPath[path[:len(path)-1]]
	}
	b.taken = append(append(b.taken[:0], path...), '/')
	return b.site.byPath[string(b.taken)]
}

// fileOf gives the place of a path in an export.
func fileOf(path string) string {
	if strings.HasSuffix(path, "/") {
		path += indexFile
	}
	path = path[1:]
	if strings.IndexByte(path, '%') < 0 {
		return path
	}
	decoded, err := url.PathUnescape(path)
	if err != nil {
		return path
	}
	return decoded
}

// addAssets adds what belongs to the program.
func (b *builder) addAssets() {
	for _, a := range gate.Assets() {
		b.digester.str(a.Path)
		b.digester.str(string(a.Body))
		b.add(&Document{Path: a.Path, Type: a.Type, Immutable: true, Size: int64(len(a.Body)), Key: b.digester.sum(), maker: held(a.Body)}, "Gatefold")
	}
	for _, ed := range b.site.editions {
		d := b.make(ed.prefix+notFoundPath, &nothing{ed})
		d.Status = 404
		if own := b.ownFile(d.Path); own != nil {
			d = fileDocument(own)
			d.Status = 404
		}
		b.add(d, "the page that says that there is nothing")
		b.site.notFound = append(b.site.notFound, d)
	}
}

// ownFile returns the file that the publisher wrote by hand where Gatefold
// would make one, or nil.
func (b *builder) ownFile(path string) *File {
	for i := range b.files {
		if b.files[i].Path == path {
			return &b.files[i]
		}
	}
	return nil
}

// addLists adds the front page, sections, tags, authors and indexes.
func (b *builder) addLists(ed *edition) {
	if len(ed.sections) > 0 {
		d := b.make(ed.front.path, &frontPage{ed.front})
		d.Modified = newest(top(ed.front.stories, frontCards))
		b.add(d, nameOf(ed.front))
	} else {
		b.addPages(ed.front)
	}
	for _, x := range ed.indexes {
		b.add(b.make(x.path, x), nameOf(&x.list))
	}
	for _, lists := range [...][]*list{ed.sections, ed.subsections, ed.tags, ed.authors} {
		for _, l := range lists {
			b.addPages(l)
		}
	}
}

// addPages adds the landing page of a list and its older pages.
func (b *builder) addPages(l *list) {
	pages := make([]listPage, numbered(len(l.stories), b.cfg.PageSize)+1)
	for number := range pages {
		p := &pages[number]
		*p = listPage{l, number}
		d := b.make(l.pagePath(number), p)
		d.Modified = newest(p.shown(b.site))
		b.add(d, nameOf(l))
	}
}

// nameOf names a list in messages.
func nameOf(l *list) string {
	if l.listing != nil {
		return l.listing.Source
	}
	if l.key == "" {
		return "the front page"
	}
	return fmt.Sprintf("the page of the %s %q", l.kind, l.key)
}

// addStories adds the pages of articles.
func (b *builder) addStories() {
	for _, st := range b.visible {
		st.doc = Document{Path: st.Path, Type: typeHTML, Modified: st.edited(), maker: st}
		st.doc.Key = st.key(b.site, &b.digester)
		b.add(&st.doc, st.Source)
	}
	for _, st := range b.withdrawn {
		st.doc = *b.make(st.Path, &gone{st})
		st.doc.Status = 410
		b.add(&st.doc, st.Source)
	}
}
