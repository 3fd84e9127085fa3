package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPositionIsNotPublished publishes a photograph that says where it was
// taken. What readers get does not, built or served; the file itself stays.
func TestPositionIsNotPublished(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	const place = "59,54.7681N"
	files := map[string]string{
		"content/news/a.md": story("A", ""),
		"static/photo.jpg":  `picture <rdf:Description dc:creator="Ida" exif:GPSLatitude="` + place + `"/> picture`,
		"static/plain.jpg":  `picture <rdf:Description dc:creator="Ida"/> picture`,
	}
	s := startServing(t, files)
	out := filepath.Join(t.TempDir(), "out")
	var said bytes.Buffer
	if run(context.Background(), []string{"build", s.dir, "-o", out, "--base-url", "https://example.org"}, nil, &said, &said) != exitOK {
		t.Fatal(said.String())
	}
	for name := range files {
		name, ok := strings.CutPrefix(name, "static")
		if !ok {
			continue
		}
		built, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		_, sent := s.get(t, name)
		if sent != string(built) {
			t.Errorf("%s is served as %q and built as %q", name, sent, built)
		}
		if strings.Contains(sent, place) || !strings.Contains(sent, "Ida") || len(sent) != len(files["static"+name]) {
			t.Errorf("%s is published as %q", name, sent)
		}
	}
	if kept, err := os.ReadFile(filepath.Join(s.dir, "static", "photo.jpg")); err != nil || !strings.Contains(string(kept), place) {
		t.Errorf("the publication's own file is %q, %v", kept, err)
	}
}
