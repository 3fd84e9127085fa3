package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/snapshot"
	"github.com/gatefold/gatefold/internal/snapshot/courier"
	"github.com/gatefold/gatefold/internal/snapshot/keeper"
	"github.com/gatefold/gatefold/internal/source"
	"github.com/gatefold/gatefold/provider"
)

type snapshotCommand struct {
	Dir      string   `arg:"" help:"The publication's folder: it holds content/ and perhaps gatefold.toml."`
	Check    bool     `help:"Find out which pieces are gone or back again, instead of keeping what they say."`
	DryRun   bool     `name:"dry-run" help:"Ask, and say what would be done, but write nothing."`
	Provider []string `placeholder:"ID" help:"Only pieces of these providers, by ID."`
	Days     int      `default:"30" placeholder:"N" help:"Ask again about what was asked about more than N days ago (${default}); 0: about everything."`
	BaseURL  string   `name:"base-url" env:"GATEFOLD_BASE_URL" placeholder:"URL" help:"Where readers find the site, in place of base_url in gatefold.toml: providers are told who asks."`
	JSON     string   `name:"json" placeholder:"FILE" help:"Write the report for programs into this file, too; - is the standard output, in place of the report for people."`
	Quiet    bool     `short:"q" help:"Print problems only."`
}

// Run keeps or checks what the embeds of a publication say.
func (c *snapshotCommand) Run(ctx context.Context, s *streams) error {
	return c.run(ctx, s, func(*courier.Options) {})
}

// run is Run with a hand on the way out, for tests.
func (c *snapshotCommand) run(ctx context.Context, s *streams, wire func(*courier.Options)) error {
	for _, id := range c.Provider {
		if wrong := checkProvider(id); wrong != "" {
			return fmt.Errorf("--provider: %s (%s)", wrong, likeProvider(id))
		}
	}
	p, err := newPress(pressOptions{dir: c.Dir, baseURL: c.BaseURL, drafts: true, pasted: true})
	if err != nil {
		return err
	}
	defer p.Close()
	found, err := p.folder.Load(ctx)
	if err != nil {
		return err
	}
	failed := tell(s.err, slices.DeleteFunc(slices.Clone(found.Problems), func(p *article.Problem) bool { return p.Warning }))
	pieces, err := c.pieces(ctx, p.folder, found)
	if err != nil {
		return err
	}
	o := courier.Options{Agent: agent(p.cfg.BaseURL)}
	wire(&o)
	asks := courier.New(o)
	defer asks.Close()
	report, err := c.work(ctx, s, c.options(p, asks), pieces)
	failed += tell(s.err, report.Problems)
	switch {
	case err != nil:
		return err
	case failed > 0:
		return fmt.Errorf("%s to be mended", count(failed, "problem has", "problems have"))
	case report.Stopped:
		return errors.New("stopped before it was through; what is written is whole")
	}
	return nil
}

// agent says to other hosts who asks, and where to complain.
func agent(baseURL string) string {
	program := "Gatefold/" + strings.ReplaceAll(strings.Trim(version(), "()"), " ", "-")
	if baseURL == localBase {
		return program + " (snapshots of embeds; a site without an address yet)"
	}
	return program + " (snapshots of embeds for " + baseURL + ")"
}

func (c *snapshotCommand) options(p *press, asks *courier.Courier) keeper.Options {
	rules := p.snapshots
	fresh := time.Duration(c.Days) * 24 * time.Hour
	if c.Days <= 0 {
		fresh = -1
	}
	return keeper.Options{
		Store: snapshot.Store{Root: p.root}, Courier: asks, Catalogue: provider.Default(),
		Forbidden: func(p *provider.Provider) bool { return rules.Off || slices.Contains(rules.Without, p.ID) },
		TextOnly:  rules.TextOnly, Fresh: fresh, DryRun: c.DryRun,
	}
}

// pieces lists the embeds of all articles that are not withdrawn, and of lists.
func (c *snapshotCommand) pieces(ctx context.Context, folder *source.Folder, found *source.Publication) (all []keeper.Piece, err error) {
	for _, a := range found.Articles {
		if a.Status == article.Withdrawn {
			continue
		}
		body, err := folder.Body(ctx, a)
		if err != nil {
			return nil, err
		}
		all = c.add(all, a.Source, &body)
	}
	for _, l := range found.Listings {
		all = c.add(all, l.Source, &l.Body)
	}
	return all, nil
}

func (c *snapshotCommand) add(all []keeper.Piece, file string, b *article.Body) []keeper.Piece {
	for _, e := range b.Embeds() {
		if e.Match.Provider == nil || len(c.Provider) > 0 && !slices.Contains(c.Provider, e.Match.Provider.ID) {
			continue
		}
		p := keeper.Piece{Source: file, Line: e.Line, Match: e.Match}
		if e.Snapshot != nil {
			p.Pasted = &e.Snapshot.Quote
		}
		all = append(all, p)
	}
	return all
}

// work keeps or checks, and reports.
func (c *snapshotCommand) work(ctx context.Context, s *streams, o keeper.Options, pieces []keeper.Piece) (*keeper.Report, error) {
	act, words := keeper.Keep, "keeping"
	if c.Check {
		act, words = keeper.Check, "checking"
	}
	var done func()
	o.Progress, done = showProgress(s, words, c.Quiet)
	report := act(ctx, o, pieces)
	done()
	report.Sort()
	if c.JSON == "-" {
		return report, report.WriteJSON(s.out)
	}
	if c.JSON != "" {
		if err := writeWhole(c.JSON, report.WriteJSON); err != nil {
			return report, fmt.Errorf("the report cannot be written: %w", err)
		}
	}
	if c.Quiet {
		return report, nil
	}
	return report, report.Write(s.out)
}

// writeWhole writes a file that is there whole or not at all.
func writeWhole(name string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	err = errors.Join(write(f), f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
