package caddygate

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"runtime/debug"

	"github.com/caddyserver/caddy/v2"
	"github.com/caddyserver/caddy/v2/modules/caddyhttp"

	"github.com/gatefold/gatefold/gatehttp"
	"github.com/gatefold/gatefold/internal/report"
	"github.com/gatefold/gatefold/internal/retrofit"
	"github.com/gatefold/gatefold/rewrite"
)

// Handler puts gates into pages. Its zero value is the strictest.
type Handler struct {
	// Origin is where readers find the site; by default the host that each
	// request names.
	Origin string `json:"origin,omitempty"`

	// FirstParty are further hosts of the site, "*.example.org" with subdomains.
	FirstParty []string `json:"first_party,omitempty"`

	// Allow are hosts that are let through, each with a reason.
	Allow []Allow `json:"allow,omitempty"`

	// Language is that of pages which do not say theirs.
	Language string `json:"language,omitempty"`

	// ReportOnly changes nothing and reports what would be done.
	ReportOnly bool `json:"report_only,omitempty"`

	// Localise are the kinds of things that are fetched once and served by the
	// site: style, font, picture, icon.
	Localise []rewrite.Kind `json:"localise,omitempty"`

	// KeepDir is where the copies are; in Caddy's data folder by default.
	KeepDir string `json:"keep_dir,omitempty"`

	// Key signs addresses of embed documents; at least 16 characters.
	// Placeholders are replaced. By default one is made and kept in Caddy's
	// data folder.
	Key string `json:"key,omitempty"`

	// Days is how long a reader's choice is remembered: 180 if 0 and at most, not at
	// all if -1.
	Days int `json:"days,omitempty"`

	// Evidence is a folder in which receipts are kept of what readers decide; a
	// relative one is in Caddy's data folder. By default none are kept.
	Evidence string `json:"evidence,omitempty"`

	// ReportToken shows the report at /_gatefold/report?token=…; at least 16
	// characters. Placeholders are replaced.
	ReportToken string `json:"report_token,omitempty"`

	receipts string // the folder whose log is held, empty for none
	retrofit *retrofit.Retrofit
	door     *gatehttp.Door
	window   *report.Window
}

// Allow is a host that is let through.
type Allow struct {
	Host   string         `json:"host"`
	Reason string         `json:"reason"`
	Kinds  []rewrite.Kind `json:"kinds,omitempty"`
}

// CaddyModule says what this is.
func (Handler) CaddyModule() caddy.ModuleInfo {
	return caddy.ModuleInfo{ID: "http.handlers.gatefold", New: func() caddy.Module { return new(Handler) }}
}

// Provision sets the handler up.
func (h *Handler) Provision(ctx caddy.Context) error {
	c, err := h.config()
	if err != nil {
		return err
	}
	if h.Evidence != "" && !h.ReportOnly {
		kept, err := h.openReceipts(ctx.Slogger())
		if err != nil {
			return err
		}
		c.Receipts = kept
	}
	h.retrofit, err = retrofit.NewServed(c, ctx.Slogger())
	if err != nil {
		return fmt.Errorf("gatefold: %w", err)
	}
	if h.door, err = h.retrofit.Door(); err != nil {
		return fmt.Errorf("gatefold: %w", err)
	}
	if token := replaced(h.ReportToken); token != "" {
		h.window = h.retrofit.Window(token, "gatefold "+version())
	}
	return nil
}

// Validate says what is wrong in the configuration.
func (h *Handler) Validate() error {
	const least = 16
	if token := replaced(h.ReportToken); h.ReportToken != "" && len(token) < least {
		return fmt.Errorf("gatefold: report_token has %d characters: use at least %d random ones", len(token), least)
	}
	return nil
}

// Cleanup ends what is being fetched, and writes what is waiting.
func (h *Handler) Cleanup() error {
	if h.retrofit != nil {
		h.retrofit.Close()
	}
	return h.closeReceipts()
}

func replaced(s string) string { return caddy.NewReplacer().ReplaceAll(s, "") }

// config makes a configuration of the settings.
func (h *Handler) config() (retrofit.Config, error) {
	c := retrofit.Config{
		FirstParty: h.FirstParty, Language: h.Language, ReportOnly: h.ReportOnly, Localise: h.Localise, Days: h.Days,
		KeepDir: cmp.Or(h.KeepDir, filepath.Join(caddy.AppDataDir(), "gatefold", "kept")), Agent: "Gatefold " + version(), Stamp: h.stamp(),
	}
	if h.Origin != "" {
		u, err := url.Parse(h.Origin)
		if err != nil {
			return c, fmt.Errorf("gatefold: origin: %w", err)
		}
		c.Origin = u
	}
	for _, a := range h.Allow {
		c.Allow = append(c.Allow, rewrite.Allow{Host: a.Host, Reason: a.Reason, Kinds: a.Kinds})
	}
	var err error
	c.Key, err = h.key()
	return c, err
}

// stamp identifies the program and the settings.
func (h *Handler) stamp() string {
	settings, _ := json.Marshal(h) // they came from JSON
	sum := sha256.Sum256(append(settings, version()...))
	return hex.EncodeToString(sum[:8])
}

// version is that of the module in this Caddy.
func version() string {
	const module = "github.com/gatefold/gatefold/caddygate"
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown version)"
	}
	for _, m := range append(info.Deps, &info.Main) {
		if m.Path == module {
			return m.Version
		}
	}
	return "(devel)"
}

// ServeHTTP lets a handler answer through the door.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request, next caddyhttp.Handler) (err error) {
	switch {
	case h.window != nil && h.window.Shows(r):
		h.window.ServeHTTP(w, r)
		return nil
	case h.retrofit.Serve(w, r):
		return nil
	}
	seen := &seen{ResponseWriter: w}
	defer func() {
		// An error of a handler is an answer that Caddy gives, so nothing may be
		// sent for it. It comes through the door as a panic, which sends nothing.
		switch cause := recover().(type) {
		case nil:
		case *failure:
			if seen.begun { // it is too late for another answer
				panic(http.ErrAbortHandler)
			}
			err = cause.err
		default:
			panic(cause)
		}
	}()
	h.door.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := next.ServeHTTP(w, r); errors.Is(err, http.ErrAbortHandler) {
			panic(http.ErrAbortHandler)
		} else if err != nil {
			panic(&failure{err})
		}
	})).ServeHTTP(seen, r)
	return nil
}

// failure carries an error of a handler through the door.
type failure struct{ err error }

// seen knows whether the client has seen any of an answer.
type seen struct {
	http.ResponseWriter
	begun bool
}

// Unwrap is for http.ResponseController.
func (s *seen) Unwrap() http.ResponseWriter { return s.ResponseWriter }

// WriteHeader begins an answer, unless it is an interim one.
func (s *seen) WriteHeader(status int) {
	s.begun = s.begun || status >= 200
	s.ResponseWriter.WriteHeader(status)
}

// ReadFrom keeps the way open for the kernel to send a file by itself.
func (s *seen) ReadFrom(from io.Reader) (int64, error) {
	s.begun = true
	return io.Copy(s.ResponseWriter, from)
}

var (
	_ caddy.Provisioner           = (*Handler)(nil)
	_ caddy.Validator             = (*Handler)(nil)
	_ caddy.CleanerUpper          = (*Handler)(nil)
	_ caddyhttp.MiddlewareHandler = (*Handler)(nil)
)
