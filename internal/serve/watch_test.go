package serve

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/site"
)

// nothing is a site without pages.
type nothing struct{}

func (nothing) Find(string) (*site.Document, bool) { return nil, false }
func (nothing) NotFound(string) *site.Document     { return &site.Document{} }
func (nothing) Base() string                       { return "" }

// followed is a folder that is followed, and how often it was read.
type followed struct {
	dir  string
	read chan struct{} // one for each reading
	fail atomic.Pointer[error]
	what atomic.Pointer[[]*article.Problem]
	log  *syncBuffer
}

type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *syncBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *syncBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func (f *followed) load(context.Context) (Site, []*article.Problem, error) {
	defer func() { f.read <- struct{}{} }()
	if err := f.fail.Load(); err != nil && *err != nil {
		return nil, nil, *err
	}
	if p := f.what.Load(); p != nil {
		return nothing{}, *p, nil
	}
	return nothing{}, nil, nil
}

// follow starts to follow a folder that has content/news/a.md.
func follow(t *testing.T) (*followed, *Server) {
	t.Helper()
	f := &followed{dir: t.TempDir(), read: make(chan struct{}, 100), log: &syncBuffer{}}
	f.write(t, "content/news/a.md", "a")
	s := New(Options{Log: slog.New(slog.NewTextHandler(f.log, nil))})
	s.Show(nothing{}, nil)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error)
	go func() {
		done <- s.Follow(ctx, Watching{Dir: f.dir, Load: f.load, Quiet: 20 * time.Millisecond, Rescan: time.Hour})
	}()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	// It watches once a change is heard.
	for {
		f.write(t, "content/first", "x")
		select {
		case <-f.read:
			f.untilStill()
			return f, s
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func (f *followed) write(t *testing.T, name, text string) {
	t.Helper()
	name = filepath.Join(f.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// wantRead waits until the folder has been read and is still.
func (f *followed) wantRead(t *testing.T, why string) {
	t.Helper()
	select {
	case <-f.read:
	case <-time.After(5 * time.Second):
		t.Fatalf("%s was not noticed", why)
	}
	f.untilStill()
}

// untilStill waits until nothing is read any more.
func (f *followed) untilStill() {
	for {
		select {
		case <-f.read:
		case <-time.After(200 * time.Millisecond):
			return
		}
	}
}

func TestChangesAreNoticed(t *testing.T) {
	f, _ := follow(t)
	path := func(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }
	for _, c := range []struct {
		why string
		do  func() error
	}{
		{"a changed file", func() error { return os.WriteFile(path("content/news/a.md"), []byte("b"), 0o600) }},
		{"a new folder", func() error { return os.MkdirAll(path("content/sport/today"), 0o755) }},
		{"a file in a new folder", func() error { return os.WriteFile(path("content/sport/today/a.md"), nil, 0o600) }},
		{"a file saved by renaming", func() error {
			return errors.Join(os.WriteFile(path("content/tmp"), nil, 0o600), os.Rename(path("content/tmp"), path("content/news/a.md")))
		}},
		{"a removed file", func() error { return os.Remove(path("content/news/a.md")) }},
		{"a removed folder", func() error { return os.RemoveAll(path("content/sport")) }},
		{"a configuration", func() error { return os.WriteFile(path("gatefold.toml"), nil, 0o600) }},
		{"a theme", func() error { return os.Mkdir(path("theme"), 0o755) }},
		{"a template", func() error { return os.WriteFile(path("theme/story.html"), nil, 0o600) }},
		{"a folder moved in", func() error {
			from := filepath.Join(t.TempDir(), "x")
			return errors.Join(os.MkdirAll(filepath.Join(from, "deep"), 0o755), os.Rename(from, path("content/x")))
		}},
		{"the folder of articles removed", func() error { return os.RemoveAll(path("content")) }},
		{"the folder of articles made again", func() error { return os.MkdirAll(path("content/news"), 0o755) }},
		{"a file in the folder made again", func() error { return os.WriteFile(path("content/news/a.md"), nil, 0o600) }},
		{"the whole folder removed", func() error { return os.RemoveAll(f.dir) }},
		{"the whole folder made again", func() error { return os.MkdirAll(path("content/news"), 0o755) }},
		{"a file in the whole folder made again", func() error { return os.WriteFile(path("content/news/a.md"), nil, 0o600) }},
		{"another folder in its place", func() error {
			next := f.dir + ".next"
			return errors.Join(os.MkdirAll(filepath.Join(next, "content/x/deep"), 0o755), os.Rename(f.dir, f.dir+".last"), os.Rename(next, f.dir))
		}},
		{"a file in the other folder", func() error { return os.WriteFile(path("content/x/deep/b.md"), nil, 0o600) }},
		{"a file in a folder moved in", func() error { return os.WriteFile(path("content/x/deep/a.md"), nil, 0o600) }},
	} {
		if err := c.do(); err != nil {
			t.Fatal(err)
		}
		f.wantRead(t, c.why)
	}
}

func TestWhatDoesNotMatter(t *testing.T) {
	f := &follower{Watching: Watching{Dir: "/srv/mag"}}
	for _, c := range []struct {
		name string
		op   fsnotify.Op
		want bool
	}{
		{"/srv/mag/content/a.md", fsnotify.Write, true},
		{"/srv/mag/content/a.md", fsnotify.Chmod, false},
		{"/srv/mag/content/a.md", fsnotify.Chmod | fsnotify.Write, true},
		{"/srv/mag/content", fsnotify.Create, true},
		{"/srv/mag", fsnotify.Create, true},
		{"/srv/mag", fsnotify.Remove, true},
		{"/srv/mag2", fsnotify.Create, false},
		{"/srv/content", fsnotify.Create, false},
		{"/srv/mag/static/.well-known/security.txt", fsnotify.Create, true},
		{"/srv/mag/gatefold.toml", fsnotify.Rename, true},
		{"/srv/mag/public", fsnotify.Create, false},
		{"/srv/mag/.public.gatefold", fsnotify.Create, false},
		{"/srv/mag/contents/a.md", fsnotify.Write, false},
		{"/srv/mag/content/.a.md.swp", fsnotify.Write, false},
		{"/srv/mag/content/a.md~", fsnotify.Create, false},
		{"/srv/mag/content/.#a.md", fsnotify.Create, false},
		{"/srv/mag/content/4913", fsnotify.Create, false},
	} {
		if got := f.matters(fsnotify.Event{Name: c.name, Op: c.op}); got != c.want {
			t.Errorf("%s %s: got %t", c.op, c.name, got)
		}
	}
}

// Many changes in a row are read once, but not put off for ever.
func TestManyChangesAreReadTogether(t *testing.T) {
	f, _ := follow(t)
	for i := range 200 {
		f.write(t, "content/news/"+itoa(i)+".md", "x")
	}
	readings := 0
	for {
		select {
		case <-f.read:
			readings++
			continue
		case <-time.After(300 * time.Millisecond):
		}
		break
	}
	if readings == 0 || readings > 20 {
		t.Errorf("read %d times", readings)
	}
}

func TestBrokenStateKeepsTheLast(t *testing.T) {
	f, s := follow(t)
	before := s.current.Load().documents
	broken := error(&article.Problem{File: "gatefold.toml", Line: 3, Message: "there is no such setting"})
	f.fail.Store(&broken)
	for range 2 {
		f.write(t, "gatefold.toml", "titel=1")
		f.wantRead(t, "a broken configuration")
	}
	now := s.current.Load()
	if now.documents != before || now.failure == nil {
		t.Error("the last good site is gone")
	}
	if n := strings.Count(f.log.String(), "gatefold.toml:3"); n != 1 {
		t.Errorf("said %d times: %s", n, f.log)
	}
	f.fail.Store(nil)
	f.what.Store(&[]*article.Problem{{File: "content/a.md", Line: 7, Key: "date", Message: "no such day", Remedy: "choose another"}})
	for range 2 {
		f.write(t, "gatefold.toml", "")
		f.wantRead(t, "a mended configuration")
	}
	if s.current.Load().failure != nil {
		t.Error("the failure stays")
	}
	if n := strings.Count(f.log.String(), "content/a.md:7"); n != 1 || !strings.Contains(f.log.String(), `remedy="choose another"`) {
		t.Errorf("said %d times: %s", n, f.log)
	}
	f.what.Store(&[]*article.Problem{})
	f.write(t, "content/news/a.md", "mended")
	f.wantRead(t, "a mended article")
	if !strings.Contains(f.log.String(), "msg=mended problems=1") {
		t.Errorf("the log says %s", f.log)
	}
}
