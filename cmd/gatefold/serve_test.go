package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// served is the serve command while it runs.
type served struct {
	dir, url string
	log      *bytes.Buffer
}

var greeting = regexp.MustCompile(`^Serving .* on (http://\S+)/$`)

// startServing runs "gatefold serve" on a publication until the test ends.
func startServing(t *testing.T, files map[string]string, flags ...string) *served {
	t.Helper()
	s := &served{dir: publication(t, files), log: &bytes.Buffer{}}
	ctx, stop := context.WithCancel(t.Context())
	out, said := io.Pipe()
	ended := make(chan int, 1)
	go func() {
		ended <- run(ctx, append([]string{"serve", s.dir, "--listen", "127.0.0.1:0"}, flags...), nil, said, s.log)
		said.Close()
	}()
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		t.Fatalf("it ended with %d: %s", <-ended, s.log)
	}
	m := greeting.FindStringSubmatch(lines.Text())
	if m == nil {
		t.Fatalf("it greets with %q", lines.Text())
	}
	s.url = m[1]
	go func() { _, _ = io.Copy(io.Discard, out) }()
	t.Cleanup(func() {
		stop()
		if code := <-ended; code != exitOK {
			t.Errorf("it ended with %d: %s", code, s.log)
		}
	})
	return s
}

// publication makes a folder.
func publication(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		write(t, dir, name, text)
	}
	return dir
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	name = filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func (s *served) get(t *testing.T, path string) (int, string) {
	t.Helper()
	c := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := c.Get(s.url + path)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(b)
}

// soon waits until a page says something. The promise is a second; a busy
// machine is given more.
func (s *served) soon(t *testing.T, path, want string) {
	t.Helper()
	deadline := time.Now().Add(10 * time.Second)
	for {
		if _, body := s.get(t, path); strings.Contains(body, want) {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s never said %q", path, want)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func story(title, more string) string {
	return "---\ntitle: " + title + "\ndate: 2026-05-04\n" + more + "---\nThe text.\n"
}

// Everything an editor does is seen, and nothing that is broken replaces what
// was good.
func TestServeFollowsTheFolder(t *testing.T) {
	s := startServing(t, map[string]string{
		"content/coast/lamp.md": story("The lamp", ""),
		"gatefold.toml":         "title = \"The Shore\"\n",
	}, "--drafts")
	if code, body := s.get(t, "/coast/lamp/"); code != 200 || !strings.Contains(body, "The lamp") {
		t.Fatalf("%d %s", code, body)
	}

	write(t, s.dir, "content/coast/lamp.md", story("The lamp is lit", ""))
	s.soon(t, "/coast/lamp/", "The lamp is lit")
	s.soon(t, "/coast/", "The lamp is lit")

	write(t, s.dir, "content/sky/clouds.md", story("Clouds", ""))
	s.soon(t, "/sky/clouds/", "Clouds")

	write(t, s.dir, "content/coast/lamp.md", "---\ntitle: Broken\ndate: 2026-13-45\n---\nThe text.\n")
	s.soon(t, "/_gatefold/problems/", "content/coast/lamp.md:3")
	if _, body := s.get(t, "/coast/lamp/"); !strings.Contains(body, "The lamp is lit") {
		t.Error("the last good version is gone")
	}

	write(t, s.dir, "gatefold.toml", "title = \"The Shore\"\ntagline = 7\n")
	s.soon(t, "/_gatefold/problems/", "gatefold.toml:2")
	if _, body := s.get(t, "/coast/lamp/"); !strings.Contains(body, "The Shore") {
		t.Error("the last good configuration is gone")
	}

	write(t, s.dir, "gatefold.toml", "title = \"The New Shore\"\n")
	s.soon(t, "/sky/clouds/", "The New Shore")
	if _, body := s.get(t, "/coast/lamp/"); !strings.Contains(body, "The lamp is lit") {
		t.Error("the last good version did not outlive another configuration")
	}

	write(t, s.dir, "content/coast/lamp.md", story("Mended", ""))
	s.soon(t, "/_gatefold/problems/", "None.")
	s.soon(t, "/coast/lamp/", "Mended")

	write(t, s.dir, "theme/notice.html", "{{ .Broken ")
	s.soon(t, "/_gatefold/problems/", "notice.html")
	if code, _ := s.get(t, "/coast/lamp/"); code != 200 {
		t.Errorf("a broken theme took the site down: %d", code)
	}
	if err := os.RemoveAll(filepath.Join(s.dir, "theme")); err != nil {
		t.Fatal(err)
	}
	s.soon(t, "/_gatefold/problems/", "None.")

	if err := os.RemoveAll(filepath.Join(s.dir, "content", "sky")); err != nil {
		t.Fatal(err)
	}
	deadline := time.Now().Add(10 * time.Second)
	for code := 0; code != http.StatusNotFound; code, _ = s.get(t, "/sky/clouds/") {
		if time.Now().After(deadline) {
			t.Fatal("a removed article stays")
		}
	}
}

func TestServeWithoutDrafts(t *testing.T) {
	s := startServing(t, map[string]string{
		"content/coast/draft.md": story("Secret", "draft: true\n"),
		"content/coast/lamp.md":  story("The lamp", ""),
	})
	for _, path := range []string{"/coast/draft/", "/_gatefold/problems/"} {
		if code, _ := s.get(t, path); code != http.StatusNotFound {
			t.Errorf("%s: %d", path, code)
		}
	}
	if _, body := s.get(t, "/coast/"); strings.Contains(body, "Secret") {
		t.Error("a draft is listed")
	}
}

// Serve sends byte for byte what build writes, under every address.
func TestServeAndBuildAgree(t *testing.T) {
	files := map[string]string{
		"gatefold.toml":              "title = \"The Shore\"\nbase_url = \"https://shore.example\"\nlanguages = [\"en\", \"ar\"]\n",
		"content/coast/lamp.md":      story("The lamp", "tags: [light, \"ضوء\"]\nauthors: [Mara Lind]\naliases: [/old/lamp/]\n"),
		"content/coast/lamp.ar.md":   story("المصباح", ""),
		"content/coast/withdrawn.md": story("Gone", "withdrawn: true\n"),
		"content/coast/video.md":     story("A video", "") + "\nhttps://www.youtube.com/watch?v=jofNR_WkoCE\n",
		"content/about.md":           "---\ntitle: About\n---\nUs.\n",
		"static/pictures/a.svg":      "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
		"static/empty.txt":           "",
		"static/data.json":           "{\"long\": \"" + strings.Repeat("x", 2000) + "\"}",
	}
	s := startServing(t, files)
	out := filepath.Join(t.TempDir(), "public")
	var said bytes.Buffer
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	if code := run(t.Context(), []string{"build", s.dir, "-o", out}, nil, &said, &said); code != exitOK {
		t.Fatalf("%d: %s", code, &said)
	}
	compared := 0
	err := filepath.WalkDir(out, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == ".gatefold" {
				return filepath.SkipDir
			}
			return nil
		}
		rel, err := filepath.Rel(out, name)
		if err != nil {
			return err
		}
		path := "/" + strings.TrimSuffix(filepath.ToSlash(rel), "index.html")
		if forHosts[path] {
			return nil
		}
		want, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if code, got := s.get(t, path); got != string(want) || code == http.StatusInternalServerError {
			t.Errorf("%s: served with %d, %d bytes; built with %d bytes, and they differ", path, code, len(got), len(want))
		}
		compared++
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if compared < 30 {
		t.Errorf("only %d files were compared", compared)
	}
}

// forHosts are instructions to static hosts, which are not part of the site.
var forHosts = map[string]bool{"/_headers": true, "/_redirects": true, "/.nojekyll": true}

func TestExitCodes(t *testing.T) {
	good := publication(t, map[string]string{"content/about.md": "---\ntitle: About\n---\n"})
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	for _, c := range []struct {
		args []string
		want int
	}{
		{[]string{"version"}, exitOK},
		{[]string{"--help"}, exitOK},
		{[]string{"build", "--help"}, exitOK},
		{[]string{"build", good, "-o", filepath.Join(t.TempDir(), "out")}, exitOK},
		{[]string{"build", filepath.Join(good, "nowhere"), "-o", filepath.Join(t.TempDir(), "out")}, exitFailed},
		{[]string{"build", good, "-o", good}, exitFailed},
		{nil, exitOK},
		{[]string{"build"}, exitUsage},
		{[]string{"build", good}, exitUsage},
		{[]string{"build", good, "-o"}, exitUsage},
		{[]string{"serve", good, "--colour"}, exitUsage},
	} {
		if got := run(t.Context(), c.args, nil, io.Discard, io.Discard); got != c.want {
			t.Errorf("%q: exit code %d, want %d", c.args, got, c.want)
		}
	}
}

// A folder that is replaced as a whole, as deployments do, is read where it is
// now, and until there is one the last is shown.
func TestServeFollowsAnotherFolderOfThatName(t *testing.T) {
	s := startServing(t, map[string]string{
		"content/coast/lamp.md": story("The lamp", ""),
		"static/a.txt":          "old",
	})
	if err := os.RemoveAll(s.dir); err != nil {
		t.Fatal(err)
	}
	next := publication(t, map[string]string{
		"content/coast/lamp.md": story("The new lamp", ""),
		"content/sky/clouds.md": story("Clouds", ""),
		"static/a.txt":          "new",
	})
	if code, _ := s.get(t, "/coast/lamp/"); code != 200 {
		t.Errorf("without a folder the article answers %d", code)
	}
	if err := os.Rename(next, s.dir); err != nil {
		t.Fatal(err)
	}
	s.soon(t, "/coast/lamp/", "The new lamp")
	s.soon(t, "/sky/clouds/", "Clouds")
	s.soon(t, "/a.txt", "new")
	write(t, s.dir, "content/sky/clouds.md", story("Fewer clouds", ""))
	s.soon(t, "/sky/clouds/", "Fewer clouds")
}
