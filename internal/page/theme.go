package page

import (
	"embed"
	"errors"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/article"
)

//go:embed theme
var builtIn embed.FS

// templates are the templates of a theme, each of which a site may replace.
var templates = []string{"base.html", "story.html", "list.html", "notice.html", "choices.html", "redirect.html", "figure.html", "card.html"}

// Styles of a theme: the first two may be replaced, the third is added to them.
const (
	styleFile = "style.css"
	listFile  = "list.css" // what only lists need, behind the first
	extraFile = "style.extra.css"
)

// theme is the built-in theme with a site's files in the place of some.
type theme struct {
	set *template.Template
	own map[string]bool // the files that are the site's own

	policy           string
	headStart        string // what every <head> begins with, the policy first
	styleElement     string // the theme's style, for articles
	listStyleElement string // the theme's style for all other pages
	gateStyleElement string // the gates' style, for pages that hold some

	sources []byte // names and contents of all files, for the fingerprint
}

// newTheme reads a theme; site may be nil.
func newTheme(site fs.FS) (*theme, error) {
	th := &theme{set: template.New(""), own: map[string]bool{}}
	if err := checkNames(site); err != nil {
		return nil, err
	}
	for _, name := range templates {
		if err := th.parse(site, name); err != nil {
			return nil, err
		}
	}
	for _, name := range partials(site) {
		if err := th.parse(site, name); err != nil {
			return nil, err
		}
	}
	for _, t := range th.set.Templates() {
		if t.Tree != nil {
			countTurns(t.Tree.Root)
		}
	}
	return th, th.readStyle(site)
}

// read gives the site's file of that name, or the built-in one.
func (th *theme) read(site fs.FS, name string) (string, error) {
	if site != nil {
		b, err := readSiteFile(site, name)
		if err == nil {
			th.own[name] = true
			th.note(name, b)
			return string(b), nil
		}
		if p := (*article.Problem)(nil); errors.As(err, &p) {
			return "", p
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return "", &article.Problem{File: "theme/" + name, Message: "cannot be read", Remedy: "check the rights of the file", Err: err}
		}
	}
	b, err := builtIn.ReadFile("theme/" + name)
	if err != nil {
		return "", err
	}
	th.note(name, b)
	return string(b), nil
}

// maxThemeFile bounds the files of a theme, in bytes. Styles are part of every
// page, and templates are short.
const maxThemeFile = 1 << 20

// readSiteFile reads a file of the site's own theme. A pipe or a device would
// make the program wait, or read, for ever.
func readSiteFile(site fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(site, name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, &article.Problem{File: "theme/" + name, Message: "is not a regular file", Remedy: "remove it, or put a text file in its place"}
	case info.Size() > maxThemeFile:
		return nil, &article.Problem{File: "theme/" + name, Message: "is larger than 1 MiB", Remedy: "a template or style should hold no data"}
	}
	return fs.ReadFile(site, name)
}

func (th *theme) note(name string, content []byte) {
	th.sources = append(append(append(append(th.sources, name...), 0), content...), 0)
}

func (th *theme) parse(site fs.FS, name string) error {
	text, err := th.read(site, name)
	if err != nil {
		return err
	}
	if _, err := th.set.New(name).Parse(text); err != nil {
		return templateProblem(name, err)
	}
	return nil
}

// readStyle prepares the styles and the policy that allows them.
func (th *theme) readStyle(site fs.FS) error {
	css, err := th.read(site, styleFile)
	if err != nil {
		return err
	}
	lists, err := th.readIfAny(site, listFile, !th.own[styleFile])
	if err != nil {
		return err
	}
	extra, err := th.readIfAny(site, extraFile, false)
	if err != nil {
		return err
	}
	lists = minifyStyle(css + "\n" + lists + "\n" + extra)
	css = minifyStyle(css + "\n" + extra)
	if strings.Contains(strings.ToLower(lists), "</style") {
		return &article.Problem{File: "theme/" + styleFile, Message: `holds "</style", which ends the style in the page`, Remedy: "remove it"}
	}
	gates := gate.Style()
	th.styleElement = "<style>" + css + "</style>\n"
	th.listStyleElement = "<style>" + lists + "</style>\n"
	th.gateStyleElement = "<style>" + gates + "</style>\n"
	hashes := []string{gate.StyleHash(css), gate.StyleHash(lists), gate.StyleHash(gates)}
	th.policy = gate.PagePolicy(slices.Compact(hashes))
	th.headStart = headStart(th.policy, css)
	return nil
}

// readIfAny gives the site's file of that name; where it has none, the built-in
// one if that is wanted, or nothing. A site with a style.css of its own does not
// get the rest of the built-in style.
func (th *theme) readIfAny(site fs.FS, name string, builtIn bool) (string, error) {
	if !builtIn && site == nil {
		return "", nil
	}
	if !builtIn {
		if _, err := fs.Stat(site, name); errors.Is(err, fs.ErrNotExist) {
			return "", nil
		}
	}
	return th.read(site, name)
}

// headStart is what every <head> begins with. The character set stands first,
// the policy before everything that it governs.
func headStart(policy, css string) string {
	var b []byte
	b = append(b, "<meta charset=\"utf-8\">\n"...)
	b = append(b, `<meta http-equiv="Content-Security-Policy" content="`...)
	b = appendText(b, policy)
	b = append(b, "\">\n<meta http-equiv=\"x-dns-prefetch-control\" content=\"off\">\n"...)
	b = append(b, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"...)
	b = append(b, "<meta name=\"color-scheme\" content=\"light dark\">\n"...)
	colours := papers(css)
	for i := len(colours) - 1; i >= 0; i-- { // the first that fits wins: the dark one has a condition
		b = append(b, `<meta name="theme-color" content="`...)
		b = appendText(b, colours[i])
		if i == 1 {
			b = append(b, `" media="(prefers-color-scheme: dark)`...)
		}
		b = append(b, "\">\n"...)
	}
	return string(b)
}

// papers gives the first two values of --paper in a style: in light, in dark.
// Browsers colour what surrounds the page with them.
func papers(css string) (values []string) {
	for len(values) < 2 {
		_, rest, found := strings.Cut(css, "--paper:")
		if !found {
			break
		}
		end := strings.IndexAny(rest, ";}")
		if end < 0 {
			break
		}
		values = append(values, strings.TrimSpace(rest[:end]))
		css = rest[end:]
	}
	return values
}

// partials are a site's further templates: those whose names begin with "_".
func partials(site fs.FS) []string {
	if site == nil {
		return nil
	}
	names, _ := fs.Glob(site, "_*.html") // the pattern is well-formed
	return names
}

// checkNames refuses a file that looks like part of a theme and is none, so that
// a misspelt name does not go unnoticed.
func checkNames(site fs.FS) error {
	if site == nil {
		return nil
	}
	entries, err := fs.ReadDir(site, ".")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return &article.Problem{File: "theme", Message: "cannot be read", Remedy: "check the rights of the folder", Err: err}
	}
	for _, entry := range entries {
		name, ext := entry.Name(), path.Ext(entry.Name())
		known := slices.Contains(templates, name) || name == styleFile || name == listFile || name == extraFile || strings.HasPrefix(name, "_")
		if (ext == ".html" || ext == ".css") && !known {
			return &article.Problem{
				File: "theme/" + name, Message: "is not a file of a theme",
				Remedy: "name it " + strings.Join(templates, ", ") + ", " + styleFile + ", " + listFile + ", " + extraFile + ", or, for a template of your own, _NAME.html",
			}
		}
	}
	return nil
}
