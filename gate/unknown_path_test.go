package gate

import (
	"bytes"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/provider"
)

var testKey = bytes.Repeat([]byte{7}, 32)

func signed(key []byte) *Gates {
	return New(Options{Catalogue: provider.Default(), DefaultLang: "en", Key: key})
}

func stranger(t testing.TB, s provider.Stranger) provider.Match {
	t.Helper()
	m, ok := s.Match()
	if !ok {
		t.Fatalf("%+v has no match", s)
	}
	return m
}

func TestOpenPath(t *testing.T) {
	g := signed(testKey)
	known, _ := provider.Default().Recognise("https://vimeo.com/76979871")
	script := provider.Stranger{Kind: provider.StrangeScript, Address: "https://widgets.example.com/w.js", Code: "<b>\n</b>"}
	for _, m := range []provider.Match{
		known,
		stranger(t, provider.Stranger{Kind: provider.StrangeFrame, Address: "https://maps.example.com/?q=a&b=%2F#here", Width: 640, Height: 360}),
		stranger(t, script),
	} {
		for _, lang := range []string{"en", "ar"} {
			path := g.DocumentPath(m, lang)
			back, l, ok := g.OpenPath(path)
			if !ok || l != lang || back != m {
				t.Errorf("%s opens as %v %q %t", path, back, l, ok)
			}
		}
	}
}

func TestOpenPathRefuses(t *testing.T) {
	m := stranger(t, provider.Stranger{Kind: provider.StrangeFrame, Address: "https://maps.example.com/a"})
	g := signed(testKey)
	path := g.DocumentPath(m, "en")
	bad := []string{
		"", "/", documents, documents + "other/", documents + "other//", documents + "other/./", path + "en/", path + "/", path + "x/y/",
		strings.TrimSuffix(path, "/"), documents + "vimeo/other/", "/base" + path,
		signed(bytes.Repeat([]byte{8}, 32)).DocumentPath(m, "en"),
		signed(nil).DocumentPath(m, "en"),
		documents + "other/" + strings.Repeat("A", 1<<20) + ".AAAAAAAAAAAAAAAAAAAAAA/",
	}
	for i := len(documents) + len("other/"); i < len(path)-1; i++ {
		changed := []byte(path)
		changed[i] ^= 1
		bad = append(bad, string(changed))
	}
	for _, p := range bad {
		if got, _, ok := g.OpenPath(p); ok {
			t.Errorf("%.200q opens as %s", p, got.Frame(""))
		}
	}
}

// A hash tells nothing, and a short key is none.
func TestOpenPathWithoutKey(t *testing.T) {
	m := stranger(t, provider.Stranger{Kind: provider.StrangePicture, Address: "https://pictures.example.com/gull.jpg"})
	for _, key := range [][]byte{nil, testKey[:15]} {
		g := signed(key)
		path := g.DocumentPath(m, "en")
		if want := documents + "other/" + m.Key + "/"; path != want {
			t.Errorf("the path is %s, want %s", path, want)
		}
		if _, _, ok := g.OpenPath(path); ok {
			t.Errorf("%s opens", path)
		}
	}
}

func FuzzOpenPath(f *testing.F) {
	g := signed(testKey)
	f.Add(g.DocumentPath(stranger(f, provider.Stranger{Kind: provider.StrangeFrame, Address: "https://maps.example.com/a"}), "ar"))
	f.Add(documents + "vimeo/76979871/")
	f.Add(documents + "youtube/~shorts~abcdefghijk/de/")
	f.Fuzz(func(t *testing.T, path string) {
		m, lang, ok := g.OpenPath(path)
		if ok && (g.DocumentPath(m, lang) != path || !m.CanFrame()) {
			t.Errorf("%q opens as %s", path, g.DocumentPath(m, lang))
		}
	})
}
