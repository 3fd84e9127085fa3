package source

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/provider"
)

// hugoSite opens a folder as a Hugo user keeps it.
func hugoSite(t *testing.T) *loaded {
	t.Helper()
	f, err := Open("testdata/hugo-site", Options{
		Catalogue: provider.Default(), DefaultLang: "en", Languages: []string{"en", "de"},
		Now: func() time.Time { return noon },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return loadOf(t, f)
}

func TestHugoSite(t *testing.T) {
	l := hugoSite(t)
	var got []string
	for _, a := range l.Articles {
		got = append(got, strings.TrimPrefix(a.Source, "content/")+" "+a.Path+" "+a.Status.String())
	}
	want := []string{
		"about.md /about/ published",
		"posts/first-frost.md /posts/first-frost/ published",
		"posts/harvest.md /posts/harvest/ scheduled",
		"posts/open-day.md /posts/open-day/ expired",
		"posts/rain.md /posts/rain/ draft",
		"posts/second-frost.md /posts/frost-again/ published",
		"posts/seed-list.md /lists/seeds.html/ published",
		"posts/tools.md /posts/tools/ published",
		"posts/unlisted.md /posts/unlisted/ published",
		"posts/walk/index.de.md /de/posts/walk/ published",
		"posts/walk/index.md /posts/walk/ published",
	}
	if diff := compare(want, got); diff != "" {
		t.Error(diff)
	}
	wantFiles := []string{"/de/posts/walk/maps/plan.txt", "/humans.txt", "/images/frost.jpg", "/posts/walk/gate.jpg", "/posts/walk/maps/plan.txt"}
	if diff := compare(wantFiles, l.paths()); diff != "" {
		t.Error(diff)
	}
	var keys []string
	for _, x := range l.Listings {
		keys = append(keys, x.Key+" "+x.Title)
	}
	if diff := compare([]string{" The Allotment", "tags/outdoors Outdoors", "posts Posts", "tags/winter Winter"}, keys); diff != "" {
		t.Error(diff)
	}
}

// There are warnings where the folder uses what we do not have, and nowhere
// else.
func TestHugoSiteWarnings(t *testing.T) {
	l := hugoSite(t)
	want := []string{
		"content/about.md:4: menus",
		"content/posts/_index.md:4: cascade",
		"content/posts/_index.nl.md: is the index of a folder in a language",
		"content/posts/old-table.html: only Markdown",
		"content/posts/second-frost.md:15: resources",
		"content/posts/second-frost.md:24: ",
		"content/posts/tools.md:5: cover: \"https://pictures.example/shed.jpg\": the picture lies on another site",
		"content/posts/tools.md:28: a shortcode that holds its own template",
	}
	for i, s := range l.said() {
		if !strings.HasPrefix(s, "warning: ") {
			t.Errorf("more than a warning: %s", s)
		}
		if i >= len(want) || !strings.HasPrefix(s, "warning: "+want[i]) {
			t.Errorf("unexpected: %s", s)
		}
	}
	if len(l.Problems) < len(want) {
		t.Errorf("warnings %q, want %q", l.said(), want)
	}
}

func TestHugoSiteArticles(t *testing.T) {
	l := hugoSite(t)
	a := l.article("posts/first-frost.md")
	if a.Standfirst != "The kale did not mind." || !slices.Equal(a.Tags, []string{"winter", "Kale"}) || !slices.Equal(a.Keywords, []string{"Outdoors"}) {
		t.Errorf("standfirst %q, tags %q, keywords %q", a.Standfirst, a.Tags, a.Keywords)
	}
	if !slices.Equal(a.Aliases, []string{"/2026/01/first-frost/", "/posts/frost/"}) || a.Params["toc"] != true {
		t.Errorf("aliases %q, params %v", a.Aliases, a.Params)
	}
	if a.Lead == nil || a.Lead.Alt != "Frost on leaves" || a.Lead.Credit != "Ines Brandt" || a.Published.Format(time.RFC3339) != "2026-01-05T07:30:00+01:00" || !a.Updated.IsZero() {
		t.Errorf("lead %+v, published %v, updated %v", a.Lead, a.Published, a.Updated)
	}
	if len(a.Frames) != 1 || a.Frames[0].Provider != "youtube" || len(a.Refs) != 2 || a.Body.Words == 0 {
		t.Errorf("frames %v, refs %v, %d words", a.Frames, a.Refs, a.Body.Words)
	}
	for _, r := range a.Refs {
		if r.From != "posts" || r.Line == 0 {
			t.Errorf("reference %+v", r)
		}
	}
	b := l.article("posts/second-frost.md")
	if b.Lead == nil || b.Lead.Alt != "A barrel with a lid of ice" || b.Lead.Caption != "Two fingers thick" || b.Weight != 10 {
		t.Errorf("lead %+v, weight %d", b.Lead, b.Weight)
	}
	c := l.article("posts/seed-list.md")
	if len(c.Bylines) != 2 || c.Params["season"] != "spring" || c.Params["packets"] != int64(14) {
		t.Errorf("bylines %v, params %v", c.Bylines, c.Params)
	}
	if u := l.article("posts/unlisted.md"); !u.Standalone {
		t.Error("an article that is to be in no list does not stand alone")
	}
	if en, de := l.article("posts/walk/index.md"), l.article("posts/walk/index.de.md"); en.TranslationKey != de.TranslationKey || de.Lang != "de" {
		t.Errorf("translations %q, %q", en.TranslationKey, de.TranslationKey)
	}
	for _, name := range []string{"posts/walk/index.md", "posts/walk/index.de.md"} {
		if !shows(l.article(name), "/posts/walk/gate.jpg") {
			t.Errorf("%s does not show the picture of its folder", name)
		}
	}
}

// shows reports whether a text has a figure with the picture.
func shows(a *article.Article, src string) bool {
	return slices.ContainsFunc(a.Body.Pieces, func(p article.Piece) bool { return p.Figure != nil && p.Figure.Src == src })
}

// The text is the same whether it was held or is read again from its file.
func TestBodyIsReadAgain(t *testing.T) {
	dir := t.TempDir()
	f := newFolder(t, map[string]string{"content/news/a.md": storyWith("colour: blue") + "\n![A bay](p.jpg)\n\n{{< param colour >}}\n", "content/news/p.jpg": jpegOf(t, 4, 3)},
		func(o *Options) { o.Cache = dir + "/articles" })
	held := f.load().fine().article("news/a.md")
	cold := f.open(func(o *Options) { o.Cache = dir + "/articles" })
	light := loadOf(t, cold).fine().article("news/a.md")
	if holds(cold, light) || !holds(f.Folder, held) {
		t.Fatal("the text was held, or there is none")
	}
	if diff := compare(textOf(t, f.Folder, held), textOf(t, cold, light)); diff != "" {
		t.Error(diff)
	}
}

// What is wrong with a picture in the text is said with the line in the file,
// not in the text.
func TestPicturesOfTheText(t *testing.T) {
	for _, tt := range []struct{ text, says string }{
		{"![a](gone.jpg)", "no such picture"},
		{"![a](cut.jpg)", "cut.jpg"},
		{"![a](bomb.png)", "too large"},
		{"![a](../../../etc/passwd)", "out of the publication"},
		{`{{< figure src="gone.jpg" >}}`, "no such picture"},
		{`<img src="gone.jpg" alt="a">`, "no such picture"},
	} {
		l := newFolder(t, map[string]string{
			"content/news/a.md": storyWith() + "\n" + tt.text + "\n", "content/news/cut.jpg": "\xff\xd8\xff\xe0\x00", "content/news/bomb.png": bomb(),
		}).load()
		if len(l.Problems) != 1 {
			t.Errorf("%s: problems %q", tt.text, l.said())
			continue
		}
		p := l.Problems[0]
		if p.Line != 8 || p.Warning || !strings.Contains(p.Message, tt.says) {
			t.Errorf("%s: %#v", tt.text, p)
		}
	}
}

// Hugo's themes show pictures of other sites at the head of a story. Here such
// a picture is left out, as in the text, and the story is published.
func TestLeadElsewhere(t *testing.T) {
	for _, matter := range []string{"images: ['https://pictures.example/a.jpg']", "cover: {image: 'http://pictures.example/a.jpg', alt: a}", "featured_image: //pictures.example/a.jpg"} {
		l := newFolder(t, map[string]string{"content/news/a.md": storyWith(matter)}).load()
		if len(l.Problems) != 1 || !l.Problems[0].Warning || l.Problems[0].Line != 4 || !strings.Contains(l.Problems[0].Message, "another site") {
			t.Errorf("%s: problems %q", matter, l.said())
		}
		if a := l.article("news/a.md"); a.Lead != nil || a.Status != article.Published {
			t.Errorf("%s: lead %+v, %v", matter, a.Lead, a.Status)
		}
	}
}

// What Hugo writers do with shortcodes beyond a line of their own.
func TestHugoSiteShortcodes(t *testing.T) {
	a := hugoSite(t).article("posts/tools.md")
	var text strings.Builder
	embeds, figures := 0, 0
	for _, p := range a.Body.Pieces {
		text.WriteString(p.HTML)
		if p.Embed != nil {
			embeds++
		}
		if p.Figure != nil {
			figures++
		}
	}
	if embeds != 1 || figures != 2 {
		t.Errorf("%d embeds and %d figures, want 1 and 2", embeds, figures)
	}
	for _, hidden := range []string{"Ask Tove", "now.Format", "{{ ", "<style"} {
		if strings.Contains(text.String(), hidden) {
			t.Errorf("%q is shown:\n%s", hidden, text.String())
		}
	}
	for _, shown := range []string{`{{&lt; figure src=&#34;spade.jpg&#34; &gt;}}`, "<details><summary>Handles</summary>", `class="language-toml"`, "Sharpen it."} {
		if !strings.Contains(text.String(), shown) {
			t.Errorf("%q is not shown:\n%s", shown, text.String())
		}
	}
}
