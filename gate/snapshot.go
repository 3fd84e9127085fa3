package gate

import (
	"strconv"
	"strings"
	"time"

	"github.com/gatefold/gatefold/provider"
)

// Snapshot is what a piece said when the article was written. It belongs to the
// article: most readers then need not open the piece, and one that its author
// deletes leaves no hole.
type Snapshot struct {
	provider.Quote
	Picture *Picture // nil where none was kept

	Kept time.Time // when this was written down; zero where nobody knows
	Gone time.Time // when the piece was found to be gone; zero while it is not known to be
}

// Picture is a picture of the piece that was copied to the site.
type Picture struct {
	Src           string // path on the own site, without Options.Base: "/coast/story.snapshots/1.jpg"
	Alt           string // empty where nobody described it
	Width, Height int    // px; 0 where unknown
}

// says reports whether there is anything to quote.
func (s *Snapshot) says() bool { return s != nil && (s.Text != "" || s.Title != "" || s.Picture.Own()) }

// Own reports whether there is a picture, and on the own site: nothing else may
// be shown.
func (p *Picture) Own() bool {
	return p != nil && strings.HasPrefix(p.Src, "/") && !strings.HasPrefix(p.Src, "//") && !strings.Contains(p.Src, `\`)
}

// appendSnapshot appends what the piece said: a quotation, of which the account
// and the date are the caption. It is content of the article, so search engines
// may quote it.
func (g *Gates) appendSnapshot(dst []byte, k *kit, p *Piece) []byte {
	s := p.Snapshot
	if !s.says() {
		return dst
	}
	dst = append(dst, `<figure class="gf-was">`...)
	dst = k.appendCaption(dst, s)
	if s.Title != "" || s.Text != "" {
		dst = k.appendQuotation(dst, s)
	}
	if s.Picture.Own() {
		dst = g.appendPicture(dst, s.Picture)
	}
	return append(dst, "</figure>"...)
}

// appendCaption appends who said it and when, which is what a screen reader
// calls the figure.
func (k *kit) appendCaption(dst []byte, s *Snapshot) []byte {
	const between = " · "
	start := len(dst)
	dst = append(dst, "<figcaption>"...)
	empty := len(dst)
	if s.Author != "" {
		dst = append(dst, "<b><bdi>"...)
		dst = appendText(dst, s.Author)
		dst = append(dst, "</bdi></b>"...)
	}
	if s.Handle != "" {
		if len(dst) > empty {
			dst = append(dst, ' ')
		}
		dst = append(dst, "<bdi>@"...)
		dst = appendText(dst, s.Handle)
		dst = append(dst, "</bdi>"...)
	}
	if !s.Date.IsZero() {
		if len(dst) > empty {
			dst = append(dst, between...)
		}
		dst = k.appendTime(dst, s)
	}
	if len(dst) == empty {
		return dst[:start]
	}
	return append(dst, "</figcaption>"...)
}

// appendTime appends the day of the piece in the words of the page. The machine
// gets the time too, where it is known.
func (k *kit) appendTime(dst []byte, s *Snapshot) []byte {
	layout := time.RFC3339
	if s.DateOnly {
		layout = time.DateOnly
	}
	dst = append(dst, `<time datetime="`...)
	dst = s.Date.AppendFormat(dst, layout)
	dst = append(dst, `">`...)
	dst = appendText(dst, k.l.Date(s.Date))
	return append(dst, "</time>"...)
}

// appendPicture appends the kept picture. It comes when the reader comes near,
// and its size is known before.
func (g *Gates) appendPicture(dst []byte, p *Picture) []byte {
	dst = append(dst, `<img src="`...)
	dst = appendText(dst, g.o.Base)
	dst = appendText(dst, p.Src)
	dst = append(dst, `" alt="`...)
	dst = appendText(dst, p.Alt)
	dst = append(dst, '"')
	if p.Width > 0 && p.Height > 0 {
		dst = appendAttribute(dst, "width", strconv.Itoa(p.Width))
		dst = appendAttribute(dst, "height", strconv.Itoa(p.Height))
	}
	return append(dst, ` loading="lazy" decoding="async">`...)
}
