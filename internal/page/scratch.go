package page

import (
	"html/template"
	"sync"
)

// scratch collects the finished parts of one page: they are appended to one
// buffer, cut off one by one, and handed to the template as pieces of a single
// string.
type scratch struct {
	buf   []byte
	cuts  [16]int // where each part ends
	n     int
	whole string // all parts, once the first is taken
	taken int
	prose prose
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// maxScratch is the size, in bytes, above which a buffer is not kept: one long
// page should not hold its memory for the rest of the build.
const maxScratch = 1 << 20

func newScratch() *scratch { return scratches.Get().(*scratch) }

// free gives the scratch back. What was taken from it stays valid.
func (s *scratch) free() {
	if cap(s.buf) > maxScratch {
		return
	}
	clear(s.prose.pieces)
	*s = scratch{buf: s.buf[:0], prose: prose{pieces: s.prose.pieces[:0]}}
	scratches.Put(s)
}

// cut ends a part.
func (s *scratch) cut() {
	s.cuts[s.n] = len(s.buf)
	s.n++
}

// take returns the parts in the order in which they were cut. All have to be
// cut before the first is taken.
func (s *scratch) take() template.HTML {
	from := 0
	if s.taken == 0 {
		s.whole = string(s.buf)
	} else {
		from = s.cuts[s.taken-1]
	}
	part := s.whole[from:s.cuts[s.taken]]
	s.taken++
	return template.HTML(part)
}
