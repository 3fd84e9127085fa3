package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"golang.org/x/sync/errgroup"

	"github.com/gatefold/gatefold/internal/serve"
)

type serveCommand struct {
	Dir       string `arg:"" optional:"" help:"The publication's folder: it holds content/ and perhaps gatefold.toml, static/ and theme/."`
	Listen    string `default:":8080" env:"GATEFOLD_LISTEN" placeholder:"ADDRESS" help:"Where to listen, as in :8080 or 127.0.0.1:0 (${default})."`
	BaseURL   string `name:"base-url" env:"GATEFOLD_BASE_URL" placeholder:"URL" help:"Where readers find the site, in place of base_url in gatefold.toml."`
	Drafts    bool   `help:"Show drafts, scheduled and expired articles, marked as such, and the problems at /_gatefold/problems/."`
	Storybook bool   `help:"Show, in place of the publication, the gates of all providers in all their states, in its theme and words. The folder may be left out."`
	LogFormat string `enum:"auto,plain,text,json" default:"auto" env:"GATEFOLD_LOG_FORMAT" help:"How to write the log: plain, for people; text or json, for programs; auto is plain on a terminal and text elsewhere (${default})."`
	LogLevel  string `enum:"debug,info,warn,error" default:"info" env:"GATEFOLD_LOG_LEVEL" help:"What to log: debug has every request, without addresses of readers (${default})."`
}

// Run serves the site until ctx ends.
func (c *serveCommand) Run(ctx context.Context, s *streams) error {
	if c.Dir == "" && !c.Storybook {
		return errors.New("name the publication's folder: gatefold serve DIR")
	}
	ln, err := serve.Listen(ctx, listenAt(c.Listen))
	if err != nil {
		return err
	}
	defer ln.Close()
	log := c.logger(s.err)
	if c.Storybook {
		return c.showStorybook(ctx, s, ln, log)
	}
	desk := &desk{opts: pressOptions{dir: c.Dir, baseURL: c.BaseURL, drafts: c.Drafts, receipts: !c.Drafts}, keep: receiptKeeper{log: log}}
	defer desk.Close()
	first, problems, err := desk.load(ctx)
	if err != nil {
		return err
	}
	serve.LogProblems(log, problems)
	server := serve.New(serve.Options{Log: log, Problems: c.Drafts, Evidence: &desk.keep})
	server.Show(first, problems)
	if err := c.greet(s.out, serve.URL(ln, first.Base()), desk.press); err != nil {
		return err
	}
	both, ctx := errgroup.WithContext(ctx)
	both.Go(func() error { return server.Serve(ctx, ln) })
	both.Go(func() error { return server.Follow(ctx, serve.Watching{Dir: c.Dir, Load: desk.load}) })
	return both.Wait()
}

// listenAt gives the address to listen on. An empty variable of the environment is
// as good as none; to the system it would mean any port that is free.
func listenAt(address string) string { return firstOf(address, ":8080") }

// greet says where the site is, in a line that people and programs can read.
func (c *serveCommand) greet(w io.Writer, address string, p *press) error {
	_, err := fmt.Fprintf(w, "Serving %s on %s\n", c.Dir, address)
	if err == nil && c.Drafts {
		_, err = fmt.Fprintf(w, "Drafts are shown. Problems are listed on %s_gatefold/problems/\n", address)
	}
	switch {
	case err != nil:
	case p.evidence != "":
		_, err = fmt.Fprintf(w, "Receipts of what readers decide are kept in %s\n", p.evidence)
	case p.wanted:
		_, err = fmt.Fprintln(w, "No receipts are kept while drafts are shown: those who look at drafts are not readers.")
	}
	return err
}

// logger writes to w as the flags say.
func (c *serveCommand) logger(w io.Writer) *slog.Logger {
	var level slog.Level
	// kong lets only names of levels through.
	_ = level.UnmarshalText([]byte(c.LogLevel))
	o := &slog.HandlerOptions{Level: level}
	switch {
	case c.LogFormat == "json":
		return slog.New(slog.NewJSONHandler(w, o))
	case c.LogFormat == "plain" || c.LogFormat == "auto" && isTerminal(w):
		return slog.New(newPlainLog(w, level))
	}
	return slog.New(slog.NewTextHandler(w, o))
}
