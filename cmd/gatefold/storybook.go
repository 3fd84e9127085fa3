package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"

	"github.com/gatefold/gatefold/internal/serve"
	"github.com/gatefold/gatefold/internal/storybook"
)

// showStorybook serves the storybook until ctx ends.
func (c *serveCommand) showStorybook(ctx context.Context, s *streams, ln net.Listener, log *slog.Logger) error {
	o, err := c.storybook(ln)
	if err != nil {
		return err
	}
	book, err := storybook.New(o)
	if err != nil {
		return err
	}
	server := serve.New(serve.Options{Log: log})
	server.Show(book, nil)
	if _, err := fmt.Fprintf(s.out, "Serving the storybook on %s\n", serve.URL(ln, book.Base())); err != nil {
		return err
	}
	return server.Serve(ctx, ln)
}

// storybook takes theme and words from the publication, where one is named.
func (c *serveCommand) storybook(ln net.Listener) (storybook.Options, error) {
	if c.Dir == "" {
		return storybook.Plain("http://" + ln.Addr().String())
	}
	p, err := newPress(pressOptions{dir: c.Dir, baseURL: c.BaseURL})
	if err != nil {
		return storybook.Options{}, err
	}
	defer p.Close()
	return storybook.Options{BaseURL: p.cfg.BaseURL, Bundle: p.bundle, Gates: p.gates, Pages: p.pages}, nil
}
