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
	typeJSON  = "application/json"
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
	n := len(b.visible) + len(b.withdrawn) + len(b.files) + b.countFrames() + b.countPages()
	b.site.paths = newDirectory(n)
	b.addAssets()
	for _, ed := range b.site.editions {
		b.addLists(ed)
	}
	b.addStories()
	b.addEmbeds()
	b.addChoices()
	b.addFeeds()
	b.addSitemaps()
	b.addFiles()
	b.addAliases()
	b.addRobots()
	b.addSignal()
	b.addHostFiles()
	b.checkFolders()
}

// checkFolders finds documents that lie in a folder whose place in an export is
// taken by a file: "/robots.txt/" beside "/robots.txt", and "/a/index.html/b/"
// beside "/a/".
func (b *builder) checkFolders() {
	files := b.inTheWay()
	for _, d := range b.site.paths.docs {
		if _, ours := d.maker.(*embed); ours {
			continue // in our own folder, where no file of the publication can be
		}
		path := d.Path
		for {
			i := strings.LastIndexByte(path, '/')
			if i <= 0 {
				break
			}
			path = path[:i]
			had := files[path]
			if had == nil && strings.HasSuffix(path, "/"+indexFile) {
				had = b.site.paths.find(path[:len(path)-len(indexFile)])
			}
			if had != nil {
				b.taken(d.Path, had, d.source)
				break
			}
		}
	}
}

// inTheWay returns the documents that are no folder by their path: few, so to
// look for one among them is quick.
func (b *builder) inTheWay() map[string]*Document {
	files := map[string]*Document{}
	for _, d := range b.site.paths.docs {
		if !strings.HasSuffix(d.Path, "/") {
			files[d.Path] = d
		}
	}
	return files
}

// make makes an HTML document.
func (b *builder) make(path string, m keyed) *Document {
	d := &Document{}
	b.fill(d, path, m)
	return d
}

func (b *builder) fill(d *Document, path string, m keyed) {
	d.Path, d.Type, d.maker = path, typeHTML, m
	d.Key = m.key(b.site, &b.digester)
}

// add adds a document unless its path is taken, which is a problem of source,
// a file or a description of what would have been there.
func (b *builder) add(d *Document, source string) bool {
	had, gap := b.site.paths.search(d.Path)
	if had != nil {
		b.taken(d.Path, had, source)
		return false
	}
	b.put(d, gap, source)
	return true
}

// taken notes that a path is taken, or that a file would stand where a folder
// is needed or the other way round.
func (b *builder) taken(path string, had *Document, source string) {
	b.problem(article.Problem{File: source, Message: fmt.Sprintf("its address %s belongs to %s already", path, had.source), Remedy: "give one of the two another address"})
}

// put adds a document to the gap that the search for its path has found.
func (b *builder) put(d *Document, to gap, source string) {
	d.site, d.source = b.site, source
	if d.Status == 0 {
		d.Status = 200
	}
	if d.File == "" {
		d.Path, d.File = b.placeOf(d.Path)
	}
	b.site.paths.add(d, to)
}

// placeOf gives a path and its place in an export. The two share their memory
// where they can: there are as many as documents.
func (b *builder) placeOf(path string) (same, file string) {
	switch {
	case strings.IndexByte(path, '%') >= 0:
		return path, fileOf(path)
	case strings.HasSuffix(path, "/"):
		whole := b.texts.join(path, indexFile)
		return whole[:len(path)], whole[1:]
	}
	return path, path[1:]
}

// fileOf gives the place of a path in an export.
func fileOf(path string) string {
	if strings.HasSuffix(path, "/") {
		path += indexFile
	}
	decoded, err := url.PathUnescape(path[1:])
	if err != nil {
		return path[1:]
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

// countPages returns about how many documents the lists need, feeds and the
// program's own included.
func (b *builder) countPages() int {
	n := 32
	for _, ed := range b.site.editions {
		ed.lists(func(l *list) { n += 2 + numbered(len(l.stories), b.cfg.PageSize) })
	}
	return n
}

// addPages adds the landing page of a list and its older pages.
func (b *builder) addPages(l *list) {
	name := nameOf(l)
	pages := make([]listPage, numbered(len(l.stories), b.cfg.PageSize)+1)
	for number := range pages {
		p := &pages[number]
		p.list, p.number = l, number
		b.fill(&p.doc, l.pagePath(number), p)
		p.doc.Modified = newest(p.shown(b.site))
		b.add(&p.doc, name)
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
		b.fill(&st.doc, st.doc.Path, st)
		st.doc.Modified = st.edited
		st.placed = b.add(&st.doc, st.Source)
	}
	for _, st := range b.withdrawn {
		b.fill(&st.doc, st.doc.Path, &gone{st})
		st.doc.Status = 410
		st.placed = b.add(&st.doc, st.Source)
	}
}
