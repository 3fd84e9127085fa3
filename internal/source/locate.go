package source

import (
	"errors"
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

// addresses decides where the article is shown: by its own url, else by the
// pattern of its section, else by where its file lies and its slug.
func (c *composer) addresses(pg *page, a *article.Article) {
	m := pg.matter
	s := story{place: &pg.place, title: a.Headline, date: a.Published}
	if f := m.one("slug"); f != nil {
		var err error
		if s.slug, err = slugName(m.textOf(f)); err != nil && f.value.isScalar() {
			m.problem(f, quoted(f.value.text, err), "use letters, digits and hyphens, or remove the key")
			s.slug = ""
		}
	}
	a.Path = c.path(m, &s)
	a.Aliases = c.aliases(m, &pg.place, first(a.Path, "/"))
}

// path gives the article's address, or "" with a problem.
func (c *composer) path(m *matter, s *story) string {
	prefix := c.placer.prefix(s.place.lang)
	f := m.one("url")
	if f != nil && f.value.isScalar() && f.value.text != "" {
		p, err := c.chosen(f.value.text, prefix, s)
		if err != nil {
			m.problem(f, quoted(f.value.text, err), addressRemedy(err))
		}
		return p
	}
	m.textOf(f) // reports what is no text
	p, err := c.natural(prefix, s)
	if err != nil {
		m.report("slug", m.lineOf("slug"), "the address of the article "+err.Error(), addressRemedy(err), false)
	}
	return p
}

// chosen gives the address that a url key asks for. It may hold tokens of a
// permalink pattern.
func (c *composer) chosen(url, prefix string, s *story) (string, error) {
	if err := checkForm(url); err != nil {
		return "", err
	}
	expanded, err := expand(url, s)
	if err != nil {
		return "", err
	}
	return siteAddress(expanded, prefix)
}

// natural gives the address that follows from the place of the file.
func (c *composer) natural(prefix string, s *story) (string, error) {
	container := s.place.container()
	pattern := c.permalinks.pattern(container)
	if pattern == "" {
		return ownAddress(prefix, container, first(s.slug, s.place.name()))
	}
	expanded, err := expand(pattern, s)
	if err != nil {
		return "", err
	}
	return finish(prefix + "/" + urlize(expanded))
}

// addressRemedy says what to do about an address.
func addressRemedy(err error) string {
	switch {
	case errors.Is(err, errNoTime):
		return "add a date"
	case errors.Is(err, errHost):
		return "write the path alone, as in /science/tides/"
	case errors.Is(err, article.ErrPathReserved):
		return "choose another address"
	}
	return "write a path such as /science/tides/"
}

// aliases reads the former addresses of the article.
func (c *composer) aliases(m *matter, pl *place, page string) []string {
	f := m.one("aliases")
	if f == nil {
		return nil
	}
	prefix := c.placer.prefix(pl.lang)
	var aliases []string
	seen := map[string]bool{}
	for _, s := range m.texts(f) {
		alias, err := aliasAddress(s, prefix, page)
		switch {
		case err != nil:
			m.problem(f, quoted(s, err), "write the former path, as in /old/tides/, or remove it")
		case alias == page:
			m.problem(f, quoted(s, errCircle), "remove it")
		case seen[alias]:
			m.warn(f, quoted(s, errTwice), "remove one of the two")
		default:
			seen[alias] = true
			aliases = append(aliases, alias)
		}
	}
	return aliases
}

var (
	errCircle = errors.New("is the address of the article itself, so it would lead in a circle")
	errTwice  = errors.New("stands there twice")
)

// homeOf gives the address of the article in a file without reading more
// than its front matter.
func (c *composer) homeOf(source string, src []byte) (string, error) {
	pg, problem := c.open(source, src)
	if problem != nil {
		return "", problem
	}
	a := article.Article{Headline: pg.headline()}
	pg.matter.times(&a)
	c.addresses(pg, &a)
	if a.Path == "" {
		return "", errNoHome
	}
	return a.Path, nil
}

var errNoHome = &article.Problem{
	Message: "the article that this picture belongs to has no usable address",
	Remedy:  "correct that article",
}

// zone returns the zone of dates that name none.
func (o *Options) zone() *time.Location {
	if o.Location == nil {
		return time.UTC
	}
	return o.Location
}
