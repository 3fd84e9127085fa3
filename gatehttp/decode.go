package gatehttp

import (
	"bufio"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// What a page may be packed in (RFC 9110, section 8.4).
var (
	// errCoding says that a page is packed in a way that nobody here can
	// undo.
	errCoding = errors.New("unknown content coding")
	// errBomb says that a page grows beyond measure when it is unpacked.
	errBomb = errors.New("a compressed page grows beyond measure")
)

// Bounds of unpacking. Text packs to a tenth, a table of zeros to a thousandth;
// what grows more is made to hurt.
const (
	maxCodings = 2
	maxGrowth  = 1000
	harmless   = 16 << 20 // bytes that may come out of anything
	maxWindow  = 8 << 20  // of zstd, as RFC 9659 has it
)

// decoders undo one coding each.
var decoders = map[string]func(io.Reader) (io.Reader, error){
	"gzip":    newGunzip,
	"x-gzip":  newGunzip,
	"br":      func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
	"zstd":    newUnzstd,
	"deflate": newInflate,
}

// unpacked are names that stand in Content-Encoding and mean that nothing is packed. All but
// the first two are mistakes that browsers pass over: the word that PHP programs keep a
// server from packing with, character encodings, and the names that mail has.
var unpacked = setOf("", "identity", "none", "utf-8", "utf8", "iso-8859-1", "windows-1252", "us-ascii", "7bit", "8bit", "binary")

// codingsOf gives the codings of Content-Encoding headers in the order in which
// they were applied.
func codingsOf(headers []string) (names []string, err error) {
	for _, h := range headers {
		for name := range strings.SplitSeq(h, ",") {
			name = strings.ToLower(strings.TrimSpace(name))
			if unpacked[name] {
				continue
			}
			if decoders[name] == nil {
				return nil, fmt.Errorf("%w %q", errCoding, name)
			}
			names = append(names, name)
		}
	}
	if len(names) > maxCodings {
		return nil, fmt.Errorf("%w: %d of them, one in the other", errCoding, len(names))
	}
	return names, nil
}

// unpack undoes codings. A decoder is opened when the first byte is asked for.
func unpack(packed io.Reader, codings []string) io.Reader {
	if len(codings) == 0 {
		return packed
	}
	in := &meter{from: packed}
	out := io.Reader(in)
	for i := len(codings) - 1; i >= 0; i-- {
		out = &unpacker{open: decoders[codings[i]], from: out}
	}
	return &fuse{from: out, in: in}
}

// unpacker is one decoder.
type unpacker struct {
	open func(io.Reader) (io.Reader, error)
	from io.Reader
	r    io.Reader
	some bool  // something has come out
	err  error // how it ended
}

func (u *unpacker) Read(p []byte) (int, error) {
	if u.err != nil {
		return 0, u.err
	}
	if u.r == nil {
		r, err := u.open(u.from)
		if err != nil {
			u.err = err
			return 0, err
		}
		u.r = r
	}
	n, err := u.r.Read(p)
	u.some = u.some || n > 0
	if u.some && err == gzip.ErrHeader {
		err = io.EOF // browsers, too, leave out what follows the end
	}
	if err != nil {
		u.end(err)
	}
	return n, err
}

// end lets go of the decoder.
func (u *unpacker) end(err error) {
	u.err = err
	switch r := u.r.(type) {
	case *gzip.Reader:
		_ = r.Reset(nothing{}) // which has no header; it lets go of what it read from
		gunzips.Put(r)
	case interface{ Close() }:
		r.Close() // a zstd decoder gives its buffers back
	}
	u.r = nil
}

// nothing is empty.
type nothing struct{}

func (nothing) Read([]byte) (int, error) { return 0, io.EOF }

// gunzips lends decoders of gzip, whose windows are larger than most pages.
var gunzips sync.Pool

func newGunzip(r io.Reader) (io.Reader, error) {
	z, ok := gunzips.Get().(*gzip.Reader)
	if !ok {
		return gzip.NewReader(r)
	}
	if err := z.Reset(r); err != nil {
		gunzips.Put(z)
		return nil, err
	}
	return z, nil
}

func newUnzstd(r io.Reader) (io.Reader, error) {
	return zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
}

// newInflate reads "deflate", which is the zlib format, or, from servers that
// took the name at its word, the bare stream.
func newInflate(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	head, err := b.Peek(2)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if len(head) == 2 && head[0]&0x0f == 8 && (uint(head[0])<<8|uint(head[1]))%31 == 0 {
		return zlib.NewReader(b)
	}
	return flate.NewReader(b), nil
}

// meter counts what goes in.
type meter struct {
	from io.Reader
	n    int64
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.from.Read(p)
	m.n += int64(n)
	return n, err
}

// fuse stops what grows too much.
type fuse struct {
	from io.Reader
	in   *meter
	out  int64
}

func (f *fuse) Read(p []byte) (int, error) {
	n, err := f.from.Read(p)
	f.out += int64(n)
	if f.out > harmless && f.out/maxGrowth > f.in.n {
		return 0, fmt.Errorf("%w: %d bytes became %d", errBomb, f.in.n, f.out)
	}
	return n, err
}
