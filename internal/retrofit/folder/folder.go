// Package folder rewrites the pages of a folder into another folder.
package folder

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/gatehttp"
	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/export"
	"github.com/gatefold/gatefold/internal/localise"
	"github.com/gatefold/gatefold/internal/retrofit"
	"github.com/gatefold/gatefold/rewrite"
)

// Options say which folder becomes which.
type Options struct {
	In, Out string // Out may be empty if nothing is to be changed (Config.ReportOnly)
	Verify  bool   // as export.Options has it
	InPlace bool
	Workers int

	// Reading and Writing are told how many of the files are done; nil for
	// nobody. Calls of one do not overlap.
	Reading, Writing func(done, total int)
}

// Summary says what was done.
type Summary struct {
	export.Summary
	Pages   int      // that were rewritten, or would be
	Copied  int      // files that are no pages
	LeftOut []string // compressed copies of pages, which servers would send in their place
	Packed  []string // compressed pages without the page itself, left out as well
	AsIs    []string // copied files that may be pages, or programs that make them
}

// ErrChanged says that somebody wrote into In meanwhile.
var ErrChanged = errors.New("it changed while it was read")

// Rewrite rewrites the pages of a folder into another one and copies everything
// else. Out holds all of it afterwards, or is as it was. In is only read.
//
// Pages are read twice where they have changed: first to find out which embed
// documents all pages together need, and then to be written. Reading is cheap, and
// the report is about the whole site each time.
func Rewrite(ctx context.Context, r *retrofit.Retrofit, o Options) (Summary, error) {
	if err := apart(o.In, o.Out); err != nil {
		return Summary{}, err
	}
	root, err := os.OpenRoot(o.In)
	if err != nil {
		return Summary{}, fmt.Errorf("%s cannot be read: name the folder that holds the pages: %w", o.In, err)
	}
	defer root.Close()
	f := &folder{r: r, root: root, o: o, documents: map[string]rewrite.Document{}}
	if err := f.list(); err != nil {
		return Summary{}, err
	}
	if err := f.read(ctx); err != nil {
		return Summary{}, err
	}
	sum := Summary{Pages: len(f.pages), Copied: len(f.others), LeftOut: f.leftOut, Packed: f.packed, AsIs: f.asIs}
	if r.Config().ReportOnly {
		return sum, nil
	}
	all, err := f.files()
	if err != nil {
		return sum, err
	}
	sum.Summary, err = export.WriteFiles(ctx, all, o.Out, export.Options{
		Publication: o.In, Verify: o.Verify, InPlace: o.InPlace, Workers: o.Workers, Progress: o.Writing,
	})
	return sum, err
}

// apart refuses folders of which one stands in the other.
func apart(in, out string) error {
	if out == "" {
		return nil
	}
	a, err := export.Resolve(in)
	if err != nil {
		return fmt.Errorf("%s cannot be read: name the folder that holds the pages: %w", in, err)
	}
	b, err := export.Resolve(out)
	if err != nil {
		return err
	}
	if export.Within(a, b) || export.Within(b, a) {
		return fmt.Errorf("%s and %s are the same folder, or one is inside the other: choose another place for the rewritten pages", in, out)
	}
	return nil
}

// folder is one run.
type folder struct {
	r       *retrofit.Retrofit
	root    *os.Root
	o       Options
	pages   []*page
	others  []*other
	leftOut []string
	packed  []string
	asIs    []string

	mu        sync.Mutex
	documents map[string]rewrite.Document // by path
	done      int
}

// read reads all pages once, for what is on them.
func (f *folder) read(ctx context.Context) error {
	group, within := errgroup.WithContext(ctx)
	workers := f.o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	group.SetLimit(workers)
	for _, p := range f.pages {
		group.Go(func() error {
			if err := within.Err(); err != nil {
				return err
			}
			result, err := p.first()
			if err != nil {
				return fmt.Errorf("%s: %w", p.name, err)
			}
			f.note(p, result)
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	return f.readSheets(ctx)
}

// readSheets reads the style sheets of the site for what they would load: its pages
// will refuse it.
func (f *folder) readSheets(ctx context.Context) error {
	for _, x := range f.others {
		if !strings.EqualFold(path.Ext(x.name), ".css") || x.size > maxBuffered {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		css, err := x.Append(ctx, nil)
		if err != nil {
			return fmt.Errorf("%s: %w", x.name, err)
		}
		found, err := f.r.Sheet(f.addressOf(x.name), css)
		if err != nil {
			return fmt.Errorf("%s: %w", x.name, err)
		}
		f.r.Book.AddBeside(x.name, found)
	}
	return nil
}

func (f *folder) note(p *page, result *rewrite.Result) {
	f.r.Book.Add(p.name, result)
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, d := range result.Documents() {
		f.documents[f.r.Gates().DocumentPath(d.Match, d.Lang)] = d
	}
	f.done++
	if f.o.Reading != nil {
		f.o.Reading(f.done, len(f.pages))
	}
}

// files lists all that Out is going to hold.
func (f *folder) files() ([]export.File, error) {
	var all []export.File
	taken := map[string]bool{}
	for _, p := range f.pages {
		all = append(all, export.File{Name: p.name, Key: p.key(), Content: p})
		taken[p.name] = true
	}
	for _, x := range f.others {
		all = append(all, export.File{Name: x.name, Key: x.key(), Content: x})
		taken[x.name] = true
	}
	if err := f.standIns(taken, &all); err != nil {
		return nil, err
	}
	own := f.own()
	for _, x := range own {
		if taken[x.Name] {
			return nil, fmt.Errorf("%s: the folder has a file of that name already, where a gate needs its own: move it, or rewrite the pages from before they were rewritten", x.Name)
		}
	}
	return append(all, own...), nil
}

// standIns adds what a site with gates should have, where this one has nothing: the
// page of choices and the word about Global Privacy Control.
func (f *folder) standIns(taken map[string]bool, all *[]export.File) error {
	choices := gate.ChoicesFolder[1:] + "index.html"
	if !taken[choices] && len(f.documents) > 0 {
		text, err := gatehttp.ChoicesPage(f.r.Gates(), f.r.Locale(""))
		if err != nil {
			return err
		}
		*all = append(*all, export.File{Name: choices, Key: digest("choices", string(text)), Content: constant(text)})
	}
	if signal := ".well-known/gpc.json"; !taken[signal] && f.r.Gates().Base() == "" {
		text := gatehttp.SignalFile()
		*all = append(*all, export.File{Name: signal, Key: digest("signal", string(text)), Content: constant(text)})
	}
	return nil
}

func constant(text []byte) rendered {
	return func(dst []byte) []byte { return append(dst, text...) }
}

// own are the files that the gates need.
func (f *folder) own() (all []export.File) {
	stamp := f.r.Config().Stamp
	for _, a := range append(gate.Assets(), rewrite.Assets()...) {
		all = append(all, export.File{Name: a.Path[1:], Key: digest("asset", stamp, a.Path), Content: constant(a.Body)})
	}
	for path, d := range f.documents {
		l := f.r.Locale(d.Lang)
		all = append(all, export.File{Name: path[1:] + "index.html", Key: digest("document", stamp, path), Content: rendered(func(dst []byte) []byte {
			return f.r.Gates().AppendDocument(dst, l, &gate.Document{Match: d.Match, Lang: d.Lang})
		})})
	}
	if keeper := f.r.Keeper(); keeper != nil {
		for _, name := range keeper.Used() {
			all = append(all, export.File{Name: "_gatefold/kept/" + name, Key: digest("kept", name), Content: kept{keeper, name}})
		}
	}
	return all
}

// rendered is a file that is made when it is asked for.
type rendered func(dst []byte) []byte

// Append makes it.
func (m rendered) Append(_ context.Context, dst []byte) ([]byte, error) { return m(dst), nil }

// Open says that it is no file yet.
func (m rendered) Open() (*os.File, error) { return nil, nil }

// kept is a copy of something.
type kept struct {
	keeper *localise.Keeper
	name   string
}

// Append reads it.
func (k kept) Append(_ context.Context, dst []byte) ([]byte, error) {
	file, err := k.Open()
	if err != nil {
		return dst, err
	}
	defer file.Close()
	text, err := io.ReadAll(file)
	return append(dst, text...), err
}

// Open opens it.
func (k kept) Open() (*os.File, error) { return k.keeper.Open(k.name) }

// digest makes a key of what a file is made from.
func digest(parts ...string) article.Digest {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s,", len(p), p)
	}
	return article.Digest(h.Sum(nil)[:16])
}

// sort sorts by name, so that what is read, and said of it, is the same
// each time.
func (f *folder) sort() {
	slices.SortFunc(f.pages, func(a, b *page) int { return strings.Compare(a.name, b.name) })
	slices.SortFunc(f.others, func(a, b *other) int { return strings.Compare(a.name, b.name) })
}
