package source

import (
	"strings"
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

// packer puts what has been read of articles into few blocks of memory.
//
// A build reads every article and holds it until its end. As they come from
// the reader, article and text are some fifty objects, and the garbage
// collector goes over all of them each time: of that the cost per article
// grows with the number of articles. Packed, an article is as it would be from
// the cache file, and its text is a stretch of bytes, in which there is nothing
// to go over.
//
// The zero value is of no use; loc is the publication's location. Each
// goroutine has a packer of its own.
type packer struct {
	loc     *time.Location
	scratch encoder
	block   strings.Builder
	slabs   slabs

	entries  []entry
	articles []article.Article
	embeds   []*article.Embed
}

// packBlock is the size of a block in bytes.
const packBlock = 256 << 10

// keep packs an entry whose article has just been read. Others are given back
// as they are, and so are those with problems: these are few.
func (p *packer) keep(e *entry) *entry {
	if e.article == nil || e.article.Body.Pieces == nil || len(e.problems) > 0 {
		return e
	}
	p.scratch.b, p.scratch.loc = p.scratch.b[:0], p.loc
	p.scratch.entry(e)
	raw := p.text(p.scratch.b)
	d := decoder{s: raw, loc: p.loc, slabs: &p.slabs}
	kept, a := &cut(&p.entries, 1)[0], &cut(&p.articles, 1)[0]
	d.entry(kept, a)
	if d.bad || d.s != "" {
		return e
	}
	kept.raw, kept.held = raw, p.body(&e.article.Body)
	return kept
}

// text copies bytes into the block.
func (p *packer) text(b []byte) string {
	if p.block.Cap()-p.block.Len() < len(b) {
		p.block = strings.Builder{}
		p.block.Grow(max(packBlock, len(b)))
	}
	start := p.block.Len()
	p.block.Write(b)
	return p.block.String()[start:]
}

// heldBody is the packed text of an article. The zero value holds none.
type heldBody struct {
	packed string
	embeds []*article.Embed // in reading order; not all that they hold can be written
}

// Kinds of pieces in a packed text.
const (
	packedHTML = iota
	packedFigure
	packedRef
	packedEmbed
)

// body packs a text.
func (p *packer) body(b *article.Body) heldBody {
	e := &p.scratch
	e.b = e.b[:0]
	embeds := 0
	e.length(len(b.Pieces))
	for i := range b.Pieces {
		switch piece := &b.Pieces[i]; {
		case piece.Figure != nil:
			e.b = append(e.b, packedFigure)
			e.figure(piece.Figure)
		case piece.Ref != nil:
			e.b = append(e.b, packedRef)
			e.ref(piece.Ref)
		case piece.Embed != nil:
			e.b = append(e.b, packedEmbed)
			embeds++
		default:
			e.b = append(e.b, packedHTML)
			e.text(piece.HTML)
		}
	}
	held := heldBody{packed: p.text(e.b)}
	if embeds > 0 {
		held.embeds = cut(&p.embeds, embeds)[:0]
		for i := range b.Pieces {
			if em := b.Pieces[i].Embed; em != nil {
				held.embeds = append(held.embeds, em)
			}
		}
	}
	return held
}

// pieces unpacks the text. It is never nil where there is a text.
func (h heldBody) pieces() []article.Piece {
	if h.packed == "" {
		return nil
	}
	d, embeds := decoder{s: h.packed}, h.embeds
	pieces := make([]article.Piece, d.length())
	for i := range pieces {
		switch d.byte() {
		case packedHTML:
			pieces[i].HTML = d.text()
		case packedFigure:
			pieces[i].Figure = d.figure()
		case packedRef:
			r := d.ref()
			pieces[i].Ref = &r
		case packedEmbed:
			pieces[i].Embed, embeds = embeds[0], embeds[1:]
		}
	}
	return pieces
}
