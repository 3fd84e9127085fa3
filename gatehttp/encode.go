package gatehttp

import (
	"io"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// Levels at which a page is packed again: each reader waits for it, so these are
// the quick ones.
const (
	gzipLevel   = 4
	brotliLevel = 3
)

// packer packs a stream.
type packer interface {
	io.WriteCloser
	Flush() error
	Reset(w io.Writer)
}

// packers make what packs a page again, as the handler had it packed.
var packers = map[string]*sync.Pool{
	"gzip":    {New: func() any { w, _ := gzip.NewWriterLevel(nil, gzipLevel); return w }},
	"br":      {New: func() any { return brotli.NewWriterLevel(nil, brotliLevel) }},
	"zstd":    {New: newZstd},
	"deflate": {New: func() any { w, _ := zlib.NewWriterLevel(nil, gzipLevel); return w }},
}

func newZstd() any {
	w, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true),
		zstd.WithWindowSize(512<<10), zstd.WithEncoderLevel(zstd.SpeedDefault))
	if err != nil {
		panic(err) // the options are constants
	}
	return w
}

// packing is a packer that is lent.
type packing struct {
	packer
	pool *sync.Pool
}

// lend gives the packer for a coding; ok is false where there is none.
func lend(coding string, to io.Writer) (p packing, ok bool) {
	if coding == "x-gzip" {
		coding = "gzip"
	}
	p.pool, ok = packers[coding]
	if !ok {
		return p, false
	}
	p.packer = p.pool.Get().(packer)
	p.Reset(to)
	return p, true
}

// flush and close do nothing where nothing is packed.
func (p *packing) flush() error {
	if p.packer == nil {
		return nil
	}
	return p.Flush()
}

func (p *packing) close() error {
	if p.packer == nil {
		return nil
	}
	return p.Close()
}

// giveBack ends the loan. What was not closed is lost.
func (p *packing) giveBack() {
	if p.packer == nil {
		return
	}
	p.Reset(io.Discard)
	p.pool.Put(p.packer)
	p.packer = nil
}
