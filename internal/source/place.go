package source

import (
	"path"
	"slices"
	"strings"
)

// place is what the path of a content file says about it.
type place struct {
	source  string // "content/de/science/moon/index.md", the file
	dir     string // its folder below content and language: "science/moon"
	base    string // its name without language and extension: "index"
	lang    string
	bundle  bool // it is the text of a leaf bundle, its folder
	listing bool // it is an _index file
}

// placer knows the languages of a publication.
type placer struct {
	languages []string // in lower case, the default one first
	names     []string // as configured
}

func newPlacer(o *Options) placer {
	p := placer{languages: []string{lower(o.DefaultLang)}, names: []string{o.DefaultLang}}
	for _, name := range o.Languages {
		if l := lower(name); !slices.Contains(p.languages, l) {
			p.languages = append(p.languages, l)
			p.names = append(p.names, name)
		}
	}
	return p
}

// language returns the configured spelling of a language, or "".
func (p *placer) language(s string) string {
	if i := slices.Index(p.languages, lower(s)); i >= 0 {
		return p.names[i]
	}
	return ""
}

// place reads the path of a file below content/. A language is told by the
// last part of the name ("tides.de.md") or, in a publication of several
// languages, by the first folder ("content/de/science/tides.md"), as in Hugo.
func (p *placer) place(source string) place {
	rel := strings.TrimPrefix(source, "content/")
	dir, file := path.Split(rel)
	pl := place{source: source, dir: strings.TrimSuffix(dir, "/"), lang: p.names[0]}
	pl.base = strings.TrimSuffix(file, path.Ext(file))
	pl.dir, pl.lang = p.languageDir(pl.dir)
	if i := strings.LastIndexByte(pl.base, '.'); i > 0 {
		if lang := p.language(pl.base[i+1:]); lang != "" {
			pl.base, pl.lang = pl.base[:i], lang
		}
	}
	pl.listing = pl.base == "_index"
	pl.bundle = pl.base == "index" && pl.dir != ""
	return pl
}

// languageDir takes a language's folder off a path below content.
func (p *placer) languageDir(dir string) (rest, lang string) {
	if len(p.names) == 1 {
		return dir, p.names[0]
	}
	first, rest, _ := strings.Cut(dir, "/")
	if lang := p.language(first); lang != "" {
		return rest, lang
	}
	return dir, p.names[0]
}

// isDefault reports whether a language stands at the root of the site.
func (p *placer) isDefault(lang string) bool { return lang == p.names[0] }

// prefix returns what the paths of a language begin with: "" or "/de".
func (p *placer) prefix(lang string) string {
	if p.isDefault(lang) {
		return ""
	}
	return "/" + lower(lang)
}

// id returns the ID of the article, its path without what can change.
func (pl *place) id() string {
	if pl.bundle {
		return pl.dir
	}
	return path.Join(pl.dir, pl.base)
}

// container returns the folder that the article's own name stands in.
func (pl *place) container() string {
	if pl.bundle {
		return parent(pl.dir)
	}
	return pl.dir
}

// name returns the last part of the article's ID: what its address ends in
// unless the author says otherwise.
func (pl *place) name() string {
	if pl.bundle {
		return path.Base(pl.dir)
	}
	return pl.base
}

// section returns the key of the article's section, "" at the root.
func (pl *place) section() string {
	first, _, _ := strings.Cut(pl.container(), "/")
	return urlize(first)
}

// parent returns the folder around a folder, "" at the top.
func parent(dir string) string {
	i := strings.LastIndexByte(dir, '/')
	if i < 0 {
		return ""
	}
	return dir[:i]
}
