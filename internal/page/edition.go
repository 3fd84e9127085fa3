package page

import (
	"strings"
	"sync"
)

// edition is a publication with what was worked out for it once.
type edition struct {
	*Publication
	*voice

	base   string // the path that the site stands below, "" for the root
	origin string // scheme and host of BaseURL, without a slash at the end
	host   string
	shells sync.Map // shellKey to *shell
}

// maxEditions bounds the memory of a renderer that outlives many publications,
// as one does that watches a folder.
const maxEditions = 32

// edition returns what was worked out for p, working it out if need be.
func (r *Renderer) edition(p *Publication) *edition {
	r.mu.RLock()
	e := r.editions[p]
	r.mu.RUnlock()
	if e != nil {
		return e
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if e := r.editions[p]; e != nil {
		return e
	}
	if len(r.editions) >= maxEditions {
		clear(r.editions)
	}
	e = newEdition(p, newVoice(r.bundle, p.Lang))
	r.editions[p] = e
	return e
}

func newEdition(p *Publication, v *voice) *edition {
	e := &edition{Publication: p, voice: v, origin: strings.TrimSuffix(p.BaseURL, p.Base), host: hostOf(p.BaseURL)}
	if ownPath(p.Base) {
		e.base = p.Base
	}
	return e
}

// absolute makes an address of the site absolute.
func (e *edition) absolute(href string) string {
	if ownPath(href) {
		return e.origin + href
	}
	return href
}

// based puts the path that the site stands below before a path of the site.
func (e *edition) based(path string) string {
	if ownPath(path) {
		return e.base + path
	}
	return path
}

// outside reports whether an address leaves the publication.
func (e *edition) outside(href string) bool {
	host := hostOf(href)
	if host == "" || host == e.host {
		return false
	}
	return e.FirstParty == nil || !e.FirstParty(host)
}
