package consent

import (
	"errors"
	"fmt"
)

// Action is what a reader did.
type Action string

// The actions.
const (
	Given     Action = "given"     // agreed to load
	Refused   Action = "refused"   // said "not now"
	Withdrawn Action = "withdrawn" // took an earlier agreement back
)

// Scope is how far a decision reaches.
type Scope string

// The scopes.
const (
	Piece        Scope = "piece"    // one piece, one time
	FromProvider Scope = "provider" // everything of the provider on this site
)

// MaxDays is how long a decision is remembered at most.
const MaxDays = 180

// Decision is what a reader chose. The zero value is none.
type Decision struct {
	Action Action `json:"action"`
	Scope  Scope  `json:"scope"`

	// Days is how long the decision is remembered on the reader's device; 0
	// where it is not, as for one piece or for what was withdrawn.
	Days int `json:"days,omitempty"`
}

// Validate says what is wrong with a decision.
func (d Decision) Validate() error {
	switch d.Action {
	case Given, Refused, Withdrawn:
	default:
		return fmt.Errorf("action %q is not given, refused or withdrawn", d.Action)
	}
	remembered := d.Scope == FromProvider && d.Action != Withdrawn
	switch {
	case d.Scope != Piece && d.Scope != FromProvider:
		return fmt.Errorf("scope %q is not piece or provider", d.Scope)
	case !remembered && d.Days != 0:
		return errors.New("days are given, but such a decision is not remembered")
	case remembered && (d.Days < 1 || d.Days > MaxDays):
		return fmt.Errorf("%d days is not between 1 and %d", d.Days, MaxDays)
	}
	return nil
}

// Decide makes a decision for as long as a notice says. Where the notice says
// that nothing is remembered, always has no effect.
func (n Notice) Decide(a Action, always bool) Decision {
	d := Decision{Action: a, Scope: Piece}
	if always && n.Days > 0 {
		d.Scope = FromProvider
		if a != Withdrawn {
			d.Days = n.Days
		}
	}
	return d
}
