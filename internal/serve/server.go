package serve

import (
	"context"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/site"
)

// Site is what is shown. *site.Site is one.
type Site interface {
	Find(path string) (*site.Document, bool)
	NotFound(path string) *site.Document
	Base() string
}

// Options says how a site is shown. The zero value is safe.
type Options struct {
	// Log gets what happens; nil for nobody. Requests are logged at the
	// debug level, without anything about who asked.
	Log *slog.Logger

	// Memory is how many bytes of prepared responses are kept; 128 MiB if 0.
	Memory int64

	// Problems shows the page /_gatefold/problems/, which tells what is
	// wrong with the publication. It is for editors, not for readers.
	Problems bool

	// Evidence keeps receipts of what readers decide; nil for none.
	Evidence Evidence
}

// Server shows a site. It is an http.Handler, safe for concurrent use.
type Server struct {
	opts    Options
	log     *slog.Logger
	current atomic.Pointer[edition]
	cache   *cache
	refused atomic.Int64 // decisions that no receipt was kept of
}

// edition is one state of the publication.
type edition struct {
	documents documents
	problems  []*article.Problem
	turns     time.Time // when the site becomes another one by itself; zero for never
	failure   error     // why the newest state cannot be shown; nil if this is it
}

// documents finds documents. It stands between the handler and the site so
// that tests can show what they like.
type documents interface {
	find(path string) (resource, bool)
	notFound(path string) resource
	base() string
}

// New makes a server that has nothing to show yet.
func New(o Options) *Server {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Memory <= 0 {
		o.Memory = 128 << 20
	}
	return &Server{opts: o, log: o.Log, cache: newCache(o.Memory)}
}

// Show puts a site in the place of the one before. Requests that are under way
// end with that one.
func (s *Server) Show(shown Site, problems []*article.Problem) {
	e := &edition{documents: siteDocuments{shown}, problems: problems}
	if c, ok := shown.(changing); ok {
		e.turns = c.NextChange()
	}
	s.current.Store(e)
}

// changing is a site that time changes: articles become due, and expire.
type changing interface {
	NextChange() time.Time
}

func (s *Server) show(d documents, problems []*article.Problem) {
	s.current.Store(&edition{documents: d, problems: problems})
}

// keep leaves the site as it is, and remembers why there is no newer one.
func (s *Server) keep(err error) {
	if old := s.current.Load(); old != nil {
		next := *old
		next.failure = err
		s.current.Store(&next)
	}
}

// ServeHTTP answers a request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.log.Enabled(context.Background(), slog.LevelDebug) {
		s.answerLogged(w, r)
		return
	}
	s.answer(w, r)
}
