package gatehttp

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/rewrite"
)

// Rewriter changes pages. *rewrite.Rewriter is one.
type Rewriter interface {
	// Rewrite copies a page and gates what is in it.
	Rewrite(dst io.Writer, src io.Reader, p *rewrite.Page) (*rewrite.Result, error)

	// Policies gives the content security policies to send with a page.
	Policies(p *rewrite.Page) []string
}

// Options say what a door does. Rewriter and Gates are needed.
type Options struct {
	Rewriter Rewriter

	// Gates makes the embed documents, which the door serves itself. They
	// have a Key, so that frames of unknown parties have signed addresses.
	Gates *gate.Gates

	// Base is the path the gates' files stand below, as gate.Options has it.
	Base string

	// Locale gives the words for a language; English if nil.
	Locale func(lang string) *locale.Locale

	// FirstParty are hosts that belong to the site, "*.example.org" with
	// subdomains, as package rewrite has them. The host of a request always
	// does. Allowed hosts, too, may stay in headers; name both here.
	FirstParty []string

	// Origin is the address of the site, "https://example.org"; if it is
	// nil, the host that each request names and the scheme it came with.
	// Set it where a cache keeps answers whatever host was asked for.
	Origin *url.URL

	// ReportOnly passes everything unchanged, to the byte, and tells Found
	// what would have been done.
	ReportOnly bool

	// Version names the configuration: pages that readers keep are fetched
	// anew when it changes.
	Version string

	// Found is told what was found in a page, when all of it has passed;
	// nil for nobody. It is called by the goroutine of the request.
	Found func(p *rewrite.Page, r *rewrite.Result)

	// Assets are files to serve beside those of package gate.
	Assets []gate.Asset

	// Receipts keeps receipts of what readers decide; nil for none. Gates then
	// have Evidence and a Key: by its seals the door knows, also after it was
	// started anew, what it has shown.
	Receipts Receipts

	// Log gets what goes wrong; nil for nobody. It has no word on readers.
	Log *slog.Logger
}

// Door stands around handlers. It is safe for concurrent use.
type Door struct {
	o       Options
	assets  map[string]gate.Asset
	version string // what an ETag of ours ends with
}

// New makes a door.
func New(o Options) (*Door, error) {
	if o.Rewriter == nil || o.Gates == nil {
		return nil, errors.New("gatehttp: a door needs Rewriter and Gates")
	}
	if o.Receipts != nil && !o.Gates.Seals() {
		return nil, errors.New("gatehttp: for receipts the gates need Options.Evidence and a Key of at least 16 bytes")
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Locale == nil {
		b, err := locale.New(nil)
		if err != nil {
			return nil, err
		}
		o.Locale = b.For
	}
	d := &Door{o: o, assets: map[string]gate.Asset{}}
	sum := sha256.New()
	io.WriteString(sum, o.Version)
	for _, a := range append(gate.Assets(), o.Assets...) {
		d.assets[a.Path] = a
		io.WriteString(sum, "\n"+a.Path)
	}
	d.version = hex.EncodeToString(sum.Sum(nil)[:4])
	return d, nil
}

// Middleware puts the door around a handler.
func (d *Door) Middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if d.serveOwn(w, r) {
			return
		}
		d.pass(w, r, next)
	})
}

// address is the address of a page as the reader sees it. What stands before the door and
// knows that TLS ends elsewhere says so in the scheme of the request's address.
func (d *Door) address(r *http.Request) *url.URL {
	u := *r.URL
	u.Host, u.User, u.Fragment = r.Host, nil, ""
	if r.TLS != nil {
		u.Scheme = "https"
	}
	if u.Scheme != "https" {
		u.Scheme = "http"
	}
	if o := d.o.Origin; o != nil {
		u.Scheme, u.Host = o.Scheme, o.Host
	}
	return &u
}

// elsewhere says whether an address leads to somebody else when it stands on a
// page. What cannot be read does.
func (d *Door) elsewhere(page *url.URL, address string) bool {
	u, err := page.Parse(strings.TrimSpace(address))
	if err != nil || strings.ContainsAny(address, "\\\x00\t\r\n") {
		return true // browsers read "\\" as "/", and leave out tabs and line ends
	}
	switch u.Scheme {
	case "http", "https", "ws", "wss":
		host, leaves := rewrite.Leaves(address) // "///host" is a path by RFC 3986 only
		return leaves && !d.isOurs(page, host) || !d.isOurs(page, u.Hostname())
	case "data", "blob", "about":
		return false
	}
	return true
}

// isWithin says whether what an address names is in it, or in the browser.
func isWithin(address string) bool {
	scheme, _, _ := strings.Cut(strings.TrimSpace(address), ":")
	return strings.EqualFold(scheme, "data") || strings.EqualFold(scheme, "blob")
}

// isOurs says whether a host is the page's own or a first party.
func (d *Door) isOurs(page *url.URL, host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host == "" || host == strings.ToLower(page.Hostname()) {
		return host != ""
	}
	for _, f := range d.o.FirstParty {
		f = strings.ToLower(f)
		if below, ok := strings.CutPrefix(f, "*."); ok && strings.HasSuffix(host, "."+below) || host == f {
			return true
		}
	}
	return false
}
