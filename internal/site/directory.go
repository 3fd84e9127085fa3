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

// gap is where the table has room for a path that is not in it.
type gap struct{ hash, at uint32 }

// find returns the document at a path, or nil.
func (p *directory) find(path string) *Document {
	d, _ := p.search(path)
	return d
}

// search returns the document at a path, or nil and the gap for one.
func (p *directory) search(path string) (*Document, gap) {
	return search(p, path, maphash.String(p.seed, path))
}

// searchBytes does the same for a path of which there is no text yet.
func (p *directory) searchBytes(path []byte) (*Document, gap) {
	return search(p, path, maphash.Bytes(p.seed, path))
}

func search[T string | []byte](p *directory, path T, whole uint64) (*Document, gap) {
	hash := uint32(whole)
	mask := uint32(len(p.slots) - 1)
	at := hash & mask
	for ; p.slots[at].place != 0; at = (at + 1) & mask {
		if p.slots[at].hash == hash {
			if d := p.docs[p.slots[at].place-1]; d.Path == string(path) {
				return d, gap{hash, at}
			}
		}
	}
	return nil, gap{hash, at}
}

// add adds a document to the gap that the search for its path has just found.
func (p *directory) add(d *Document, to gap) {
	if full(len(p.docs)+1, len(p.slots)) {
		p.grow()
		to.at = p.free(to.hash)
	}
	p.docs = append(p.docs, d)
	p.slots[to.at] = slot{to.hash, uint32(len(p.docs))}
}

// free returns the first free slot for a hash.
func (p *directory) free(hash uint32) uint32 {
	mask := uint32(len(p.slots) - 1)
	at := hash & mask
	for p.slots[at].place != 0 {
		at = (at + 1) & mask
	}
	return at
}

// grow doubles the table.
func (p *directory) grow() {
	old := p.slots
	p.slots = make([]slot, 2*len(old))
	for _, s := range old {
		if s.place != 0 {
			p.slots[p.free(s.hash)] = s
		}
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
