package site

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/page"
)

// recorder keeps the view that was rendered last.
type recorder struct {
	dumper
	story  *page.Story
	list   *page.List
	notice *page.Notice
}

func (r *recorder) Story(dst []byte, v *page.Story) ([]byte, error)   { r.story = v; return dst, nil }
func (r *recorder) List(dst []byte, v *page.List) ([]byte, error)     { r.list = v; return dst, nil }
func (r *recorder) Notice(dst []byte, v *page.Notice) ([]byte, error) { r.notice = v; return dst, nil }

// shown renders the document at a path and returns its view.
func shown(t *testing.T, cfg Config, c Content, path string) *recorder {
	t.Helper()
	r := &recorder{}
	s, err := New(cfg, parts(t, c, r))
	if err != nil {
		t.Fatal(err)
	}
	d, ok := s.Find(path)
	if !ok {
		t.Fatalf("there is no document %s among %v", path, paths(s))
	}
	if _, err := d.Append(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	return r
}

func hrefsOf(cards []page.Card) string {
	var all []string
	for _, c := range cards {
		all = append(all, c.Href)
	}
	return strings.Join(all, " ")
}

func texts(links []page.Link) string {
	var all []string
	for _, l := range links {
		all = append(all, l.Text+"="+l.Href+"@"+l.Lang)
	}
	return strings.Join(all, " ")
}

func TestStoryView(t *testing.T) {
	cfg, c := estuary(t)
	v := shown(t, cfg, c, "/science/tides/").story
	for what, pair := range map[string][2]string{
		"canonical":    {v.Head.Canonical, "https://estuary.example/news/science/tides/"},
		"section":      {v.Section.Text + "=" + v.Section.Href, "Science & Sea=/news/science/"},
		"bylines":      {texts(v.Bylines), "Mara Lind=/news/authors/mara-lind/@ Jo Reed=/news/authors/jo-reed/@"},
		"tags":         {texts(v.Tags), "tides=/news/tags/tides/@ C#=/news/tags/c%23/@"},
		"related":      {hrefsOf(v.Related), "/news/walks/along-the-dyke/ /news/science/tide-1/"},
		"translations": {texts(v.Translations), "العربية=/news/ar/science/tides/@ar"},
		"alternates": {fmt.Sprint(v.Head.Alternates), "[{en https://estuary.example/news/science/tides/} {ar https://estuary.example/news/ar/science/tides/}" +
			" {x-default https://estuary.example/news/science/tides/}]"},
		"image":     {fmt.Sprint(*v.Head.Image), "{https://estuary.example/news/science/tides/moon.jpg The moon 640 480}"},
		"home":      {v.Publication.Home, "/news/"},
		"feed":      {v.Publication.Feed, "/news/index.xml"},
		"privacy":   {v.Publication.Privacy, "/news/privacy/"},
		"nav":       {texts(v.Publication.Nav), "Walks=/news/walks/@ Science & Sea=/news/science/@"},
		"editions":  {texts(v.Publication.Editions), "English=/news/@ العربية=/news/ar/@ar"},
		"footer":    {texts(v.Publication.Footer), "Imprint=/news/imprint/@ Harbour=https://harbour.example/@"},
		"base":      {v.Publication.Base + " " + v.Publication.BaseURL, "/news https://estuary.example/news"},
		"text":      {v.Article.Body.Pieces[0].HTML, `<p>See <a href="`},
		"copyright": {v.Publication.Copyright, "© The Estuary"},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %q, want %q", what, pair[0], pair[1])
		}
	}
	if v.Head.NoIndex {
		t.Error("search engines are kept away from a published story")
	}
}

func TestArabicEdition(t *testing.T) {
	cfg, c := estuary(t)
	v := shown(t, cfg, c, "/ar/science/tides/").story
	if got, want := texts(v.Publication.Nav)+" "+v.Publication.Title+" "+v.Publication.Tagline+v.Publication.Home, "علوم=/news/ar/science/@ المصب /news/ar/"; got != want {
		t.Errorf("the edition is %q, want %q", got, want)
	}
	if got, want := texts(v.Publication.Editions), "العربية=/news/ar/@ English=/news/@en"; got != want {
		t.Errorf("the editions are %q, want %q", got, want)
	}
	list := shown(t, cfg, c, "/ar/tags/").list
	if list.Heading != "المواضيع" || list.Links[0].Text != "مد وجزر" || list.Links[0].Count != 1 {
		t.Errorf("the index of tags is %+v", list)
	}
}

func TestFrontPage(t *testing.T) {
	c := &content{}
	for i := range 12 {
		c.add(anArticle("science", fmt.Sprintf("s%02d", i), i))
	}
	for i := range 3 {
		c.add(anArticle("walks", fmt.Sprintf("w%02d", i), i))
	}
	c.add(anArticle("town", "t", 30))
	v := shown(t, config(), c, "/").list
	if got, want := hrefsOf(v.Cards), "/town/t/ /science/s11/ /science/s10/ /science/s09/ /science/s08/ /science/s07/ /science/s06/"; got != want {
		t.Errorf("the cards are %s, want %s", got, want)
	}
	var groups []string
	for _, g := range v.Groups {
		groups = append(groups, g.Title.Text+": "+hrefsOf(g.Cards))
	}
	want := []string{"Science: /science/s05/ /science/s04/ /science/s03/ /science/s02/", "Walks: /walks/w02/ /walks/w01/ /walks/w00/"}
	if !slices.Equal(groups, want) {
		t.Errorf("the groups are %q, want %q", groups, want)
	}
	if v.Kind != page.FrontList || v.Heading != "The Estuary" || v.Newer+v.Older != "" {
		t.Errorf("the front page is %+v", v)
	}
}

func TestFrontPageWithoutSectionsListsEverything(t *testing.T) {
	c := &content{}
	for i := range 7 {
		a := anArticle("", fmt.Sprintf("s%02d", i), i)
		a.Path, a.ID = "/"+a.Headline[len("About "):]+"/", a.Headline
		c.add(a)
	}
	v := shown(t, config(), c, "/").list
	if got, want := hrefsOf(v.Cards)+" "+v.Older, "/s06/ /s05/ /s04/ /s03/ /page/1/"; got != want {
		t.Errorf("the front page shows %s, want %s", got, want)
	}
	v = shown(t, config(), c, "/page/1/").list
	if got, want := hrefsOf(v.Cards)+" "+v.Newer, "/s02/ /s01/ /s00/ /"; got != want || v.Kind == page.FrontList || !v.Head.NoIndex || v.Head.Title != "The Estuary – page 1" {
		t.Errorf("the first page is %+v", v)
	}
}

func TestWeightsGoBeforeDates(t *testing.T) {
	c := &content{}
	for i, weight := range []int{0, 2, 0, 1, -1} {
		a := anArticle("science", fmt.Sprintf("s%d", i), i)
		a.Weight = weight
		c.add(a)
	}
	cfg := config()
	cfg.PageSize = 10
	if got, want := hrefsOf(shown(t, cfg, c, "/science/").list.Cards), "/science/s4/ /science/s3/ /science/s1/ /science/s2/ /science/s0/"; got != want {
		t.Errorf("the section shows %s, want %s", got, want)
	}
}

func TestOnlyPreviewsShowWhatIsNotPublic(t *testing.T) {
	cfg, c := estuary(t)
	c.add(&article.Article{Path: "/science/over/", Section: "science", Headline: "Over", Status: article.Expired, Published: day(1), Tags: []string{"Over"}})
	public := build(t, cfg, c)
	for _, d := range public.Documents() {
		if text := rendered(t, d); strings.Contains(text, "/science/soon/") || strings.Contains(text, "/science/draft/") || strings.Contains(text, "/science/over/") {
			t.Errorf("%s tells of what is not public", d.Path)
		}
		if text := rendered(t, d); strings.Contains(text, "Secret words") {
			t.Errorf("%s tells of the withdrawn story", d.Path)
		}
	}
	if d, _ := public.Find("/science/retracted/"); d.Status != 410 {
		t.Errorf("the withdrawn story has status %d", d.Status)
	}
	cfg.Drafts = true
	for path, status := range map[string]article.Status{"/science/soon/": article.Scheduled, "/science/draft/": article.Draft, "/science/over/": article.Expired} {
		v := shown(t, cfg, c, path).story
		if v.Article.Status != status || !v.Head.NoIndex {
			t.Errorf("the preview of %s is %v, NoIndex %v", path, v.Article.Status, v.Head.NoIndex)
		}
	}
	cards := shown(t, cfg, c, "/science/").list.Cards
	if !slices.ContainsFunc(cards, func(c page.Card) bool { return c.Status == article.Scheduled }) {
		t.Errorf("the preview lists no scheduled story: %+v", cards)
	}
}

func TestNotices(t *testing.T) {
	cfg, c := estuary(t)
	v := shown(t, cfg, c, "/404.html").notice
	if v.Kind != "not-found" || len(v.Cards) != elseCards || !v.Head.NoIndex {
		t.Errorf("the page for nothing is %+v", v)
	}
	v = shown(t, cfg, c, "/science/retracted/").notice
	if v.Kind != "withdrawn" || len(v.Cards) != 0 || v.Head.Canonical != "https://estuary.example/news/science/retracted/" {
		t.Errorf("the page of the withdrawn story is %+v", v)
	}
}

func TestStandalonePagesLeadNowhere(t *testing.T) {
	c := &content{}
	c.add(&article.Article{Path: "/about/", Headline: "About", Standalone: true, Tags: []string{"x"}, Bylines: []article.Byline{{Name: "Mara Lind", Slug: "mara-lind"}}})
	c.add(anArticle("science", "a", 1))
	v := shown(t, config(), c, "/about/").story
	if len(v.Tags) != 0 || v.Bylines[0].Href != "" || v.Section != nil {
		t.Errorf("the page is %+v", v)
	}
	if front := shown(t, config(), c, "/").list; hrefsOf(front.Cards) != "/science/a/" {
		t.Errorf("the front page shows %s", hrefsOf(front.Cards))
	}
}

func TestSubsectionThatAnEditorDescribes(t *testing.T) {
	c := &content{}
	for i, id := range []string{"science/sea/waves", "science/sea/salt", "science/seaside", "science/moon"} {
		a := anArticle("science", "x", i)
		a.ID, a.Path = id, "/"+id+"/"
		c.add(a)
	}
	c.listings = []*article.Listing{{Source: "content/science/sea/_index.md", Key: "science/sea", Lang: "en", Title: "The Sea"}}
	v := shown(t, config(), c, "/science/sea/").list
	if got, want := v.Heading+": "+hrefsOf(v.Cards), "The Sea: /science/sea/salt/ /science/sea/waves/"; got != want {
		t.Errorf("the subsection is %s, want %s", got, want)
	}
}
