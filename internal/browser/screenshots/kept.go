package main

import "github.com/gatefold/gatefold/internal/browser"

// What embeds said, and what readers had remembered.
const (
	alive  = "/culture/quay-voices/"
	gone   = "/coast/harbour-camera/"
	quoted = `.gf:has(.gf-was)`
)

// shootKept takes the pictures of gates that show what their piece said, and of the
// page on which a reader finds what they had remembered.
func (c *camera) shootKept(story string) error {
	narrow := browser.View{Width: 720, Height: 900, Scale: 1.5}
	for name, path := range map[string]string{"gate-snapshot.png": alive, "gate-gone.png": gone} {
		p := c.browser.Page(c, narrow)
		p.Open("https://" + host + path)
		load(p)
		if err := c.part(p, name, quoted, narrow.Scale); err != nil {
			return err
		}
	}
	p := c.browser.Page(c, narrow)
	p.Open("https://" + host + story)
	load(p)
	p.Click(gate + ` [id$="-keep"] input`)
	p.Click(gate + " .gf-yes button")
	p.WaitFor(`localStorage.getItem("gatefold") != null`)
	p.Open("https://" + host + "/privacy/embeds/")
	p.WaitFor(`document.querySelectorAll("main button:not([hidden])").length > 0`)
	return c.part(p, "choices.png", "main > .list", narrow.Scale)
}
