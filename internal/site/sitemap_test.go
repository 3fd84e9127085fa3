package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

func TestSitemapsAreCutAtTheirEnd(t *testing.T) {
	pages := func(n int) (all []*Document) {
		for i := range n {
			all = append(all, &Document{Path: fmt.Sprint("/", i, "/")})
		}
		return all
	}
	describe := func(parts []mapGroup) string {
		var s []string
		for _, p := range parts {
			s = append(s, fmt.Sprintf("%s: %d from %s", p.name, len(p.pages), p.pages[0].Path))
		}
		return strings.Join(s, ", ")
	}
	for _, test := range []struct {
		en, ar, lists int
		want          string
	}{
		{4, 3, 3, ": 10 from /0/"},
		{4, 4, 3, "en-1: 4 from /0/, ar-1: 4 from /0/, lists-1: 3 from /0/"},
		{25, 1, 1, "en-1: 10 from /0/, en-2: 10 from /10/, en-3: 5 from /20/, ar-1: 1 from /0/, lists-1: 1 from /0/"},
		{26, 0, 1, "en-1: 10 from /0/, en-2: 10 from /10/, en-3: 6 from /20/, lists-1: 1 from /0/"},
	} {
		if got := describe(cut([]mapGroup{{"en", pages(test.en)}, {"ar", pages(test.ar)}, {"lists", pages(test.lists)}}, 10)); got != test.want {
			t.Errorf("%v is cut into %s, want %s", test, got, test.want)
		}
	}
}

func TestSitemapIndex(t *testing.T) {
	s := build(t, config(), section(2))
	part := &Document{Path: "/sitemap-en-1.xml", maker: &sitemap{[]*Document{{Modified: day(1)}, {Modified: day(3)}, {}}}}
	got, err := (&sitemapIndex{[]*Document{part}}).append(t.Context(), s, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	wellFormed(t, "/sitemap.xml", string(got))
	for _, want := range []string{"<sitemap>\n<loc>https://estuary.example/sitemap-en-1.xml</loc>\n<lastmod>2026-03-04T08:00:00+01:00</lastmod>\n</sitemap>"} {
		if !strings.Contains(string(got), want) {
			t.Errorf("the index lacks %s:\n%s", want, got)
		}
	}
}

func TestSitemapLeavesOutWhatIsNotForSearch(t *testing.T) {
	cfg, c := estuary(t)
	cfg.Drafts = true
	s := build(t, cfg, c)
	text := at(t, s, "/sitemap.xml") + at(t, s, "/index.xml") + at(t, s, "/news-sitemap.xml")
	for _, secret := range []string{"/science/soon/", "/science/draft/", "/science/retracted/", "/page/", "/404.html", "/old/tides/", "_gatefold"} {
		if strings.Contains(text, secret) {
			t.Errorf("sitemap or feed name %s", secret)
		}
	}
}

func TestNewsIsTwoDaysOld(t *testing.T) {
	for _, test := range []struct {
		now  time.Time
		want []string
	}{
		{time.Time{}, nil},
		{day(3), []string{"story-03", "story-02"}}, // story-01 is two days old to the second
		{day(3).Add(-time.Second), []string{"story-02", "story-01"}},
		{day(60), nil},
	} {
		cfg := config()
		cfg.Now = test.now
		text := at(t, build(t, cfg, section(6)), "/news-sitemap.xml")
		var got []string
		for line := range strings.Lines(text) {
			if rest, ok := strings.CutPrefix(line, "<loc>https://estuary.example/science/"); ok {
				got = append(got, strings.TrimSuffix(strings.TrimSpace(rest), "/</loc>"))
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("at %v the news is %v, want %v", test.now, got, test.want)
		}
	}
}

func TestNewsLanguage(t *testing.T) {
	for tag, want := range map[string]string{"en": "en", "pt-BR": "pt", "zh": "zh-cn", "zh-Hant": "zh-tw", "zh-TW": "zh-tw", "zh-Hans-SG": "zh-cn"} {
		if got := newsLanguage(tag); got != want {
			t.Errorf("newsLanguage(%q) = %q, want %q", tag, got, want)
		}
	}
}

func TestNextChange(t *testing.T) {
	scheduled := &article.Article{Path: "/a/", Headline: "A", Status: article.Scheduled, Published: day(20)}
	expiring := &article.Article{Path: "/b/", Headline: "B", Published: day(1), Expires: day(15)}
	fresh := &article.Article{Path: "/c/", Headline: "C", Section: "x", Published: day(9)}
	draft := &article.Article{Path: "/d/", Headline: "D", Status: article.Draft, Published: day(11)}
	for _, test := range []struct {
		name string
		have []*article.Article
		want time.Time
	}{
		{"nothing", nil, time.Time{}},
		{"draft", []*article.Article{draft}, time.Time{}},
		{"scheduled", []*article.Article{scheduled, draft}, day(20)},
		{"expires first", []*article.Article{scheduled, expiring}, day(15)},
		{"no news any more", []*article.Article{scheduled, expiring, fresh}, day(11)},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := &content{}
			for _, a := range test.have {
				own := *a
				c.add(&own)
			}
			cfg := config()
			cfg.Now = day(10)
			if got := build(t, cfg, c).NextChange(); !got.Equal(test.want) {
				t.Errorf("NextChange() = %v, want %v", got, test.want)
			}
		})
	}
}
