package site

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/media"
)

// held makes a document whose bytes are in memory.
type held []byte

func (h held) append(_ context.Context, _ *Site, _ *Document, dst []byte) ([]byte, error) {
	return append(dst, h...), nil
}

// copied makes a document that is a file of the publication.
type copied struct {
	*File

	// told is what was found out about the position in a picture.
	told atomic.Int32
}

// What is known of a file that may tell where it was made.
const (
	notAsked int32 = iota
	tellsNothing
	tellsPosition
)

// maxPicture is the size up to which a picture is looked through, in bytes.
const maxPicture = 64 << 20

// Open opens the file. It returns nil where the bytes of the file may not be
// published as they are, because they tell where a picture was taken; append
// leaves that out.
func (c *copied) Open() (*os.File, error) {
	f, err := c.Content.Open()
	if err != nil || !c.isPhotograph() || c.told.Load() == tellsNothing {
		return f, err
	}
	if c.told.Load() == notAsked {
		data, err := io.ReadAll(f)
		if err != nil {
			f.Close()
			return nil, fmt.Errorf("read %s: %w", c.name(), err)
		}
		if !media.BlankPosition(data) {
			c.told.Store(tellsNothing)
			_, err = f.Seek(0, io.SeekStart)
			return f, err
		}
		c.told.Store(tellsPosition)
	}
	return nil, f.Close()
}

// isPhotograph reports whether a file can tell where it was made.
func (f *File) isPhotograph() bool { return isPhotograph(f.Path) && f.Size <= maxPicture }

func isPhotograph(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".webp", ".avif", ".tif", ".tiff":
		return true
	}
	return false
}

func (c *copied) append(_ context.Context, _ *Site, _ *Document, dst []byte) ([]byte, error) {
	f, err := c.Content.Open()
	if err != nil {
		return dst, fmt.Errorf("open %s: %w", c.name(), err)
	}
	defer f.Close()
	start := len(dst)
	dst = slices.Grow(dst, int(c.Size)+1)
	for {
		n, err := f.Read(dst[len(dst):cap(dst)])
		dst = dst[:len(dst)+n]
		if err == io.EOF {
			if c.isPhotograph() {
				media.BlankPosition(dst[start:])
			}
			return dst, nil
		}
		if err != nil {
			return dst, fmt.Errorf("read %s: %w", c.name(), err)
		}
		if len(dst) == cap(dst) {
			dst = slices.Grow(dst, 512)
		}
	}
}

// name is what messages call the file.
func (f *File) name() string {
	if f.Source != "" {
		return f.Source
	}
	return strings.TrimPrefix(f.Path, "/")
}

// fileDocument makes the document of a file. Its key is the digest of the file:
// its bytes depend on nothing else.
func fileDocument(f *File) *Document {
	d := &Document{Path: f.Path, Type: typeOf(f.Path), Key: f.Digest, Modified: f.ModTime, Size: f.Size, maker: &copied{File: f}}
	if f.isPhotograph() {
		d.Key[0] ^= 0x5a // not the bytes that the file itself has
	}
	return d
}

// sortedFiles returns the files in the order of their paths.
func sortedFiles(files []File) []File {
	byPath := func(x, y File) int { return strings.Compare(x.Path, y.Path) }
	if !slices.IsSortedFunc(files, byPath) {
		files = slices.Clone(files)
		slices.SortFunc(files, byPath)
	}
	return files
}

// addFiles adds the files that are published as they are, except those that
// other documents are made from.
func (b *builder) addFiles() {
	for i := range b.files {
		f := &b.files[i]
		switch {
		case f.Path == headersPath || f.Path == redirectsPath:
			continue // goes before ours
		case b.site.paths.find(f.Path) != nil && b.isNotFound(f.Path):
			continue // is there already
		case !isFilePath(f.Path):
			b.problem(article.Problem{File: f.name(), Message: fmt.Sprintf("%q cannot be the address of a file", f.Path), Remedy: "rename it"})
		case strings.HasPrefix(f.Path, reserved):
			b.problem(article.Problem{File: f.name(), Message: "the folder " + reserved + " belongs to Gatefold", Remedy: "move the file elsewhere"})
		default:
			if had := b.site.paths.find(f.Path + "/"); had != nil {
				b.taken(f.Path, had, f.name())
				continue
			}
			b.add(fileDocument(f), f.name())
		}
	}
}

// isNotFound reports whether path is that of a file which says that there is
// nothing.
func (b *builder) isNotFound(path string) bool {
	return slices.ContainsFunc(b.site.notFound, func(d *Document) bool {
		_, own := d.maker.(*copied)
		return own && d.Path == path
	})
}

// isFilePath reports whether p is an absolute path without dot segments and
// in its canonical spelling.
func isFilePath(p string) bool {
	decoded, err := url.PathUnescape(p)
	return err == nil && strings.HasPrefix(decoded, "/") && path.Clean(decoded) == decoded && decoded != "/" &&
		!strings.ContainsAny(decoded, "\\\x00") && article.EncodePath(decoded) == p
}

// typeOf returns the media type of a file by its name. The table is ours, so
// that a type does not depend on the machine (RFC 6838; WHATWG MIME Sniffing).
func typeOf(p string) string {
	if t, ok := types[strings.ToLower(path.Ext(p))]; ok {
		return t
	}
	return "application/octet-stream"
}

var types = map[string]string{
	".html": typeHTML, ".htm": typeHTML, ".txt": typePlain, ".md": typePlain, ".xml": typeXML, ".atom": typeAtom,
	".rss": "application/rss+xml; charset=utf-8", ".xsl": "text/xsl; charset=utf-8",
	".css": "text/css; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".vtt": "text/vtt; charset=utf-8", ".ics": "text/calendar; charset=utf-8",
	".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8", ".wasm": "application/wasm",
	".json": "application/json", ".map": "application/json", ".geojson": "application/geo+json", ".jsonld": "application/ld+json",
	".webmanifest": "application/manifest+json", ".pdf": "application/pdf", ".epub": "application/epub+zip",
	".zip": "application/zip", ".gz": "application/gzip", ".svg": "image/svg+xml", ".png": "image/png", ".apng": "image/apng",
	".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon",
	".bmp": "image/bmp", ".tif": "image/tiff", ".tiff": "image/tiff",
	".mp4": "video/mp4", ".m4v": "video/mp4", ".webm": "video/webm", ".ogv": "video/ogg", ".mov": "video/quicktime",
	".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".oga": "audio/ogg", ".opus": "audio/ogg", ".wav": "audio/wav", ".flac": "audio/flac",
	".woff": "font/woff", ".woff2": "font/woff2", ".ttf": "font/ttf", ".otf": "font/otf",
}
