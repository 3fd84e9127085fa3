package storybook

import (
	"github.com/gatefold/gatefold/provider"
)

// exhibit is what a set of pages shows: the pieces of a provider, or those that
// no provider claims.
type exhibit struct {
	id, name, section string
	matches           []provider.Match // of the first one every state is shown
}

// strangersID and opaqueID are the folders of the pieces that no provider
// claims, and of those that are shown by a program.
const (
	strangersID = "unknown-host"
	opaqueID    = "opaque"
)

// exhibits are those of all providers that articles can hold a piece of, and then
// those of unknown hosts.
func exhibits(c *provider.Catalogue) (all []exhibit) {
	for _, p := range c.All() {
		if matches := examples(c, p); len(matches) > 0 {
			all = append(all, exhibit{p.ID, p.Name, string(p.Kind), matches})
		}
	}
	return append(all,
		exhibit{strangersID, "A host that nobody knows", string(provider.Other), strangers(frames[:])},
		exhibit{opaqueID, "A program that runs apart", string(provider.Other), append(strangers(programs[:]), programsOf(c)...)},
	)
}

// examples are the pieces of a provider's example addresses.
func examples(c *provider.Catalogue, p *provider.Provider) (all []provider.Match) {
	for _, address := range p.Examples {
		if m, ok := c.Recognise(address); ok && m.Provider == p {
			all = append(all, m)
		}
	}
	return all
}

// frames are pieces of unknown hosts, one of each kind.
var frames = [...]provider.Stranger{
	{Kind: provider.StrangeFrame, Address: "https://maps.example.com/harbour?zoom=12", Alt: "Map of the harbour", Width: 640, Height: 480},
	{Kind: provider.StrangeFrame, Address: "https://forms.example.org:8443/tides", Height: 700},
	{Kind: provider.StrangePicture, Address: "https://pictures.example.net/heron.jpg", Alt: "A heron on the old pier", Width: 1200, Height: 800},
	{Kind: provider.StrangeVideo, Address: "https://films.example.net/tide.mp4"},
	{Kind: provider.StrangeAudio, Address: "https://sounds.example.net/harbour.mp3"},
}

// programs are scripts of unknown hosts.
var programs = [...]provider.Stranger{
	{Kind: provider.StrangeScript, Address: "https://polls.example.com/poll.js", Code: `<div data-poll="7"></div><script src="https://polls.example.com/poll.js"></script>`, Height: 400},
}

func strangers(list []provider.Stranger) (all []provider.Match) {
	for _, s := range list {
		m, ok := s.Match()
		if !ok {
			panic("storybook: " + s.Address + " is no piece") // a mistake in this file
		}
		all = append(all, m)
	}
	return all
}

// programsOf are the pieces of known providers that only a program can show,
// one of each.
func programsOf(c *provider.Catalogue) (all []provider.Match) {
	for _, p := range c.All() {
		for _, m := range examples(c, p) {
			if m.Opaque() != "" {
				all = append(all, m)
				break
			}
		}
	}
	return all
}
