package provider

import (
	"encoding/json"
	"strings"
)

// Resize says how a frame finds its height.
type Resize struct {
	// Kind is "ratio" (keeps its shape), "fixed" (keeps its height),
	// "message" (the frame posts its height), "script" (only the provider's
	// script knows) or "unknown" (treat like "fixed").
	Kind string `json:"kind"`

	// Rules, for Kind "message": the first that fits a message gives the height.
	Rules []ResizeRule `json:"rules"`

	// FrameQuery is what the frame's address needs so that it reports at all.
	FrameQuery string `json:"frame_query"`

	Note string `json:"note"`
}

// ResizeRule reads a height out of a message. The page must accept it only if
// the message's source is the frame's window and its origin is Origin, and must
// keep the result within sane bounds.
type ResizeRule struct {
	Origin string `json:"origin"` // "https://host"; in the data also "frame": the origin of the frame's address

	// Data is the form of the message: "object", "json" (a string),
	// "json-or-object", "query" (a=1&b=2) or "text".
	Data string `json:"data"`

	// Match lists what must hold for a message to count.
	Match []ResizeMatch `json:"match,omitempty"`

	// HeightPath leads to the height: keys (string) and positions (number).
	// The value is a number or a text that begins with one ("842px"). "{id}"
	// in a key stands for the id of the piece.
	HeightPath []any `json:"height,omitempty"`

	// Regex has a group "height", for text messages. Plus is a second one
	// whose height is added where it matches. Both are written in the subset
	// that Go and JavaScript read alike.
	Regex string `json:"regex,omitempty"`
	Plus  string `json:"plus,omitempty"`

	// Request is posted into the frame (target origin: Origin) after it
	// loads and whenever its width changes; absent for most.
	Request any `json:"request,omitempty"`

	// Above: reports up to and including this many px are ignored. A report
	// of 0 never counts.
	Above int `json:"above,omitempty"`
}

// ResizeMatch demands that the value at Path equals Equals.
type ResizeMatch struct {
	Path   []any `json:"path"`
	Equals any   `json:"equals"`
}

// ResizeJSON returns the rules by which the frame's messages tell its height:
// a JSON array of [ResizeRule] as its JSON field names say, ready for a script
// ({id} filled in, the origin resolved; <, > and & are escaped, so that it may
// stand in a script element). It is nil where the frame reports nothing.
func (m Match) ResizeJSON() []byte {
	if m.pattern == nil || m.frame == "" || m.pattern.Resize.Kind != "message" {
		return nil
	}
	rules := make([]ResizeRule, len(m.pattern.Resize.Rules))
	for i, r := range m.pattern.Resize.Rules {
		if r.Origin == "frame" {
			r.Origin = origin(m.frame)
		}
		r.HeightPath = fillPath(r.HeightPath, m.item)
		rules[i] = r
	}
	b, err := json.Marshal(rules)
	if err != nil {
		panic("provider: rules that came from JSON do not go back: " + err.Error())
	}
	return b
}

// fillPath returns path with {id} replaced; the path itself is shared.
func fillPath(path []any, id string) []any {
	filled := make([]any, len(path))
	for i, key := range path {
		if s, ok := key.(string); ok {
			key = strings.ReplaceAll(s, "{id}", id)
		}
		filled[i] = key
	}
	return filled
}

// origin returns scheme and host of an https address in normal form.
func origin(address string) string {
	const start = len("https://")
	if end := strings.IndexAny(address[start:], "/?#"); end >= 0 {
		return address[:start+end]
	}
	return address
}
