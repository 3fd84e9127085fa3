package markdown

import (
	"errors"
	"net/url"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/gatefold/gatefold/internal/article"
)

// figureSource is a figure as an author wrote it, in whichever way.
type figureSource struct {
	src, alt, title, caption string
	credit, creditLink, link string
	lang, width, height      string
	decorative               bool
	pos                      int
}

// figures appends the pictures of a paragraph that holds nothing else.
func (w *writer) figures(n node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Image:
			w.figure(w.figureImage(c, nil), true)
		case *ast.Link:
			w.figure(w.figureImage(pictureIn(c), c), true)
		}
	}
}

// figureImage reads ![alt](src "caption"){attributes}, perhaps within a link.
func (w *writer) figureImage(image *ast.Image, link *ast.Link) *figureSource {
	f := &figureSource{
		src:     w.value(image.Destination),
		alt:     w.plainOf(image),
		caption: w.value(image.Title),
		pos:     offset(image),
	}
	w.attributes(f, image)
	if link != nil {
		w.attributes(f, link)
		f.link = w.value(link.Destination)
		f.pos = offset(link)
	}
	return f
}

// value gives a text of the source with what is written in it resolved.
func (w *writer) value(b []byte) string { return string(w.withoutSlots(unescape(b))) }

// attributes takes what stands in braces behind a picture.
func (w *writer) attributes(f *figureSource, n node) {
	for _, a := range n.Attributes() {
		value, _ := a.Value.(string)
		f.set(string(a.Name), w.filled(value))
	}
}

// set takes an attribute by our names and by those of Hugo's shortcode.
func (f *figureSource) set(name, value string) {
	if strings.IndexByte(value, '\n') >= 0 {
		value = strings.Join(strings.Fields(value), " ")
	}
	switch name {
	case "src":
		f.src = value
	case "alt":
		f.alt = value
	case "title":
		f.title = value
	case "caption":
		f.caption = value
	case "credit", "attr":
		f.credit = value
	case "creditlink", "attrlink":
		f.creditLink = value
	case "link":
		f.link = value
	case "lang":
		f.lang = value
	case "width":
		f.width = value
	case "height":
		f.height = value
	case "decorative":
		f.decorative = value != "false"
	}
}

// figureTag reads the figure shortcode. There, an alternative text that is
// empty on purpose means a picture that adds nothing.
func (w *writer) figureTag(t *tag) *figureSource {
	f := &figureSource{src: w.filled(t.get("", 0)), pos: t.pos}
	for i := range t.args {
		a := &t.args[i]
		f.set(a.key, w.filled(a.value))
		if a.key == "alt" && a.value == "" {
			f.decorative = true
		}
	}
	return f
}

// figure appends a figure, or what stands for a picture that cannot be shown.
func (w *writer) figure(f *figureSource, block bool) {
	if a := w.resolve(f.src); a.reach == outside && w.strangePicture(f, a, block) {
		return
	}
	picture, a, ok := w.picture(f.src, f.pos)
	if !ok {
		w.noPicture(f, a, block)
		return
	}
	made := &article.Figure{
		Src: picture.URL, Alt: f.alt, Decorative: f.decorative,
		Title: f.title, Credit: f.credit, CreditURL: w.target(f.creditLink, f.pos),
		Link: w.target(f.link, f.pos), Width: picture.Width, Height: picture.Height, Lang: f.lang,
	}
	resize(made, f.width, f.height)
	switch {
	case made.Decorative:
		made.Alt = ""
	case made.Alt == "":
		made.Alt = picture.Alt
		w.wantAlt(picture.Alt, f.src, f.pos)
	}
	if made.Caption = w.inlineHTML(f.caption, f.pos); made.Caption == "" {
		made.Caption = escape(picture.Caption)
	}
	if made.Credit == "" {
		made.Credit = picture.Credit
		if made.CreditURL == "" {
			made.CreditURL = w.target(picture.CreditURL, f.pos)
		}
	}
	w.placeOrWait(article.Piece{Figure: made}, block)
}

// noPicture appends the alternative text of a picture that cannot be shown: as
// a link where it lies on another host, which the page must not contact.
func (w *writer) noPicture(f *figureSource, a address, block bool) {
	text := f.alt
	if text == "" {
		text = f.src
	}
	if block {
		w.str(`<p class="missing">`)
	}
	if a.reach == outside {
		w.outsideLink(a, text)
	} else {
		w.verbatim([]byte(text))
	}
	if block {
		w.str("</p>\n")
	}
}

// wantAlt asks for an alternative text that neither author nor file gave.
func (w *writer) wantAlt(alt, src string, at int) {
	if alt == "" {
		w.warn(at, "the picture "+quote(src)+" has no alternative text",
			"say what it shows, or mark it as decorative if it adds nothing")
	}
}

// picture finds the picture that an author names and reports why it cannot be
// shown.
func (w *writer) picture(src string, at int) (Picture, address, bool) {
	a := w.resolve(src)
	ref := a.text
	switch {
	case a.text == "":
		w.problem(at, "a picture has no file", "name the file")
		return Picture{}, a, false
	case a.reach == outside:
		w.warn(at, "the picture "+quote(a.text)+" lies on "+a.host+" and is shown as a link: loading it would contact that host",
			"copy the picture to your own site")
		return Picture{}, a, false
	case a.reach != within:
		w.warn(at, "the picture "+quote(a.text)+" is no file of the site", "save it as a file and name that")
		return Picture{}, a, false
	case a.host != "":
		ref = a.rest
	}
	if w.in.Pictures == nil {
		w.problem(at, "the picture "+quote(src)+" was not found", "put the file beside the article or into static/")
		return Picture{}, a, false
	}
	picture, err := w.in.Pictures.Picture(plainPath(ref))
	if err != nil {
		w.pictureProblem(src, err, at)
		return Picture{}, a, false
	}
	return picture, a, true
}

// pictureProblem reports what Pictures said about a picture, at the line where
// the article names it.
func (w *writer) pictureProblem(src string, err error, at int) {
	message, remedy := "the picture "+quote(src)+" cannot be shown: "+err.Error(), "put the file beside the article or into static/"
	var p *article.Problem
	if errors.As(err, &p) {
		message, remedy = p.Message, p.Remedy
		if !strings.Contains(message, src) {
			message = quote(src) + ": " + message
		}
	}
	w.problem(at, message, remedy).Err = err
}

// plainPath gives the path of a relative address as files are named.
func plainPath(ref string) string {
	if i := strings.IndexAny(ref, "?#"); i >= 0 {
		ref = ref[:i]
	}
	if path, err := url.PathUnescape(ref); err == nil {
		return path
	}
	return ref
}

// target gives the address of a link that a figure carries; empty if it leads
// nowhere good.
func (w *writer) target(link string, at int) string {
	if link == "" {
		return ""
	}
	a := w.resolve(link)
	if a.host == "" && a.reach == within && isPage(a.text) {
		w.warn(at, "a picture cannot link to the file of an article, "+quote(a.text), "give the address that the article has on the site")
		return ""
	}
	if a.reach == forbidden {
		w.warn(at, "the link leads to "+quote(a.text)+", which is no address of a page", "use http, https, mailto or tel")
		return ""
	}
	if a.reach == outside {
		w.outside = true
	}
	return a.text
}

// resize applies the size that an author gives in pixels; the other side
// follows where only one is given.
func resize(f *article.Figure, width, height string) {
	w, _ := strconv.Atoi(strings.TrimSuffix(width, "px"))
	h, _ := strconv.Atoi(strings.TrimSuffix(height, "px"))
	const most = 10_000
	if w < 0 || h < 0 || w > most || h > most || f.Width <= 0 || f.Height <= 0 {
		return
	}
	switch {
	case w > 0 && h > 0:
		f.Width, f.Height = w, h
	case w > 0:
		f.Width, f.Height = w, max(1, f.Height*w/f.Width)
	case h > 0:
		f.Width, f.Height = max(1, f.Width*h/f.Height), h
	}
}
