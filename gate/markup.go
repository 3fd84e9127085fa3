package gate

import (
	"embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed markup
var files embed.FS

// slot is a place in markup that differs from one gate to the next.
type slot uint8

const (
	noSlot slot = iota
	slotID
	slotLevel
	slotName
	slotHeading
	slotAuthor
	slotTitle
	slotNumber
	slotServer
	slotShape
	slotHeight
	slotDocument
	slotURL
	slotSnapshot
	slotKept // the days of a snapshot
	slotGone
	slotNotice // of a receipt
	slotPage
	slotSeal

	// Only in embed documents.
	slotPolicy
	slotPlain
	slotPages
	slotSource
)

// slots are the places by the name they have in the files of markup/.
var slots = map[string]slot{
	"id": slotID, "level": slotLevel, "name": slotName, "heading": slotHeading, "author": slotAuthor, "title": slotTitle, "number": slotNumber,
	"server": slotServer, "shape": slotShape, "height": slotHeight, "document": slotDocument, "url": slotURL,
	"snapshot": slotSnapshot, "hash": slotNotice, "page": slotPage, "sealed": slotSeal,
	"policy": slotPolicy, "plain": slotPlain, "pages": slotPages, "source": slotSource,
}

// fragment is finished HTML followed by a slot.
type fragment struct {
	html string
	slot slot
}

// markup is HTML with slots. What is the same for all gates of a provider in a
// language is filled in once; a gate is then made by running through the
// fragments.
type markup []fragment

// builder joins markup, keeping its fragments as few as they can be.
type builder struct {
	done markup
	html []byte
}

func (b *builder) raw(html string) { b.html = append(b.html, html...) }
func (b *builder) text(s string)   { b.html = appendText(b.html, s) }

func (b *builder) slot(s slot) {
	b.done = append(b.done, fragment{string(b.html), s})
	b.html = b.html[:0]
}

func (b *builder) markup(m markup) {
	for _, f := range m {
		b.raw(f.html)
		if f.slot != noSlot {
			b.slot(f.slot)
		}
	}
}

func (b *builder) markupDone() markup {
	if len(b.html) > 0 {
		b.slot(noSlot)
	}
	return b.done
}

// raw is markup without a slot, from finished HTML.
func raw(html string) markup { return markup{{html: html}} }

// text is markup without a slot, from plain text.
func text(s string) markup { return raw(string(appendText(nil, s))) }

// piece is a stretch of a file of markup: HTML, then the name of what follows.
type piece struct{ html, name string }

// templates are the files of markup/ by name without extension, split at their
// {{names}}. Line ends are dropped: between elements they mean nothing here.
var templates = sync.OnceValue(func() map[string][]piece {
	all := map[string][]piece{}
	entries, err := files.ReadDir("markup")
	if err != nil {
		panic(err) // the program was built without its markup
	}
	for _, e := range entries {
		data, err := files.ReadFile("markup/" + e.Name())
		if err != nil {
			panic(err)
		}
		name, _, _ := strings.Cut(e.Name(), ".")
		all[name] = split(strings.ReplaceAll(string(data), "\n", ""))
	}
	return all
})

func split(s string) []piece {
	var pieces []piece
	for {
		html, rest, found := strings.Cut(s, "{{")
		name, after, _ := strings.Cut(rest, "}}")
		pieces = append(pieces, piece{html, name})
		if !found {
			return pieces
		}
		s = after
	}
}

// fill makes markup from a file of markup/. values say what stands for a name;
// a name without a value is a slot.
func fill(template string, values map[string]markup) markup {
	var b builder
	for _, p := range templates()[template] {
		b.raw(p.html)
		if p.name == "" {
			continue
		}
		if m, ok := values[p.name]; ok {
			b.markup(m)
		} else if s, ok := slots[p.name]; ok {
			b.slot(s)
		} else {
			panic(fmt.Sprintf("gate: markup/%s.html: nothing is known of {{%s}}", template, p.name))
		}
	}
	return b.markupDone()
}
