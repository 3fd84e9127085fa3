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

// What serve sends is byte for byte what a static file server would send from
// the exported folder.
func TestServedAndExportedBytesAreEqual(t *testing.T) {
	start(t)
	compared := 0
	err := filepath.WalkDir(program.out, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && strings.HasPrefix(d.Name(), ".gatefold") {
			if err == nil {
				err = filepath.SkipDir
			}
			return err
		}
		if d.IsDir() {
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
		case path == "/404.html":
			want = res.StatusCode // some servers answer 404 for it and some 200
		case bytes.Contains(exported, []byte("gone")) && res.StatusCode == http.StatusGone:
			want = http.StatusGone // a withdrawn article
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
