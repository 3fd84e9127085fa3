package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/markdown"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/site"
	"github.com/gatefold/gatefold/internal/source"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// pressOptions is what flags say about a publication.
type pressOptions struct {
	dir     string
	baseURL string // in place of the configuration's; empty for none
	drafts  bool
	cache   bool // keep what files said from one run to the next
	pasted  bool // embeds say only what the pasted code does, not what is kept beside the articles

	// receipts says that receipts can be kept, if the configuration wants them.
	receipts bool

	// before is the press whose place this one takes: articles whose files
	// are broken now stay as they were there. nil for none.
	before *press
}

// press makes sites of one publication's folder. Everything that is wired
// together in this program is wired together here.
//
// A press is made for one state of configuration and theme; when either
// changes, another one takes its place.
type press struct {
	opts     pressOptions
	root     *os.Root
	folder   *source.Folder
	cfg      site.Config
	bundle   *locale.Bundle
	gates    *gate.Gates
	pages    *page.Renderer
	location *time.Location
	written  config // as it stands in the file
	text     []byte // of the file

	snapshots source.Snapshots
	evidence  string // the folder for receipts; empty where none are kept
	wanted    bool   // whether the configuration wants receipts
}

// newPress reads configuration and theme.
func newPress(o pressOptions) (*press, error) {
	root, err := os.OpenRoot(o.dir)
	if err != nil {
		return nil, folderError(o.dir, err)
	}
	p := &press{opts: o, root: root}
	if err := p.setUp(); err != nil {
		p.Close()
		return nil, p.located(err)
	}
	return p, nil
}

// located says of an error about the configuration in which line it lies, or
// that it lies on the command line.
func (p *press) located(err error) error {
	if wrong, ok := errors.AsType[*article.Problem](err); ok && wrong.Key == "base_url" && p.opts.baseURL != "" {
		return &article.Problem{File: "--base-url", Message: wrong.Message, Remedy: wrong.Remedy, Err: err}
	}
	return settingsOf.located(err, p.text)
}

func folderError(dir string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no folder %s: name the folder that holds content/ and perhaps %s", dir, configFile)
	}
	return fmt.Errorf("cannot open the folder %s: %w", dir, err)
}

// stands says whether the folder that was opened is the one that has its name
// now. One that was removed stays open, and empty, even if another one has
// taken its place.
func (p *press) stands() bool {
	now, err := os.Stat(p.opts.dir)
	if err != nil {
		return false
	}
	opened, err := p.root.Stat(".")
	return err == nil && os.SameFile(now, opened)
}

// Close releases the folder.
func (p *press) Close() {
	if p.folder != nil {
		p.folder.Close()
	}
	p.root.Close()
}

func (p *press) setUp() error {
	c, text, err := readConfig(p.root)
	if err != nil {
		return err
	}
	p.written, p.text = c, text
	if p.location, err = c.location(); err != nil {
		return err
	}
	if err := c.checkEditions(); err != nil {
		return err
	}
	if p.bundle, err = locale.New(c.Strings); err != nil {
		return &article.Problem{File: configFile, Key: "strings", Message: err.Error(), Remedy: "see locale/messages for all keys", Err: err}
	}
	if p.evidence, err = c.evidenceDir(p.opts.dir); err != nil {
		return err
	}
	if p.wanted = p.evidence != ""; !p.opts.receipts {
		p.evidence = ""
	}
	if err := c.Embeds.check(); err != nil {
		return err
	}
	if err := c.Snapshots.check(); err != nil {
		return err
	}
	p.snapshots = c.Snapshots.rules()
	p.cfg = c.site(p.opts)
	if p.cfg.FirstParty, err = c.ownHosts(); err != nil {
		return err
	}
	host, base, err := splitBase(p.cfg.BaseURL)
	if err != nil {
		return err
	}
	p.gates = gate.New(gate.Options{
		Catalogue:   provider.Default(),
		Host:        host,
		Base:        base,
		DefaultLang: p.bundle.For(p.cfg.Languages[0]).Lang(),
		Days:        c.Embeds.days(),
		Evidence:    p.evidence != "",
	})
	var theme fs.FS
	info, err := p.root.Stat("theme")
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil || !info.IsDir():
		return &article.Problem{File: "theme", Message: "is not a folder that can be read", Remedy: "make it a folder; a link must not lead out of the publication", Err: err}
	default:
		// Not fs.Sub: its file system cannot tell what a file is without
		// opening it, and opening a pipe waits for a writer.
		files, err := p.root.OpenRoot("theme")
		if err != nil {
			return err
		}
		defer files.Close()
		theme = files.FS()
	}
	if p.pages, err = page.New(page.Options{Theme: theme, Bundle: p.bundle, Gates: p.gates}); err != nil {
		return err
	}
	return p.openFolder(c, text)
}

// openFolder opens the folder's articles with what the configuration says
// about reading them.
func (p *press) openFolder(c config, text []byte) (err error) {
	words := p.bundle.Fingerprint()
	h := sha256.New()
	stamp := programStamp()
	h.Write(stamp[:])
	h.Write(words[:])
	h.Write(text)
	h.Write([]byte(p.opts.baseURL))
	h.Write(strconv.AppendBool(nil, p.opts.drafts))
	if p.evidence != "" {
		h.Write([]byte("evidence")) // gates hold more then
	}
	stamp = article.Digest(h.Sum(nil)[:16])
	p.cfg.Stamp = stamp

	o := source.Options{
		Catalogue:   provider.Default(),
		DefaultLang: p.cfg.Languages[0],
		Languages:   p.cfg.Languages,
		Wording:     p.wording(),
		Base:        p.gates.Base(),
		FirstParty:  p.cfg.FirstPartyHosts(),
		Location:    p.location,
		Permalinks:  c.Permalinks,
		Drafts:      p.opts.drafts,
		Forbid:      c.Embeds.Forbid,
		Snapshots:   p.snapshots,
		Stamp:       stamp,
	}
	o.Snapshots.AsPasted = p.opts.pasted
	if p.opts.cache {
		o.Cache = cacheFile(p.opts.dir)
	}
	if before := p.opts.before; before != nil {
		o.Before = before.folder
		p.opts.before = nil // it is not held any longer than it is needed
	}
	p.folder, err = source.Open(p.opts.dir, o)
	return err
}

// cacheFile names the file that remembers what the folder's files said, or ""
// where the system has no place for it.
func cacheFile(dir string) string {
	cache, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return ""
	}
	sum := sha256.Sum256([]byte(dir))
	return filepath.Join(cache, "gatefold", fmt.Sprintf("%x.articles", sum[:12]))
}

// wording gives the words that the Markdown converter puts into texts.
func (p *press) wording() func(lang string) *markdown.Wording {
	all := map[string]*markdown.Wording{}
	for _, lang := range p.cfg.Languages {
		all[lang] = wordingIn(p.bundle.For(lang))
	}
	fallback := all[p.cfg.Languages[0]]
	return func(lang string) *markdown.Wording {
		if w, ok := all[lang]; ok {
			return w
		}
		return fallback
	}
}

func wordingIn(l *locale.Locale) *markdown.Wording {
	return &markdown.Wording{
		External:     l.T("prose.external"),
		Footnotes:    l.T("prose.footnotes"),
		FootnoteRef:  l.T("prose.footnote-ref", "n", "{n}"),
		FootnoteBack: l.T("prose.footnote-back", "n", "{n}"),
		Table:        l.T("prose.table"),
		Done:         l.T("prose.done"),
		Open:         l.T("prose.open"),
		Details:      l.T("prose.details"),
	}
}

// site reads the folder and makes a site of it. Problems are those of files,
// of which the site shows what it can; the error is about the folder or the
// configuration.
func (p *press) site(ctx context.Context) (*site.Site, []*article.Problem, error) {
	found, err := p.folder.Load(ctx)
	if err != nil {
		return nil, nil, err
	}
	cfg := p.cfg
	cfg.Now = time.Now()
	s, err := site.New(cfg, site.Parts{
		Content:   newContent(p.folder, found),
		Pages:     p.pages,
		Gates:     p.gates,
		Bundle:    p.bundle,
		Catalogue: provider.Default(),
	})
	if err != nil {
		return nil, nil, p.located(err)
	}
	return s, slices.Concat(p.doubts(found), found.Problems, s.Problems()), nil
}

// splitBase gives host and path of the base URL.
func splitBase(base string) (host, path string, err error) {
	u, err := url.Parse(base)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return "", "", &article.Problem{File: configFile, Key: "base_url", Message: fmt.Sprintf("%q is not the address of a site", base),
			Remedy: `write it as in "https://example.org" or "https://example.org/news"`, Err: err}
	}
	return u.Hostname(), strings.TrimRight(u.EscapedPath(), "/"), nil
}
