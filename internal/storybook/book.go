package storybook

import (
	"context"
	"net/url"
	"strings"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/internal/site"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// Options says what a storybook is made with.
type Options struct {
	// BaseURL is where it stands; Host and Base of Gates say the same.
	BaseURL string

	// Bundle, Gates and Pages are a publication's own words, gates and theme.
	Bundle *locale.Bundle
	Gates  *gate.Gates
	Pages  *page.Renderer

	// Real gives gates the embed documents that a site has, whose frames
	// are the providers' own. For tests only.
	Real bool
}

// Plain are the options without a publication, at an address without a path.
func Plain(baseURL string) (Options, error) {
	at, err := url.Parse(baseURL)
	if err != nil {
		return Options{}, err
	}
	bundle, err := locale.New(nil)
	if err != nil {
		return Options{}, err
	}
	gates := gate.New(gate.Options{Catalogue: provider.Default(), Host: at.Hostname(), DefaultLang: bundle.For(languages[0]).Lang()})
	pages, err := page.New(page.Options{Bundle: bundle, Gates: gates})
	return Options{BaseURL: baseURL, Bundle: bundle, Gates: gates, Pages: pages}, err
}

// languages are those that the storybook has pages in: one for each direction.
var languages = []string{"en", "ar"}

// New makes the storybook. The error is about BaseURL.
func New(o Options) (*site.Site, error) {
	parts := site.Parts{
		Content:   newContent(provider.Default(), o),
		Pages:     stills{o.Pages},
		Gates:     cannedGates{o.Gates},
		Bundle:    o.Bundle,
		Catalogue: provider.Default(),
	}
	if o.Real {
		parts.Gates = o.Gates
	}
	return site.New(site.Config{
		BaseURL:   o.BaseURL,
		Languages: languages,
		Title:     map[string]string{languages[0]: "Storybook"},
		PageSize:  1000,
	}, parts)
}

// stills renders pages, and has those of [still] articles stand still.
type stills struct{ *page.Renderer }

// Story renders the page of an article.
func (s stills) Story(dst []byte, p *page.Story) ([]byte, error) {
	before := len(dst)
	dst, err := s.Renderer.Story(dst, p)
	if err != nil || !isStill(p.Article) {
		return dst, err
	}
	html := freezeAll(withoutScript(string(dst[before:])))
	if strings.Contains(html, choicesMark) {
		html = strings.Replace(html, "</head>", "<style>"+gate.Style()+"</style></head>", 1)
	}
	if isDark(p.Article) {
		html = dark(html, s.Style())
	}
	return append(dst[:before], html...), nil
}

// Policy is the renderer's, which lets a dark page have its style as well.
func (s stills) Policy() string {
	was := gate.StyleHash(s.Style())
	return strings.Replace(s.Renderer.Policy(), was, was+"' '"+gate.StyleHash(darkStyle(s.Style())), 1)
}

// withoutScript takes the gates' script out of a page.
func withoutScript(page string) string {
	mark := `src="` + gate.ScriptPath() + `"`
	at := strings.Index(page, mark)
	if at < 0 {
		return page
	}
	start := strings.LastIndex(page[:at], "<script")
	end := strings.Index(page[at:], "</script>")
	if start < 0 || end < 0 {
		return page
	}
	return page[:start] + page[at+end+len("</script>"):]
}

// freezeAll puts each gate of a page into the state of the heading before it.
func freezeAll(page string) string {
	var b strings.Builder
	for i := range States {
		s := &States[i]
		at := strings.Index(page, `id="`+s.anchor()+`"`)
		if at < 0 {
			continue
		}
		end := strings.Index(page[at:], "</section>")
		if end < 0 {
			continue
		}
		b.WriteString(page[:at])
		b.WriteString(s.freeze(page[at : at+end]))
		page = page[at+end:]
	}
	b.WriteString(page)
	return b.String()
}

// content is the publication in memory.
type content struct {
	articles []*article.Article
}

func (c *content) Articles() []*article.Article { return c.articles }
func (c *content) Listings() []*article.Listing { return nil }
func (c *content) Files() []site.File           { return nil }

// Body gives the text, which is there from the start.
func (c *content) Body(_ context.Context, a *article.Article) (article.Body, error) {
	return a.Body, nil
}
