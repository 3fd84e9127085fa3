package provider

import "strings"

// Play returns the address of the provider's frame in which the piece plays at
// once, or "" where there is none. A reader who pressed a button to see a video
// has asked for that; one who once said "always" has not.
func (m Match) Play(host string) string {
	frame := m.Frame(host)
	if frame == "" || m.packed != "" || m.Provider.Play == "" {
		return ""
	}
	return withParameter(frame, m.Provider.Play)
}

// withParameter sets one parameter, "name=value", in the query of an address.
func withParameter(address, parameter string) string {
	address, fragment, marked := strings.Cut(address, "#")
	path, query, _ := strings.Cut(address, "?")
	name, _, _ := strings.Cut(parameter, "=")
	kept := make([]string, 0, 8)
	for p := range strings.SplitSeq(query, "&") {
		if key, _, _ := strings.Cut(p, "="); key != name && p != "" {
			kept = append(kept, p)
		}
	}
	address = path + "?" + strings.Join(append(kept, parameter), "&")
	if marked {
		address += "#" + fragment
	}
	return address
}

// Plays reports whether a piece plays as soon as a reader has pressed the button
// of its gate.
func (m Match) Plays() bool {
	if s, unknown := m.Stranger(); unknown {
		return s.Kind == StrangeVideo || s.Kind == StrangeAudio
	}
	return m.frame != "" && m.Provider.Play != ""
}
