package export

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func sampleManifest() manifest {
	return manifest{
		{file: "a", key: [16]byte{1}, size: 0, sum: 0},
		{file: "news/a/index.html", key: [16]byte{2}, size: 1 << 40, sum: 0xfffffffe},
		{file: "news/b/index.html", key: [16]byte{3}, size: 20_000, copied: true},
		{file: "ن/index.html", key: [16]byte{4}, size: 1, sum: 7},
	}
}

func sampleSteps() []step {
	return []step{{"old/index.html", removal}, {"a", 0}, {"news/index.html", 1 << 20}}
}

func TestManifestRoundTrip(t *testing.T) {
	for _, m := range []manifest{{}, sampleManifest()} {
		got, places, err := decodeManifest(m.encode(nil))
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(m, got, cmp.AllowUnexported(record{})); d != "" || len(places) != len(m) {
			t.Error(d)
		}
	}
	if _, ok := sampleManifest().find("news/b/index.html"); !ok {
		t.Error("a file is not found")
	}
	if _, ok := sampleManifest().find("news/b"); ok {
		t.Error("a file is found that is not there")
	}
}

func TestJournalRoundTrip(t *testing.T) {
	got, err := decodeJournal(encodeJournal(sampleSteps()))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(sampleSteps(), got, cmp.AllowUnexported(step{})); d != "" {
		t.Error(d)
	}
}

// Any one byte that changes, and any part that is cut off, is noticed.
func TestDamageIsNoticed(t *testing.T) {
	for name, c := range map[string]struct {
		written []byte
		decode  func([]byte) error
	}{
		"manifest": {sampleManifest().encode(nil), func(b []byte) error { _, _, err := decodeManifest(b); return err }},
		"journal":  {encodeJournal(sampleSteps()), func(b []byte) error { _, err := decodeJournal(b); return err }},
	} {
		for i := range c.written {
			b := bytes.Clone(c.written)
			b[i] ^= 1 << rand.IntN(8)
			if !errors.Is(c.decode(b), errDamaged) {
				t.Errorf("%s: byte %d changed, and nobody noticed", name, i)
			}
			if !errors.Is(c.decode(c.written[:i]), errDamaged) {
				t.Errorf("%s: cut at %d, and nobody noticed", name, i)
			}
		}
	}
}

func FuzzManifest(f *testing.F) {
	f.Add(bytes.TrimPrefix(sampleManifest().encode(nil), []byte(manifestMagic)))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, places, err := decodeManifest(seal(manifestMagic, b))
		if err != nil {
			return
		}
		again, _, err := decodeManifest(m.encode(places))
		if err != nil || cmp.Diff(m, again, cmp.AllowUnexported(record{})) != "" {
			t.Errorf("written and read again, it is another: %v", err)
		}
	})
}

func FuzzJournal(f *testing.F) {
	f.Add(bytes.TrimPrefix(encodeJournal(sampleSteps()), []byte(journalMagic)))
	f.Fuzz(func(t *testing.T, b []byte) {
		steps, err := decodeJournal(seal(journalMagic, b))
		if err != nil {
			return
		}
		for _, s := range steps {
			if !filepath.IsLocal(s.file) {
				t.Errorf("the path %q leads out of the folder", s.file)
			}
		}
		if again, err := decodeJournal(encodeJournal(steps)); err != nil || len(again) != len(steps) {
			t.Errorf("written and read again, it is another: %v", err)
		}
	})
}

func TestDamagedManifest(t *testing.T) {
	for name, damage := range map[string]string{"empty": "", "nonsense": "gatefold manifest 9\n"} {
		t.Run(name, func(t *testing.T) {
			eachWay(t, func(t *testing.T, o Options) {
				out := filepath.Join(t.TempDir(), "public")
				mustWrite(t, monday, out, o)
				putFile(t, filepath.Join(out, "CNAME"), "example.org")
				putFile(t, filepath.Join(out, ownDir, manifestFile), damage)
				s, err := write(t.Context(), monday.items(), out, o)
				if err != nil || !s.Damaged || s.Written != len(monday) {
					t.Errorf("%+v, %v", s, err)
				}
				wantTree(t, out, foreignMonday)
				if s, err = write(t.Context(), monday.items(), out, o); err != nil || s.Damaged || s.Written != 0 {
					t.Errorf("the build after: %+v, %v", s, err)
				}
			})
		})
	}
}

func TestDamagedOutput(t *testing.T) {
	for name, c := range map[string]struct {
		damage func(t *testing.T, name string)
		verify bool
	}{
		"missing":       {func(t *testing.T, name string) { os.Remove(name) }, false},
		"cut off":       {func(t *testing.T, name string) { os.Truncate(name, 2) }, false},
		"one bit":       {func(t *testing.T, name string) { putFile(t, name, "the tidd") }, true},
		"whole folder":  {func(t *testing.T, name string) { os.RemoveAll(filepath.Dir(name)) }, false},
		"a link for it": {func(t *testing.T, name string) { os.Remove(name); link(t, "/etc/hostname", name) }, false},
	} {
		t.Run(name, func(t *testing.T) {
			eachWay(t, func(t *testing.T, o Options) {
				o.Verify = c.verify
				out := filepath.Join(t.TempDir(), "public")
				mustWrite(t, monday, out, o)
				c.damage(t, filepath.Join(out, "news", "tide", "index.html"))
				if s := mustWrite(t, monday, out, o); s.Written != 1 {
					t.Errorf("%+v", s)
				}
			})
		})
	}
}

// seal gives a form a right checksum, so that fuzzing gets past it.
func seal(magic string, b []byte) []byte {
	return appendSum(append([]byte(magic), b...))
}
