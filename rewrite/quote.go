package rewrite

import (
	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/provider"
)

// quote is what the code says, for the gate to say. In a page that is not in UTF-8
// the text cannot be taken over.
func (s *stream) quote(p *provider.Pasted, code string) *gate.Snapshot {
	if !s.utf8 {
		return nil
	}
	q := p.Quote(code)
	if q == nil {
		return nil
	}
	return &gate.Snapshot{Quote: *q}
}
