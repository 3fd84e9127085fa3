package markdown

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/provider"
)

// strange says what an author is told about a piece whose host nobody knows, where
// something better can be done.
const strange = "waits behind a gate, which names the host and says that nothing else is known of it"

// ownAddress is what can be done about a script.
const ownAddress = "write the address of the piece alone on a line, if it is one that can be embedded"

// tracks reports whether an address is that of a known tracker, and says so. It
// is left out: nobody would press a button to be counted.
func (w *writer) tracks(what string, a address, at int) bool {
	_, rest, _ := strings.Cut(a.text, "//")
	_, path, _ := strings.Cut(rest, "/")
	path, _, _ = strings.Cut(path, "?")
	t, ok := w.c.catalogue.Tracker(a.host, "/"+path)
	if !ok {
		return false
	}
	owner := a.host
	if t.Owner != "" {
		owner += " (" + t.Owner + ")"
	}
	w.warn(at, what+" of "+owner+" was left out: it shows nothing and would contact others", "remove it")
	return true
}

// appendStranger adds what is done with a thing whose host no provider claims.
// What it leaves alone the filter sees to.
func (w *writer) appendStranger(list []cut, code string, at int, p *provider.Pasted) []cut {
	t, extent := shownBy(code, p.Extent)
	address := p.Address
	if p.Known() {
		address = lazy(t, "src")
	}
	a := w.resolve(address)
	if a.reach != outside || len(list) > 0 && p.Start < list[len(list)-1].End {
		return list
	}
	what := "the element <" + t.Data + ">"
	if w.tracks(what, a, at+p.Start) {
		return append(list, cut{Extent: extent})
	}
	if src := lazy(t, "src"); src != "" && t.Data != "script" && w.resolve(src).reach == within {
		return list // the site's own; a poster or another size of it is not
	}
	s := provider.Stranger{Address: a.text, Width: pixels(t, "width"), Height: pixels(t, "height")}
	s.Kind = kindOf(t, p.Kind)
	if isHidden(t, &s) {
		w.warn(at+p.Start, what+" of "+a.host+" was left out: it is too small to see and would contact others", "remove it")
		return append(list, cut{Extent: extent})
	}
	c := cut{Extent: extent, small: s.Kind == provider.StrangePicture}
	c.title = attr(t, "title")
	if s.Kind == provider.StrangePicture {
		c.title = attr(t, "alt")
		if icon := 64; s.Width > 0 && s.Width <= icon || s.Height > 0 && s.Height <= icon {
			return list
		}
	}
	s.Alt = c.title
	var ok bool
	if c.match, ok = s.Match(); !ok || s.Kind == 0 {
		return list
	}
	switch s.Kind {
	case provider.StrangePicture:
		w.warn(at+p.Start, "the picture of "+a.host+" "+strange, "copy the picture to your own site")
	case provider.StrangeScript:
		w.warn(at+p.Start, "the script of "+a.host+" "+strange, ownAddress)
	}
	return append(list, c)
}

// shownBy gives the tag that says how a thing is shown and the stretch that goes
// away with it: of a source, the video, sound or picture around it.
func shownBy(code string, e provider.Extent) (html.Token, provider.Extent) {
	t, _ := firstOf(code[e.Start:e.End])
	if t.Data != "source" && t.Data != "track" {
		return t, withWrappers(code, e)
	}
	for _, name := range [...]string{"video", "audio", "picture"} {
		from := strings.LastIndex(strings.ToLower(code[:e.Start]), "<"+name)
		to := strings.Index(strings.ToLower(code[e.End:]), "</"+name)
		if from < 0 || to < 0 || strings.Contains(strings.ToLower(code[from:e.Start]), "</"+name) {
			continue
		}
		end := strings.IndexByte(code[e.End+to:], '>')
		if around, ok := firstOf(code[from:]); ok && end >= 0 {
			return around, provider.Extent{Start: from, End: e.End + to + end + 1}
		}
	}
	return t, e
}

// withWrappers widens a stretch by the paragraph and the link that hold nothing else.
func withWrappers(code string, e provider.Extent) provider.Extent {
	for {
		before := strings.TrimRight(code[:e.Start], " \t\n")
		after := code[e.End:]
		from := strings.LastIndexByte(before, '<')
		if from < 0 || !strings.HasSuffix(before, ">") {
			return e
		}
		t, _ := firstTag(before[from:])
		end := "</" + t.Data + ">"
		rest := strings.TrimLeft(after, " \t\n")
		if t.Data != "p" && t.Data != "a" && t.Data != "center" || len(rest) < len(end) || !strings.EqualFold(rest[:len(end)], end) {
			return e
		}
		e = provider.Extent{Start: from, End: len(code) - len(rest) + len(end)}
	}
}

// firstTag returns the start tag that code begins with.
func firstTag(code string) (html.Token, bool) {
	z := html.NewTokenizer(strings.NewReader(code))
	kind := z.Next()
	return z.Token(), kind == html.StartTagToken
}

// firstOf returns the first tag in code of something that is shown.
func firstOf(code string) (html.Token, bool) {
	z := html.NewTokenizer(strings.NewReader(code))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return html.Token{}, false
		case html.StartTagToken, html.SelfClosingTagToken:
			switch t := z.Token(); {
			case elements[t.Data] == frame, elements[t.Data] == picture, elements[t.Data] == media, elements[t.Data] == source,
				t.Data == "picture", t.Data == "script", t.Data == "link", strings.HasPrefix(t.Data, "amp-"):
				return t, true
			}
		}
	}
}

// kindOf says how a thing is shown; 0 for what cannot be.
func kindOf(t html.Token, k provider.MarkKind) provider.StrangerKind {
	switch {
	case strings.Contains(strings.ToLower(attr(t, "type")), "flash"):
		return 0 // no browser plays it any more
	case t.Data == "video", t.Data == "amp-video":
		return provider.StrangeVideo
	case t.Data == "audio", t.Data == "amp-audio":
		return provider.StrangeAudio
	case k == provider.FrameMark:
		return provider.StrangeFrame
	case t.Data == "img", t.Data == "picture", t.Data == "amp-img", t.Data == "amp-anim":
		return provider.StrangePicture
	case k == provider.ScriptMark && t.Data == "script":
		return provider.StrangeScript
	}
	return 0
}

// isHidden reports whether a reader would see nothing of it.
func isHidden(t html.Token, s *provider.Stranger) bool {
	if s.Kind == provider.StrangeScript || s.Kind == provider.StrangeAudio {
		return false
	}
	const dot = 2 // px
	w, h := attr(t, "width"), attr(t, "height")
	style := strings.ToLower(strings.ReplaceAll(attr(t, "style"), " ", ""))
	return w != "" && !strings.HasSuffix(w, "%") && s.Width <= dot || h != "" && !strings.HasSuffix(h, "%") && s.Height <= dot ||
		strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}

// pixels reads a size that is given in pixels.
func pixels(t html.Token, key string) int {
	n, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(attr(t, key)), "px"), 64)
	if err != nil || !(n > 0 && n < 1e5) {
		return 0
	}
	return int(n)
}

// inText reports whether a gate would stand within a line or a cell.
func (f *filter) inText() bool {
	for _, e := range f.raw[f.floor:] {
		switch e.name {
		case "a", "p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "summary", "dt", "caption", "th", "td":
			return true
		}
		if elements[e.name] == phrasing {
			return true
		}
	}
	return false
}

// strangePicture places the gate of a picture of Markdown that lies elsewhere.
// It reports false for one that has to be a link.
func (w *writer) strangePicture(f *figureSource, a address, block bool) bool {
	if w.nested || w.tracks("the picture", a, f.pos) {
		return !w.nested
	}
	width, _ := strconv.Atoi(f.width)
	height, _ := strconv.Atoi(f.height)
	m, ok := provider.Stranger{Kind: provider.StrangePicture, Address: a.text, Alt: f.alt, Width: width, Height: height}.Match()
	if !ok {
		return false
	}
	w.warn(f.pos, "the picture of "+a.host+" "+strange, "copy the picture to your own site")
	title := f.caption
	if title == "" {
		title = f.alt
	}
	if f.credit != "" {
		title = strings.TrimSpace(title + " (" + f.credit + ")")
	}
	w.placeOrWait(article.Piece{Embed: &article.Embed{Match: m, Level: min(w.level+1, 6), Title: title, Line: w.line(f.pos)}}, block)
	if f.link != "" && f.link != f.src && block {
		w.pictureLink(f)
	}
	return true
}

// pictureLink appends where a picture would have led that waits behind a gate:
// below it, in the words for the picture, or else by the name of the host.
func (w *writer) pictureLink(f *figureSource) {
	text := f.alt
	if text == "" {
		text = f.caption
	}
	if text == "" {
		text = w.resolve(f.link).host
	}
	if text == "" {
		text = f.link
	}
	start := len(w.buf)
	w.str("<p>")
	kind := w.openLink([]byte(asWritten(f.link)), nil, f.pos)
	if kind == noLink {
		w.buf = w.buf[:start]
		return
	}
	w.verbatim([]byte(text))
	w.closeLink(kind)
	w.str("</p>\n")
}
