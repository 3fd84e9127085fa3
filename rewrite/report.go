package rewrite

import (
	"fmt"
	"slices"
	"strings"
)

// Finding is one thing that the page would have loaded from, or told to,
// somebody else, and what was done about it.
type Finding struct {
	Kind    Kind   `json:"kind"`
	Host    string `json:"host,omitempty"`    // in lower case; empty where it cannot be told
	Address string `json:"address,omitempty"` // at most 512 bytes of it
	Element string `json:"element"`           // the name of the element, in lower case
	Line    int    `json:"line"`              // from 1
	Offset  int64  `json:"offset"`            // in bytes, of the original
	Action  Action `json:"action"`

	// Provider is the catalogue's ID of whose it is, or the owner of a known
	// tracker; empty where neither is known.
	Provider string `json:"provider,omitempty"`

	// Name is what the provider is called, such as "Instagram", where it is known.
	Name string `json:"providerName,omitempty"`

	// Reason is why, in a few words of English, where the action alone does not
	// say it; for what was allowed, the site's own reason.
	Reason string `json:"reason,omitempty"`
}

// Action is what was done about a finding.
type Action uint8

// The actions.
const (
	Allowed   Action = iota // nothing: the site lets it through
	Gated                   // a gate stands in its place
	Linked                  // a link stands in its place, since no gate can
	HeldBack                // it stands where it was, and does nothing
	Dropped                 // it is gone
	Localised               // a copy on the own site takes its place
	Kept                    // nothing: it contacts somebody only if the reader acts, or the policy alone holds it
)

var actionNames = [...]string{"allowed", "gated", "linked", "held-back", "dropped", "localised", "kept"}

// String returns the action as one word, such as "held-back".
func (a Action) String() string {
	if int(a) >= len(actionNames) {
		return "unknown"
	}
	return actionNames[a]
}

// MarshalText gives the word, for JSON.
func (a Action) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText reads the word that String gives.
func (a *Action) UnmarshalText(text []byte) error {
	i := slices.Index(actionNames[:], strings.ToLower(string(text)))
	if i < 0 {
		return fmt.Errorf("rewrite: %q is no action: %s", text, strings.Join(actionNames[:], ", "))
	}
	*a = Action(i)
	return nil
}
