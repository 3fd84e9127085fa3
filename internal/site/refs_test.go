package site

import (
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/article"
)

// library is a publication for references to go astray in.
func library() *content {
	c := &content{}
	for _, a := range []*article.Article{
		{ID: "science/tides", Path: "/science/tides/"},
		{ID: "science/moon", Path: "/science/the-moon/"},
		{ID: "science/sea/waves", Path: "/science/sea/waves/"},
		{ID: "walks/tides", Path: "/walks/tides/"},
		{ID: "walks/Big Walk", Path: "/walks/big-walk/"},
		{ID: "about", Path: "/about/", Standalone: true},
		{ID: "science/soon", Path: "/science/soon/", Status: article.Scheduled},
		{ID: "science/taken-back", Path: "/science/taken-back/", Status: article.Withdrawn},
		{ID: "science/tides", Path: "/ar/science/tides/", Lang: "ar", Source: "content/science/tides.ar.md"},
		{ID: "walks/dune", Path: "/ar/walks/dune/", Lang: "ar"},
	} {
		a.Headline, a.Published = a.ID, day(1)
		if !a.Standalone {
			a.Section, _, _ = strings.Cut(a.ID, "/")
		}
		c.add(a)
	}
	return c
}

func TestReferencesFindTheirPages(t *testing.T) {
	cfg := config()
	cfg.Languages = []string{"en", "ar"}
	s := build(t, cfg, library())
	for _, test := range []struct {
		target, from, lang, page string // page is the language of the page, "en" if empty
		want                     string
		why                      answer
	}{
		{target: "science/tides", want: "/science/tides/"},
		{target: "/science/tides", want: "/science/tides/"},
		{target: "/science/tides.md", want: "/science/tides/"},
		{target: "science/tides/index.md", want: "/science/tides/"},
		{target: "science/tides/", want: "/science/tides/"},
		{target: "/science/the-moon/", want: "/science/the-moon/"}, // its URL path
		{target: "/science/the-moon", want: "/science/the-moon/"},
		{target: "SCIENCE/Tides", want: "/science/tides/"},
		{target: "walks/big walk.md", want: "/walks/big-walk/"},
		{target: "tides.md", from: "science", want: "/science/tides/"}, // beside the page
		{target: "tides", from: "walks", want: "/walks/tides/"},
		{target: "../walks/tides.md", from: "science", want: "/walks/tides/"},
		{target: "./moon.md", from: "science", want: "/science/the-moon/"},
		{target: "sea/waves", from: "science", want: "/science/sea/waves/"},
		{target: "waves", want: "/science/sea/waves/"},   // a bare name
		{target: "the-moon", want: "/science/the-moon/"}, // a bare slug
		{target: "tides", want: "#", why: ambiguous},     // two are called so
		{target: "about#us", want: "/about/#us"},         // with a fragment
		{target: "", want: "#", why: unknown},
		{target: "#here", want: "#here"},                  // on the page itself
		{target: "science", want: "/science/"},            // a section
		{target: "/science/_index.md", want: "/science/"}, //
		{target: "/_index.md", want: "/"},                 // the front page
		{target: "/", want: "/"},                          //
		{target: "science/soon", want: "#", why: hidden},  //
		{target: "science/taken-back", want: "/science/taken-back/"},
		{target: "science/nothing", want: "#", why: unknown},
		{target: "../../../etc/passwd", from: "science", want: "#", why: unknown},
		{target: "science/tides", page: "ar", want: "/ar/science/tides/"}, // the page's own language
		{target: "science/moon", page: "ar", want: "/science/the-moon/"},  // or else the default one
		{target: "walks/dune", want: "#", why: unknown},                   // but no other
		{target: "walks/dune", lang: "ar", want: "/ar/walks/dune/"},       // unless it is named
		{target: "science/tides.ar.md", want: "/ar/science/tides/"},       // in the file's name
		{target: "science/tides", lang: "de", want: "#", why: unknown},    //
		{target: "science", page: "ar", want: "/ar/science/"},             //
		{target: "science/tides", lang: "en", page: "ar", want: "/science/tides/"},
	} {
		page := s.editions[0]
		if test.page == "ar" {
			page = s.editions[1]
		}
		got, why := s.resolveFrom(page, test.from, &article.Ref{Target: test.target, From: test.from, Lang: test.lang})
		if got != test.want || why != test.why {
			t.Errorf("%+v leads to %q (%d)", test, got, why)
		}
	}
}

func TestReferencesAreStatedWithTheBasePath(t *testing.T) {
	cfg := config()
	cfg.BaseURL += "/news"
	s := build(t, cfg, library())
	if got, _ := s.resolveFrom(s.editions[0], "", &article.Ref{Target: "about"}); got != "/news/about/" {
		t.Errorf("the reference leads to %q", got)
	}
}

func TestReferencesThatLeadNowhereAreReported(t *testing.T) {
	c := library()
	c.add(&article.Article{Path: "/science/lost/", Section: "science", Headline: "Lost", Related: []string{"nowhere", "science/soon", "tides.md", "waves"},
		Body: article.Body{Pieces: []article.Piece{
			{Ref: &article.Ref{Target: "nobody", Line: 7}}, {Ref: &article.Ref{Target: "science/soon", Line: 9}}, {Ref: &article.Ref{Target: "science/moon"}},
		}}})
	c.listings = []*article.Listing{{Source: "content/science/_index.md", Key: "science", Lang: "en", Body: article.Body{Pieces: []article.Piece{{Ref: &article.Ref{Target: "none", Line: 3}}}}}}
	s := build(t, config(), c)
	const remedy = ` (write the path of its file below content, such as "science/tides")`
	want := []string{
		`content/science/_index.md:3: there is no page "none"` + remedy,
		`content/science/lost.md: related: there is no page "nowhere"` + remedy,
		`content/science/lost.md:7: there is no page "nobody"` + remedy,
		`content/science/lost.md:9: "science/soon" leads to a page that is not public (scheduled) (publish it first, or remove the reference)`,
	}
	got := slices.DeleteFunc(problems(s), func(p string) bool { return strings.Contains(p, `no language "ar"`) })
	if !slices.Equal(got, want) {
		t.Errorf("the problems are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, p := range s.Problems() {
		if !p.Warning && !strings.Contains(p.Message, "language") {
			t.Errorf("%v is no warning", p)
		}
	}
	lost, _ := s.Find("/science/lost/")
	var related []string
	for _, r := range lost.maker.(*story).related(s) {
		related = append(related, r.Path)
	}
	if want := []string{"/science/tides/", "/science/sea/waves/"}; !slices.Equal(related, want) {
		t.Errorf("the related stories are %v, want %v", related, want)
	}
}

// Whatever an author writes, a reference stays on the site.
func FuzzResolve(f *testing.F) {
	for _, target := range append(slices.Clone(hostile), "science/tides", "../..", "//evil.example/", `/\\evil.example`, "javascript:alert(1)", ".md", "index", "/index.md", "_index.ar.md#x") {
		f.Add(target, "science", "")
	}
	cfg := config()
	cfg.Languages = []string{"en", "ar"}
	s := build(f, cfg, library())
	f.Fuzz(func(t *testing.T, target, from, lang string) {
		href, why := s.resolveFrom(s.editions[1], from, &article.Ref{Target: target, From: from, Lang: lang})
		path, _, _ := strings.Cut(href, "#")
		if path == "" {
			return
		}
		if _, ok := s.Find(path); !ok || why != found {
			t.Errorf("%q in %q leads to %q (%d), where there is nothing", target, from, href, why)
		}
	})
}
