package page

import (
	"bytes"
	"html/template"

	"github.com/gatefold/gatefold/internal/article"
)

// BaseView is what base.html shows. It knows the language, the kind of page and
// the section, and nothing of a single page: the result is used for many.
type BaseView struct {
	Page
	Kind     string // "front", "section", "tag", "author", "index", "story", "notice" or "choices"
	Front    bool   // this is the front page
	Nav      []NavLink
	Editions []Link        // empty where the site has one language; Lang is always set
	Head     template.HTML // what stands within <head>
	Main     template.HTML // the content of the page
}

// NavLink is a link of the navigation.
type NavLink struct {
	Link
	CurrentAs string // for aria-current: "page", "true" or ""
}

// shellKey is all that the outer parts of two pages of an edition differ by.
type shellKey struct {
	kind  string
	nav   int  // index of the entry of the navigation that the page belongs to, or -1
	exact bool // the page is that entry's own
}

// shell is the outer part of a document, cut where the page's own parts go.
type shell struct{ open, middle, close []byte }

// The marks that base.html is cut at. A template cannot write them otherwise:
// html/template drops comments and escapes values.
const (
	headMark = "<!--gatefold:head-->"
	mainMark = "<!--gatefold:main-->"
)

// shell returns the outer part for k.
func (r *Renderer) shell(e *edition, k shellKey) (*shell, error) {
	if sh, ok := e.shells.Load(k); ok {
		return sh.(*shell), nil
	}
	sh, err := r.newShell(e, k)
	if err != nil {
		return nil, err
	}
	e.shells.Store(k, sh)
	return sh, nil
}

func (r *Renderer) newShell(e *edition, k shellKey) (*shell, error) {
	v := &BaseView{Page: e.page(), Kind: k.kind, Front: k.kind == string(FrontList), Head: headMark, Main: mainMark}
	for i, l := range e.Nav {
		n := NavLink{Link: l}
		switch {
		case i == k.nav && k.exact:
			n.CurrentAs = "page"
		case i == k.nav || l.Current:
			n.CurrentAs = "true"
		}
		v.Nav = append(v.Nav, n)
	}
	if len(e.Editions) > 1 {
		for _, l := range e.Editions {
			l.Lang = orElse(l.Lang, e.lang)
			v.Editions = append(v.Editions, l)
		}
	}
	doc, err := r.theme.execute(nil, "base.html", v)
	if err != nil {
		return nil, err
	}
	return split(doc)
}

// split cuts a document made from base.html at the marks.
func split(doc []byte) (*shell, error) {
	open, rest, okHead := bytes.Cut(doc, []byte(headMark))
	middle, end, okMain := bytes.Cut(rest, []byte(mainMark))
	if !okHead || !okMain || bytes.Contains(end, []byte(headMark)) || bytes.Contains(end, []byte(mainMark)) {
		return nil, &article.Problem{
			File: "theme/base.html", Message: "the parts .Head and .Main do not stand there once each, in this order, between elements",
			Remedy: "write {{.Head}} within <head> and {{.Main}} within <body>",
		}
	}
	return &shell{open: open, middle: middle, close: end}, nil
}

// section finds the entry of the navigation for a section, -1 for none.
func (e *edition) section(s *Link) int {
	if s != nil {
		for i := range e.Nav {
			if e.Nav[i].Href == s.Href {
				return i
			}
		}
	}
	return -1
}
