package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
)

// inlineImage appends a picture that stands within a line.
func (w *writer) inlineImage(n *ast.Image) {
	f := w.figureImage(n, nil)
	if a := w.resolve(f.src); a.reach == outside && w.tracks("the picture", a, f.pos) {
		return
	}
	picture, a, ok := w.picture(f.src, f.pos)
	if !ok {
		w.noPicture(f, a, false)
		return
	}
	alt := f.alt
	if alt == "" && !f.decorative {
		alt = picture.Alt
		w.wantAlt(alt, f.src, f.pos)
	}
	w.img(picture, alt, f.lang, f.caption)
}

// img appends an img element. It is loaded when it comes into view.
func (w *writer) img(p Picture, alt, lang, title string) {
	w.str(`<img src="`)
	w.buf = appendAddress(w.buf, w.based(p.URL))
	w.str(`" alt="`)
	w.buf = appendEscaped(w.buf, alt)
	w.str(`"`)
	if p.Width > 0 && p.Height > 0 {
		w.str(` width="` + strconv.Itoa(p.Width) + `" height="` + strconv.Itoa(p.Height) + `"`)
	}
	if lang != "" {
		w.str(` lang="`)
		w.buf = appendEscaped(w.buf, lang)
		w.str(`"`)
	}
	if title != "" {
		w.str(` title="`)
		w.buf = appendEscaped(w.buf, title)
		w.str(`"`)
	}
	w.str(` loading="lazy" decoding="async">`)
	w.previous = 'x'
}
