package page

import (
	"reflect"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/htmltest"
	"github.com/gatefold/gatefold/provider"
)

// attacks are strings that want to be more than text, each with a harmless one
// of the same kind (an address or not, with a space or not): a page must have
// the same structure with either.
var attacks = []struct{ name, hostile, harmless string }{
	{"element", `"><script>alert(1)</script><img src=x onerror=alert(1)>`, "harmless"},
	{"attribute", `" onmouseover="alert(1)" x="`, "harm less"},
	{"attribute without quotes", `' onmouseover='alert(1)' x='`, "harm less"},
	{"end of script", `</script><script>alert(1)</script>`, "harmless"},
	{"comment in script", `<!--<script>`, "harmless"},
	{"end of title and style", `</title></style></textarea><iframe src=//evil.example>`, "harmless"},
	{"script address", `javascript:alert(1)`, "harmless:x"},
	{"script address in disguise", "java\tscript:alert(1)", "harm\tless:x"},
	{"script address with a control", "\x01javascript:alert(1)", "\x01harmless:x"},
	{"data address", `data:text/html,<script>alert(1)</script>`, "harmless:text"},
	{"path", `/"><script>alert(1)</script>`, "/harmless"},
	{"other host", `//evil.example/"><script>`, "//harmless.example/"},
	{"other host in disguise", `/\evil.example/"><script>`, `/\harmless.example/`},
	{"external address", `https://evil.example/"onclick="alert(1)`, "https://harmless.example/"},
	{"template", "{{.Publication}}{{define `x`}}", "harm less"},
	{"marks of the shell", headMark + mainMark, "harmless:x"},
	{"slots of messages", "{site}{title}{authors}{n}", "harmless"},
	{"directional controls", "\u202Eevil\u2066\u2069\u2069\u202C\u202C\u2067", "härmless"},
	{"bytes that are not text", "a\x00b\xFF\xE2\x80\xC0\xAF<\xE2", "härm less"},
	{"line separators", "a\u2028b\u2029c\r\n\x85", "härm less"},
	{"tab within slashes", "/\t/evil.example/", "/\t/harmless.example/"},
	{"backslashes", `\"\u003c\`, "harmless"},
}

func TestStringsStayText(t *testing.T) {
	r := newRenderer(t, Options{})
	views := map[string]func() any{
		"story":        func() any { return tides(t) },
		"story draft":  func() any { return withStatus(t, article.Draft) },
		"story arabic": func() any { return masabStory(t) },
		"front":        func() any { return front() },
		"author":       func() any { return author() },
		"section":      func() any { return section() },
		"index":        func() any { return index() },
		"not found":    func() any { return notFound() },
	}
	for _, a := range attacks {
		for name, view := range views {
			t.Run(a.name+"/"+name, func(t *testing.T) {
				hostile := htmltest.Parse(t, renderFilled(t, r, view(), a.hostile))
				harmless := htmltest.Parse(t, renderFilled(t, r, view(), a.harmless))
				if got, want := hostile.Outline(), harmless.Outline(); got != want {
					t.Errorf("the structure changes:\n%s", firstDifference(got, want))
				}
				for _, link := range hostile.All("[href]") {
					if href := link.Attr("href"); !linkable(href) {
						t.Errorf("a link leads to %q", href)
					}
				}
				hostile.LoadsOnlyFrom("/")
			})
		}
	}
}

// Overriding templates escape as well, because html/template does.
func TestRedirectStaysAPath(t *testing.T) {
	r := newRenderer(t, Options{})
	for _, target := range []string{"", "//evil.example/", `/\evil.example/`, "https://evil.example/", "javascript:alert(1)", "science/", "/a b/", "/\t/evil.example/"} {
		p := moved()
		p.Target = target
		if doc, err := r.Redirect(nil, p); err == nil {
			t.Errorf("there is a redirect to %q: %s", target, doc)
		}
	}
	p := moved()
	p.Target, p.Canonical = `/"><script>`, `https://estuary.example/"><script>`
	page, err := r.Redirect(nil, p)
	if err != nil {
		t.Fatal(err)
	}
	htmltest.Parse(t, page).None("script")
}

func renderFilled(t *testing.T, r *Renderer, view any, s string) []byte {
	t.Helper()
	fill(reflect.ValueOf(view), s)
	var page []byte
	var err error
	switch v := view.(type) {
	case *Story:
		page, err = r.Story(nil, v)
	case *List:
		page, err = r.List(nil, v)
	case *Notice:
		page, err = r.Notice(nil, v)
	}
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// trusted are the fields that hold HTML or name one of our own constants.
var trusted = map[string]bool{"Piece.HTML": true, "Figure.Caption": true, "List.Kind": true, "Notice.Kind": true}

// fill sets every string that can be reached from v to s.
func fill(v reflect.Value, s string) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			fill(v.Elem(), s)
		}
	case reflect.Slice:
		for i := range v.Len() {
			fill(v.Index(i), s)
		}
	case reflect.String:
		v.SetString(s)
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[provider.Match]() {
			return
		}
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.IsExported() && !trusted[v.Type().Name()+"."+f.Name] {
				fill(v.Field(i), s)
			}
		}
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			from := max(0, i-5)
			return strings.Join(g[from:min(i+5, len(g))], "\n") + "\n---\n" + strings.Join(w[from:min(i+5, len(w))], "\n")
		}
	}
	return "one is longer"
}
