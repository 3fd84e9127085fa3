package provider

import (
	"runtime"
	"sync"
	"weak"
)

// hostRecords are the records of unknown hosts, by host. Matches can be compared because two pieces
// of one host share a record; a record nobody holds any more goes away, so that
// pages from outside cannot fill the memory with the names of hosts.
type hostRecords struct{ byHost sync.Map }

// unknownHosts is one for the program, like [Default].
var unknownHosts hostRecords

// record returns the record of a host.
func (r *hostRecords) record(host string) *Provider {
	for {
		if known, ok := r.byHost.Load(host); ok {
			if p := known.(weak.Pointer[Provider]).Value(); p != nil {
				return p
			}
			r.byHost.CompareAndDelete(host, known)
		}
		p := newStranger(host)
		w := weak.Make(p)
		if _, had := r.byHost.LoadOrStore(host, w); !had {
			runtime.AddCleanup(p, func(host string) { r.byHost.CompareAndDelete(host, w) }, host)
			return p
		}
	}
}

// newStranger says what is known of a host that nobody knows: its name.
func newStranger(host string) *Provider {
	return &Provider{
		ID: UnknownID, Name: host, Kind: Other, Noun: "content", AnyHost: true,
		FrameHosts: []string{host}, SetsCookies: Unknown, Confidence: Low,
		Resize: Resize{Kind: "unknown"},
		// Whatever it is, it is nobody's mistake if it has a form or links.
		Sandbox: []string{"allow-forms", "allow-popups-to-escape-sandbox"},
	}
}
