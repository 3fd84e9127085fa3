package localise

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gatefold/gatefold/internal/snapshot/courier"
	"github.com/gatefold/gatefold/rewrite"
)

var (
	errStatus = errors.New("the host does not give it")
	errForm   = errors.New("it is not what it should be")
)

// fetch fetches something and keeps it. above are the sheets that import it.
func (k *Keeper) fetch(a ask, above []ask) (*note, error) {
	answer, err := k.askFor(a)
	if err != nil {
		return nil, err
	}
	f, ok := formOf(a.kind, answer.Type, answer.Body)
	if !ok {
		return nil, fmt.Errorf("%w: %s of type %q", errForm, a.kind, answer.Type)
	}
	n := &note{Kind: a.kind.String(), Address: a.address, When: time.Now()}
	body := answer.Body
	if a.kind == rewrite.Style {
		body = k.sheet(answer, append(above[:len(above):len(above)], a), n)
	}
	n.File, err = k.store.keep(body, f.ext)
	return n, err
}

// askFor waits for a turn and asks.
func (k *Keeper) askFor(a ask) (*courier.Answer, error) {
	select {
	case k.turns <- struct{}{}:
		defer func() { <-k.turns }()
	case <-k.ctx.Done():
		return nil, k.ctx.Err()
	}
	answer, err := k.o.Courier.Ask(k.ctx, courier.Question{URL: a.address, Accept: acceptOf(a.kind), Limit: limitOf(a.kind)})
	if err != nil {
		return nil, err
	}
	if answer.Status != http.StatusOK {
		return nil, fmt.Errorf("%w: it answers %d", errStatus, answer.Status)
	}
	return answer, nil
}

// Bounds of what a style sheet may want.
const (
	maxDepth = 3
	maxWants = 500
)

// sheet exchanges the addresses in a style sheet for those of copies, and notes
// what it needs.
func (k *Keeper) sheet(answer *courier.Answer, above []ask, n *note) []byte {
	css := inUTF8(answer.Body, answer.Type)
	base, err := url.Parse(answer.URL)
	if err != nil {
		return nil
	}
	wants := 0
	return rewrite.SwapAddresses(nil, css, base, func(kind rewrite.Kind, address string) (string, bool) {
		if wants++; wants > maxWants {
			return "", false
		}
		var got *note
		switch {
		case kind != rewrite.Style:
			got = k.get(kind, address, 0)
		case len(above) < maxDepth:
			got = k.inner(address, above)
		}
		if got != nil && !got.whole() {
			n.Lacks = true
		}
		if got == nil || got.File == "" {
			return "", false
		}
		for _, file := range append([]string{got.File}, got.Needs...) {
			if !slices.Contains(n.Needs, file) {
				n.Needs = append(n.Needs, file)
			}
		}
		_, fragment, has := strings.Cut(address, "#")
		if has {
			return got.File + "#" + fragment, true // a part of a font or a drawing
		}
		return got.File, true // beside the sheet
	})
}
