package site

import (
	"context"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/page"
)

// choices makes the page on which readers take back what they had remembered
// about embeds.
type choices struct{ ed *edition }

// choices is the path of the page of choices in a language.
func (ed *edition) choices() string { return ed.prefix + gate.ChoicesFolder }

// addChoices adds the page of choices where there is anything to choose. A page
// of the publisher's at the same address goes before it.
func (b *builder) addChoices() {
	if !b.embedded {
		return
	}
	for _, ed := range b.site.editions {
		path := ed.choices()
		if b.site.paths.find(path) == nil && b.ownFile(path) == nil && b.ownFile(path+indexFile) == nil {
			b.add(b.make(path, &choices{ed}), "the page of choices about embeds")
		}
	}
}

func (c *choices) key(_ *Site, d *digester) article.Digest {
	d.str("choices")
	d.digest(c.ed.stamp)
	return d.sum()
}

func (c *choices) append(_ context.Context, s *Site, d *Document, dst []byte) ([]byte, error) {
	return s.parts.Pages.Choices(dst, &page.Choices{
		Publication: c.ed.pub,
		Head:        page.Head{Title: c.ed.words.T("choices.title"), Canonical: s.url(d.Path), NoIndex: true},
	})
}

const (
	signalPath = "/.well-known/gpc.json"

	// signalSince is the day since which the site has honoured the signal in
	// the way it does, as the file has to say.
	signalSince = "2026-11-22"
)

// signal makes the file by which a site says that it honours Global Privacy
// Control (section 4 of its specification).
type signal struct{}

// addSignal adds the file. It speaks for a whole host, so only a site that has
// one to itself can have it.
func (b *builder) addSignal() {
	if b.site.base != "" || b.ownFile(signalPath) != nil {
		return
	}
	d := b.make(signalPath, signal{})
	d.Type = typeJSON
	b.add(d, "the statement about Global Privacy Control")
}

func (signal) key(_ *Site, d *digester) article.Digest {
	d.str("signal")
	d.str(signalSince)
	return d.sum()
}

func (signal) append(_ context.Context, _ *Site, _ *Document, dst []byte) ([]byte, error) {
	return append(dst, `{"gpc": true, "lastUpdate": "`+signalSince+"\"}\n"...), nil
}
