package snapshot

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/gatefold/gatefold/provider"
)

func newStore(t *testing.T) (Store, string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return Store{root}, dir
}

func put(url, text string) func(*File) error {
	return func(f *File) error { return f.Put(Entry{URL: url, Quote: provider.Quote{Text: text}}) }
}

func TestUpdate(t *testing.T) {
	s, dir := newStore(t)
	name := filepath.Join(dir, "content", "a.snapshots.toml")
	if err := s.Update("content/a.md", func(*File) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(name); !os.IsNotExist(err) {
		t.Error("a file was made that says nothing")
	}
	if err := s.Update("content/a.md", put("https://a.example/1", "a")); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(name, 0o640); err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Update("content/a.md", put("https://a.example/1", "b")); err != nil {
		t.Fatal(err)
	}
	f, problems := s.Load("content/a.md")
	if len(problems) > 0 || f.Find("https://a.example/1").Text != "b" {
		t.Errorf("%v %s", problems, f.Bytes())
	}
	after, err := os.Stat(name)
	if err != nil || after.Mode() != before.Mode() || os.SameFile(before, after) {
		t.Errorf("%v: mode %v, was %v; written in place: %v", err, after.Mode(), before.Mode(), os.SameFile(before, after))
	}
	if list, _ := os.ReadDir(filepath.Join(dir, "content")); len(list) != 1 {
		t.Errorf("left behind: %v", list)
	}
}

// A person who saves while the program works loses nothing.
func TestUpdateMeetsAnotherWriter(t *testing.T) {
	s, dir := newStore(t)
	name := filepath.Join(dir, "content", "a.snapshots.toml")
	first := true
	err := s.Update("content/a.md", func(f *File) error {
		if first {
			first = false
			if err := os.WriteFile(name, []byte("# saved meanwhile\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		return put("https://a.example/1", "a")(f)
	})
	f, _ := s.Load("content/a.md")
	if err != nil || !strings.HasPrefix(string(f.Bytes()), "# saved meanwhile\n") || f.Find("https://a.example/1") == nil {
		t.Errorf("%v\n%s", err, f.Bytes())
	}
	n := 0
	err = s.Update("content/a.md", func(f *File) error {
		n++
		if err := os.WriteFile(name, []byte(strings.Repeat("#", n)+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		return put("https://a.example/2", "a")(f)
	})
	if err == nil || n != 3 {
		t.Errorf("somebody writes all the time: %v after %d attempts", err, n)
	}
}

func TestBrokenFilesAreNotWrittenTo(t *testing.T) {
	s, dir := newStore(t)
	const broken = "[[snapshot]]\nurl = \"https://a.example/1\"\nkep = false\n"
	name := filepath.Join(dir, "content", "a.snapshots.toml")
	if err := os.WriteFile(name, []byte(broken), 0o644); err != nil {
		t.Fatal(err)
	}
	err := s.Update("content/a.md", put("https://a.example/2", "b"))
	if !errors.Is(err, ErrBroken) || !strings.Contains(err.Error(), "a.snapshots.toml:3: kep") {
		t.Error(err)
	}
	if b, _ := os.ReadFile(name); string(b) != broken {
		t.Errorf("became %s", b)
	}
}

// Nothing leads out of the publication: no link, and no name of an article.
func TestStoreStaysInside(t *testing.T) {
	s, dir := newStore(t)
	outside := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(outside, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(dir, "content", "a.snapshots.toml")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Dir(outside), filepath.Join(dir, "content", "b.snapshots")); err != nil {
		t.Fatal(err)
	}
	if f, problems := s.Load("content/a.md"); len(problems) != 1 || len(f.Bytes()) > 0 {
		t.Errorf("read %q", f.Bytes())
	}
	if err := s.Update("content/a.md", put("https://a.example/1", "a")); err == nil {
		t.Error("written through a link")
	}
	if err := s.Update("../a.md", put("https://a.example/1", "a")); err == nil {
		t.Error("written outside")
	}
	if _, err := s.AddPicture("content/b.md", ".jpg", []byte("picture")); err == nil {
		t.Error("a picture was written through a link")
	}
	if b, err := os.ReadFile(outside); err != nil || string(b) != "secret" {
		t.Errorf("%v %s", err, b)
	}
}

// A pipe in the place of the file does not make the program wait.
func TestFileThatIsNone(t *testing.T) {
	s, dir := newStore(t)
	if err := os.Mkdir(filepath.Join(dir, "content", "a.snapshots.toml"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, problems := s.Load("content/a.md"); len(problems) != 1 {
		t.Error(problems)
	}
}

func TestPictures(t *testing.T) {
	s, _ := newStore(t)
	name, err := s.AddPicture("content/a.md", ".jpg", []byte("picture"))
	if err != nil || !s.HasPicture("content/a.md", name) || s.HasPicture("content/a.md", "") {
		t.Fatal(name, err)
	}
	if again, err := s.AddPicture("content/a.md", ".jpg", []byte("picture")); err != nil || again != name {
		t.Error(again, err)
	}
	s.DropPicture("content/a.md", name)
	if s.HasPicture("content/a.md", name) {
		t.Error("it is still there")
	}
}

// Several pieces of an article may be done at the same time.
func TestUpdatesInARow(t *testing.T) {
	s, _ := newStore(t)
	var group sync.WaitGroup
	var mu sync.Mutex
	for _, n := range "abcdefgh" {
		group.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			if err := s.Update("content/a.md", put("https://a.example/"+string(n), "text")); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if f, problems := s.Load("content/a.md"); len(f.Entries) != 8 || len(problems) > 0 {
		t.Errorf("%d entries, %v", len(f.Entries), problems)
	}
}

// The manual explains every key, in a table, and its example is in order.
func TestManual(t *testing.T) {
	b, err := os.ReadFile("../../docs/snapshots.md")
	if err != nil {
		t.Fatal(err)
	}
	manual := string(b)
	for _, name := range fieldNames() {
		if !strings.Contains(manual, "| `"+name+"`") && !strings.Contains(manual, ", `"+name+"`") {
			t.Errorf("docs/snapshots.md does not explain %s", name)
		}
	}
	_, rest, _ := strings.Cut(manual, "```toml\n")
	sample, _, _ := strings.Cut(rest, "```")
	f, problems := Parse("docs/snapshots.md", []byte(sample))
	if len(problems) > 0 || len(f.Entries) != 1 || f.Entries[0].Text == "" || len(f.Entries[0].Links) != 1 {
		t.Errorf("the example: %v %+v", problems, f.Entries)
	}
}
