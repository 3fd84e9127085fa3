package source

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/article"
)

const (
	clip    = "https://www.youtube.com/watch?v=aaaaaaaaaaa"
	another = "https://www.youtube.com/watch?v=bbbbbbbbbbb"
	tide    = "[[snapshot]]\nurl = \"" + clip + "\"\nauthor = \"Mara Lindholm\"\ntext = \"Low tide.\"\n"
)

// snapshots gives those of the embeds of an article.
func (l *loaded) snapshots(source string) []*gate.Snapshot {
	l.t.Helper()
	body := l.article(source).Body
	var all []*gate.Snapshot
	for _, e := range body.Embeds() {
		all = append(all, e.Snapshot)
	}
	return all
}

// reports fails the test unless exactly these problems are told.
func (l *loaded) reports(want ...string) {
	l.t.Helper()
	got := strings.Join(l.said(), "\n")
	for _, w := range want {
		if !strings.Contains(got, w) {
			l.t.Errorf("nobody says %s; but\n%s", w, got)
		}
	}
	if n := len(l.said()); n != len(want) {
		l.t.Errorf("%d problems, want %d:\n%s", n, len(want), got)
	}
}

func TestSnapshotsComeFromTheFileBeside(t *testing.T) {
	f := newFolder(t, map[string]string{
		"content/news/a.md":              storyWith() + "\n" + clip + "\n\n" + another + "\n",
		"content/news/a.snapshots.toml":  strings.Replace(tide, "watch?v=", "embed/", 1) + "picture = \"1.jpg\"\npicture_alt = \"A bay\"\n",
		"content/news/a.snapshots/1.jpg": jpegOf(t, 4, 3), "content/news/a.snapshots/unused.jpg": jpegOf(t, 4, 3),
		"content/moon/index.md": storyWith() + "\n" + clip + "\n", "content/moon/index.snapshots.toml": tide + "picture = \"2.jpg\"\n",
		"content/moon/index.snapshots/2.jpg": jpegOf(t, 5, 3),
	})
	p := f.load().fine()
	said := p.snapshots("news/a.md")
	if said[0] == nil || said[0].Author != "Mara Lindholm" || said[0].Text != "Low tide." || said[1] != nil {
		t.Fatalf("%+v", said)
	}
	if pic := said[0].Picture; pic == nil || *pic != (gate.Picture{Src: "/news/a.snapshots/1.jpg", Alt: "A bay", Width: 4, Height: 3}) {
		t.Errorf("%+v", pic)
	}
	if pic := p.snapshots("moon/index.md")[0].Picture; pic == nil || pic.Src != "/moon/index.snapshots/2.jpg" {
		t.Errorf("in a bundle: %+v", pic)
	}
	published := map[string]bool{}
	for _, file := range p.Files {
		published[file.Path] = true
	}
	for path, want := range map[string]bool{
		"/news/a.snapshots/1.jpg": true, "/moon/index.snapshots/2.jpg": true,
		"/news/a.snapshots/unused.jpg": false, "/news/a.snapshots.toml": false, "/moon/index.snapshots.toml": false,
	} {
		if published[path] != want {
			t.Errorf("%s: published is %v", path, published[path])
		}
	}
}

// What a person or the site has forbidden wins over everything that was kept.
// That a piece is gone is said all the same.
func TestOptingOut(t *testing.T) {
	for name, test := range map[string]struct {
		more  string
		rules Snapshots
		want  *gate.Snapshot
	}{
		"the piece":          {more: "keep = false\n"},
		"the piece is gone":  {more: "keep = false\ngone = 2026-01-02\n", want: &gate.Snapshot{}},
		"the provider":       {rules: Snapshots{Without: []string{"youtube"}}},
		"the site":           {rules: Snapshots{Off: true}},
		"the site, and gone": {more: "gone = 2026-01-02\n", rules: Snapshots{Off: true}, want: &gate.Snapshot{}},
	} {
		f := newFolder(t, map[string]string{
			"content/a.md": storyWith() + "\n" + clip + "\n", "content/a.snapshots.toml": tide + "picture = \"1.jpg\"\n" + test.more,
			"content/a.snapshots/1.jpg": jpegOf(t, 4, 3),
		}, func(o *Options) { o.Snapshots = test.rules })
		p := f.load().fine()
		got := p.snapshots("a.md")[0]
		if test.want == nil && got != nil || got != nil && (got.Text != "" || got.Author != "" || got.Picture != nil || got.Gone.IsZero()) {
			t.Errorf("%s: %+v", name, got)
		}
		if len(p.Files) > 0 {
			t.Errorf("%s: the picture is published", name)
		}
	}
	f := newFolder(t, map[string]string{
		"content/a.md": storyWith() + "\n" + clip + "\n", "content/a.snapshots.toml": tide + "picture = \"1.jpg\"\n",
		"content/a.snapshots/1.jpg": jpegOf(t, 4, 3),
	}, func(o *Options) { o.Snapshots.TextOnly = true })
	p := f.load().fine()
	if s := p.snapshots("a.md")[0]; s == nil || s.Text == "" || s.Picture != nil || len(p.Files) > 0 {
		t.Errorf("text only: %+v, %d files", s, len(p.Files))
	}
}

func TestSnapshotProblems(t *testing.T) {
	f := newFolder(t, map[string]string{
		"content/a.md": storyWith() + "\n" + clip + "\n", "content/lost.snapshots.toml": tide,
		"content/a.snapshots.toml": tide + "picture = \"none.jpg\"\n" +
			"[[snapshot]]\nurl = \"https://youtu.be/aaaaaaaaaaa\"\n[[snapshot]]\nurl = \"" + another + "\"\nkeep = false\n",
	})
	f.load().reports(
		"content/a.snapshots.toml:5: picture: \"/a.snapshots/none.jpg\": there is no such picture (put it into content/a.snapshots/, or remove the key)",
		"content/a.snapshots.toml:6: url: is another address of the piece in line 1",
		"content/a.snapshots.toml:8: url: the article holds no such piece",
		"content/lost.snapshots.toml: there is no article that these snapshots belong to",
	)
}

// A file that is broken leaves the article as it was, and is seen again when it
// is mended.
func TestSnapshotsChange(t *testing.T) {
	f := newFolder(t, map[string]string{
		"content/a.md": storyWith() + "\n" + clip + "\n", "content/a.snapshots.toml": tide, "content/b.md": storyWith(),
	})
	first := f.load().fine()
	f.write("content/a.snapshots.toml", strings.Replace(tide, "Low", "High", 1))
	second := f.load().fine()
	if got := second.snapshots("a.md")[0].Text; got != "High tide." {
		t.Errorf("after a change: %q", got)
	}
	if first.article("a.md").Digest == second.article("a.md").Digest || first.article("b.md") != second.article("b.md") {
		t.Error("the digests do not tell the change, or tell another")
	}
	f.write("content/a.snapshots.toml", tide+"kep = false\n")
	third := f.load()
	third.reports(`content/a.snapshots.toml:5: kep: there is no such key (did you mean "keep"?)`)
	if got := third.snapshots("a.md")[0].Text; got != "High tide." {
		t.Errorf("with a broken file: %q", got)
	}
	f.remove("content/a.snapshots.toml")
	if got := f.load().fine().snapshots("a.md")[0]; got != nil {
		t.Errorf("without the file: %+v", got)
	}
}

func TestSnapshotsWithACache(t *testing.T) {
	f := newFolder(t, map[string]string{"content/a.md": storyWith() + "\n" + clip + "\n", "content/a.snapshots.toml": tide})
	cache := filepath.Join(t.TempDir(), "articles")
	cached := func(o *Options) { o.Cache = cache }
	load := func() (*Folder, *article.Article) {
		t.Helper()
		again := f.open(cached)
		p, err := again.Load(context.Background())
		if err != nil || len(p.Problems) > 0 {
			t.Fatal(err, p.Problems)
		}
		return again, p.Articles[0]
	}
	load()
	again, a := load()
	if a.Body.Pieces != nil {
		t.Fatal("the cache was not used")
	}
	body, err := again.Body(context.Background(), a)
	if err != nil || body.Embeds()[0].Snapshot == nil || body.Embeds()[0].Snapshot.Text != "Low tide." {
		t.Fatalf("%v %+v", err, body.Embeds())
	}
	f.write("content/a.snapshots.toml", strings.Replace(tide, "Low", "High", 1))
	if _, err := again.Body(context.Background(), a); !errors.Is(err, ErrChanged) {
		t.Errorf("a file that changed after loading: %v", err)
	}
	_, b := load()
	if a.Digest == b.Digest {
		t.Error("the change went by the cache")
	}
}
