package site

import (
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
	Redirect(dst []byte, p *page.Redirect) ([]byte, error)
	Policy() string
	Fingerprint() article.Digest
}

// Gates renders what stands behind gates; *gate.Gates does.
type Gates interface {
	DocumentPath(m provider.Match, lang string) string
	AppendDocument(dst []byte, l *locale.Locale, d *gate.Document) []byte
	DocumentPolicy(m provider.Match) string
}

// Site is a publication at one moment. It is immutable and safe for concurrent
// use.
type Site struct {
	cfg  Config
	docs []*Document
}

// New lists the documents of a publication. The error is about the
// configuration only and consists of [article.Problem]s; what is wrong with
// the content is in [Site.Problems].
func New(cfg Config, p Parts) (*Site, error) { return &Site{cfg: cfg}, nil }

// Documents returns all documents, always in the same order. The slice must
// not be changed.
func (s *Site) Documents() []*Document { return s.docs }

// Find returns the document at a URL path without the base path. Any spelling
// of the path's percent-encoding will do.
func (s *Site) Find(path string) (*Document, bool) { return nil, false }

// NotFound returns the document to send when there is nothing at a path: the
// 404 page in the language that the path belongs to.
func (s *Site) NotFound(path string) *Document { return nil }

// Base returns the path part of the base URL: "" or "/news".
func (s *Site) Base() string { return "" }

// Problems returns what editors have to know, in the order of files.
func (s *Site) Problems() []*article.Problem { return nil }

// NextChange returns the next time after Config.Now at which the same content
// makes another site: a scheduled article is due, one expires, one is no news
// any more. It is zero if there is none.
func (s *Site) NextChange() time.Time { return time.Time{} }
