package acceptance

import (
	"bytes"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// withdrawn is where the article stood that the sample publication took back.
const withdrawn = "/coast/pier-reopening/"

// What serve sends is byte for byte what a static file server would send from
// the exported folder.
func TestServedAndExportedBytesAreEqual(t *testing.T) {
	start(t)
	compared := 0
	err := filepath.WalkDir(program.out, func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.Name() == ".gatefold":
			return filepath.SkipDir // what the program remembers, not part of the site
		case d.IsDir():
			return nil
		}
		rel, err := filepath.Rel(program.out, file)
		if err != nil {
			return err
		}
		path := "/" + strings.TrimSuffix(filepath.ToSlash(rel), "index.html")
		exported, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		if path == "/_headers" || path == "/_redirects" || path == "/.nojekyll" {
			return nil // instructions to a static host, not part of the site
		}
		res, served := get(t, path, "identity")
		want := http.StatusOK
		switch {
		case isRedirect(file):
			want = http.StatusMovedPermanently
		case strings.HasSuffix(path, "/404.html"):
			want = http.StatusNotFound
		case path == withdrawn:
			want = http.StatusGone
		}
		if res.StatusCode != want {
			t.Errorf("%s: served with status %d, want %d", path, res.StatusCode, want)
		}
		if !bytes.Equal(served, exported) {
			t.Errorf("%s: serve sends %d bytes, the exported file has %d and they differ", path, len(served), len(exported))
		}
		compared++
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if compared < 100 {
		t.Errorf("compared only %d files", compared)
	}
}
