package acceptance

import (
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/browser"
)

// part gives the lines of a page as it is spoken that lie between two others, the
// first included, without indentation.
func part(t *testing.T, p *browser.Page, from, to string) string {
	t.Helper()
	var lines []string
	inside := false
	for line := range strings.Lines(p.Spoken()) {
		line = strings.TrimSpace(line)
		inside = (inside || strings.HasPrefix(line, from)) && !strings.HasPrefix(line, to)
		if inside {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

func reads(t *testing.T, what, got, want string) {
	t.Helper()
	if want = strings.TrimSpace(want); got != want {
		t.Errorf("%s is read as\n%s\n\nand not as\n%s", what, got, want)
	}
}

// What a screen reader has to read of a gate, before and after it was opened, and
// of the page of choices: in this order, each thing once.
func TestReadAloud(t *testing.T) {
	b := crowdWorld(t)
	p := b.Page(t, browser.View{})
	p.Open("https://" + crowdHost + "/privacy/embeds/")
	reads(t, "the page of choices, while nothing is remembered,", part(t, p, "region", "contentinfo"), `
region "Remembered in this browser"
heading "Remembered in this browser" level=2
status "" live=polite
StaticText "Nothing is remembered."`)

	p.Open("https://" + crowdHost + crowdPage)
	reads(t, "a gate", part(t, p, `link "Skip the Vimeo video (1)"`, "listitem"), `
link "Skip the Vimeo video (1)"
heading "Vimeo video (1)" level=4
status ""
paragraph ""
StaticText "Nothing from Vimeo has been loaded yet. If you press “Play the video”, your browser contacts the servers of Vimeo (Vimeo.com, Inc., United States). They then receive your IP address, details of your browser and the address of this site. Vimeo may set cookies by which it can tell your browser from others. Unless you have it remembered, your choice counts for this one piece and is forgotten when you leave the page."
list ""`)
	reads(t, "what a reader decides with", part(t, p, `button "Play the video Vimeo video (1)"`, "listitem"), `
button "Play the video Vimeo video (1)"
button "Not now Vimeo video (1)"
LabelText ""
checkbox "Remember my choice for everything from Vimeo on this site, for 180 days Vimeo video (1)"
link "Original at Vimeo (external) Vimeo video (1)"
StaticText "End of the Vimeo video (1)"`)

	p.Click("#gf12-keep input")
	p.Click("#gf12-yes")
	p.WaitFor(`document.querySelector("#gf12 .gf-now").textContent.startsWith("Loaded")`)
	reads(t, "an open piece", part(t, p, `link "Skip the Vimeo video (1)"`, "listitem"), `
link "Skip the Vimeo video (1)"
heading "Vimeo video (1)" level=4
form ""
button "Close and take back Vimeo video (1)"
status "" live=polite
StaticText "Loaded from Vimeo."
link "Original at Vimeo (external) Vimeo video (1)"
region "Vimeo video (1)" focused=true
Iframe "Vimeo video (1)"
StaticText "End of the Vimeo video (1)"`)

	p.Open("https://" + crowdHost + "/privacy/embeds/")
	choice := part(t, p, "region", "contentinfo")
	_, date, _ := strings.Cut(choice, "allowed until ")
	date, _, _ = strings.Cut(date, `"`)
	reads(t, "the page of choices", choice, `
region "Remembered in this browser"
heading "Remembered in this browser" level=2
status "" live=polite
list ""
listitem "" level=1
StaticText "Vimeo: allowed until `+date+`"
button "Take back Vimeo"`)
	p.Click(".gf-bar button")
	reads(t, "what was taken back", part(t, p, "region", "contentinfo"), `
region "Remembered in this browser"
heading "Remembered in this browser" level=2
status "" live=polite focused=true
StaticText "Taken back: Vimeo. Nothing is remembered."`)
}
