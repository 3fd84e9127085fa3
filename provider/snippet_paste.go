package provider

import (
	"errors"
	"fmt"
	"slices"
	"sort"
)

// Paste finds what a fragment of HTML would contact, in the order in which it
// stands there: the code that authors paste to embed something, as well as whole
// pages. All that it returns has to go for the rest to be harmless as far as
// elements and their addresses are concerned; inline style, event handlers and
// links are no matter of it.
//
// A piece of a known provider is recognised by its frame, or by the marks that
// the provider's own code bears, with or without the script that comes along. It
// becomes the match that its bare address gives. What bears a mark but tells no
// address is a piece without one, and cannot be framed.
//
// The error wraps [ErrTooLarge], and then nothing else is returned, or
// [ErrDoubtful]. In both cases the fragment must not be shown, not even without
// what was found.
func (c *Catalogue) Paste(fragment string) ([]Pasted, error) {
	return c.paste(c.marks(), fragment)
}

func (c *Catalogue) paste(x *markIndex, fragment string) ([]Pasted, error) {
	nodes, err := scan(x, fragment)
	if errors.Is(err, ErrTooLarge) {
		return nil, err
	}
	p := paste{c: c, text: fragment, nodes: nodes}
	p.note()
	p.collect()
	if n := len(p.pieces) + len(p.loaders); n > maxThings {
		return nil, fmt.Errorf("%w: %d frames, scripts and the like", ErrTooLarge, n)
	}
	p.join()
	p.doubtless()
	p.settle()
	p.tidy()
	return p.result(), err
}

// Bounds on the work that a fragment can make.
const (
	maxThings = 4096    // frames, scripts, pictures and so on of others
	maxWeak   = 1 << 10 // elements within one that bears a weak mark
	maxWraps  = 16      // marks within a wrapper
	maxScript = 1 << 14 // bytes of a script
	maxGap    = 1 << 12 // bytes between a piece and its fallback

	maxMeantime = 600 // bytes of text that stand in the place of a frame
	maxLabel    = 120 // and where but a service and an id say that one will stand there
)

// paste is a fragment while it is looked at.
type paste struct {
	c       *Catalogue
	text    string
	nodes   []node
	present []*entry // who has a mark that counts by itself
	pieces  []piece
	loaders []int // places of scripts and style sheets
}

// piece is something found.
type piece struct {
	Extent
	node   int
	entry  *entry // whose code it is; nil: nobody's
	match  Match
	loader bool
	rest   []Extent
	credit []Extent

	dropped bool // it went into a credit
}

// note finds out whose marks count.
func (p *paste) note() {
	p.adopt()
	for i := range p.nodes {
		if s := &p.nodes[i].sight; s.entry != nil && !s.weak && !slices.Contains(p.present, s.entry) {
			p.present = append(p.present, s.entry)
		}
	}
	held := 0 // where the last that holds a place ends
	for i := range p.nodes {
		n := &p.nodes[i]
		if n.sight.holds && n.sight.reach == near && n.sight.entry == nil {
			p.hold(i, n.start >= held)
			held = max(held, n.end)
		}
		switch s := &n.sight; {
		case s.entry == nil && n.name == "script" && s.reach != near:
			s.entry = p.author(n)
		case s.weak && (s.entry != nil && s.kind == FrameMark || s.entry == nil && s.holds):
			if p.says(i) {
				*s = sighting{form: -1}
			}
		case s.kind == NameMark && !s.weak && s.entry != nil && p.isOfSite(i):
			*s = sighting{form: -1}
		case s.entry != nil && s.weak && (s.service || !slices.Contains(p.present, s.entry)) && (p.isPart(i) || !p.leads(i)):
			s.entry, s.named, s.claimed, s.holds = nil, false, false, false
		}
	}
}

// adopt lets a video be what the first of its sources is that a provider claims.
func (p *paste) adopt() {
	for i := range p.nodes {
		n := &p.nodes[i]
		if n.name != "source" || n.sight.entry == nil || n.parent < 0 {
			continue
		}
		if film := &p.nodes[n.parent]; (film.name == "video" || film.name == "audio") && !film.sight.seen() {
			film.sight = n.sight
		}
	}
}

// says reports whether an element that will be a frame when a script has been there
// holds more than what stands there in the meantime.
func (p *paste) says(i int) bool {
	n := &p.nodes[i]
	return textIn(p.text[n.body:n.tail]) > maxMeantime || isFrameOfPage(n.name) || p.isPart(i)
}

// isFrameOfPage reports whether an element is one in whose place no piece can stand: a part
// of a table, or of the page itself.
func isFrameOfPage(name string) bool {
	switch name {
	case "tr", "tbody", "thead", "tfoot", "body", "html", "main":
		return true
	}
	return false
}

// isPart reports whether an element holds a part of the page: what has a heading of the first
// two levels, navigation or an address is no more than the background or the class of something.
func (p *paste) isPart(i int) bool {
	return slices.ContainsFunc(p.nodes[i+1:p.behind(i)], func(n node) bool {
		switch n.name {
		case "h1", "h2", "nav", "address":
			return true
		}
		return false
	})
}

// isOfSite reports whether an element that bears a provider's name is the site's own all the
// same: a button with which readers send a form, or a part of the page that leads to no piece.
func (p *paste) isOfSite(i int) bool {
	n := &p.nodes[i]
	if isFrameOfPage(n.name) {
		return true
	}
	if n.name != "button" && n.name != "input" && !p.isPart(i) {
		return false
	}
	f := p.finder(i)
	f.nodes = f.nodes[:min(len(f.nodes), maxWeak)]
	m, ok := f.find()
	return !ok || m.URL == ""
}

// author returns the provider whose code a script is that quotes no address of
// one.
func (p *paste) author(n *node) *entry {
	text := p.text[n.body:min(n.tail, n.body+maxScript)]
	for _, e := range p.present {
		forms := e.snippets().inline
		for i := range forms {
			if forms[i].re.get().MatchString(text) {
				return e
			}
		}
	}
	return nil
}

// leads reports whether an element leads to a piece of the provider whose weak
// mark it bears.
func (p *paste) leads(i int) bool {
	if p.nodes[i].sight.kind != NameMark {
		return false
	}
	f := p.finder(i)
	if p.nodes[i].sight.service {
		f.nodes = f.nodes[:1]
		return f.byAttributes() && textIn(p.text[p.nodes[i].body:p.nodes[i].tail]) <= maxLabel
	}
	f.nodes = f.nodes[:min(len(f.nodes), maxWeak)]
	_, ok := f.find()
	return ok
}

// finder looks in one element.
func (p *paste) finder(i int) *finder {
	provider := p.nodes[i].sight.entry.load()
	return &finder{
		c: p.c, e: p.nodes[i].sight.entry, whole: p.text, nodes: p.nodes[i:p.behind(i)],
		wraps: provider.Topic == topicWrapper,
	}
}

// behind returns the place of the first element that is not within element i.
func (p *paste) behind(i int) int {
	end := max(p.nodes[i].end, p.nodes[i].start+1)
	return i + sort.Search(len(p.nodes)-i, func(k int) bool { return p.nodes[i+k].start >= end })
}

// collect sorts the marked elements into pieces and loaders. What is in a piece
// goes with it.
func (p *paste) collect() {
	for i := 0; i < len(p.nodes); {
		n := &p.nodes[i]
		next := i + 1
		switch {
		case !n.sight.seen():
		case n.sight.entry != nil && (n.sight.kind == StyleMark || n.name == "script"):
			p.loader(i)
		default:
			p.pieces = append(p.pieces, p.piece(i))
			next = p.behind(i)
		}
		i = next
	}
}

// loader notes a script or a style sheet of a provider. A script that tells which
// piece it shows is that piece.
func (p *paste) loader(i int) {
	if n := &p.nodes[i]; n.name == "script" {
		f := p.finder(i)
		m, ok := f.find()
		if !ok {
			m = f.e.unframed(f.beside)
		}
		if ok || n.sight.named {
			p.pieces = append(p.pieces, piece{node: i, entry: f.e, match: m, Extent: Extent{n.start, n.end}})
			return
		}
	}
	p.loaders = append(p.loaders, i)
}

// piece finds out which piece an element is.
func (p *paste) piece(i int) piece {
	n := &p.nodes[i]
	one := piece{node: i, entry: n.sight.entry, Extent: Extent{n.start, n.end}}
	if one.entry == nil {
		return one
	}
	f := p.finder(i)
	m, ok := f.find()
	if !ok && n.sight.kind == PictureMark && n.parent >= 0 && p.nodes[n.parent].name == "a" {
		f.nodes = p.nodes[n.parent:p.behind(i)]
		m, ok = f.find()
	}
	if !ok {
		m, ok = p.within(i)
	}
	if !ok {
		m = one.entry.unframed(f.beside)
	}
	one.match = m
	return one
}

// within returns the piece of another provider that an element wraps.
func (p *paste) within(i int) (Match, bool) {
	tried := 0
	for j, end := i+1, p.behind(i); j < end && tried < maxWraps; j++ {
		s := &p.nodes[j].sight
		if s.entry == nil || s.weak || s.entry == p.nodes[i].sight.entry || s.kind != NameMark && s.kind != FrameMark {
			continue
		}
		tried++
		if m, ok := p.finder(j).find(); ok {
			return m, true
		}
	}
	return Match{}, false
}
