package source

import (
	"errors"
	"html"
	"net/url"
	"strings"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/markdown"
)

// leadKeys are the keys that name the picture at the head of a story: ours,
// then Hugo's, then those of its themes, in this order.
var leadKeys = []string{"lead", "images", "cover", "featured_image", "featuredimage", "image", "feature_image"}

// picked is the picture that an author chose, before its file is looked at.
type picked struct {
	field      *field
	line       int
	ref        string
	figure     article.Figure // what the author says about it
	decorative bool           // an empty alternative text stands there
	caption    string         // Markdown
	captioned  int            // the line in which the caption stands
}

// lead reads the picture at the head of the story. pictures finds files, and
// caption makes HTML of a caption in a line.
func (m *matter) lead(pictures markdown.Pictures, caption func(text string, line int) string) *article.Figure {
	var chosen picked
	for _, f := range m.take(leadKeys...) {
		p, ok := m.pick(f)
		if ok && chosen.ref == "" {
			chosen = p
		}
	}
	if chosen.ref == "" {
		return nil
	}
	pic, err := pictures.Picture(chosen.ref)
	if err != nil {
		message, remedy := pictureProblem(err)
		m.report(chosen.field.name, chosen.line, message, remedy, isRemote(chosen.ref) && errors.Is(err, errRemote))
		return nil
	}
	lead := chosen.complete(pic)
	if chosen.caption != "" {
		lead.Caption = caption(chosen.caption, chosen.captioned)
	}
	return lead
}

// isRemote reports whether a reference is a web address. Such a picture is
// left out like those in the text, and the story stays whole.
func isRemote(ref string) bool {
	return strings.HasPrefix(ref, "https://") || strings.HasPrefix(ref, "http://") || strings.HasPrefix(ref, "//")
}

// pick reads one of the keys: a path, a list that begins with one, or a table.
func (m *matter) pick(f *field) (picked, bool) {
	p := picked{field: f, line: f.line}
	v := &f.value
	if v.kind == list {
		if len(v.items) == 0 {
			return p, false
		}
		v = &v.items[0]
		p.line = v.line
	}
	switch {
	case v.isScalar():
		p.ref = strings.TrimSpace(v.text)
	case v.kind == table:
		m.pickTable(&p, v)
	case v.kind != null:
		m.problem(f, "is "+f.value.kind.String()+", not a picture", "write a path, or a table with src, alt, caption and credit")
	}
	return p, p.ref != ""
}

// pickTable reads a table that describes a picture.
func (m *matter) pickTable(p *picked, v *value) {
	get := func(keys ...string) (string, *field) {
		for _, key := range keys {
			if f := v.field(key); f != nil {
				if f.value.isScalar() {
					return strings.TrimSpace(f.value.text), f
				}
				if f.value.kind != null {
					m.report(p.field.name, f.line, f.name+" is "+f.value.kind.String()+", not text", "write one text", false)
				}
			}
		}
		return "", nil
	}
	p.ref, _ = get("src", "picture", "image", "url", "filename", "file")
	alt, given := get("alt")
	p.figure.Alt = cleanText(alt)
	p.decorative = given != nil && p.figure.Alt == ""
	if text, at := get("caption"); at != nil {
		p.caption, p.captioned = cleanText(text), at.line
	}
	p.figure.Title, _ = get("title")
	p.figure.Credit, _ = get("credit", "attr", "source")
	p.figure.Title, p.figure.Credit = cleanText(p.figure.Title), cleanText(p.figure.Credit)
	link, at := get("creditlink", "crediturl", "attrlink")
	if p.figure.CreditURL = safeLink(link); p.figure.CreditURL != link {
		m.report(p.field.name, at.line, at.name+" is not the address of a web page", "write an address that begins with https:// or /", false)
	}
	if p.ref == "" && p.field.name == "lead" {
		m.report(p.field.name, v.line, "names no picture", "add src with the path of one", false)
	}
}

// complete adds what the file says to what the author says. The caption of a
// file is plain text.
func (p *picked) complete(pic markdown.Picture) *article.Figure {
	f := p.figure
	f.Src, f.Width, f.Height = pic.URL, pic.Width, pic.Height
	f.Caption = html.EscapeString(cleanText(pic.Caption))
	if f.Credit == "" {
		f.Credit = pic.Credit
		f.CreditURL = first(f.CreditURL, safeLink(pic.CreditURL))
	}
	if f.Decorative = p.decorative; !f.Decorative {
		f.Alt = first(f.Alt, pic.Alt)
	}
	return &f
}

// safeLink returns s if it is a web address or a path of this site, else "".
func safeLink(s string) string {
	u, err := url.Parse(s)
	switch {
	case err != nil || strings.ContainsAny(s, "\\ \t\r\n"):
		return ""
	case (u.Scheme == "https" || u.Scheme == "http") && u.Host != "":
		return s
	case u.Scheme == "" && u.Host == "" && strings.HasPrefix(u.Path, "/") && !strings.HasPrefix(s, "//"):
		return s
	}
	return ""
}
