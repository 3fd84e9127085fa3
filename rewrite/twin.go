package rewrite

import (
	"bytes"

	"github.com/gatefold/gatefold/provider"
)

// Many tools write a piece twice: in a noscript, and for a script to build. One gate is enough.

const onceMore = "it stands in the page once more, for readers with JavaScript"

// maxTwin is how many bytes from a piece on are looked at for the same piece.
const maxTwin = 4 << 10

// comesBehind reports whether the piece at pos, n bytes long, which stands in a noscript,
// stands right behind it once more.
func (s *stream) comesBehind(m *provider.Match, n int) bool {
	for s.end-s.pos < n+maxTwin && s.more() {
	}
	b := s.buf[s.pos+n : min(s.end, s.pos+n+maxTwin)]
	const end = "noscript"
	i := indexEnd(b, end)
	if i < 0 || len(trim(b[:i])) > 0 {
		return false
	}
	b = bytes.TrimLeft(b[i+len("</"+end):], blanks)
	if len(b) == 0 || b[0] != '>' {
		return false
	}
	b = bytes.TrimLeft(b[1:], blanks)
	if len(b) < 2 || b[0] != '<' || !isLetter(b[1]) {
		return false
	}
	found, _ := s.r.o.Catalogue.Paste(string(b))
	return len(found) > 0 && found[0].Start == 0 && found[0].Match == *m && s.isNested(b[:found[0].End])
}

// isNested reports whether all that begins in b ends there in its turn. What does not may get no gate.
func (s *stream) isNested(b []byte) bool {
	var open [8]uint64
	n := 0
	for {
		i := bytes.IndexByte(b, '<')
		if i < 0 || i+2 >= len(b) {
			return n == 0 && i < 0
		}
		b = b[i:]
		if c := b[1]; !isLetter(c) && (c != '/' || !isLetter(b[2])) {
			return false
		}
		t := &s.x.t
		size := s.scan(t, b, false)
		if size == 0 {
			return false
		}
		b = b[size:]
		switch {
		case t.closing:
			if n == 0 || open[n-1] != t.key {
				return false
			}
			n--
		case t.traits&void == 0:
			if n == len(open) {
				return false
			}
			open[n] = t.key
			n++
			if t.traits&raw != 0 {
				end, whole := endOf(b, rawNames[t.kind], true)
				if !whole {
					return false
				}
				b = b[end:]
			}
		}
	}
}

// isSame reports whether two pieces are the same thing, said perhaps in other words.
func (p *piece) isSame(other *piece) bool {
	return p.match == other.match || p.match.URL != "" && p.match.URL == other.match.URL && p.match.Provider.ID == other.match.Provider.ID
}
