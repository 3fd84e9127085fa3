package provider

import (
	"encoding/base64"
	"html"
	"slices"
	"strings"

	xhtml "golang.org/x/net/html"
)

// Tools for consent, lazy loading and page building put something else in the place of a
// piece, until a script of the site puts the piece there. What they leave in the page says
// in one of a few ways what that will be: by an address (see isHidden), by the name of the
// service and an id, by settings, or by the code itself, as it is or in base64.

// isServiceKey reports whether the value of an attribute may name the service of which
// others of the element have the id.
func isServiceKey(key, element string) bool {
	switch key {
	case "data-service", "data-plyr-provider", "data-provider", "data-video-provider", "data-video-type", "data-platform":
		return true
	case "type":
		return element == "embetty-video"
	}
	return false
}

// mayHold reports whether an element may hold the place of a piece. Those that load
// something say by its address what that is, and links and buttons are to be followed.
func mayHold(name string) bool {
	switch name {
	case "iframe", "script", "object", "embed", "img", "video", "audio", "source", "link", "a", "button", "li", "body":
		return false
	}
	return true
}

// service returns the provider that tools call so.
func (x *markIndex) service(name string) *entry {
	if len(name) > len("internet-archive") {
		return nil
	}
	name = strings.ToLower(name)
	switch name {
	case "googlemaps", "google_maps":
		name = "google-maps"
	case "twitter":
		name = "x"
	}
	return x.catalogue.byID[name]
}

// holders are the classes of elements that hold the place of a piece, with its code in
// them: those of Borlabs Cookie 2 and of Embed Privacy.
var holders = [...]string{"BorlabsCookie", "embed-privacy-container"}

// isHolder reports whether one of the classes of an element is such a one.
func isHolder(classes string) bool {
	if len(classes) < len(holders[0]) {
		return false
	}
	for classes != "" {
		var class string
		class, classes = cutClass(classes)
		if slices.Contains(holders[:], class) {
			return true
		}
	}
	return false
}

// The classes of what tarteaucitron puts in the place of a frame, and of the sign over a picture
// that Blazy has there.
const (
	frameHolder = "tac_iframe"
	framePlay   = "media__icon--play"
)

// isFrameKey reports whether an attribute says by its name that it has the address of a
// frame, whoever's that is.
func isFrameKey(key string, attrs []xhtml.Attribute) bool {
	switch key {
	case "data-url", "url":
		class, _ := attribute(attrs, "class")
		return class == frameHolder || strings.HasSuffix(class, framePlay)
	case "data-embed-src", "data-frame-src":
		return true
	}
	return strings.HasPrefix(key, "data-iframe") && !isPictureName(key)
}

// sightStrange notes the address of a frame of somebody whom nobody knows.
func (x *markIndex) sightStrange(s *sighting, raw string) {
	if s.entry != nil || s.reach != near {
		return
	}
	if address, r := reachOf(raw); r == foreign {
		*s = sighting{kind: FrameMark, form: -1, weak: true, holds: true, address: address, reach: r}
	}
}

// isSettings reports whether an attribute may hold the settings of a widget, or the
// code of a frame.
func isSettings(a *xhtml.Attribute) bool {
	if !strings.HasPrefix(a.Key, "data-") || len(a.Val) < 2 || len(a.Val) > maxScript {
		return false
	}
	switch a.Val[0] {
	case '{':
		return strings.Contains(a.Val, settingsURL) || strings.Contains(a.Val, settingsType)
	case '<':
		return strings.Contains(a.Val, "<iframe") || strings.Contains(a.Val, "<blockquote")
	}
	return mayBePacked(a.Val)
}

const (
	settingsURL  = `_url":"`       // how the name of a setting ends that holds an address
	settingsType = `"videoType":"` // what names the service of the only address
)

// sightSettings looks at the settings of a widget that a page builder makes. They
// name the service: {"vimeo_url":"https:\/\/vimeo.com\/…"}. Others hold the code of a
// frame, "<iframe src=…", which may be packed.
func (x *markIndex) sightSettings(s *sighting, settings string) {
	if settings[0] != '{' {
		code, packed := unpacked(settings)
		if !packed {
			code = settings
		}
		x.sightCode(s, code, !packed)
		return
	}
	for address := range quotedAddresses(settings) {
		m, ok := x.catalogue.recognise(address)
		if !ok {
			continue
		}
		id := m.Provider.ID
		if strings.Contains(settings, `"`+id+settingsURL) || strings.Contains(settings, settingsType+id+`"`) {
			*s = sighting{kind: FrameMark, entry: x.catalogue.byID[id], claimed: true, weak: true, form: -1, address: address, reach: foreign}
			return
		}
	}
}

// sightSetup looks at what a player is told to play that can play what others host:
// {"sources":[{"type":"video/youtube","src":"https://www.youtube.com/watch?v=…"}]}.
func (x *markIndex) sightSetup(s *sighting, setup string) {
	if len(setup) > maxScript {
		return
	}
	for address := range quotedAddresses(setup) {
		if m, ok := x.catalogue.recognise(address); ok && strings.Contains(setup, `"video/`+m.Provider.ID+`"`) {
			*s = sighting{kind: FrameMark, entry: x.catalogue.byID[m.Provider.ID], claimed: true, form: -1, address: address, reach: foreign}
			return
		}
	}
}

// sightCode looks at the code of what will stand in the place of an element: for a piece
// that somebody's is, or else for a frame. Code within it is not looked at.
func (x *markIndex) sightCode(s *sighting, code string, weak bool) {
	flat := *x
	flat.flat = true
	found, _ := x.catalogue.paste(&flat, code)
	for i := range found {
		if p := &found[i]; p.Known() && !p.Loader && p.Match.URL != "" {
			*s = sighting{kind: FrameMark, entry: p.entry, claimed: true, weak: weak, holds: true, form: -1, address: p.Match.URL, reach: foreign}
			return
		}
	}
	for address := range writtenAddresses(code) {
		if e, form := x.owner(FrameMark, address, false); e != nil {
			*s = sighting{kind: FrameMark, entry: e, claimed: true, weak: weak, holds: true, form: form, address: address, reach: foreign}
			return
		}
	}
	for i := range found {
		if p := &found[i]; p.Kind == FrameMark && p.Host != "" && s.entry == nil {
			*s = sighting{kind: FrameMark, form: -1, weak: weak, holds: true, address: p.Address, reach: foreign}
			return
		}
	}
}

// mayBePacked reports whether a text may be code in base64: "<" and a letter or a "!".
func mayBePacked[T string | []byte](text T) bool {
	if len(text) < len("PGlmcmFtZSBzcmM9Ii8vYS5i") || text[0] != 'P' {
		return false
	}
	switch text[1] {
	case 'C', 'E', 'F', 'G', 'H':
		return true
	}
	return false
}

// unpacked returns code that was in base64.
func unpacked(text string) (string, bool) {
	text = strings.TrimSpace(text)
	if !mayBePacked(text) || len(text) > maxScript {
		return "", false
	}
	code, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(text, "="))
	return string(code), err == nil
}

// maxHeld bounds how many codes are looked at in an element that holds a place.
const maxHeld = 4

// hold finds out what the element at i, which holds the place of something, will hold, unless
// another around it does. An element of which nothing can be told is like any other.
func (p *paste) hold(i int, outermost bool) {
	s := &p.nodes[i].sight
	*s = sighting{form: -1}
	if !outermost {
		return
	}
	tried := 0
	for j := i + 1; j < p.behind(i) && tried < maxHeld && !s.seen(); j++ {
		n := &p.nodes[j]
		text := strings.TrimSpace(p.text[n.body:n.tail])
		if code, ok := unpacked(text); ok {
			p.c.marks().sightCode(s, code, false)
			tried++
		} else if n.name == "script" && len(text) <= maxScript && strings.Contains(text, "&lt;") {
			text = html.UnescapeString(strings.ReplaceAll(text, `\`, ""))
			p.c.marks().sightCode(s, text[max(0, strings.IndexByte(text, '<')):], false)
			tried++
		}
	}
}
