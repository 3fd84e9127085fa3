package page

import (
	"strings"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/article"
)

// prose is a body on its way into a page.
type prose struct {
	body    *article.Body
	lang    string // of the body
	page    string // the page's path with the base path, for receipts
	resolve func(*article.Ref) (string, bool)
	pieces  []gate.Piece // of the body's embeds, numbered
	outside bool         // the body links or embeds something from elsewhere
}

// number prepares the gates of a body. All of them have to be known before the
// first is written, because their names tell them apart.
func (r *Renderer) number(e *edition, p *prose) {
	p.outside = p.body.Outside
	for i := range p.body.Pieces {
		switch piece := &p.body.Pieces[i]; {
		case piece.Embed != nil:
			em := piece.Embed
			p.pieces = append(p.pieces, gate.Piece{Match: em.Match, Level: em.Level, Title: em.Title, Snapshot: em.Snapshot, Page: p.page})
			p.outside = true
		case piece.Figure != nil:
			f := piece.Figure
			p.outside = p.outside || e.outside(f.CreditURL) || e.outside(f.Link) || e.outside(f.Src)
		}
	}
	if len(p.pieces) > 0 {
		r.gates.Number(e.Locale, p.pieces)
	}
}

// pathOf is the path of an absolute URL.
func pathOf(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	_, path, _ := strings.Cut(rest, "/")
	return "/" + path
}

// appendProse appends the pieces of a numbered body one after the other.
func (r *Renderer) appendProse(dst []byte, e *edition, p *prose) (_ []byte, err error) {
	embeds := 0
	for i := range p.body.Pieces {
		switch piece := &p.body.Pieces[i]; {
		case piece.Figure != nil:
			if dst, err = r.appendFigure(dst, e, piece.Figure, figureStyle{class: "figure", lang: p.lang, outer: p.lang}); err != nil {
				return dst, err
			}
		case piece.Embed != nil:
			dst = r.gates.Append(dst, e.Locale, &p.pieces[embeds])
			embeds++
		case piece.Ref != nil:
			dst = appendRef(dst, piece.Ref, p.resolve)
		default:
			dst = append(dst, piece.HTML...)
		}
	}
	return dst, nil
}

// appendRef appends the address of another page of the site, inside the
// attribute that the HTML before it has opened.
func appendRef(dst []byte, ref *article.Ref, resolve func(*article.Ref) (string, bool)) []byte {
	if resolve != nil {
		if href, ok := resolve(ref); ok {
			return appendHref(dst, href)
		}
	}
	return append(dst, noAddress...)
}
