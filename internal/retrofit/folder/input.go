package folder

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/rewrite"
)

// ownFolder is where package export keeps its notes; a folder that was written by
// it holds one, which is not part of the site.
const ownFolder = ".gatefold"

// list finds the files of the folder. What cannot be a file of a site is an error:
// it is better to stop than to leave something out that nobody misses at first.
func (f *folder) list() error {
	packed := []string{}
	err := fs.WalkDir(f.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("%s: %w", path.Join(f.o.In, name), err)
		}
		if d.IsDir() {
			if name == ownFolder {
				return fs.SkipDir
			}
			return nil
		}
		if !utf8.ValidString(name) {
			return fmt.Errorf("%q is a name that is not in UTF-8: rename the file, and the links that lead to it", path.Join(f.o.In, name))
		}
		info, err := f.info(name, d)
		if err != nil {
			return err
		}
		if packedExts[path.Ext(name)] {
			packed = append(packed, name)
			return nil
		}
		return f.take(name, info)
	})
	if err != nil {
		return err
	}
	f.sort()
	return f.takePacked(packed)
}

// info looks at a file. A link may lead to another file of the folder.
func (f *folder) info(name string, d fs.DirEntry) (fs.FileInfo, error) {
	if d.Type()&fs.ModeSymlink == 0 {
		info, err := d.Info()
		if err == nil && !info.Mode().IsRegular() {
			return nil, fmt.Errorf("%s is no regular file: remove it from the folder", path.Join(f.o.In, name))
		}
		return info, err
	}
	info, err := f.root.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("%s is a link that leads nowhere, or out of the folder: replace it by what it should be: %w", path.Join(f.o.In, name), err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is a link to a folder: replace it by the folder itself", path.Join(f.o.In, name))
	}
	return info, nil
}

// take decides whether a file is a page.
func (f *folder) take(name string, info fs.FileInfo) error {
	switch ext := strings.ToLower(path.Ext(name)); {
	case ext == ".xhtml" || ext == ".xht":
		return fmt.Errorf("%s is XHTML, which cannot be rewritten as a file: save it as HTML (.html), or serve it through the proxy", path.Join(f.o.In, name))
	case f.isPage(name):
		f.pages = append(f.pages, &page{f: f, name: name, large: info.Size() > maxBuffered})
	default:
		if f.mayBePage(name) {
			f.asIs = append(f.asIs, name)
		}
		f.others = append(f.others, &other{f: f, name: name, size: info.Size(), modified: info.ModTime().UnixNano()})
	}
	return nil
}

// takePacked copies compressed files, but not those of pages: they are what the
// page was, and nothing can be put into them.
func (f *folder) takePacked(names []string) error {
	isPage := map[string]bool{}
	for _, p := range f.pages {
		isPage[p.name] = true
	}
	for _, name := range names {
		switch inner := strings.TrimSuffix(name, path.Ext(name)); {
		case isPage[inner]:
			f.leftOut = append(f.leftOut, name)
			continue
		case pageExts[strings.ToLower(path.Ext(inner))]:
			f.packed = append(f.packed, name)
			continue
		}
		info, err := f.root.Stat(name)
		if err != nil {
			return err
		}
		f.others = append(f.others, &other{f: f, name: name, size: info.Size(), modified: info.ModTime().UnixNano()})
	}
	f.sort()
	return nil
}

// page is a file that is rewritten.
type page struct {
	f     *folder
	name  string
	large bool              // too large to be made in memory
	sum   [sha256.Size]byte // of what it becomes
}

// maxBuffered is the size above which a page is made in a file that has no name.
const maxBuffered = 8 << 20

// first reads the page for what is on it, and for what it becomes: a page whose
// result is what it was last time is not written again, whatever has changed.
func (p *page) first() (*rewrite.Result, error) {
	h := sha256.New()
	result, err := p.rewrite(h)
	h.Sum(p.sum[:0])
	return result, err
}

// rewrite reads the page and writes it anew.
func (p *page) rewrite(dst io.Writer) (*rewrite.Result, error) {
	file, err := p.f.root.Open(p.name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return p.f.r.Rewriter().Rewrite(dst, file, &rewrite.Page{URL: p.f.addressOf(p.name)})
}

// addressOf is where readers find a file.
func (f *folder) addressOf(name string) *url.URL {
	u := &url.URL{Scheme: "https", Host: "site.invalid"}
	if o := f.r.Config().Origin; o != nil {
		u.Scheme, u.Host, u.Path = o.Scheme, o.Host, strings.TrimRight(o.Path, "/")
	}
	if path.Base(name) == "index.html" {
		name = strings.TrimSuffix(name, "index.html")
	}
	u.Path += "/" + name
	return u
}

func (p *page) key() article.Digest { return digest("page", hex.EncodeToString(p.sum[:])) }

// Append writes the page, which must become what it did when it was first read:
// the embed documents that it needs were found then.
func (p *page) Append(_ context.Context, dst []byte) ([]byte, error) {
	before := len(dst)
	b := bytes.NewBuffer(dst)
	_, err := p.rewrite(b)
	if err == nil {
		err = p.mustBe(sha256.Sum256(b.Bytes()[before:]))
	}
	return b.Bytes(), err
}

func (p *page) mustBe(sum [sha256.Size]byte) error {
	if sum != p.sum {
		return fmt.Errorf("%s: %w: do it again when nobody writes there", p.name, ErrChanged)
	}
	return nil
}

// Open makes a large page, and says of all others that they are no files yet.
func (p *page) Open() (*os.File, error) {
	if !p.large {
		return nil, nil
	}
	file, err := os.CreateTemp("", "gatefold-")
	if err != nil {
		return nil, err
	}
	_ = os.Remove(file.Name()) // it lives as long as it is open; elsewhere than on Unix it stays for the system to clear away
	if err = p.into(file); err != nil {
		file.Close()
		return nil, err
	}
	return file, nil
}

// into writes the page into a file, and goes back to its beginning.
func (p *page) into(file *os.File) error {
	h, b := sha256.New(), bufio.NewWriterSize(file, 64<<10)
	_, err := p.rewrite(io.MultiWriter(b, h))
	if err == nil {
		err = p.mustBe([sha256.Size]byte(h.Sum(nil)))
	}
	if err == nil {
		err = b.Flush()
	}
	if err == nil {
		_, err = file.Seek(0, io.SeekStart)
	}
	return err
}

// other is a file that is copied.
type other struct {
	f              *folder
	name           string
	size, modified int64
}

func (x *other) key() article.Digest {
	return digest("copy", x.name, strconv.FormatInt(x.size, 10), strconv.FormatInt(x.modified, 10))
}

// Append reads it.
func (x *other) Append(_ context.Context, dst []byte) ([]byte, error) {
	text, err := x.f.root.ReadFile(x.name)
	return append(dst, text...), err
}

// Open opens it.
func (x *other) Open() (*os.File, error) { return x.f.root.Open(x.name) }
