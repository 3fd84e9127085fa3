package source

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

func TestLoadAgainKeepsWhatIsUnchanged(t *testing.T) {
	f := newFolder(t, map[string]string{
		"content/news/a.md": storyWith("lead: p.jpg"), "content/news/b.md": storyWith(), "content/news/p.jpg": jpegOf(t, 4, 3),
		"content/news/_index.md": "---\ntitle: News\n---\n",
	})
	before := f.load().fine()
	f.write("content/news/b.md", storyWith("weight: 1"))
	f.write("content/news/c.md", storyWith())
	after := f.load().fine()
	if before.article("news/a.md") != after.article("news/a.md") || before.Listings[0] != after.Listings[0] {
		t.Error("an unchanged article is another one now")
	}
	if b := after.article("news/b.md"); b.Weight != 1 || b.Digest == before.article("news/b.md").Digest {
		t.Error("a change is not seen, or not in the digest")
	}
	if before.has("news/c.md") || !after.has("news/c.md") {
		t.Error("a new article is missing")
	}
	f.remove("content/news/c.md")
	if f.load().fine().has("news/c.md") {
		t.Error("an article without a file is still there")
	}
}

func (f *folder) remove(name string) {
	f.t.Helper()
	if err := os.Remove(filepath.Join(f.dir, name)); err != nil {
		f.t.Fatal(err)
	}
}

// Two writes within one tick of the file system's clock leave the same time.
func TestChangeWithinATick(t *testing.T) {
	f := newFolder(t, map[string]string{"content/news/a.md": storyWith("weight: 1")})
	name := filepath.Join(f.dir, "content/news/a.md")
	for i, weight := range []string{"1", "2", "3"} {
		f.write("content/news/a.md", storyWith("weight: "+weight))
		at := time.Now()
		if err := os.Chtimes(name, at, at); err != nil {
			t.Fatal(err)
		}
		if w := f.load().fine().article("news/a.md").Weight; w != i+1 {
			t.Errorf("weight %d after writing %s", w, weight)
		}
	}
}

func TestSettled(t *testing.T) {
	at := time.Date(2026, 3, 5, 9, 0, 0, 500, time.UTC)
	whole := at.Truncate(time.Second)
	tests := []struct {
		s    stat
		read time.Time
		want bool
	}{
		{stat{modified: at.UnixNano(), changed: at.UnixNano()}, at.Add(time.Millisecond), false},
		{stat{modified: at.UnixNano(), changed: at.UnixNano()}, at.Add(time.Second), true},
		{stat{modified: at.Add(-time.Hour).UnixNano(), changed: at.UnixNano()}, at.Add(time.Millisecond), false},
		{stat{modified: whole.UnixNano()}, whole.Add(time.Second), false},
		{stat{modified: whole.UnixNano()}, whole.Add(3 * time.Second), true},
		{stat{modified: whole.UnixNano(), changed: at.UnixNano()}, at.Add(time.Second), true},
		{stat{modified: at.Add(time.Hour).UnixNano()}, at, false},
	}
	for _, tt := range tests {
		if got := tt.s.settled(tt.read) == tt.s; got != tt.want {
			t.Errorf("%+v read at %v is settled: %t", tt.s, tt.read, got)
		}
	}
}

func TestLastGoodVersionStays(t *testing.T) {
	files := map[string]string{
		"content/news/a.md": storyWith("weight: 1"), "content/news/never.md": "---\nbroken", "content/news/b.md": storyWith(),
		"content/news/_index.md": "---\ntitle: News\n---\n",
	}
	f := newFolder(t, files)
	good := f.load()
	a := good.article("news/a.md")
	if good.has("news/never.md") || len(good.Problems) != 1 {
		t.Errorf("problems %q", good.said())
	}
	f.write("content/news/a.md", "---\ntitle: [")
	f.write("content/news/_index.md", "---\ntitle: [")
	for range 2 { // the second load does not read the files again
		l := f.load()
		if l.article("news/a.md") != a || len(l.Listings) != 1 || l.Listings[0].Title != "News" {
			t.Error("the last good version is gone")
		}
		if len(l.Problems) != 3 {
			t.Errorf("problems %q", l.said())
		}
	}
	f.write("content/news/a.md", storyWith("weight: 2"))
	if l := f.load(); l.article("news/a.md").Weight != 2 || len(l.Problems) != 2 {
		t.Errorf("the corrected version is not read: %q", l.said())
	}
	// A picture that disappears breaks an article, and mends it again.
	f.write("content/news/p.jpg", jpegOf(t, 4, 3))
	f.write("content/news/b.md", storyWith("lead: p.jpg"))
	b := f.load().article("news/b.md")
	f.remove("content/news/p.jpg")
	l := f.load()
	if l.article("news/b.md") != b || !strings.Contains(strings.Join(l.said(), "\n"), `b.md:4: lead: "p.jpg": there is no such picture`) {
		t.Errorf("problems %q", l.said())
	}
	f.write("content/news/p.jpg", jpegOf(t, 8, 6))
	if l := f.load(); l.article("news/b.md").Lead.Width != 8 || len(l.Problems) != 2 {
		t.Errorf("the new picture is not seen: %q", l.said())
	}
}

func TestPicturesCount(t *testing.T) {
	f := newFolder(t, map[string]string{
		"content/news/a.md": storyWith("lead: p.jpg"), "static/p.jpg": jpegOf(t, 4, 3), "static/other.jpg": jpegOf(t, 4, 3),
	})
	a := f.load().fine().article("news/a.md")
	f.write("static/other.jpg", jpegOf(t, 9, 9))
	if f.load().fine().article("news/a.md") != a {
		t.Error("a picture that the article does not show changes it")
	}
	f.write("static/p.jpg", jpegOf(t, 9, 9))
	b := f.load().fine().article("news/a.md")
	if b.Lead.Width != 9 || b.Digest == a.Digest {
		t.Error("a changed picture does not change the article")
	}
	f.write("content/news/p.jpg", jpegOf(t, 5, 5))
	if c := f.load().fine().article("news/a.md"); c.Lead.Src != "/news/p.jpg" || c.Lead.Width != 5 {
		t.Errorf("the nearer picture is not taken: %+v", c.Lead)
	}
}

// The pictures of a bundle move with its address, also in other articles.
func TestBundlesMove(t *testing.T) {
	f := newFolder(t, map[string]string{
		"content/news/b/index.md": storyWith(), "content/news/b/p.jpg": jpegOf(t, 4, 3), "content/news/b/index.de.md": storyWith("lead: p.jpg"),
		"content/news/a.md": storyWith("lead: b/p.jpg"),
	})
	f.load().fine()
	f.write("content/news/b/index.md", storyWith("slug: moved"))
	l := f.load().fine()
	for _, name := range []string{"news/a.md", "news/b/index.de.md"} {
		if src := l.article(name).Lead.Src; src != "/news/moved/p.jpg" {
			t.Errorf("%s shows %s", name, src)
		}
	}
	if got := strings.Join(l.paths(), " "); got != "/news/moved/p.jpg" {
		t.Errorf("files %s", got)
	}
}

func TestStatusChangesWithTime(t *testing.T) {
	now := noon
	f := newFolder(t, map[string]string{
		"content/news/a.md": storyWith("publishDate: 2026-04-02", "expiryDate: 2026-04-04"), "content/news/b.md": storyWith(),
	}, func(o *Options) { o.Now = func() time.Time { return now } })
	first := f.load().fine()
	if again := f.load(); again.Publication != first.Publication {
		t.Error("nothing has changed, and the publication is another one")
	}
	digests := map[article.Digest]bool{}
	for _, want := range []article.Status{article.Scheduled, article.Published, article.Published, article.Published, article.Expired} {
		l := f.load().fine()
		a := l.article("news/a.md")
		if a.Status != want {
			t.Errorf("at %v the status is %v, want %v", now, a.Status, want)
		}
		digests[a.Digest] = true
		if l.article("news/b.md") != first.article("news/b.md") {
			t.Error("another article changed with it")
		}
		now = now.Add(18 * time.Hour)
	}
	if len(digests) != 3 {
		t.Errorf("%d digests for 3 statuses", len(digests))
	}
	if first.article("news/a.md").Status != article.Scheduled {
		t.Error("a publication was changed after it had been handed out")
	}
}

func TestLoadStops(t *testing.T) {
	f := newFolder(t, map[string]string{"content/a.md": storyWith()})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := f.Load(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("Load gives %v", err)
	}
}

func TestSameInputSameDigest(t *testing.T) {
	files := map[string]string{"content/news/a.md": storyWith("lead: p.jpg"), "static/p.jpg": jpegOf(t, 4, 3)}
	digest := func(change ...func(*Options)) article.Digest {
		return newFolder(t, files, change...).load().fine().article("news/a.md").Digest
	}
	want := digest()
	if digest() != want {
		t.Error("the same folder in another place has another digest")
	}
	if digest(func(o *Options) { o.Stamp[0] = 1 }) == want {
		t.Error("another program has the same digest")
	}
	if digest(func(o *Options) { o.Permalinks = map[string]string{"news": "/:slug/"} }) == want {
		t.Error("another address has the same digest")
	}
}

func TestCache(t *testing.T) {
	files := map[string]string{
		"content/news/a.md": formats["yaml"], "static/moon.jpg": jpegOf(t, 4, 3),
		"content/news/b.md":      storyWith("mood: [1, 2.5, true, null, {x: y}]", "url: /b/:year/", "expiryDate: 2027-01-01T00:00:00+05:30"),
		"content/news/warned.md": "---\ndate: 2026-03-05\n---\n",
		"content/news/broken.md": storyWith("date: 2026-02-30"),
		"content/news/_index.md": "---\ntitle: News\n---\nHello.\n",
	}
	oslo := time.FixedZone("Oslo", 3600)
	cache := filepath.Join(t.TempDir(), "private", "articles")
	options := func(o *Options) { o.Cache, o.Location = cache, oslo }
	f := newFolder(t, files, options)
	fresh := f.load()
	other := f.open(options)
	cold := loadOf(t, other)
	if diff := compare(fresh.said(), cold.said()); diff != "" || len(cold.said()) != 2 {
		t.Errorf("problems do not survive: %s", diff)
	}
	if len(cold.Articles) != 3 || len(cold.Listings) != 1 {
		t.Fatalf("%d articles, %d listings", len(cold.Articles), len(cold.Listings))
	}
	for i := range fresh.Articles {
		want, got := *fresh.Articles[i], *cold.Articles[i]
		if !holds(f.Folder, fresh.Articles[i]) || holds(other, cold.Articles[i]) {
			t.Errorf("%s was not read once and taken from the cache then", got.Source)
		}
		want.Body, got.Body = textOf(t, f.Folder, fresh.Articles[i]), textOf(t, other, cold.Articles[i])
		if diff := compare(want, got); diff != "" {
			t.Errorf("%s: %s", got.Source, diff)
		}
		if w, g := want.Published.Format(time.RFC3339), got.Published.Format(time.RFC3339); w != g {
			t.Errorf("published %s, want %s", g, w)
		}
	}
	if fi, err := os.Stat(cache); err != nil || fi.Mode().Perm()&0o077 != 0 {
		t.Errorf("the cache file can be read by others: %v, %v", fi, err)
	}
}

// holds reports whether a folder has the text of an article in memory.
func holds(f *Folder, a *article.Article) bool {
	return a.Body.Pieces != nil || f.current().find(a.Source).held.pieces() != nil
}

// textOf gives the text of an article, without its beginning: see Folder.Body.
func textOf(t *testing.T, f *Folder, a *article.Article) article.Body {
	t.Helper()
	body, err := f.Body(context.Background(), a)
	if err != nil {
		t.Fatal(err)
	}
	body.Text = ""
	return body
}

func TestCacheIsNotTrusted(t *testing.T) {
	cache := filepath.Join(t.TempDir(), "articles")
	options := func(o *Options) { o.Cache = cache }
	f := newFolder(t, map[string]string{"content/news/a.md": storyWith(), "content/news/b.md": storyWith()}, options)
	f.load().fine()
	good, err := os.ReadFile(cache)
	if err != nil {
		t.Fatal(err)
	}
	if !f.fromCache(options) {
		t.Fatal("a good cache is not used")
	}
	for name, bad := range map[string][]byte{
		"empty": nil, "cut": good[:len(good)/2], "other form": append([]byte("gatefold articles, form 0\n"), good[len(cacheMagic):]...),
		"flipped": flip(good, len(good)/2), "flipped sum": flip(good, len(good)-1), "longer": append(slices.Clone(good), 0),
	} {
		f.writeCacheFile(cache, bad, 0o600)
		if f.fromCache(options) {
			t.Errorf("a cache that is %s is used", name)
		}
	}
	f.writeCacheFile(cache, good, 0o666)
	if f.fromCache(options) {
		t.Error("a cache that anybody may write is used")
	}
	f.writeCacheFile(cache, good, 0o600)
	for name, change := range map[string]func(*Options){
		"program":  func(o *Options) { o.Stamp[3] = 1 },
		"zone":     func(o *Options) { o.Location = time.FixedZone("x", 60) },
		"language": func(o *Options) { o.Languages = []string{"en"} },
		"pattern":  func(o *Options) { o.Permalinks = map[string]string{"news": "/:slug/"} },
	} {
		if _, ok := decodeCache(good, f.options(options, change)); ok {
			t.Errorf("the cache of another %s is used", name)
		}
	}
}

func (f *folder) options(change ...func(*Options)) *Options {
	folder := f.open(change...)
	return &folder.opts
}

func flip(b []byte, i int) []byte {
	b = slices.Clone(b)
	b[i] ^= 0x10
	return b
}

func (f *folder) writeCacheFile(name string, data []byte, mode os.FileMode) {
	f.t.Helper()
	os.Remove(name)
	if err := os.WriteFile(name, data, mode); err != nil {
		f.t.Fatal(err)
	}
	if err := os.Chmod(name, mode); err != nil {
		f.t.Fatal(err)
	}
}

// fromCache reports whether a new folder takes its articles from the cache.
func (f *folder) fromCache(options func(*Options)) bool {
	s := f.open(options).openCache()
	return len(s.entries) > 0
}

func TestCacheAfterChange(t *testing.T) {
	cache := filepath.Join(t.TempDir(), "articles")
	options := func(o *Options) { o.Cache = cache }
	f := newFolder(t, map[string]string{"content/news/a.md": storyWith("lead: p.jpg"), "content/news/b.md": storyWith(), "static/p.jpg": jpegOf(t, 4, 3)}, options)
	f.load().fine()
	f.write("content/news/b.md", storyWith("weight: 4"))
	f.write("content/news/c.md", storyWith())
	l := loadOf(t, f.open(options)).fine()
	if l.article("news/b.md").Weight != 4 || !l.has("news/c.md") {
		t.Error("a change is not seen")
	}
	f.write("static/p.jpg", jpegOf(t, 7, 7))
	l = loadOf(t, f.open(options)).fine()
	if l.article("news/a.md").Lead.Width != 7 {
		t.Error("a changed picture is not seen")
	}
	f.remove("content/news/c.md")
	if loadOf(t, f.open(options)).fine().has("news/c.md") {
		t.Error("a removed article is still there")
	}
}

func TestBodyOfChangedFile(t *testing.T) {
	cache := filepath.Join(t.TempDir(), "articles")
	options := func(o *Options) { o.Cache = cache }
	f := newFolder(t, map[string]string{"content/news/a.md": storyWith()}, options)
	f.load().fine()
	cold := f.open(options)
	a := loadOf(t, cold).article("news/a.md")
	f.write("content/news/a.md", storyWith("weight: 9"))
	if _, err := cold.Body(context.Background(), a); !errors.Is(err, ErrChanged) {
		t.Errorf("Body gives %v", err)
	}
	if _, err := cold.Body(context.Background(), &article.Article{Source: "content/news/z.md"}); err == nil {
		t.Error("the text of an unknown article is found")
	}
}

// A reading with other options keeps the articles whose files are broken, and
// reads all others anew.
func TestBefore(t *testing.T) {
	f := newFolder(t, map[string]string{
		"content/news/a.md": storyWith(), "content/news/b.md": storyWith(), "content/news/c.de.md": storyWith(), "content/news/_index.md": "---\ntitle: News\n---\n",
	})
	before := f.load().fine()
	for _, name := range []string{"a.md", "c.de.md", "_index.md"} {
		f.write("content/news/"+name, "---\ntitle: [")
	}
	last := f.Folder
	f.Folder = f.open(func(o *Options) { o.Before, o.Languages, o.Stamp = last, []string{"en"}, article.Digest{1} })
	for range 2 {
		l := f.load()
		if l.article("news/a.md") != before.article("news/a.md") || len(l.Listings) != 1 {
			t.Error("the last good version is gone")
		}
		if l.has("news/c.de.md") {
			t.Error("an article in a language that is gone is still there")
		}
		if l.article("news/b.md").Digest == before.article("news/b.md").Digest {
			t.Error("an article is not read anew")
		}
	}
	f.write("content/news/a.md", storyWith("weight: 2"))
	if w := f.load().article("news/a.md").Weight; w != 2 {
		t.Errorf("the corrected version is not read: weight %d", w)
	}
}
