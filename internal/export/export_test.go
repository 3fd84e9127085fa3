package export

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A file that cannot be written is named by the address of its page, so that it
// can be found.
func TestFilesThatCannotBe(t *testing.T) {
	for file, address := range map[string]string{"../x/index.html": "at /../x/,", ".gatefold/x/index.html": "at /.gatefold/x/,", "/etc/x.css": "at //etc/x.css,"} {
		out := filepath.Join(t.TempDir(), "out")
		if _, err := write(t.Context(), tree{file: "x"}.items(), out, Options{}); err == nil || !strings.Contains(err.Error(), address) {
			t.Errorf("%s: %v", file, err)
		}
		if _, err := os.Stat(out); err == nil {
			t.Errorf("%s: something was written", file)
		}
	}
}

func TestWriteThenAgain(t *testing.T) {
	eachWay(t, func(t *testing.T, o Options) {
		out := filepath.Join(t.TempDir(), "sites", "public")
		s := mustWrite(t, monday, out, o)
		if s.Written != len(monday) || s.Unchanged != 0 || s.Removed != 0 || s.Bytes == 0 {
			t.Errorf("first build: %+v", s)
		}
		s = mustWrite(t, monday, out, o)
		if s.Written != 0 || s.Unchanged != len(monday) || s.Bytes != 0 {
			t.Errorf("second build: %+v", s)
		}
		s = mustWrite(t, tuesday, out, o)
		if s.Written != 6 || s.Unchanged != 2 || s.Removed != 3 {
			t.Errorf("build on tuesday: %+v", s)
		}
		wantTidy(t, out)
		if s = mustWrite(t, tree{"index.html": "only this"}, out, o); s.Removed != len(tuesday)-1 {
			t.Errorf("last build: %+v", s)
		}
		wantTidy(t, out)
	})
}

func TestUnchangedFilesAreNotTouched(t *testing.T) {
	eachWay(t, func(t *testing.T, o Options) {
		out := filepath.Join(t.TempDir(), "public")
		mustWrite(t, monday, out, o)
		before := stat(t, out, "news/tide/index.html")
		mustWrite(t, tuesday, out, o)
		if !os.SameFile(before, stat(t, out, "news/tide/index.html")) {
			t.Error("a file that did not change was written again")
		}
	})
}

func TestUnchangedIsNotRendered(t *testing.T) {
	eachWay(t, func(t *testing.T, o Options) {
		out := filepath.Join(t.TempDir(), "public")
		mustWrite(t, monday, out, o)
		items := monday.items()
		for i := range items {
			items[i].content = broken{errors.New("rendered")}
		}
		if _, err := write(t.Context(), items, out, o); err != nil {
			t.Error(err)
		}
	})
}

func TestOtherKeySameBytes(t *testing.T) {
	eachWay(t, func(t *testing.T, o Options) {
		out := filepath.Join(t.TempDir(), "public")
		mustWrite(t, monday, out, o)
		before := stat(t, out, "index.html")
		items := monday.items()
		for i := range items {
			items[i].key[0]++
		}
		for range 2 {
			s, err := write(t.Context(), items, out, o)
			if err != nil {
				t.Fatal(err)
			}
			if s.Written != 0 || s.Unchanged != len(items) {
				t.Errorf("%+v", s)
			}
			for i := range items { // known by their new keys now
				items[i].content = broken{errors.New("rendered again")}
			}
		}
		if !os.SameFile(before, stat(t, out, "index.html")) {
			t.Error("the same bytes were written again")
		}
	})
}

func TestCopiedFiles(t *testing.T) {
	eachWay(t, func(t *testing.T, o Options) {
		dir := t.TempDir()
		from, out := filepath.Join(dir, "picture.jpg"), filepath.Join(dir, "public")
		putFile(t, from, "pixels")
		items := []item{{file: "pictures/a.jpg", key: [16]byte{1}, content: file(from)}}
		for range 2 {
			if _, err := write(t.Context(), items, out, o); err != nil {
				t.Fatal(err)
			}
			wantTree(t, out, tree{"pictures/a.jpg": "pixels"})
		}
		putFile(t, from, "other pixels")
		items[0].key[0] = 2
		if _, err := write(t.Context(), items, out, o); err != nil {
			t.Fatal(err)
		}
		wantTree(t, out, tree{"pictures/a.jpg": "other pixels"})
	})
}

func TestErrorWhileRenderingKeepsTheOldSite(t *testing.T) {
	eachWay(t, func(t *testing.T, o Options) {
		out := filepath.Join(t.TempDir(), "public")
		mustWrite(t, monday, out, o)
		items := tuesday.items()
		wrong := errors.New("news/new.md:12: no such picture")
		items[len(items)-1].content = broken{wrong}
		items[len(items)-1].key[0]++
		_, err := write(t.Context(), items, out, o)
		if !errors.Is(err, wrong) || !strings.Contains(err.Error(), "is as it was before") {
			t.Errorf("error %v", err)
		}
		wantTree(t, out, monday)
		wantTidy(t, out)
	})
}

func TestCancelKeepsTheOldSite(t *testing.T) {
	eachWay(t, func(t *testing.T, o Options) {
		out := filepath.Join(t.TempDir(), "public")
		mustWrite(t, monday, out, o)
		ctx, cancel := context.WithCancel(t.Context())
		o.Workers = 1
		o.Progress = func(done, total int) {
			if done == 2 {
				cancel()
			}
		}
		if _, err := write(ctx, tuesday.items(), out, o); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
		wantTree(t, out, monday)
		wantTidy(t, out)
	})
}

func TestProgressIsHonest(t *testing.T) {
	eachWay(t, func(t *testing.T, o Options) {
		out := filepath.Join(t.TempDir(), "public")
		mustWrite(t, monday, out, o)
		last, sum := 0, 0
		o.Progress = func(done, total int) {
			if done != last+1 {
				t.Errorf("%d after %d", done, last)
			}
			last, sum = done, total
		}
		mustWrite(t, tuesday, out, o)
		if last != 6 || sum != 6 {
			t.Errorf("%d of %d", last, sum)
		}
	})
}

func TestImpossibleSites(t *testing.T) {
	for name, items := range map[string][]item{
		"two pages, one file":   {{file: "a", content: text("1")}, {file: "a", content: text("2")}},
		"file and folder":       {{file: "a", content: text("1")}, {file: "a-b", content: text("2")}, {file: "a/b", content: text("3")}},
		"out of the folder":     {{file: "../a", content: text("1")}},
		"absolute":              {{file: "/etc/a", content: text("1")}},
		"not clean":             {{file: "a//b", content: text("1")}},
		"NUL":                   {{file: "a\x00b", content: text("1")}},
		"our own folder":        {{file: ".gatefold/manifest", content: text("1")}},
		"our own folder itself": {{file: ".gatefold", content: text("1")}},
		"nothing":               {{file: "", content: text("1")}},
	} {
		t.Run(name, func(t *testing.T) {
			eachWay(t, func(t *testing.T, o Options) {
				out := filepath.Join(t.TempDir(), "public")
				if _, err := write(t.Context(), items, out, o); err == nil {
					t.Error("no error")
				}
				wantTree(t, out, tree{})
			})
		})
	}
}

func stat(t *testing.T, out, file string) os.FileInfo {
	t.Helper()
	info, err := os.Lstat(filepath.Join(out, filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	return info
}
