package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	standard "log"
	"log/slog"
	"net/url"
	"time"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/evidence"
	"github.com/gatefold/gatefold/internal/proxy"
	findings "github.com/gatefold/gatefold/internal/report"
	"github.com/gatefold/gatefold/internal/retrofit"
	"github.com/gatefold/gatefold/internal/serve"
)

type proxyCommand struct {
	doorFlags `embed:""`

	Upstream       string        `required:"" env:"GATEFOLD_UPSTREAM" placeholder:"URL" help:"The site: http://127.0.0.1:8080, https://host/path, or h2c://host for HTTP/2 without TLS."`
	Listen         string        `default:":8080" env:"GATEFOLD_LISTEN" placeholder:"ADDRESS" help:"Where to listen, as in :8080 or 127.0.0.1:0 (${default})."`
	KeepHost       bool          `name:"keep-host" help:"Send the upstream the host that readers ask for, not its own."`
	TrustForwarded bool          `name:"trust-forwarded" help:"Believe X-Forwarded-* headers: only behind another proxy that sets them."`
	Timeout        time.Duration `default:"60s" help:"How long the upstream may take to begin an answer (${default})."`
	Silence        time.Duration `default:"5m" help:"How long it may pause within one (${default})."`
	ReportToken    string        `name:"report-token" env:"GATEFOLD_REPORT_TOKEN" placeholder:"SECRET" help:"Show the report at /_gatefold/report?token=SECRET, at least 16 characters."`
	LogFormat      string        `enum:"auto,plain,text,json" default:"auto" env:"GATEFOLD_LOG_FORMAT" help:"How to write the log: plain, for people; text or json, for programs; auto is plain on a terminal and text elsewhere (${default})."`
	LogLevel       string        `enum:"debug,info,warn,error" default:"info" env:"GATEFOLD_LOG_LEVEL" help:"What to log: debug has every request, without addresses of readers (${default})."`
}

// Validate is for kong.
func (c *proxyCommand) Validate() error {
	const least = 16
	if n := len(c.ReportToken); n > 0 && n < least {
		return fmt.Errorf("the report's token has %d characters: use at least %d random ones", n, least)
	}
	if c.Timeout <= 0 || c.Silence <= 0 {
		return errors.New("--timeout and --silence are times to wait: write them as in 30s, or 5m")
	}
	return nil
}

// Run stands in front of a site until ctx ends.
func (c *proxyCommand) Run(ctx context.Context, s *streams) error {
	d, err := c.read()
	if err != nil {
		return err
	}
	if d.Origin != nil && d.Origin.Path != "" && d.Origin.Path != "/" {
		return d.problem("origin", 0, "a proxy stands in front of a whole host, and origin has a path", "leave the path out")
	}
	log := (&serveCommand{LogFormat: c.LogFormat, LogLevel: c.LogLevel}).logger(s.err)
	standard.SetOutput(standardLog{log})
	standard.SetFlags(0)
	keep, err := d.keepReceipts(log)
	if err != nil {
		return err
	}
	defer keep()
	r, err := retrofit.NewServed(d.Config, log)
	if err != nil {
		return d.flaws(err)
	}
	defer r.Close()
	p, err := c.proxy(d, r, log)
	if err != nil {
		return err
	}
	defer p.Close()
	ln, err := serve.Listen(ctx, listenAt(c.Listen))
	if err != nil {
		return err
	}
	defer ln.Close()
	d.warnOfKey(log)
	address := serve.URL(ln, "")
	if _, err := fmt.Fprintf(s.out, "Serving on %s what %s has\n", address, c.Upstream); err != nil {
		return err
	}
	if c.ReportToken != "" {
		log.Info("the report is shown to those who know the token", slog.String("at", address+findings.Path[1:]))
	}
	return p.Serve(ctx, ln)
}

// standardLog takes what net/http tells the standard logger. Behind what is wrong it quotes
// what it has read, which may be part of a page that was meant for one reader.
type standardLog struct{ log *slog.Logger }

func (s standardLog) Write(line []byte) (int, error) {
	said, _, _ := bytes.Cut(bytes.TrimSpace(line), []byte(" starting with"))
	s.log.Warn("of the connection to the upstream", slog.String("error", string(said[:min(len(said), 300)])))
	return len(line), nil
}

func (c *proxyCommand) proxy(d *doors, r *retrofit.Retrofit, log *slog.Logger) (*proxy.Proxy, error) {
	upstream, err := url.Parse(c.Upstream)
	if err != nil {
		return nil, &article.Problem{File: "--upstream", Message: "it is not an address", Remedy: "write it as in http://127.0.0.1:8080", Err: err}
	}
	door, err := r.Door()
	if err != nil {
		return nil, err
	}
	o := proxy.Options{
		Upstream: upstream, Door: door, Origin: d.Origin, KeepHost: c.KeepHost, TrustForwarded: c.TrustForwarded,
		Timeout: c.Timeout, Silence: c.Silence, Also: r.Serve, Log: log,
	}
	if c.ReportToken != "" {
		o.Report = r.Window(c.ReportToken, "gatefold "+version())
	}
	return proxy.New(o)
}

// keepReceipts opens the log of receipts, if the configuration wants it. end closes
// it when nobody is served any more.
func (d *doors) keepReceipts(log *slog.Logger) (end func(), err error) {
	if d.evidence == "" || d.ReportOnly {
		return func() {}, nil
	}
	kept, err := evidence.Open(evidence.Options{Dir: d.evidence, Log: log})
	if err != nil {
		return nil, err
	}
	d.Receipts = kept
	return func() { _ = kept.Close() }, nil // it has said what it lost
}

// warnOfKey says what a restart costs where the key does not outlive it.
func (d *doors) warnOfKey(log *slog.Logger) {
	if len(d.Key) > 0 || d.ReportOnly { // without gates none can fail to open
		return
	}
	log.Warn("there is no key_file and no GATEFOLD_KEY: gates of unknown parties in cached pages no longer open after a restart")
	if d.Receipts != nil {
		log.Warn("without a key no receipt is kept after a restart of decisions on pages that were loaded before it", slog.String("remedy", `set key_file = "gatefold.key"`))
	}
}
