package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"hash"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/serve"
)

// desk makes site after site of a folder that people work in. It keeps its
// press while configuration and theme are the same, so that only articles that
// have changed are read again.
type desk struct {
	opts  pressOptions
	press *press
	keep  receiptKeeper
	state [sha256.Size]byte // of configuration and theme when the press was made
}

// load makes a site of what the folder holds now. Calls do not overlap.
func (d *desk) load(ctx context.Context) (serve.Site, []*article.Problem, error) {
	if err := d.renew(); err != nil {
		return nil, nil, err
	}
	s, problems, err := d.press.site(ctx)
	if err != nil {
		return nil, nil, err // not s: a nil *site.Site in an interface is not nil
	}
	if err := d.keep.follow(d.press.evidence, s.Notices); err != nil {
		return nil, nil, err
	}
	return s, problems, nil
}

// renew makes another press if configuration or theme have changed. If they
// are broken the old press stays, and the next call tries again.
func (d *desk) renew() error {
	state := stateOf(d.opts.dir)
	if d.press != nil && state == d.state && d.press.stands() {
		return nil
	}
	o := d.opts
	o.before = d.press
	p, err := newPress(o)
	if err != nil {
		return err
	}
	if old := d.press; old != nil {
		// Readers may be in the middle of a page of the old site.
		const farewell = time.Minute
		time.AfterFunc(farewell, old.Close)
	}
	d.press, d.state = p, state
	return nil
}

// Close writes the receipts that are waiting and releases the folder.
func (d *desk) Close() {
	_ = d.keep.Close() // it has said itself what is wrong
	if d.press != nil {
		d.press.Close()
	}
}

// stateOf identifies the state of configuration and theme without reading
// them. It is taken before they are read, so a change in between is seen the
// next time.
func stateOf(dir string) (state [sha256.Size]byte) {
	h := sha256.New()
	note(h, dir, configFile)
	theme := filepath.Join(dir, "theme")
	// What cannot be read is noted as such; who needs it will complain.
	_ = filepath.WalkDir(theme, func(name string, _ fs.DirEntry, _ error) error {
		note(h, "", name)
		return nil
	})
	return [sha256.Size]byte(h.Sum(nil))
}

func note(h hash.Hash, dir, name string) {
	info, err := os.Stat(filepath.Join(dir, name))
	if err != nil {
		fmt.Fprintf(h, "%q none\n", name)
		return
	}
	fmt.Fprintf(h, "%q %d %d %s\n", name, info.Size(), info.ModTime().UnixNano(), info.Mode())
}
