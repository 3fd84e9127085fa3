package source

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/media"
)

func TestPictures(t *testing.T) {
	pic := jpegOf(t, 4, 3)
	tests := []struct{ file, ref, want string }{
		{"news/a.md", "p.jpg", "/news/p.jpg"},
		{"news/a.md", "./p.jpg", "/news/p.jpg"},
		{"news/a.md", "p.jpg?x=1#y", "/news/p.jpg"},
		{"news/a.md", "sub/q.jpg", "/news/sub/q.jpg"},
		{"news/a.md", "../root.jpg", "/root.jpg"},
		{"news/a.md", "/news/p.jpg", "/news/p.jpg"},
		{"news/a.md", "/pictures/s.jpg", "/pictures/s.jpg"},
		{"news/a.md", "pictures/s.jpg", "/pictures/s.jpg"},
		{"news/a.md", "\u00e9.jpg", "/news/%C3%A9.jpg"},
		{"news/a.md", "e\u0301.jpg", "/news/%C3%A9.jpg"},
		{"news/a.md", "both.jpg", "/news/both.jpg"},
		{"news/a.md", "/both.jpg", "/both.jpg"},
		{"news/a.md", "beside page.jpg", "/news/a/beside%20page.jpg"},
		{"news/a.md", "beside%20page.jpg", "/news/a/beside%20page.jpg"},
		{"news/a.md", "https://site.example/pictures/s.jpg", "/pictures/s.jpg"},
		{"news/a.md", "story/b.jpg", "/news/own-name/b.jpg"},
		{"news/story/index.md", "b.jpg", "/news/own-name/b.jpg"},
		{"news/story/index.md", "deep/c.jpg", "/news/own-name/deep/c.jpg"},
		{"news/story/index.md", "../p.jpg", "/news/p.jpg"},
		{"news/story/index.de.md", "b.jpg", "/news/own-name/b.jpg"},
		{"de/news/a.md", "p.jpg", "/news/p.jpg"},
		{"de/news/a.md", "nur.jpg", "/de/news/nur.jpg"},
	}
	files := map[string]string{}
	for _, name := range []string{
		"content/news/p.jpg", "content/news/e\u0301.jpg", "content/news/both.jpg", "content/news/sub/q.jpg", "content/root.jpg", "content/de/news/nur.jpg",
		"content/news/story/b.jpg", "content/news/story/deep/c.jpg", "static/pictures/s.jpg", "static/both.jpg", "static/news/a/beside page.jpg",
	} {
		files[name] = pic
	}
	for _, tt := range tests {
		t.Run(tt.file+" "+tt.ref, func(t *testing.T) {
			all := map[string]string{"content/news/story/index.md": storyWith("slug: own name")}
			for name, text := range files {
				all[name] = text
			}
			lead := "lead: {src: '" + tt.ref + "', alt: x}"
			if tt.file == "news/story/index.md" {
				lead += "\nslug: own name"
			}
			all["content/"+tt.file] = storyWith(lead)
			l := newFolder(t, all, func(o *Options) {
				o.FirstParty = func(host string) bool { return host == "site.example" }
			}).load().fine()
			a := l.article(tt.file)
			if a.Lead == nil || a.Lead.Src != tt.want || a.Lead.Width != 4 {
				t.Fatalf("lead %+v, want %s", a.Lead, tt.want)
			}
			if paths := l.paths(); !strings.Contains(" "+strings.Join(paths, " ")+" ", " "+tt.want+" ") {
				t.Errorf("%s is not among the files %q", tt.want, paths)
			}
		})
	}
}

func TestLead(t *testing.T) {
	tests := []struct{ front, src, alt, caption, credit string }{
		{"lead: p.jpg", "/news/p.jpg", "alt inside", "caption &amp; inside", "credit inside"},
		{"lead: {picture: p.jpg}", "/news/p.jpg", "alt inside", "caption &amp; inside", "credit inside"},
		{"lead: {src: p.jpg, alt: mine, caption: my <i>own</i>, credit: me}", "/news/p.jpg", "mine", "my &lt;i&gt;own&lt;/i&gt;", "me"},
		{"lead: {src: p.jpg, alt: ''}", "/news/p.jpg", "", "caption &amp; inside", "credit inside"},
		{"images: [p.jpg, q.jpg]", "/news/p.jpg", "alt inside", "caption &amp; inside", "credit inside"},
		{"images: p.jpg", "/news/p.jpg", "alt inside", "caption &amp; inside", "credit inside"},
		{"cover: {image: p.jpg, alt: covered, caption: c}", "/news/p.jpg", "covered", "c", "credit inside"},
		{"featured_image: /news/p.jpg", "/news/p.jpg", "alt inside", "caption &amp; inside", "credit inside"},
		{"featuredImage: p.jpg", "/news/p.jpg", "alt inside", "caption &amp; inside", "credit inside"},
		{"image: {filename: p.jpg}", "/news/p.jpg", "alt inside", "caption &amp; inside", "credit inside"},
		{"image: q.jpg\nlead: p.jpg", "/news/p.jpg", "alt inside", "caption &amp; inside", "credit inside"},
		{"images: []\nimage: q.jpg", "/news/q.jpg", "", "", ""},
		{"image: {placement: 2}", "", "", "", ""},
	}
	for _, tt := range tests {
		f := newFolder(t, map[string]string{
			"content/news/a.md":  storyWith(tt.front),
			"content/news/p.jpg": tagged(t), "content/news/q.jpg": jpegOf(t, 4, 3),
		})
		lead := f.load().fine().article("news/a.md").Lead
		if tt.src == "" {
			if lead != nil {
				t.Errorf("%s gives %+v", tt.front, lead)
			}
			continue
		}
		if lead == nil || lead.Src != tt.src || lead.Alt != tt.alt || lead.Caption != tt.caption || lead.Credit != tt.credit {
			t.Errorf("%s gives %+v", tt.front, lead)
		}
	}
}

// The caption of a lead is read as the captions in the text are, whether the
// article comes from its file or from the cache.
func TestLeadCaptionIsMarkdown(t *testing.T) {
	front := `lead: {src: p.jpg, alt: a, caption: 'By *Ann* of [the Tide](https://tide.example/) & [here](/about/) <b>'}`
	f := newFolder(t, map[string]string{"content/news/a.md": storyWith(front), "content/news/p.jpg": jpegOf(t, 4, 3)}, func(o *Options) {
		o.Cache = filepath.Join(t.TempDir(), "cache")
		o.Base = "/base"
	})
	a := f.load().fine().article("news/a.md")
	for _, want := range []string{"By <em>Ann</em> of ", `href="https://tide.example/"`, "external", `href="/base/about/"`, "&amp;", "&lt;b&gt;"} {
		if !strings.Contains(a.Lead.Caption, want) {
			t.Errorf("the caption is %q, without %q", a.Lead.Caption, want)
		}
	}
	if !a.Body.Outside {
		t.Error("a link in the caption leaves the site, and nothing says so")
	}
	light := *a
	light.Body = article.Body{Outside: a.Body.Outside}
	if body, err := f.Body(context.Background(), &light); err != nil || !body.Outside {
		t.Errorf("read again, the text leaves the site: %v, %v", body.Outside, err)
	}
}

// tagged gives a picture that says what it shows.
func tagged(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	info := media.Info{Alt: "alt inside", Caption: "caption & inside", CreditLine: "credit inside", Credit: "credit inside"}
	if err := media.WriteJPEG(&b, grey(4, 3), 80, info); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The files beside an article that nobody may see stay unpublished.
func TestFilesOfHiddenArticles(t *testing.T) {
	files := map[string]string{"content/news/loose.txt": "x"}
	for name, front := range map[string]string{
		"open": "", "draft": "draft: true", "future": "publishDate: 2026-05-01", "expired": "expiryDate: 2026-03-09", "taken": "withdrawn: true", "broken": "draft: [",
		"headless": "headless: true",
	} {
		files["content/news/"+name+"/index.md"] = storyWith(front)
		files["content/news/"+name+"/data.csv"] = "1"
	}
	files["content/news/draft/index.de.md"] = storyWith("draft: true")
	files["content/news/open/index.de.md"] = storyWith("draft: true")
	files["content/news/open/p.jpg"] = jpegOf(t, 4, 3)

	l := newFolder(t, files).load()
	if got, want := strings.Join(l.paths(), " "), "/de/news/open/data.csv /news/loose.txt /news/open/data.csv /news/open/p.jpg"; got != want {
		t.Errorf("files\n%s, want\n%s", got, want)
	}
	l = newFolder(t, files, func(o *Options) { o.Drafts = true }).load()
	want := "/de/news/draft/data.csv /de/news/open/data.csv /news/draft/data.csv /news/expired/data.csv /news/future/data.csv /news/loose.txt /news/open/data.csv /news/open/p.jpg"
	if got := strings.Join(l.paths(), " "); got != want {
		t.Errorf("files with drafts\n%s, want\n%s", got, want)
	}
}

func TestFilesCanBeOpened(t *testing.T) {
	f := newFolder(t, map[string]string{"content/a.md": storyWith(), "static/x/ü.txt": "hello"})
	l := f.load().fine()
	if len(l.Files) != 1 {
		t.Fatalf("%d files", len(l.Files))
	}
	file := l.Files[0]
	if file.Path != "/x/%C3%BC.txt" || file.Name() != "static/x/ü.txt" || file.Size != 5 {
		t.Errorf("file %+v", file)
	}
	r, err := file.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	b := make([]byte, 9)
	if n, _ := r.Read(b); string(b[:n]) != "hello" {
		t.Errorf("it reads %q", b[:n])
	}
	// A file that became a link out of the folder since is not followed.
	name := filepath.Join(f.dir, "static/x/ü.txt")
	if os.Remove(name) == nil && os.Symlink("/etc/passwd", name) == nil {
		if r, err := file.Open(); err == nil {
			r.Close()
			t.Error("a link out of the folder is opened")
		}
	}
}

func TestConflictsOfFiles(t *testing.T) {
	l := newFolder(t, map[string]string{
		"content/news/a.md":    storyWith(),
		"content/news/p.txt":   "from content",
		"static/news/p.txt":    "from static",
		"static/Readme.txt":    "1",
		"static/readme.txt":    "2",
		"content/news/b.md":    storyWith("url: /News/A/"),
		"static/news/c/x.html": "fine",
	}).load()
	said := strings.Join(l.said(), "\n")
	for _, want := range []string{
		"content/news/p.txt: the file would be published at /news/p.txt, where static/news/p.txt needs the place",
		"warning: static/readme.txt: the address /readme.txt differs from /Readme.txt (static/Readme.txt) only in capital letters",
		"warning: content/news/a.md: the address /news/a/ differs from /News/A/ (content/news/b.md) only in capital letters",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("nobody says %q in\n%s", want, said)
		}
	}
	if len(l.Problems) != 3 || len(l.Articles) != 2 {
		t.Errorf("%d articles, problems\n%s", len(l.Articles), said)
	}
}

func TestSharedTranslationKey(t *testing.T) {
	l := newFolder(t, map[string]string{
		"content/news/a.md": storyWith("translationKey: x"), "content/news/b.md": storyWith("translationKey: x"), "content/news/c.de.md": storyWith("translationKey: x"),
	}).load()
	if len(l.Problems) != 1 || !strings.HasPrefix(l.said()[0], "warning: content/news/b.md: translationKey: content/news/a.md") || len(l.Articles) != 3 {
		t.Errorf("problems %q", l.said())
	}
}
