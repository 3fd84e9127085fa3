package source

import (
	"errors"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/media"
	"golang.org/x/text/unicode/norm"
)

// library finds the pictures of a tree and says what is in them. It is safe
// for concurrent use.
type library struct {
	root   *os.Root
	tree   *tree
	placer *placer
	albums *albums
	home   func(bundle string) (string, error) // address of a bundle's pictures
	index  func() map[string]found             // as in tree.index
}

// newLibrary opens the library of a tree. home says at which address the
// pictures of a leaf bundle are published.
func newLibrary(root *os.Root, t *tree, p *placer, a *albums, home func(string) (string, error)) *library {
	return &library{
		root: root, tree: t, placer: p, albums: a, home: home,
		index: sync.OnceValue(t.index),
	}
}

// index gives resources and static files by name, in the form NFC: an author
// types a name in one form, and the system may keep it in another.
func (t *tree) index() map[string]found {
	m := make(map[string]found, len(t.resources)+len(t.statics))
	for _, files := range [][]found{t.resources, t.statics} {
		for _, f := range files {
			m[norm.NFC.String(f.name)] = f
		}
	}
	return m
}

// bundleOf returns the leaf bundle that a file below content lies in, or "".
func (t *tree) bundleOf(name string) string {
	if len(t.bundles) == 0 {
		return ""
	}
	for dir := parent(name); dir != "content" && dir != ""; dir = parent(dir) {
		if len(t.bundles[dir]) > 0 {
			return dir
		}
	}
	return ""
}

// primary returns the article of a bundle whose address its pictures share:
// the one in the default language, or else the first.
func (l *library) primary(bundle string) string {
	sources := l.tree.bundles[bundle]
	for _, s := range sources {
		if pl := l.placer.place(s); l.placer.isDefault(pl.lang) {
			return s
		}
	}
	return sources[0]
}

// address returns where a file of the folder is published.
func (l *library) address(name string) (string, error) {
	if rest, ok := strings.CutPrefix(name, "static/"); ok {
		return encodeName("/" + rest), nil
	}
	if bundle := l.tree.bundleOf(name); bundle != "" {
		home, err := l.home(bundle)
		return home + encodeName(name[len(bundle)+1:]), err
	}
	return l.placer.besides(name), nil
}

// besides returns where a file of content outside of bundles is published:
// in the folder's own address, under its own name.
func (p *placer) besides(name string) string {
	dir, lang := p.languageDir(parent(strings.TrimPrefix(name, "content/")))
	folder := p.prefix(lang) + "/"
	if dir = urlize(dir); dir != "" {
		folder += dir + "/"
	}
	return encodeName(folder + path.Base(name))
}

// encodeName is article.EncodePath for names of files.
func encodeName(name string) string {
	return article.EncodePath(norm.NFC.String(name))
}

// Errors that a reference to a picture can have apart from its file.
var (
	errMissing  = &article.Problem{Message: "there is no such picture", Remedy: "put it beside the article or into static/, or correct its name"}
	errRemote   = &article.Problem{Message: "the picture lies on another site, which readers would contact", Remedy: "copy it into the folder of the article"}
	errAstray   = &article.Problem{Message: "the path leads out of the publication's folder", Remedy: "put the picture beside the article or into static/"}
	errPathForm = &article.Problem{Message: "this is not the path of a picture", Remedy: "write a path such as moon.jpg or /pictures/moon.jpg"}
)

// find resolves a reference from an article to a file: beside the article
// first, then below static/; one that begins with a slash counts from the
// root of static/, then of content/.
func (l *library) find(pl *place, ref string) (string, stat, error) {
	p, err := picturePath(ref)
	if err != nil {
		return "", stat{}, err
	}
	index := l.index()
	astray := true
	for _, name := range candidates(pl, p) {
		if name == "" {
			continue
		}
		astray = false
		if f, ok := index[norm.NFC.String(name)]; ok {
			return f.name, f.stat, nil
		}
	}
	if astray {
		return "", stat{}, errAstray
	}
	return "", stat{}, errMissing
}

// candidates lists the files that a path can mean, the likeliest first; ""
// for one outside of its folder.
func candidates(pl *place, p string) []string {
	if strings.HasPrefix(p, "/") {
		return []string{within("static", p[1:]), within("content", p[1:])}
	}
	beside := parent(pl.source)
	names := []string{
		within(beside, p),
		within(path.Join("static", pl.id()), p), // as a browser resolves it on the page
		within("static", p),
	}
	if !pl.bundle {
		names = append(names, within(path.Join(beside, pl.base), p))
	}
	if common := path.Join("content", pl.dir); common != beside {
		names = append(names, within(common, p)) // shared by the languages
	}
	return names
}

// within joins a folder and a path below it. Climbing is allowed inside of
// content/ and inside of static/; out of them gives "".
func within(dir, p string) string {
	joined := path.Join(dir, p)
	top, _, _ := strings.Cut(dir, "/")
	if !strings.HasPrefix(joined, top+"/") {
		return ""
	}
	return joined
}

// picturePath takes a reference apart: what is returned is a decoded path.
func picturePath(ref string) (string, error) {
	if i := strings.IndexAny(ref, "?#"); i >= 0 {
		ref = ref[:i]
	}
	switch {
	case ref == "" || !isUTF8(ref) || cleanText(ref) != ref || strings.Contains(ref, `\`):
		return "", errPathForm
	case strings.HasPrefix(ref, "//") || hasScheme(ref):
		return "", errRemote
	}
	if !strings.Contains(ref, "%") {
		return ref, nil
	}
	return unescapePath(ref)
}

// albums remembers what is in pictures from one load to the next.
type albums struct {
	mu    sync.Mutex
	known map[string]*inspection
}

// inspection is what was found in one state of a picture.
type inspection struct {
	stat stat
	load *library // which looked; a fresh file is looked at again by the next
	once sync.Once
	info media.Info
	err  error
}

// inspect returns what is in a picture. Each state of a file is read once,
// however many articles show it.
func (l *library) inspect(name string, s stat) (*media.Info, error) {
	l.albums.mu.Lock()
	in := l.albums.known[name]
	if in == nil || in.load != l && in.stat != s {
		in = &inspection{stat: s.settled(time.Now()), load: l}
		l.albums.known[name] = in
	}
	l.albums.mu.Unlock()
	in.once.Do(func() { in.info, in.err = inspectFile(l.root, name) })
	return &in.info, in.err
}

// forget drops what is known of pictures that are no longer there.
func (a *albums) forget(index map[string]found) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for name := range a.known {
		if _, ok := index[norm.NFC.String(name)]; !ok {
			delete(a.known, name)
		}
	}
}

func inspectFile(root *os.Root, name string) (media.Info, error) {
	f, fi, err := openRegular(root, name)
	if err != nil {
		return media.Info{}, readProblem(name, err)
	}
	defer f.Close()
	return media.Inspect(f, fi.Size(), name)
}

// pictureProblem words an error about a picture for a front matter key.
func pictureProblem(err error) (message, remedy string) {
	if p, ok := errors.AsType[*article.Problem](err); ok {
		return p.Message, p.Remedy
	}
	return err.Error(), ""
}

// about adds the reference to the message of an error.
func about(ref string, err error) error {
	message, remedy := pictureProblem(err)
	return &article.Problem{Message: fmt.Sprintf("%q: %s", shorten(ref, 80), message), Remedy: remedy, Err: err}
}

// isPicture reports whether a file is a picture that pages can show.
func isPicture(name string) bool {
	return slices.Contains([]string{".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"}, lower(path.Ext(name)))
}
