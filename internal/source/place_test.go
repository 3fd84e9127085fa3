package source

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

func TestPlaces(t *testing.T) {
	tests := []struct {
		file, front                  string
		path, id, lang, section, key string
	}{
		{file: "science/tides.md", path: "/science/tides/", id: "science/tides", section: "science"},
		{file: "science/The Tides.md", path: "/science/the-tides/", id: "science/The Tides", section: "science"},
		{file: "My News/What? Now!.md", path: "/my-news/what-now/", id: "My News/What? Now!", section: "my-news"},
		{file: "science/c#.md", path: "/science/c%23/", id: "science/c#", section: "science"},
		{file: "science/Überflutung.md", path: "/science/%C3%BCberflutung/", id: "science/Überflutung", section: "science"},
		{file: "science/U\u0308ber.md", path: "/science/%C3%BCber/", id: "science/U\u0308ber", section: "science"},
		{file: "علوم/مد.md", path: "/%D8%B9%D9%84%D9%88%D9%85/%D9%85%D8%AF/", id: "علوم/مد", section: "علوم"},
		{file: "science/moon/index.md", path: "/science/moon/", id: "science/moon", section: "science"},
		{file: "science/moon/index.de.md", path: "/de/science/moon/", id: "science/moon", lang: "de", section: "science"},
		{file: "science/tides.de.md", path: "/de/science/tides/", id: "science/tides", lang: "de", section: "science"},
		{file: "de/science/tides.md", path: "/de/science/tides/", id: "science/tides", lang: "de", section: "science"},
		{file: "en/science/tides.md", path: "/science/tides/", id: "science/tides", section: "science"},
		{file: "science/v1.2.md", path: "/science/v1.2/", id: "science/v1.2", section: "science"},
		{file: "science/a.draft.md", path: "/science/a.draft/", id: "science/a.draft", section: "science"},
		{file: "science/deep/down/a.markdown", path: "/science/deep/down/a/", id: "science/deep/down/a", section: "science"},
		{file: "about.md", path: "/about/", id: "about"},
		{file: "about.de.md", path: "/de/about/", id: "about", lang: "de"},
		{file: "contact/index.md", path: "/contact/", id: "contact"},
		{file: "science/a.md", front: "slug: Other Name", path: "/science/other-name/", id: "science/a", section: "science"},
		{file: "science/a.md", front: "slug: -b-", path: "/science/b/", id: "science/a", section: "science"},
		{file: "science/a.md", front: "slug: 2026", path: "/science/2026/", id: "science/a", section: "science"},
		{file: "science/a.md", front: "slug: x/y", path: "/science/x/y/", id: "science/a", section: "science"},
		{file: "science/moon/index.md", front: "slug: luna", path: "/science/luna/", id: "science/moon", section: "science"},
		{file: "science/a.md", front: "url: /b/C", path: "/b/C/", id: "science/a", section: "science"},
		{file: "science/a.md", front: "url: b/", path: "/b/", id: "science/a", section: "science"},
		{file: "science/a.md", front: "url: /old/page.html", path: "/old/page.html/", id: "science/a", section: "science"},
		{file: "science/a.md", front: "url: /old/index.html", path: "/old/", id: "science/a", section: "science"},
		{file: "science/a.md", front: "url: /a b//c", path: "/a%20b/c/", id: "science/a", section: "science"},
		{file: "science/a.md", front: "url: /m%c3%a9t%c3%a9o", path: "/m%C3%A9t%C3%A9o/", id: "science/a", section: "science"},
		{file: "science/a.md", front: "url: /:year/:month/:slug/", path: "/2026/03/a-story/", id: "science/a", section: "science"},
		{file: "science/a.de.md", front: "url: /b", path: "/b/", id: "science/a", lang: "de", section: "science"},
		{file: "science/a.de.md", front: "url: b", path: "/de/b/", id: "science/a", lang: "de", section: "science"},
	}
	for _, tt := range tests {
		t.Run(tt.file+" "+tt.front, func(t *testing.T) {
			a := newFolder(t, map[string]string{"content/" + tt.file: storyWith(tt.front)}).load().fine().article(tt.file)
			want := []string{tt.path, tt.id, first(tt.lang, "en"), tt.section}
			if got := []string{a.Path, a.ID, a.Lang, a.Section}; !slices.Equal(got, want) {
				t.Errorf("path, id, language, section %q, want %q", got, want)
			}
			if a.Standalone != (tt.section == "") {
				t.Errorf("stands alone: %t", a.Standalone)
			}
			if a.TranslationKey != a.ID {
				t.Errorf("translation key %q", a.TranslationKey)
			}
		})
	}
}

// In a publication of one language a folder "en" is a section like any other.
func TestOneLanguageHasNoLanguageFolder(t *testing.T) {
	f := newFolder(t, map[string]string{"content/en/a.md": storyWith()}, func(o *Options) { o.Languages = nil })
	if a := f.load().fine().article("en/a.md"); a.Path != "/en/a/" || a.Section != "en" {
		t.Errorf("path %s in section %q", a.Path, a.Section)
	}
}

func TestPermalinks(t *testing.T) {
	tests := []struct{ pattern, want string }{
		{"/:year/:month/:day/:slug/", "/2026/03/05/a-story/"},
		{":section/:filename", "/science/tides-turn/"},
		{"/:sections/:title", "/science/sea/a-story/"},
		{"/:sections[1]/:contentbasename/", "/sea/tides-turn/"},
		{"/:sections[last]/:slugorfilename/", "/sea/tides-turn/"},
		{"/:sections[:1]/:slugorcontentbasename/", "/science/tides-turn/"},
		{"/:sections[7]/:slug/", "/a-story/"},
		{"/:monthname/:weekdayname/:weekday/:yearday/:slug", "/march/thursday/4/64/a-story/"},
		{"/:06/:Jan/:slug/", "/26/mar/a-story/"},
		{`/a\:b/:slug/`, "/ab/a-story/"},
		{"/fixed-:slug.html", "/fixed-a-story.html/"},
	}
	for _, tt := range tests {
		f := newFolder(t, map[string]string{"content/science/sea/Tides Turn.md": storyWith()}, func(o *Options) {
			o.Permalinks = map[string]string{"/science/": tt.pattern, "news": "/never/"}
		})
		if a := f.load().fine().article("science/sea/Tides Turn.md"); a.Path != tt.want {
			t.Errorf("%s gives %s, want %s", tt.pattern, a.Path, tt.want)
		}
	}
}

func TestPermalinkOfTranslation(t *testing.T) {
	f := newFolder(t, map[string]string{"content/news/a.de.md": storyWith(), "content/about.md": storyWith()}, func(o *Options) {
		o.Permalinks = map[string]string{"news": "/:year/:slug/", "/": "/pages/:slug/"}
	})
	l := f.load().fine()
	if p := l.article("news/a.de.md").Path; p != "/de/2026/a-story/" {
		t.Errorf("path %s", p)
	}
	if p := l.article("about.md").Path; p != "/pages/a-story/" {
		t.Errorf("path %s", p)
	}
}

func TestPermalinksAreChecked(t *testing.T) {
	for _, pattern := range []string{"/:nonsense/", "/:sections[x]/", "/:/"} {
		_, err := Open(t.TempDir(), Options{Permalinks: map[string]string{"news": pattern}})
		if err == nil || !strings.Contains(err.Error(), "news") {
			t.Errorf("%s: error %v", pattern, err)
		}
	}
	f := newFolder(t, map[string]string{"content/news/a.md": "---\ntitle: a\n---\n"}, func(o *Options) {
		o.Permalinks = map[string]string{"news": "/:year/:slug/"}
	})
	if l := f.load(); len(l.Problems) != 1 || !strings.Contains(l.said()[0], "needs the date") {
		t.Errorf("problems %q", l.said())
	}
}

func TestAliases(t *testing.T) {
	tests := []struct{ file, alias, want string }{
		{"examples/one.md", "/old-url", "/old-url/"},
		{"examples/one.md", "old-name", "/examples/old-name/"},
		{"examples/one.md", "../old/path", "/old/path/"},
		{"examples/one.md", "/old.html", "/old.html/"},
		{"examples/one.md", "/old/index.html", "/old/"},
		{"examples/one.de.md", "/old-url", "/de/old-url/"},
		{"examples/one.de.md", "/de/old-url", "/de/old-url/"},
		{"examples/one.de.md", "old-name", "/de/examples/old-name/"},
		{"examples/one.de.md", "../old/path", "/de/old/path/"},
	}
	for _, tt := range tests {
		a := newFolder(t, map[string]string{"content/" + tt.file: storyWith("aliases: ['" + tt.alias + "']")}).load().fine().article(tt.file)
		if len(a.Aliases) != 1 || a.Aliases[0] != tt.want {
			t.Errorf("%s of %s gives %q, want %s", tt.alias, tt.file, a.Aliases, tt.want)
		}
	}
}

func TestListings(t *testing.T) {
	l := newFolder(t, map[string]string{
		"content/_index.md":              "---\ntitle: Front\n---\n",
		"content/_index.de.md":           "---\ntitle: Vorn\n---\n",
		"content/Science/_index.md":      "---\ntitle: Science\ndescription: All of it.\nweight: 2\ncolour: blue\n---\nWelcome.\n",
		"content/Science/sea/_index.md":  "---\nlinkTitle: Sea\ndraft: true\nslug: x\n---\n",
		"content/authors/Mara/_index.md": "---\ntitle: Mara Lind\nimage: mara.jpg\n---\n",
		"content/authors/Mara/mara.jpg":  jpegOf(t, 5, 5),
		"content/tags/sea ice/_index.md": "---\ntitle: Ice\n---\n",

		"content/categories/Sea Ice/_index.md": "---\ntitle: Hidden by the tag\n---\n",
		"content/categories/snow/_index.md":    "---\ntitle: Snow\n---\n",
	}).load()
	var got []string
	for _, x := range l.Listings {
		got = append(got, x.Lang+" "+x.Key+" "+x.Title)
	}
	want := []string{"en science Science", "en science/sea Sea", "de  Vorn", "en  Front", "en authors/mara Mara Lind", "en tags/snow Snow", "en tags/sea-ice Ice"}
	if !slices.Equal(got, want) {
		t.Errorf("listings %q, want %q", got, want)
	}
	science := l.Listings[0]
	if science.Description != "All of it." || science.Weight != 2 || science.Params["colour"] != "blue" || science.Digest == (article.Digest{}) {
		t.Errorf("listing %+v", science)
	}
	if !l.Listings[1].Draft {
		t.Error("a draft is not one")
	}
	if p := l.Listings[4].Picture; p == nil || p.Src != "/authors/mara/mara.jpg" || p.Width != 5 {
		t.Errorf("picture %+v", p)
	}
	if len(l.Problems) != 1 || !strings.Contains(l.said()[0], "warning: content/Science/sea/_index.md:4: slug") {
		t.Errorf("problems %q", l.said())
	}
}

func TestTimes(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2026, 3, d, 0, 0, 0, 0, time.UTC) }
	tests := []struct {
		front                                 []string
		published, updated, modified, expires time.Time
		status                                article.Status
	}{
		{front: nil},
		{front: []string{"date: 2026-03-05"}, published: day(5), modified: day(5)},
		{front: []string{"publishDate: 2026-03-05"}, published: day(5), modified: day(5)},
		{front: []string{"pubdate: 2026-03-05"}, published: day(5), modified: day(5)},
		{front: []string{"published: 2026-03-05"}, published: day(5), modified: day(5)},
		{front: []string{"lastmod: 2026-03-05"}, published: day(5), modified: day(5)},
		{front: []string{"modified: 2026-03-05"}, published: day(5), modified: day(5)},
		{front: []string{"date: 2026-03-05", "publishDate: 2026-03-06", "lastmod: 2026-03-07"}, published: day(5), modified: day(7)},
		{front: []string{"date: 2026-03-05", "updated: 2026-03-08"}, published: day(5), updated: day(8), modified: day(8)},
		{front: []string{"date: 2026-03-05", "updated: 2026-03-05"}, published: day(5), modified: day(5)},
		{front: []string{"date: 2026-03-05", "corrections: [{date: 2026-03-09, text: a}]"}, published: day(5), modified: day(9)},
		{front: []string{"date: 2026-03-05", "expiryDate: 2026-03-20"}, published: day(5), modified: day(5), expires: day(20), status: article.Expired},
		{front: []string{"date: 2026-03-05", "unpublishdate: 2027-01-01"}, published: day(5), modified: day(5), expires: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)},
		{front: []string{"date: 2026-03-05", "publishDate: 2026-04-02"}, published: day(5), modified: day(5), status: article.Scheduled},
		{front: []string{"date: 2026-03-05", "published: false"}, published: day(5), modified: day(5), status: article.Draft},
		{front: []string{"date: 2026-03-05", "published: false", "draft: false"}, published: day(5), modified: day(5)},
		{front: []string{"date: 2026-03-05", "draft: true"}, published: day(5), modified: day(5), status: article.Draft},
		{front: []string{"date: 2026-03-05", "withdrawn: yes"}, published: day(5), modified: day(5), status: article.Withdrawn},
		{front: []string{"date: 0001-01-01T00:00:00Z"}},
		{front: []string{"date: ''", "lastmod:"}},
	}
	for _, tt := range tests {
		t.Run(strings.Join(tt.front, ", "), func(t *testing.T) {
			text := "---\ntitle: A\n" + strings.Join(tt.front, "\n") + "\n---\n"
			a := newFolder(t, map[string]string{"content/news/a.md": text}).load().fine().article("news/a.md")
			got := []time.Time{a.Published, a.Updated, a.Modified, a.Expires}
			want := []time.Time{tt.published, tt.updated, tt.modified, tt.expires}
			if !slices.EqualFunc(got, want, time.Time.Equal) || a.Status != tt.status {
				t.Errorf("published, updated, modified, expires %v %v; want %v %v", got, a.Status, want, tt.status)
			}
		})
	}
}

func TestUpdatedBeforePublished(t *testing.T) {
	l := newFolder(t, map[string]string{"content/news/a.md": storyWith("updated: 2026-03-04")}).load()
	if len(l.Problems) != 1 || l.Problems[0].Line != 4 || l.Problems[0].Key != "updated" {
		t.Errorf("problems %q", l.said())
	}
}

func TestZoneOfDates(t *testing.T) {
	oslo := time.FixedZone("Oslo", 3600)
	f := newFolder(t, map[string]string{"content/news/a.md": storyWith()}, func(o *Options) { o.Location = oslo })
	if p := f.load().fine().article("news/a.md").Published; p.Format(time.RFC3339) != "2026-03-05T00:00:00+01:00" {
		t.Errorf("published %v", p)
	}
}

func TestTextsInsideABundle(t *testing.T) {
	l := newFolder(t, map[string]string{
		"content/news/b/index.md": storyWith(), "content/news/b/index.fr.md": storyWith(), "content/news/b/side.md": storyWith(), "content/news/b/deep/x.md": storyWith(),
	}).load()
	if len(l.Articles) != 1 || len(l.Problems) != 3 || !strings.Contains(strings.Join(l.said(), "\n"), "index.fr.md: a text inside the folder of an article is not shown (if it is a translation") {
		t.Errorf("%d articles, problems %q", len(l.Articles), l.said())
	}
}
