package export

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPlacesThatAreRefused(t *testing.T) {
	dir := t.TempDir()
	newsroom := filepath.Join(dir, "newsroom")
	putFile(t, filepath.Join(newsroom, "content", "news", "a.md"), "text")
	putFile(t, filepath.Join(dir, "file"), "text")
	putFile(t, filepath.Join(dir, "photos", "cat.jpg"), "pixels")
	link(t, newsroom, filepath.Join(dir, "link-to-newsroom"))
	link(t, filepath.Join(dir, "photos"), filepath.Join(dir, "link"))
	link(t, filepath.Join(dir, "nowhere"), filepath.Join(dir, "dangling"))
	before := readTree(t, dir)

	for _, c := range []struct {
		out     string
		cause   error
		message string
	}{
		{"", ErrPlace, "-o"},
		{"/", ErrPlace, "root"},
		{newsroom, ErrPlace, "holds the publication"},
		{newsroom + "/.", ErrPlace, "holds the publication"},
		{dir, ErrPlace, "holds the publication"},
		{filepath.Join(dir, "link-to-newsroom"), ErrPlace, "symbolic link"},
		{filepath.Join(newsroom, "content"), ErrPlace, "content folder"},
		{filepath.Join(newsroom, "content", "public"), ErrPlace, "content folder"},
		{filepath.Join(dir, "link-to-newsroom", "content", "public"), ErrPlace, "content folder"},
		{filepath.Join(newsroom, "static", "x"), ErrPlace, "static folder"},
		{filepath.Join(newsroom, "theme"), ErrPlace, "theme folder"},
		{filepath.Join(dir, "file"), ErrPlace, "is a file"},
		{filepath.Join(dir, "link"), ErrPlace, "symbolic link"},
		{filepath.Join(dir, "dangling"), ErrPlace, "symbolic link"},
		{filepath.Join(dir, "photos"), ErrNotOurs, "not written by Gatefold"},
	} {
		t.Run(c.out, func(t *testing.T) {
			eachWay(t, func(t *testing.T, o Options) {
				o.Publication = newsroom
				_, err := write(t.Context(), monday.items(), c.out, o)
				if !errors.Is(err, c.cause) || !strings.Contains(err.Error(), c.message) {
					t.Errorf("error %v", err)
				}
				wantTree(t, dir, before)
			})
		})
	}
}

func TestPlacesThatAreFine(t *testing.T) {
	for _, place := range []string{"newsroom/public", "newsroom/contents", "elsewhere/deep/public", "link/public", "empty"} {
		t.Run(place, func(t *testing.T) {
			eachWay(t, func(t *testing.T, o Options) {
				dir := t.TempDir()
				newsroom := filepath.Join(dir, "newsroom")
				putFile(t, filepath.Join(newsroom, "content", "a.md"), "text")
				if err := os.Mkdir(filepath.Join(dir, "empty"), 0o750); err != nil {
					t.Fatal(err)
				}
				link(t, newsroom, filepath.Join(dir, "link"))
				o.Publication = newsroom
				out := filepath.Join(dir, filepath.FromSlash(place))
				mustWrite(t, monday, out, o)
				mustWrite(t, tuesday, out, o)
				wantTidy(t, out)
				if mode := stat(t, out, ".").Mode().Perm(); place == "empty" && mode != 0o750 {
					t.Errorf("the folder's permissions became %v", mode)
				}
			})
		})
	}
}

func link(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Skip(err)
	}
}

// strangers puts things into OUT that Gatefold did not write.
func strangers(t *testing.T, out string) tree {
	t.Helper()
	putFile(t, filepath.Join(out, ".git", "HEAD"), "ref: refs/heads/main")
	putFile(t, filepath.Join(out, "news", "notes.txt"), "mine")
	link(t, "news", filepath.Join(out, "latest"))
	if err := os.Mkdir(filepath.Join(out, "uploads"), 0o750); err != nil {
		t.Fatal(err)
	}
	return tree{".git/HEAD": "ref: refs/heads/main", "news/notes.txt": "mine", "latest": "-> news", "uploads/": ""}
}

func TestStrangersStay(t *testing.T) {
	eachWay(t, func(t *testing.T, o Options) {
		out := filepath.Join(t.TempDir(), "public")
		mustWrite(t, monday, out, o)
		theirs := strangers(t, out)
		before := stat(t, out, "news/notes.txt")
		for _, site := range []tree{tuesday, monday, {"index.html": "only this"}} {
			if _, err := write(t.Context(), site.items(), out, o); err != nil {
				t.Fatal(err)
			}
			want := site.with(theirs)
			want["uploads/"] = ""
			wantTree(t, out, want)
		}
		if !os.SameFile(before, stat(t, out, "news/notes.txt")) {
			t.Error("a stranger's file was replaced by a copy")
		}
		if mode := stat(t, out, "uploads").Mode().Perm(); mode != 0o750 {
			t.Errorf("a stranger's folder has other permissions: %v", mode)
		}
	})
}

func TestPagesDoNotReplaceStrangers(t *testing.T) {
	for name, put := range map[string]func(t *testing.T, out string){
		"a file":              func(t *testing.T, out string) { putFile(t, filepath.Join(out, "news", "new", "index.html"), "mine") },
		"a file for a folder": func(t *testing.T, out string) { putFile(t, filepath.Join(out, "news", "new"), "mine") },
		"a folder for a file": func(t *testing.T, out string) { putFile(t, filepath.Join(out, "b", "notes.txt"), "mine") },
		"a folder for a page of ours": func(t *testing.T, out string) {
			name := filepath.Join(out, "news", "storm", "index.html")
			if err := os.Remove(name); err != nil {
				t.Fatal(err)
			}
			putDir(t, name)
		},
		"an empty folder": func(t *testing.T, out string) { putDir(t, filepath.Join(out, "news", "new", "index.html")) },
		"a link": func(t *testing.T, out string) {
			putDir(t, filepath.Join(out, "news", "new"))
			link(t, "/etc/passwd", filepath.Join(out, "news", "new", "index.html"))
		},
		"a link for a folder":    func(t *testing.T, out string) { link(t, "/tmp", filepath.Join(out, "news", "new")) },
		"a link within the site": func(t *testing.T, out string) { link(t, "tide", filepath.Join(out, "news", "new")) },
	} {
		t.Run(name, func(t *testing.T) {
			eachWay(t, func(t *testing.T, o Options) {
				out := filepath.Join(t.TempDir(), "public")
				mustWrite(t, monday, out, o)
				put(t, out)
				before := readTree(t, out)
				_, err := write(t.Context(), tuesday.items(), out, o)
				if !errors.Is(err, ErrForeign) || !strings.Contains(err.Error(), "move it away") {
					t.Errorf("error %v", err)
				}
				wantTree(t, out, before)
			})
		})
	}
}

func putDir(t *testing.T, name string) {
	t.Helper()
	if err := os.MkdirAll(name, 0o755); err != nil {
		t.Fatal(err)
	}
}

// A file that comes into OUT after the last look at it is not lost, whether
// there was a site in it or nothing.
func TestLateStrangerIsRescued(t *testing.T) {
	for _, first := range []bool{false, true} {
		out := filepath.Join(t.TempDir(), "public")
		if first {
			putDir(t, out)
		} else {
			mustWrite(t, monday, out, fast())
		}
		o := fast()
		o.disk.before = func(op, _ string) error {
			if op == "exchange" {
				putFile(t, filepath.Join(out, "news", "upload.jpg"), "pixels")
			}
			return nil
		}
		if _, err := write(t.Context(), tuesday.items(), out, o); err != nil {
			t.Fatal(err)
		}
		wantTree(t, out, tuesday.with(tree{"news/upload.jpg": "pixels"}))
		wantTidy(t, out)
	}
}

func TestSecondBuildIsRefused(t *testing.T) {
	eachWay(t, func(t *testing.T, o Options) {
		for _, first := range []bool{true, false} {
			out := filepath.Join(t.TempDir(), "public")
			if !first {
				mustWrite(t, monday, out, o)
			}
			inner := o
			o := o
			o.Workers = 1
			o.Progress = func(done, _ int) {
				if done != 1 {
					return
				}
				if _, err := write(t.Context(), monday.items(), out, inner); !errors.Is(err, ErrBusy) {
					t.Errorf("first %t: error %v", first, err)
				}
			}
			mustWrite(t, tuesday, out, o)
			wantTidy(t, out)
		}
	})
}
