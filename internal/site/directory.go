package site

import (
	"hash/maphash"
	"strings"
)

// directory finds documents by their paths. To make the site of a large publication
// is mostly to wait for memory, and a table of numbers stays within the
// processor's caches where a map of texts and pointers does not.
type directory struct {
	docs  []*Document // in the order in which they came
	slots []slot      // as many as a power of two; see full
	seed  maphash.Seed
}

// slot holds a document's place in the list, counted from 1, and part of the
// hash of its path: few searches look at a document that is not the one.
type slot struct{ hash, place uint32 }

// newDirectory makes the table with room for about n documents.
func newDirectory(n int) directory {
	size := 64
	for full(n, size) {
		size *= 2
	}
	return directory{docs: make([]*Document, 0, n), slots: make([]slot, size), seed: maphash.MakeSeed()}
}

// full reports whether n documents are too many for so many slots: a search
// takes two steps or three as long as a third of them is free.
func full(n, slots int) bool { return 3*n > 2*slots }

// find returns the document at a path, or nil.
func (p *directory) find(path string) *Document {
	d, _, _ := search(p, path, maphash.String(p.seed, path))
	return d
}

// findBytes returns the document at a path of which there is no text yet.
func (p *directory) findBytes(path []byte) *Document {
	d, _, _ := search(p, path, maphash.Bytes(p.seed, path))
	return d
}

// search returns the document at a path, or else the free slot for it.
func search[T string | []byte](p *directory, path T, whole uint64) (d *Document, at, hash uint32) {
	hash = uint32(whole)
	mask := uint32(len(p.slots) - 1)
	for at = hash & mask; p.slots[at].place != 0; at = (at + 1) & mask {
		if p.slots[at].hash == hash {
			if d := p.docs[p.slots[at].place-1]; d.Path == string(path) {
				return d, at, hash
			}
		}
	}
	return nil, at, hash
}

// add adds a document whose path is not there yet.
func (p *directory) add(d *Document) {
	if full(len(p.docs)+1, len(p.slots)) {
		p.grow()
	}
	_, at, hash := search(p, d.Path, maphash.String(p.seed, d.Path))
	p.docs = append(p.docs, d)
	p.slots[at] = slot{hash, uint32(len(p.docs))}
}

// grow doubles the table.
func (p *directory) grow() {
	old := p.slots
	p.slots = make([]slot, 2*len(old))
	mask := uint32(len(p.slots) - 1)
	for _, s := range old {
		if s.place == 0 {
			continue
		}
		at := s.hash & mask
		for p.slots[at].place != 0 {
			at = (at + 1) & mask
		}
		p.slots[at] = s
	}
}

// textBlocks puts many short texts into few blocks of memory.
type textBlocks struct{ block strings.Builder }

// textBlock is the size of a block in bytes.
const textBlock = 64 << 10

// join gives x and y as one text.
func (t *textBlocks) join(x, y string) string {
	start := t.room(len(x) + len(y))
	t.block.WriteString(x)
	t.block.WriteString(y)
	return t.block.String()[start:]
}

// joinBytes gives x and y as one text.
func (t *textBlocks) joinBytes(x []byte, y string) string {
	start := t.room(len(x) + len(y))
	t.block.Write(x)
	t.block.WriteString(y)
	return t.block.String()[start:]
}

// room makes room for n bytes, and gives the place where they begin.
func (t *textBlocks) room(n int) int {
	if t.block.Cap()-t.block.Len() < n {
		t.block = strings.Builder{}
		t.block.Grow(max(textBlock, n))
	}
	return t.block.Len()
}
