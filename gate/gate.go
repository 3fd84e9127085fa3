package gate

import (
	"strconv"
	"sync"

	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// Options are what the gates of one publication have in common.
type Options struct {
	Catalogue *provider.Catalogue

	// Host is the host name of the publication, for the few providers that
	// want to be told.
	Host string

	// Base is the path the site stands below, "" or "/news".
	Base string

	// DefaultLang is the language, as [locale.Locale.Lang] gives it, whose
	// embed documents have the short address.
	DefaultLang string

	// Key signs the addresses of embed documents of unknown pieces, for those
	// who serve such documents without holding the pages (a proxy, a handler).
	// At least 16 random bytes, or it counts as none; never shown to anybody.
	Key []byte

	// Days is how long a remembered choice lasts, 1 to 180; 0 for 180. Below 0
	// nothing is remembered and gates do not offer it.
	Days int

	// Evidence makes gates send what a receipt of a choice needs: the hash of
	// the notice and the page. Only for sites that keep receipts. With Key
	// they also send a seal; see [Gates.Seals].
	Evidence bool
}

// Gates makes the gates of one publication. It is safe for concurrent use.
type Gates struct {
	o Options

	mu   sync.RWMutex
	kits map[kitKey]*kit
}

// New makes the gates of a publication.
func New(o Options) *Gates { return &Gates{o: o, kits: map[kitKey]*kit{}} }

// Base is Options.Base, the path the site stands below.
func (g *Gates) Base() string { return g.o.Base }

// Piece is one piece of third-party content on a page.
type Piece struct {
	Match  provider.Match
	Level  int    // of the gate's heading, 2 to 6
	Title  string // what the author calls it, plain text; usually empty
	ID     string // unique on the page, set by Number
	Number int    // 0, or set by Number where two gates on a page would have equal names

	Snapshot *Snapshot // what the piece said; nil where nothing was kept
	Page     string    // the page's path, which receipts name; only for Options.Evidence
}

// identity is what a gate's name is made of.
type identity struct {
	provider            *provider.Provider
	noun, author, title string
}

func (p *Piece) identity() identity {
	return identity{p.Match.Provider, p.Match.Noun, p.author(), p.Title}
}

// author is whose piece it is: by the name that was kept of them, or else the
// handle that its address tells.
func (p *Piece) author() string {
	if p.Snapshot != nil && p.Snapshot.Author != "" {
		return p.Snapshot.Author
	}
	return p.Match.Author
}

// Number gives the pieces of one page, in reading order, their IDs, and numbers
// to those whose names would otherwise be the same.
func (g *Gates) Number(l *locale.Locale, pieces []Piece) {
	for i := range pieces {
		pieces[i].ID = "gf" + strconv.Itoa(i+1)
		pieces[i].Number = 0
	}
	if len(pieces) < 2 {
		return
	}
	groups := make(map[identity][]int, len(pieces))
	for i := range pieces {
		key := pieces[i].identity()
		groups[key] = append(groups[key], i)
	}
	for _, group := range groups {
		if len(group) < 2 {
			continue
		}
		for n, i := range group {
			pieces[i].Number = n + 1
		}
	}
}

// Append appends the gate's HTML to dst. A piece that cannot be framed, or that
// is gone, has no button: its gate says so and links to the original.
func (g *Gates) Append(dst []byte, l *locale.Locale, p *Piece) []byte {
	k := g.kit(l, p.Match, stateOf(p))
	return g.appendAll(dst, k, p, k.gate)
}

// appendAll appends markup with what belongs in its slots.
func (g *Gates) appendAll(dst []byte, k *kit, p *Piece, m markup) []byte {
	for i := range m {
		dst = append(dst, m[i].html...)
		dst = g.appendSlot(dst, k, p, m[i].slot)
	}
	return dst
}

// appendSlot appends what differs from gate to gate.
func (g *Gates) appendSlot(dst []byte, k *kit, p *Piece, s slot) []byte {
	switch s {
	case noSlot:
	case slotID:
		return appendText(dst, p.ID)
	case slotLevel:
		return append(dst, '0'+byte(min(max(p.Level, 2), 6)))
	case slotName:
		return k.appendName(dst, p, numbered)
	case slotHeading:
		return k.appendHeading(dst, p, numbered)
	case slotServer:
		return appendText(dst, server(p.Match))
	case slotShape:
		return append(dst, shape(p.Match.Ratio)...)
	case slotHeight:
		return strconv.AppendInt(dst, int64(frameHeight(p.Match)), 10)
	case slotDocument:
		dst = appendText(dst, g.o.Base)
		return g.appendDocumentPath(dst, p.Match, k.lang)
	case slotURL:
		return appendText(dst, p.Match.URL)
	case slotSnapshot:
		return g.appendSnapshot(dst, k, p)
	case slotKept:
		return appendText(dst, k.l.Date(p.Snapshot.Kept))
	case slotGone:
		return appendText(dst, k.l.Date(p.Snapshot.Gone))
	case slotNotice:
		return append(dst, g.noticeHash(k, p.Match)...)
	case slotPage:
		return appendText(dst, p.Page)
	case slotSeal:
		return g.appendSeal(dst, g.noticeHash(k, p.Match), p.Page)
	}
	return dst
}
