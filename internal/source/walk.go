package source

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/article"
)

// found is a file of the folder.
type found struct {
	name string // slash-separated, relative to the folder
	stat stat
}

// tree is what lies in a publication's folder at one moment.
type tree struct {
	sources   []found             // Markdown files of articles and listings, sorted
	resources []found             // what else lies in content/ and is published, sorted
	statics   []found             // below static/, sorted
	sidecars  map[string]found    // files of snapshots, by the name of their article without extension; nil if none
	bundles   map[string][]string // leaf bundle folder -> its index files
	failed    []string            // what could not be read; folders have a slash at the end
	problems  []*article.Problem
}

// maxFolders bounds how deep folders stand within folders.
const maxFolders = 40

// walk lists the folder. Only a folder that cannot be read at all is an error;
// what is wrong further down becomes a problem.
func walk(ctx context.Context, root *os.Root, p *placer) (*tree, error) {
	w := walker{root: root, placer: p, tree: &tree{bundles: map[string][]string{}}}
	for _, top := range []string{"content", "static"} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		fi, err := root.Stat(top)
		switch {
		case err == nil && fi.IsDir():
			w.ctx = ctx
			w.folder(top, "", 0)
		case err == nil || !os.IsNotExist(err):
			w.tree.failed = append(w.tree.failed, top+"/")
			w.problem(top, "is not a folder that can be read", "make it a folder")
		case top == "content":
			// Nobody takes back all articles by removing the folder: it is being
			// moved, or its disk is not there yet.
			w.tree.failed = append(w.tree.failed, "content/")
			w.problem(top, "there is no folder of articles", w.whereTo())
		}
	}
	t := w.tree
	for _, files := range [][]found{t.sources, t.resources, t.statics} {
		slices.SortFunc(files, func(a, b found) int { return strings.Compare(a.name, b.name) })
	}
	return t, ctx.Err()
}

// whereTo says what is probably meant by a folder without content/: that of the
// articles itself, or one in which Markdown files lie about.
func (w *walker) whereTo() string {
	if dir, err := filepath.Abs(w.root.Name()); err == nil && filepath.Base(dir) == "content" {
		return "this is the folder of articles itself: name the one in which it stands"
	}
	entries, _ := fs.ReadDir(w.root.FS(), ".")
	for _, e := range entries {
		if isMarkdown(e.Name()) && !e.IsDir() {
			return "create the folder content/ and move " + e.Name() + " and the other Markdown files into it"
		}
	}
	return "create the folder content/ and put Markdown files into it; gatefold new makes a publication to begin with"
}

type walker struct {
	ctx    context.Context
	root   *os.Root
	placer *placer
	tree   *tree
}

func (w *walker) problem(file, message, remedy string) {
	w.tree.problems = append(w.tree.problems, &article.Problem{File: file, Message: message, Remedy: remedy})
}

func (w *walker) warn(file, message, remedy string) {
	w.problem(file, message, remedy)
	w.tree.problems[len(w.tree.problems)-1].Warning = true
}

// folder lists one folder. bundle is the leaf bundle that it lies in, or "".
func (w *walker) folder(dir, bundle string, depth int) {
	if w.ctx.Err() != nil {
		return
	}
	entries, err := w.entries(dir)
	switch {
	case err != nil && !os.IsNotExist(err):
		w.tree.failed = append(w.tree.failed, dir+"/")
		w.problem(dir, "the folder cannot be read: "+reason(err), "check its permissions")
	case depth > maxFolders:
		w.problem(dir, "the folder lies too deep within other folders", "move it up")
		return
	}
	if bundle == "" {
		bundle = w.bundle(dir, entries)
	}
	if t := w.tree; cap(t.sources)-len(t.sources) < len(entries) {
		t.sources = slices.Grow(t.sources, max(len(entries), len(t.sources))) // in few steps
	}
	for i := range entries {
		e := &entries[i]
		name := dir + "/" + e.name
		if ignored(dir, e.name) || !w.named(name, e.name) {
			continue
		}
		w.entry(name, e, bundle, depth)
	}
}

// entries reads a folder through the root. It may return some of the entries
// along with an error.
func (w *walker) entries(dir string) ([]listed, error) {
	f, err := w.root.Open(dir)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return contents(f)
}

// bundle returns dir if it is a leaf bundle: an article with its own folder.
func (w *walker) bundle(dir string, entries []listed) string {
	if dir == "content" || !strings.HasPrefix(dir, "content/") {
		return ""
	}
	bundle := ""
	for i := range entries {
		e := &entries[i]
		if !e.mode.IsRegular() || !strings.HasPrefix(e.name, "index.") || !isMarkdown(e.name) {
			continue
		}
		name := dir + "/" + e.name
		if pl := w.placer.place(name); pl.bundle {
			bundle = dir
			w.tree.bundles[dir] = append(w.tree.bundles[dir], name)
		}
	}
	slices.Sort(w.tree.bundles[dir])
	return bundle
}

// named refuses names that could not be written in an address or a message.
func (w *walker) named(name, base string) bool {
	if len(base) <= 255 && !strings.Contains(base, `\`) && cleanText(base) == base && isUTF8(base) {
		return true
	}
	w.warn(strings.ToValidUTF8(cleanText(name), "?"), "the name has characters that cannot stand in an address, so it is left out", "rename it")
	return false
}

// entry sorts one entry of a folder into the tree.
func (w *walker) entry(name string, e *listed, bundle string, depth int) {
	mode, st := e.mode, e.stat
	if mode&fs.ModeSymlink != 0 {
		fi := w.follow(name)
		if fi == nil {
			return
		}
		mode, st = fi.Mode().Type(), statOf(fi)
	}
	switch {
	case mode.IsDir():
		w.folder(name, bundle, depth+1)
	case mode.IsRegular():
		w.file(found{name: name, stat: st}, bundle)
	default:
		w.warn(name, "is neither a file nor a folder, so it is left out", "remove it")
	}
}

// follow looks where a symbolic link leads. Links to files within the folder
// are followed. Others are not: out of the folder for safety, to folders
// because they can go in circles.
func (w *walker) follow(name string) fs.FileInfo {
	fi, err := w.root.Stat(name)
	switch {
	case os.IsNotExist(err):
		w.warn(name, "is a symbolic link that leads nowhere", "remove it or put the file there")
	case err != nil:
		w.tree.failed = append(w.tree.failed, name, name+"/") // a file or a folder may have stood there
		w.problem(name, "is a symbolic link that leads out of the publication's folder or cannot be followed", "copy what it leads to into the folder")
	case fi.IsDir():
		w.warn(name, "is a symbolic link to a folder, which is not followed", "copy the folder to this place")
	default:
		return fi
	}
	return nil
}

// file sorts a file into the tree by its place and extension.
func (w *walker) file(f found, bundle string) {
	switch {
	case strings.HasPrefix(f.name, "static/"):
		w.tree.statics = append(w.tree.statics, f)
	case w.sidecar(f):
	case isMarkdown(f.name) && bundle != "" && !slices.Contains(w.tree.bundles[bundle], f.name):
		remedy := "move it out of the folder to make it an article"
		if strings.HasPrefix(path.Base(f.name), "index.") {
			remedy = "if it is a translation, add its language to languages in gatefold.toml"
		}
		w.warn(f.name, "a text inside the folder of an article is not shown", remedy)
	case isMarkdown(f.name) && strings.HasPrefix(path.Base(f.name), "_index.") && !w.placer.place(f.name).listing:
		w.warn(f.name, "is the index of a folder in a language that the site does not have", "add the language to languages in gatefold.toml")
	case isMarkdown(f.name):
		w.tree.sources = append(w.tree.sources, f)
		if lang := w.placer.strangeLanguage(f.name); lang != "" {
			w.warn(f.name, fmt.Sprintf("the name seems to say that it is in the language %q, which the site does not have, so it is shown as an article of its own", lang),
				"add the language to languages in gatefold.toml, or rename the file")
		}
	case isForeign(f.name):
		w.warn(f.name, "only Markdown is read here", "write it as a .md file, or move it to static/ to publish it as it is")
	default:
		w.tree.resources = append(w.tree.resources, f)
	}
}

// isMarkdown reports whether a file is read as Markdown, by its name.
func isMarkdown(name string) bool {
	switch lower(path.Ext(name)) {
	case ".md", ".markdown", ".mdown":
		return true
	}
	return false
}

// isForeign reports whether a file is content for Hugo that we do not read.
func isForeign(name string) bool {
	switch lower(path.Ext(name)) {
	case ".html", ".htm", ".adoc", ".asciidoc", ".ad", ".org", ".rst", ".pandoc", ".pdc", ".gotmpl":
		return true
	}
	return false
}

// ignored reports whether an entry is no part of the publication: hidden files
// and what editors and desktops leave behind. Below static/ the few hidden
// names stay that web servers look for.
func ignored(dir, base string) bool {
	if strings.HasPrefix(base, ".") {
		wanted := base == ".well-known" || base == ".nojekyll" || base == ".htaccess"
		return !wanted || dir != "static"
	}
	switch {
	case strings.HasSuffix(base, "~"), strings.HasSuffix(base, ".swp"), strings.HasSuffix(base, ".swx"), strings.HasSuffix(base, ".bak"), strings.HasSuffix(base, ".tmp"):
		return true
	case strings.HasPrefix(base, "#") && strings.HasSuffix(base, "#"):
		return true
	}
	return base == "Thumbs.db" || base == "desktop.ini"
}
