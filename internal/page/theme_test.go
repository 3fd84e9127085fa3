package page

import (
	"bytes"
	"errors"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/htmltest"
	"github.com/gatefold/gatefold/locale"
)

// folder is a site's theme folder.
func folder(files ...string) fs.FS {
	m := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		m[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return m
}

// Every file of the theme is a template that New executes, or a style.
func TestEveryThemeFileIsUsed(t *testing.T) {
	entries, err := fs.ReadDir(builtIn, "theme")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name := e.Name(); name != styleFile && name != listFile && !slices.Contains(templates, name) {
			t.Errorf("theme/%s is used by nothing", name)
		}
	}
	if len(entries) != len(templates)+2 {
		t.Errorf("there are %d files and %d templates", len(entries), len(templates))
	}
}

// A figure and a card exist as a template and as code. With the built-in
// template taken for a site's own, each page has to stay the same.
func TestCodeAndTemplatesAgree(t *testing.T) {
	code := newRenderer(t, Options{})
	var own []string
	for _, name := range []string{"figure.html", "card.html"} {
		b, err := builtIn.ReadFile("theme/" + name)
		if err != nil {
			t.Fatal(err)
		}
		own = append(own, name, string(b))
	}
	templates := newRenderer(t, Options{Theme: folder(own...)})
	if !templates.theme.own["figure.html"] || !templates.theme.own["card.html"] {
		t.Fatal("the templates were not taken")
	}
	for _, c := range pages {
		t.Run(c.name, func(t *testing.T) {
			a, err := c.render(t, code)
			if err != nil {
				t.Fatal(err)
			}
			b, err := c.render(t, templates)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(a, b) {
				t.Errorf("code and template differ:\n%s", firstDifference(string(a), string(b)))
			}
		})
	}
}

func TestEachTemplateCanBeReplaced(t *testing.T) {
	for _, name := range templates {
		text := "<p>own " + name + "</p>"
		if name == "base.html" {
			text = "<!doctype html><html><head>{{.Head}}</head><body>" + text + "{{.Main}}</body></html>"
		}
		r := newRenderer(t, Options{Theme: folder(name, text, "README.md", "not a template")})
		found := false
		for _, c := range pages {
			page, err := c.render(t, r)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			found = found || bytes.Contains(page, []byte("own "+name))
		}
		if !found {
			t.Errorf("%s appears on no page", name)
		}
	}
}

func TestPartialsOfASite(t *testing.T) {
	r := newRenderer(t, Options{Theme: folder(
		"notice.html", `<h1>{{.Heading}}</h1>{{template "_search.html" .}}`,
		"_search.html", `<p class="search">{{.T "page.home"}} {{.Publication.Title}}</p>`,
	)})
	page, err := r.Notice(nil, notFound())
	if err != nil {
		t.Fatal(err)
	}
	if got := htmltest.Parse(t, page).One(".search").Text(); got != "Go to the front page The Estuary" {
		t.Errorf("the partial says %q", got)
	}
}

func TestStylesOfASite(t *testing.T) {
	extra := newRenderer(t, Options{Theme: folder("style.extra.css", ":root { --accent: teal; }")})
	if !strings.Contains(extra.theme.styleElement, "--accent:teal") || !strings.Contains(extra.theme.styleElement, ".masthead") {
		t.Error("style.extra.css is not added to the built-in style")
	}
	whole := newRenderer(t, Options{Theme: folder("style.css", ":root { --paper: white } p { margin: 0; }")})
	if whole.theme.styleElement != "<style>:root{--paper:white}p{margin:0}</style>\n" {
		t.Errorf("style.css is not replaced: %s", whole.theme.styleElement)
	}
	if whole.theme.listStyleElement != whole.theme.styleElement {
		t.Error("a style of the site's own is mixed with the built-in one in lists")
	}
	lists := newRenderer(t, Options{Theme: folder("list.css", "b{margin:0}")})
	if !strings.HasSuffix(lists.theme.listStyleElement, "b{margin:0}</style>\n") || !strings.Contains(lists.theme.listStyleElement, ".masthead") {
		t.Error("list.css does not stand behind style.css")
	}
	if strings.Contains(lists.theme.styleElement, "b{margin:0}") {
		t.Error("articles hold what only lists need")
	}
	if extra.Policy() == whole.Policy() {
		t.Error("two styles have the same policy")
	}
	if !strings.Contains(whole.theme.headStart, `<meta name="theme-color" content="white">`) {
		t.Errorf("the colour of the theme is not that of the paper: %s", whole.theme.headStart)
	}
}

func TestBrokenThemes(t *testing.T) {
	for _, c := range []struct {
		name, file, text string
		line             int
		message          string
	}{
		{"syntax", "story.html", "<p>\n{{if}}", 2, "missing value for if"},
		{"unknown function", "list.html", "\n\n{{nothing}}", 3, `function "nothing" not defined`},
		{"unknown field", "story.html", "<h1>\n{{.Story.Artikel}}</h1>", 2, "Artikel"},
		{"field of a card", "card.html", "{{.Card.Headlin}}", 1, "Headlin"},
		{"field of a figure", "figure.html", "\n{{.Fig}}", 2, "Fig"},
		{"field of the base", "base.html", "<head>{{.Head}}</head><body>{{.Main}}\n{{.Menu}}</body>", 2, "Menu"},
		{"field of a redirect", "redirect.html", "{{.To}}", 1, "To"},
		{"ambiguous context", "notice.html", "\n<a href='{{if .Cards}}\"{{end}}>", 0, ""},
		{"missing partial", "notice.html", "{{template \"_gone.html\"}}", 1, "_gone.html"},
		{"no place for the text", "base.html", "<head>{{.Head}}</head>", 0, "do not stand there once each"},
		{"text in an attribute", "base.html", "<head>{{.Head}}</head><body title=\"{{.Main}}\">", 0, "do not stand there once each"},
		{"text twice", "base.html", "<head>{{.Head}}</head>{{.Main}}{{.Main}}", 0, "do not stand there once each"},
		{"misspelt name", "stroy.html", "<p>", 0, "is not a file of a theme"},
		{"style that ends itself", "style.extra.css", "a::after { content: '</STYLE>' }", 0, "ends the style"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRenderer(t, Options{})
			_, err := New(Options{Theme: folder(c.file, c.text), Bundle: r.bundle, Gates: r.gates})
			var p *article.Problem
			if !errors.As(err, &p) {
				t.Fatalf("the error is %v", err)
			}
			if p.File != "theme/"+c.file && c.file != "style.extra.css" || p.Line != c.line || !strings.Contains(p.Message, c.message) {
				t.Errorf("the error is %v", err)
			}
			if p.Remedy == "" {
				t.Errorf("the error says no remedy: %v", err)
			}
		})
	}
}

// unreadable is a theme folder whose files cannot be read.
type unreadable struct{ fs.FS }

func (u unreadable) Open(name string) (fs.File, error) {
	if name == "." {
		return u.FS.Open(name)
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
}

func TestUnreadableTheme(t *testing.T) {
	r := newRenderer(t, Options{})
	_, err := New(Options{Theme: unreadable{folder("story.html", "")}, Bundle: r.bundle, Gates: r.gates})
	if !errors.Is(err, fs.ErrPermission) {
		t.Errorf("the error is %v", err)
	}
}

func TestFingerprint(t *testing.T) {
	base := newRenderer(t, Options{}).Fingerprint()
	if again := newRenderer(t, Options{}).Fingerprint(); again != base {
		t.Error("the fingerprint is not stable")
	}
	for _, file := range []string{"notice.html", "_own.html", "style.css", "list.css", "style.extra.css"} {
		if newRenderer(t, Options{Theme: folder(file, "a{}")}).Fingerprint() == base {
			t.Errorf("%s does not change the fingerprint", file)
		}
	}
	if newRenderer(t, Options{Bundle: words(t, "en", "page.tags", "")}).Fingerprint() == base {
		t.Error("a site's words do not change the fingerprint")
	}
}

// Directions are logical, and nothing is fetched.
func TestStyleRules(t *testing.T) {
	b, err := builtIn.ReadFile("theme/style.css")
	if err != nil {
		t.Fatal(err)
	}
	lists, err := builtIn.ReadFile("theme/list.css")
	if err != nil {
		t.Fatal(err)
	}
	css := minifyStyle(string(b) + string(lists))
	physical := regexp.MustCompile(`[{;](?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)|left|right|top|bottom|width|height|(?:min|max)-(?:width|height))[a-z-]*:`)
	if m := physical.FindString(css); m != "" {
		t.Errorf("the style holds the physical property %q", m)
	}
	if m := regexp.MustCompile(`(?:text-align|float|clear):(?:left|right)`).FindString(css); m != "" {
		t.Errorf("the style holds %q", m)
	}
	for _, word := range []string{"url(", "@import", "@font-face", "http"} {
		if strings.Contains(strings.ReplaceAll(css, `href^="http"`, ""), word) {
			t.Errorf("the style holds %q", word)
		}
	}
	for _, name := range []string{"--ink", "--paper", "--muted", "--line", "--accent", "--accent-ink"} {
		if strings.Count(css, name+":") != 2 {
			t.Errorf("%s does not have one value in light and one in dark", name)
		}
	}
}

// A theme that would never be done is refused like one that is broken.
func TestEndlessThemes(t *testing.T) {
	bundle, gates := partsOf(t)
	for name, text := range map[string]string{
		"much":            `<!doctype html>{{ range 1000000000 }}and so on and so on {{ end }}`,
		"nothing":         `<!doctype html>{{ range 100000000000 }}{{ end }}`,
		"inside":          `<!doctype html>{{ if true }}{{ with 1 }}{{ range 100000000000 }}{{ if . }}{{ end }}{{ end }}{{ end }}{{ end }}`,
		"in another":      `{{ define "x" }}{{ range 100000000000 }}{{ end }}{{ end }}<!doctype html>{{ template "x" }}`,
		"in an attribute": `<!doctype html><p class="{{ range 100000000000 }}{{ end }}">`,
	} {
		t.Run(name, func(t *testing.T) {
			_, err := New(Options{Theme: folder("story.html", text), Bundle: bundle, Gates: gates})
			p := (*article.Problem)(nil)
			if !errors.As(err, &p) || p.File != "theme/story.html" || !strings.Contains(p.Message, "without end") || p.Remedy == "" {
				t.Errorf("%v", err)
			}
		})
	}
}

// What would be read for ever, or is no text, is not even opened.
func TestThemeFilesAreFiles(t *testing.T) {
	bundle, gates := partsOf(t)
	for name, file := range map[string]*fstest.MapFile{
		"a pipe":   {Mode: fs.ModeNamedPipe},
		"a device": {Mode: fs.ModeDevice | fs.ModeCharDevice},
		"too much": {Data: make([]byte, maxThemeFile+1)},
	} {
		for _, at := range []string{"story.html", "style.css", "list.css", "style.extra.css"} {
			_, err := New(Options{Theme: fstest.MapFS{at: file}, Bundle: bundle, Gates: gates})
			p := (*article.Problem)(nil)
			if !errors.As(err, &p) || p.File != "theme/"+at || p.Remedy == "" {
				t.Errorf("%s as %s: %v", name, at, err)
			}
		}
	}
}

// partsOf gives what a renderer needs besides a theme.
func partsOf(t *testing.T) (*locale.Bundle, *gate.Gates) {
	r := newRenderer(t, Options{})
	return r.bundle, r.gates
}

// An article that is too large for a page is said to be, and not the theme.
func TestArticleTooLargeForAPage(t *testing.T) {
	r := newRenderer(t, Options{})
	p := tides(t)
	p.Article.Body.Pieces = []article.Piece{{HTML: "<p>" + strings.Repeat("tide and time ", maxOutput/14+1) + "</p>"}}
	_, err := r.Story(nil, p)
	var problem *article.Problem
	if !errors.As(err, &problem) || problem.File != p.Article.Source || !strings.Contains(problem.Message, "64 MiB") || problem.Remedy == "" {
		t.Errorf("%v", err)
	}
}
