package retrofit

import (
	"cmp"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/gatehttp"
	"github.com/gatefold/gatefold/internal/localise"
	"github.com/gatefold/gatefold/internal/report"
	"github.com/gatefold/gatefold/internal/snapshot/courier"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
	"github.com/gatefold/gatefold/rewrite"
)

// Retrofit is everything wired. Close it at the end.
type Retrofit struct {
	Book report.Book // what was found

	c        Config
	log      *slog.Logger
	bundle   *locale.Bundle
	gates    *gate.Gates
	rewriter *rewrite.Rewriter
	reader   *rewrite.Rewriter // changes nothing: for what is only looked at
	courier  *courier.Courier
	keeper   *localise.Keeper // nil where no copies are kept
}

// purpose says what pages are going to be.
type purpose uint8

const (
	served purpose = iota
	files
)

// fetchTime is how long a page that is served waits for a copy that is not there
// yet.
const fetchTime = 3 * time.Second

// NewServed wires for pages that are served.
func NewServed(c Config, log *slog.Logger) (*Retrofit, error) {
	if len(c.Key) == 0 {
		c.Key = make([]byte, 32)
		_, _ = rand.Read(c.Key) // it never fails
	}
	return wire(c, log, served)
}

// NewFiles wires for pages that become files.
func NewFiles(c Config, log *slog.Logger) (*Retrofit, error) {
	c.Key, c.Receipts = nil, nil // a folder of files cannot keep any
	return wire(c, log, files)
}

func wire(c Config, log *slog.Logger, p purpose) (*Retrofit, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	c.plain()
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	if c.ReportOnly {
		c.Receipts = nil // there are no gates
	}
	r := &Retrofit{c: c, log: log}
	var err error
	if r.bundle, err = locale.New(c.Strings); err != nil {
		return nil, &Flaw{Key: "strings", Message: err.Error(), Remedy: "see locale/messages for all keys"}
	}
	if !r.speaks(c.Language) {
		return nil, &Flaw{Key: "language", Message: fmt.Sprintf("there are no words in %q", c.Language), Remedy: "write en or ar, or the words of that language in strings"}
	}
	r.gates = gate.New(gate.Options{
		Catalogue: provider.Default(), Host: c.host(), Base: c.base(), DefaultLang: r.Locale("").Lang(), Key: c.Key, Days: c.Days,
		Evidence: c.Receipts != nil,
	})
	if len(c.Localise) > 0 && !c.ReportOnly {
		if err := r.keep(p); err != nil {
			return nil, err
		}
	}
	o := rewrite.Options{
		Gates: r.gates, Catalogue: provider.Default(), Locale: r.Locale,
		FirstParty: c.FirstParty, Allow: c.Allow, ReportOnly: c.ReportOnly, Meta: p == files,
	}
	if r.keeper != nil {
		o.Localise = r.localise
	}
	if r.rewriter, err = rewrite.New(o); err != nil {
		r.Close()
		return nil, err
	}
	o.ReportOnly, o.Localise = true, nil
	if r.reader, err = rewrite.New(o); err != nil {
		r.Close()
		return nil, err
	}
	return r, nil
}

// keep sets up the folder of copies.
func (r *Retrofit) keep(p purpose) error {
	agent := cmp.Or(r.c.Agent, "Gatefold")
	// Font services choose the form of a font by the browser that they think
	// asks. Without such a name they send one ten times as large.
	asking := courier.Options{Agent: "Mozilla/5.0 (compatible; " + agent + ") Chrome/130.0 Safari/537.36", Pause: 20 * time.Millisecond, Attempts: 2}
	if r.c.internet != nil {
		r.c.internet(&asking)
	}
	r.courier = courier.New(asking)
	o := localise.Options{Dir: r.c.KeepDir, Courier: r.courier, Kinds: r.c.Localise, Log: r.log, Again: p == files}
	if p == served {
		o.Wait = fetchTime
	}
	var err error
	if r.keeper, err = localise.New(o); err != nil {
		r.courier.Close()
		return &Flaw{Key: "keep_dir", Message: "no copies can be kept in " + r.c.KeepDir + ": " + err.Error(), Remedy: "name a folder that this program may write"}
	}
	return nil
}

func (r *Retrofit) localise(k rewrite.Kind, address string) (string, bool) {
	path, ok := r.keeper.Localise(k, address)
	return r.c.base() + path, ok
}

// Close ends what is being fetched.
func (r *Retrofit) Close() {
	if r.keeper != nil {
		r.keeper.Close()
		r.courier.Close()
	}
}

// speaks says whether there are words in a language, or in the one of which it is a
// variant.
func (r *Retrofit) speaks(lang string) bool {
	wanted, _, _ := strings.Cut(strings.ToLower(lang), "-")
	got, _, _ := strings.Cut(strings.ToLower(r.Locale(lang).Lang()), "-")
	return lang == "" || wanted == got
}

// Locale gives the words for a language, those of Config.Language for none.
func (r *Retrofit) Locale(lang string) *locale.Locale {
	return r.bundle.For(cmp.Or(lang, r.c.Language, "en"))
}

func (c *Config) host() string {
	if c.Origin == nil {
		return ""
	}
	return c.Origin.Hostname()
}

// base is the path the site stands below.
func (c *Config) base() string {
	if c.Origin == nil {
		return ""
	}
	return strings.TrimRight(c.Origin.EscapedPath(), "/")
}

// Config, Gates, Rewriter and Keeper are what is wired; the keeper is nil where no
// copies are kept.
func (r *Retrofit) Config() Config              { return r.c }
func (r *Retrofit) Gates() *gate.Gates          { return r.gates }
func (r *Retrofit) Rewriter() *rewrite.Rewriter { return r.rewriter }
func (r *Retrofit) Keeper() *localise.Keeper    { return r.keeper }

// Door makes the door for pages that are served, which notes in the book what it
// finds.
func (r *Retrofit) Door() (*gatehttp.Door, error) {
	o := gatehttp.Options{
		Rewriter: r.rewriter, Gates: r.gates, Base: r.c.base(), Locale: r.Locale, FirstParty: r.ours(), ReportOnly: r.c.ReportOnly,
		Version: r.c.Stamp, Assets: rewrite.Assets(), Receipts: r.c.Receipts, Log: r.log,
		Found: func(p *rewrite.Page, found *rewrite.Result) { r.Book.Add(withoutQuery(p.URL), found) },
	}
	if r.c.Origin != nil {
		o.Origin = &url.URL{Scheme: r.c.Origin.Scheme, Host: r.c.Origin.Host}
	}
	return gatehttp.New(o)
}

// ours are the hosts that may stay in headers.
func (r *Retrofit) ours() []string {
	all := append([]string(nil), r.c.FirstParty...)
	for _, a := range r.c.Allow {
		all = append(all, a.Host)
	}
	return all
}

// withoutQuery is how pages are called in the book: a query may say something
// about a reader.
func withoutQuery(u *url.URL) string {
	c := *u
	c.RawQuery, c.Fragment, c.User = "", "", nil
	return c.String()
}

// Serve serves what pages need besides what the door has: the copies. It reports
// whether it did.
func (r *Retrofit) Serve(w http.ResponseWriter, req *http.Request) bool {
	return r.keeper != nil && r.keeper.Serve(w, req)
}

// Window makes what shows the book, for those who know the token.
func (r *Retrofit) Window(token, program string) *report.Window {
	return &report.Window{Book: &r.Book, Token: token, Locale: r.Locale, ReportOnly: r.c.ReportOnly, Program: program}
}
