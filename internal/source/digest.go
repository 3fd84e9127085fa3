package source

import (
	"crypto/sha256"
	"encoding/binary"

	"github.com/gatefold/gatefold/internal/article"
)

// digester collects what a digest is made of. Every part is preceded by its
// length, so that "ab", "c" and "a", "bc" differ.
type digester struct{ bytes []byte }

func (d *digester) text(texts ...string) {
	for _, s := range texts {
		d.number(int64(len(s)))
		d.bytes = append(d.bytes, s...)
	}
}

func (d *digester) number(numbers ...int64) {
	for _, n := range numbers {
		d.bytes = binary.LittleEndian.AppendUint64(d.bytes, uint64(n))
	}
}

func (d *digester) digest(digests ...article.Digest) {
	for i := range digests {
		d.bytes = append(d.bytes, digests[i][:]...)
	}
}

func (d *digester) sum() article.Digest { return sumOf(d.bytes) }

// sumOf is the digest of bytes: the first half of their SHA-256.
func sumOf(b []byte) article.Digest {
	full := sha256.Sum256(b)
	return article.Digest(full[:len(article.Digest{})])
}

// file adds what tells two states of a file apart, on every machine that has
// a faithful copy of it.
func (d *digester) file(f found) {
	d.text(f.name)
	d.number(f.stat.size, f.stat.modified)
}
