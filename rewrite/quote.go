package rewrite

import (
	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/provider"
)

// noteQuote lets the gate say what the code that stands in the page says. In a
// page that is not in UTF-8 the text cannot be taken over.
func (s *stream) noteQuote(f *found, p *provider.Pasted, fragment string) {
	if !s.utf8 {
		return
	}
	if q := p.Quote(fragment); q != nil {
		f.snapshot = &gate.Snapshot{Quote: *q}
	}
}
