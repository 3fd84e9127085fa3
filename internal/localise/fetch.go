package localise

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
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

// nothing stands in the place of what cannot be had.
const nothing = "data:,"

// sheet exchanges the addresses in a style sheet for those of copies, and notes
// what it needs.
func (k *Keeper) sheet(answer *courier.Answer, above []ask, n *note) []byte {
	css := inUTF8(answer.Body, answer.Type)
	base, err := url.Parse(answer.URL)
	if err != nil {
		return nil
	}
	wants := 0
	return exchangeAddresses(css, func(u use, address string) string {
		if hasScheme(address, "data") || address == "" || address[0] == '#' {
			return address
		}
		to, err := base.Parse(address)
		if wants++; err != nil || wants > maxWants {
			return nothing
		}
		var got *note
		switch {
		case u == forFont:
			got = k.get(rewrite.Font, to.String(), 0)
		case u == forPicture:
			got = k.get(rewrite.Picture, to.String(), 0)
		case len(above) < maxDepth:
			got = k.inner(to.String(), above)
		}
		if got == nil || got.File == "" {
			return nothing
		}
		for _, file := range append([]string{got.File}, got.Needs...) {
			if !slices.Contains(n.Needs, file) {
				n.Needs = append(n.Needs, file)
			}
		}
		if to.Fragment != "" {
			return got.File + "#" + to.EscapedFragment()
		}
		return got.File // beside the sheet
	})
}

func hasScheme(address, scheme string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Scheme == scheme
}
