package site

import (
	"net/url"
	"sync"
	"time"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// Parts is what a site is made with. All of it is required and safe for
// concurrent use.
type Parts struct {
	Content   Content
	Pages     Pages
	Gates     Gates
	Bundle    *locale.Bundle
	Catalogue *provider.Catalogue
}

// Pages renders pages; *page.Renderer does.
type Pages interface {
	Story(dst []byte, p *page.Story) ([]byte, error)
	List(dst []byte, p *page.List) ([]byte, error)
	Notice(dst []byte, p *page.Notice) ([]byte, error)
	Choices(dst []byte, p *page.Choices) ([]byte, error)
	Redirect(dst []byte, p *page.Redirect) ([]byte, error)
	Policy() string
	Fingerprint() article.Digest
}

// Gates renders what stands behind gates; *gate.Gates does.
type Gates interface {
	AppendDocumentPath(dst []byte, m provider.Match, lang string) []byte
	AppendDocument(dst []byte, l *locale.Locale, d *gate.Document) []byte
	DocumentPolicy(m provider.Match) string
}

// Site is a publication at one moment. It is immutable and safe for concurrent
// use.
type Site struct {
	cfg    Config
	parts  Parts
	base   string // path part of the base URL: "" or "/news"
	origin string // scheme and host of the base URL

	editions      []*edition // in the order of the languages
	byTranslation map[string][]*story
	refs          refs

	paths    directory   // all documents
	notFound []*Document // of the editions, in their order
	problems []*article.Problem
	next     time.Time

	stamp  article.Digest // of program, theme, words and configuration
	policy string         // of pages, for the header

	embedPolicies func() []embedPolicy
}

// New lists the documents of a publication. The error is about the
// configuration only and consists of [article.Problem]s; what is wrong with
// the content is in [Site.Problems].
func New(cfg Config, p Parts) (*Site, error) {
	cfg, err := cfg.checked()
	if err != nil {
		return nil, err
	}
	s := &Site{cfg: cfg, parts: p, base: cfg.base(), policy: gate.HeaderPolicy(p.Pages.Policy())}
	s.origin = cfg.BaseURL[:len(cfg.BaseURL)-len(s.base)]
	s.refs.site = s
	b := &builder{site: s, cfg: &s.cfg, parts: &s.parts, firstParty: cfg.FirstPartyHosts()}
	b.build()
	s.embedPolicies = sync.OnceValue(b.embeds.policies(s))
	return s, nil
}

// Documents returns all documents, always in the same order. The slice must
// not be changed.
func (s *Site) Documents() []*Document { return s.paths.docs }

// Find returns the document at a URL path without the base path. Any spelling
// of the path's percent-encoding will do.
func (s *Site) Find(path string) (*Document, bool) {
	if d := s.paths.find(path); d != nil {
		return d, true
	}
	decoded, err := url.PathUnescape(path)
	if err != nil {
		return nil, false
	}
	d := s.paths.find(article.EncodePath(decoded))
	return d, d != nil
}

// NotFound returns the document to send when there is nothing at a path: the
// 404 page in the language that the path belongs to.
func (s *Site) NotFound(path string) *Document {
	for i, ed := range s.editions {
		if ed.prefix != "" && len(path) > len(ed.prefix) && path[:len(ed.prefix)] == ed.prefix && path[len(ed.prefix)] == '/' {
			return s.notFound[i]
		}
	}
	return s.notFound[0]
}

// Base returns the path part of the base URL: "" or "/news".
func (s *Site) Base() string { return s.base }

// Problems returns what editors have to know, in the order of files.
func (s *Site) Problems() []*article.Problem { return s.problems }

// NextChange returns the next time after Config.Now at which the same content
// makes another site: a scheduled article is due, one expires, one is no news
// any more. It is zero if there is none.
func (s *Site) NextChange() time.Time { return s.next }

// href is a path as pages link to it.
func (s *Site) href(path string) string {
	if s.base == "" {
		return path
	}
	return s.base + path
}

// url is a path as the world links to it.
func (s *Site) url(path string) string { return s.cfg.BaseURL + path }
