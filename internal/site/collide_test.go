package site

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/article"
)

func TestCollisionsNameBothSides(t *testing.T) {
	for _, test := range []struct {
		name   string
		add    func(t *testing.T, c *content)
		path   string // who has it is asked
		holder string
		want   string // the problem
	}{
		{"two articles", func(_ *testing.T, c *content) {
			c.add(&article.Article{ID: "b", Path: "/x/", Headline: "B", Published: day(2)})
			c.add(&article.Article{ID: "a", Path: "/x/", Headline: "A", Published: day(1)})
		}, "/x/", "content/a.md", "content/b.md: its address /x/ belongs to content/a.md already (give one of the two another address)"},
		{"an article and a section", func(_ *testing.T, c *content) {
			c.add(anArticle("science", "a", 1))
			c.add(&article.Article{ID: "science", Path: "/science/", Headline: "Science", Standalone: true})
		}, "/science/", `the page of the section "science"`, `content/science.md: its address /science/ belongs to the page of the section "science" already (give one of the two another address)`},
		{"an article and the tags", func(_ *testing.T, c *content) {
			a := anArticle("science", "a", 1)
			a.Path = "/tags/"
			c.add(a)
		}, "/tags/", `the page of the index "tags"`, `content/tags.md: its address /tags/ belongs to the page of the index "tags" already (give one of the two another address)`},
		{"a file and a page", func(t *testing.T, c *content) {
			c.add(anArticle("science", "a", 1))
			c.files = append(c.files, file(t, "/sitemap.xml", "mine"))
		}, "/sitemap.xml", "the sitemap", "static/sitemap.xml: its address /sitemap.xml belongs to the sitemap already (give one of the two another address)"},
		{"a file and a folder", func(t *testing.T, c *content) {
			c.add(anArticle("science", "a", 1))
			c.files = append(c.files, file(t, "/science", "mine"))
		}, "/science/", `the page of the section "science"`, `static/science: its address /science belongs to the page of the section "science" already (give one of the two another address)`},
		{"an alias and a page", func(_ *testing.T, c *content) {
			a := anArticle("science", "a", 1)
			a.Aliases = []string{"/science/", "/science/a/"}
			c.add(a)
		}, "/science/", `the page of the section "science"`, `content/science/a.md: its address /science/ belongs to the page of the section "science" already (give one of the two another address)`},
		{"an alias and a file", func(t *testing.T, c *content) {
			a := anArticle("science", "a", 1)
			a.Aliases = []string{"/old.pdf/"}
			c.add(a)
			c.files = append(c.files, file(t, "/old.pdf", "mine"))
		}, "/old.pdf", "static/old.pdf", "content/science/a.md: its address /old.pdf/ belongs to static/old.pdf already (give one of the two another address)"},
		{"two aliases", func(_ *testing.T, c *content) {
			for i, name := range []string{"a", "b"} {
				a := anArticle("science", name, i)
				a.Aliases = []string{"/old/", "/old/"}
				c.add(a)
			}
		}, "/old/", "content/science/a.md", "content/science/b.md: its address /old/ belongs to content/science/a.md already (give one of the two another address)"},
		{"an article in a file of ours", func(_ *testing.T, c *content) {
			c.add(&article.Article{ID: "a", Path: "/robots.txt/", Headline: "A", Published: day(1)})
		}, "/robots.txt", "robots.txt", "content/a.md: its address /robots.txt/ belongs to robots.txt already (give one of the two another address)"},
		{"an article in the file of a page", func(_ *testing.T, c *content) {
			c.add(anArticle("science", "a", 1))
			c.add(&article.Article{ID: "b", Path: "/science/index.html/b/", Headline: "B", Published: day(1)})
		}, "/science/", `the page of the section "science"`, `content/b.md: its address /science/index.html/b/ belongs to the page of the section "science" already (give one of the two another address)`},
		{"a file in our folder", func(t *testing.T, c *content) {
			c.files = append(c.files, file(t, "/_gatefold/gate.js", "mine"))
		}, "/", "the front page", "static/_gatefold/gate.js: the folder /_gatefold/ belongs to Gatefold (move the file elsewhere)"},
		{"a file outside", func(t *testing.T, c *content) {
			c.files = append(c.files, file(t, "/../secret", "mine"))
		}, "/", "the front page", `static/../secret: "/../secret" cannot be the address of a file (rename it)`},
		{"two listings", func(_ *testing.T, c *content) {
			c.listings = []*article.Listing{{Source: "b/_index.md", Key: "science", Lang: "en"}, {Source: "a/_index.md", Key: "science", Lang: "en"}}
		}, "/science/", "a/_index.md", "b/_index.md: it describes the same list as a/_index.md (keep one of the two)"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := &content{}
			test.add(t, c)
			s := build(t, config(), c)
			if got := problems(s); !slices.Equal(got, []string{test.want}) {
				t.Errorf("the problems are\n%s\nwant\n%s", strings.Join(got, "\n"), test.want)
			}
			for _, p := range s.Problems() {
				if p.Warning {
					t.Errorf("%v is a warning only", p)
				}
			}
			if d, ok := s.Find(test.path); !ok || d.source != test.holder {
				t.Errorf("%s belongs to %+v, want %s", test.path, d, test.holder)
			}
			distinct(t, s)
		})
	}
}

// distinct checks that an export can hold all documents.
func distinct(t *testing.T, s *Site) {
	t.Helper()
	files := map[string]string{}
	for _, d := range s.Documents() {
		if had, taken := files[d.File]; taken {
			t.Errorf("%s and %s are one file", had, d.Path)
		}
		files[d.File] = d.Path
		if d.Status == 0 || d.Type == "" || d.Key == (article.Digest{}) || d.source == "" {
			t.Errorf("%s is incomplete: %+v", d.Path, d)
		}
	}
}

func TestPublishersFilesReplaceOurs(t *testing.T) {
	cfg, c := estuary(t)
	for path, text := range map[string]string{
		"/robots.txt": "User-agent: *\nDisallow: /\n", "/404.html": "<!doctype html><title>Lost</title>",
		"/_headers": "/secret/*\n  X-Robots-Tag: noindex", "/_redirects": "/here /there 302", "/logo.svg": "<svg/>", "/a%20b.pdf": "%PDF",
	} {
		c.files = append(c.files, file(t, path, text))
	}
	slices.SortFunc(c.files, func(x, y File) int { return strings.Compare(y.Path, x.Path) })
	s := build(t, cfg, c)
	if len(s.Problems()) > 0 {
		t.Errorf("the problems are %v", problems(s))
	}
	distinct(t, s)
	for path, begins := range map[string]string{
		"/robots.txt": "User-agent: *\nDisallow: /\n", "/404.html": "<!doctype html><title>Lost", "/logo.svg": "<svg/>", "/a b.pdf": "%PDF",
		"/_headers": "/secret/*\n  X-Robots-Tag: noindex\n/news/*\n", "/_redirects": "/here /there 302\n/news/2019/tides.html/ /news/science/tides/ 301\n",
	} {
		if got := at(t, s, path); !strings.HasPrefix(got, begins) {
			t.Errorf("%s is\n%s\nwant\n%s", path, got, begins)
		}
	}
	if d := s.NotFound("/x"); rendered(t, d) != "<!doctype html><title>Lost</title>" || d.Status != 404 {
		t.Errorf("the publisher's own page is not what is sent for nothing: %+v", d)
	}
	pdf, _ := s.Find("/a%20b.pdf")
	if pdf.File != "a b.pdf" || pdf.Type != "application/pdf" || pdf.Size != 4 {
		t.Errorf("the file is %+v", pdf)
	}
	f, err := pdf.Open()
	if err != nil || f == nil {
		t.Fatalf("Open() = %v, %v", f, err)
	}
	f.Close()
	if f, err := s.Documents()[0].Open(); f != nil || err != nil {
		t.Errorf("a document that is no file opens as %v, %v", f, err)
	}
}

func TestMissingFileIsNamed(t *testing.T) {
	c := &content{files: []File{{Path: "/gone.txt", Source: "static/gone.txt", Content: fileOnDisk("/nonexistent/gone"), Digest: digestOf("x")}}}
	s := build(t, config(), c)
	d, _ := s.Find("/gone.txt")
	if _, err := d.Append(context.Background(), nil); err == nil || !strings.HasPrefix(err.Error(), "open static/gone.txt: ") {
		t.Errorf("the error is %v", err)
	}
}
