package rewrite

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"sync"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// Options say whose pages are rewritten and what is let through. Gates,
// Catalogue and Locale are needed; the zero value of everything else is the
// strictest.
type Options struct {
	Gates     *gate.Gates
	Catalogue *provider.Catalogue

	// Locale gives the words for a language, such as [locale.Bundle.For]. lang
	// is what the page says of itself, a BCP 47 tag or any text; empty where it
	// says nothing.
	Locale func(lang string) *locale.Locale

	// FirstParty are hosts that belong to the site besides the page's own:
	// "cdn.example.org", or "*.example.org" for all below a domain. Letters outside of
	// ASCII may be written as they are, or as DNS has them.
	FirstParty []string

	// Allow are the exceptions of the site.
	Allow []Allow

	// ReportOnly changes nothing and reports what would have been done.
	ReportOnly bool

	// Meta puts the policy into the page too, for pages that are kept as files
	// and get no headers from us.
	Meta bool

	// Localise says where on the own site a copy of a style sheet, font, picture
	// or icon stands. Without it, styles and fonts are dropped.
	Localise func(k Kind, address string) (path string, ok bool)
}

// Allow lets a third party through.
type Allow struct {
	Host   string // "cdn.example.org", or "*.example.org" for all below a domain
	Kinds  []Kind // what may be loaded from there; none: everything
	Reason string // why, for the report
}

// Page is what is known of a page before it is read.
type Page struct {
	// URL is the address of the page, with scheme and host.
	URL *url.URL

	// Charset is the charset parameter of the Content-Type header, or empty.
	Charset string

	// Policies are the values of the Content-Security-Policy headers that the
	// site itself sends.
	Policies []string
}

// Result says what became of a page.
type Result struct {
	// Findings are in the order of the page, at most a thousand; More counts
	// those beyond.
	Findings []Finding
	More     int

	documents []opened
}

// Documents are the embed documents that the gates of the page open.
func (r *Result) Documents() []Document {
	all := make([]Document, len(r.documents))
	for i, o := range r.documents {
		all[i] = Document{*o.match, o.lang}
	}
	return all
}

// opened is a document as long as nobody has asked for it: few do.
type opened struct {
	match *provider.Match
	lang  string
}

// Document is an embed document: its address is [gate.Gates.DocumentPath] of
// the two.
type Document struct {
	Match provider.Match
	Lang  string // as [locale.Locale.Lang] gives it
}

// Rewriter rewrites the pages of one site. It is safe for concurrent use.
type Rewriter struct {
	o          Options
	ours       hosts
	exceptions []exception
	wall       []brick
	assets     []byte
	sieve      *provider.Sieve
	memory     memory
	streams    sync.Pool // of *stream, with their windows
}

// New makes a rewriter. It is an error if something that is needed is missing,
// or if a host of the options is none.
func New(o Options) (*Rewriter, error) {
	if o.Gates == nil || o.Catalogue == nil || o.Locale == nil {
		return nil, errors.New("rewrite: Options.Gates, Catalogue and Locale are all needed")
	}
	ours, err := newHosts(o.FirstParty)
	if err != nil {
		return nil, err
	}
	exceptions, err := newExceptions(o.Allow)
	if err != nil {
		return nil, err
	}
	o.FirstParty = plainHosts(o.FirstParty)
	o.Allow = slices.Clone(o.Allow)
	for i := range o.Allow {
		o.Allow[i].Host = PlainHost(o.Allow[i].Host)
	}
	r := &Rewriter{o: o, ours: ours, exceptions: exceptions, wall: newWall(&o), assets: appendAssets(nil, o.Gates.Base(), "", ""), sieve: o.Catalogue.Sieve()}
	r.streams.New = func() any { return newStream(r) }
	return r, nil
}

// Rewrite copies a page from src to dst. An error is one of src or dst, wrapped;
// what was written until then is safe to show.
//
// All that has been decided is written before src is read again, so a page that
// comes slowly goes on slowly, but does not wait.
func (r *Rewriter) Rewrite(dst io.Writer, src io.Reader, p *Page) (*Result, error) {
	out, in := dst, src
	if r.o.ReportOnly { // the page passes beside, in whatever encoding
		out, in = io.Discard, io.TeeReader(src, dst)
	}
	s := r.streams.Get().(*stream)
	s.begin(out, in, p)
	s.detect()
	s.run()
	if r.o.ReportOnly && s.err == nil {
		if _, err := io.Copy(dst, src); err != nil { // what nobody looked at
			s.err = fmt.Errorf("rewrite: passing the page: %w", err)
		}
	}
	if s.closer != nil && s.err == nil {
		if err := s.closer.Close(); err != nil {
			s.err = fmt.Errorf("rewrite: writing the page: %w", err)
		}
	}
	res, err := s.result(), s.err
	s.reset()
	r.streams.Put(s)
	return res, err
}

// result gives away what became of the page. The next page probably has as much to say.
func (s *stream) result() *Result {
	const most = 64
	s.findings, s.documents = min(len(s.res.Findings), most), min(len(s.res.documents), most)
	res := s.res
	s.res = Result{}
	return &res
}
