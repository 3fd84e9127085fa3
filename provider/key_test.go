package provider

import (
	"strings"
	"testing"
)

func TestKeys(t *testing.T) {
	for _, tc := range []struct{ provider, url, key string }{
		{"youtube", "https://youtu.be/iwGFalTRHDA", "iwGFalTRHDA"},
		{"youtube", "https://www.youtube.com/shorts/a12CpYea0i4", "~shorts~a12CpYea0i4"},
		{"youtube", "https://www.youtube.com/playlist?list=PLWY", "~playlist~~.list~~_PLWY"},
		{"mastodon", "https://mastodon.social/@pilot/100181134752056592", "mastodon.social~~~-pilot~100181134752056592"},
		{"x", "https://twitter.com/Interior/status/463440424141459456?s=20", "Interior~status~463440424141459456"},
		{"instagram", "https://instagram.com/p/HbBy-ExIyF/?igsh=1", "p~HbBy-ExIyF"},
		{"vimeo", "https://vimeo.com/7073899", "7073899"},
		{"arcgis", "https://storymaps.arcgis.com/stories/ffdd1f0589434e8c8cf0dddbb1edd364", "~~~zstorymaps.arcgis.com~stories~ffdd1f0589434e8c8cf0dddbb1edd364"},
	} {
		m, ok := Default().Recognise(tc.url)
		if !ok || m.Provider.ID != tc.provider || m.Key != tc.key {
			t.Errorf("%s: %v, key %q, want %q of %s", tc.url, ok, m.Key, tc.key, tc.provider)
		}
	}
}

func TestByKeyRefusesGarbage(t *testing.T) {
	for _, tc := range []struct{ provider, key string }{
		{"nobody", "iwGFalTRHDA"}, {"", ""}, {"youtube", ""}, {"youtube", "."}, {"youtube", ".."}, {"youtube", "../../x"}, {"youtube", "short"},
		{"youtube", "iwGFalTRHDA/"}, {"youtube", "iwGFalTRHDA~"}, {"youtube", "iwGFalTRHDAA"}, {"youtube", "iwGFalTRHD%41"}, {"youtube", "iwGFalTRHDÄ"},
		{"youtube", "iwGFalTRHDA~~nt~~_1"},                     // more than the permalink
		{"youtube", "~watch~~.v~~_iwGFalTRHDA"},                // another way to write the same
		{"youtube", "~~~zwww.youtube.com~shorts~a12CpYea0i4"},  // likewise
		{"youtube", "~~~zyoutu.be~iwGFalTRHDA"},                // another address of the same
		{"youtube", "~~~zvimeo.com~7073899"},                   // another provider's piece
		{"youtube", "~~~zwww.youtube.com~~-evil.example~x"},    // a user name
		{"vimeo", "~~~~zevil.example"}, {"vimeo", "7073899~~"}, // broken escapes
		{"vimeo", "7073899~~A"}, {"vimeo", "7073899~~!"}, {"vimeo", "~~~"},
		{"mastodon", "localhost~~~-pilot~100181134752056592"},
		{"mastodon", "127.0.0.1~~~-pilot~100181134752056592"},
		{"mastodon", "www.youtube.com~~~-pilot~100181134752056592"},
		{"mastodon", "social.example~~k8443~~~-pilot~100181134752056592"},
		{"soundcloud", "discover~tracks"},
		{"acast", "show~~~yy"}, {"acast", "show~.."},
	} {
		if m, ok := Default().ByKey(tc.provider, tc.key); ok {
			t.Errorf("ByKey(%q, %q) gives %q", tc.provider, tc.key, m.URL)
		}
	}
}

// A piece whose key would be too long is recognised, but has no frame.
func TestLongPiecesHaveNoFrame(t *testing.T) {
	for n := range 300 {
		url := "https://maps.google.com/maps?q=" + strings.Repeat("a", n+1)
		m, ok := Default().Recognise(url)
		if !ok {
			t.Fatalf("%d characters are not recognised", n)
		}
		wantSound(t, url, m)
		if m.CanFrame() != (m.Key != "") || m.URL == "" {
			t.Errorf("%d characters: key %q, frame %q", n, m.Key, m.Frame(""))
		}
		if n == 299 && m.CanFrame() {
			t.Error("300 characters are not too long")
		}
	}
}

func TestKeyAlphabetIsReversible(t *testing.T) {
	for _, s := range []string{
		"/", "//", "///", "a//b", "/a", "a/", "/@a", "//@a", "/?a=b&c=%2F%2f", ".", "..", ".a", "a.b", "~", "/~", "~/", "!$()*+,;:[]#", "%C3%84/%2F", "@/@//@",
	} {
		key := string(appendKey(nil, s))
		back, ok := readKey(key)
		if !ok || back != s {
			t.Errorf("%q is written %q and read %q, %v", s, key, back, ok)
		}
		if strings.HasPrefix(key, ".") || strings.ContainsFunc(key, func(r rune) bool { return !unreserved(byte(r)) }) {
			t.Errorf("%q is written %q", s, key)
		}
	}
}

func FuzzRecognise(f *testing.F) {
	for _, p := range Default().All() {
		for _, url := range p.Examples {
			f.Add(url)
		}
	}
	for _, url := range strangers {
		f.Add(url)
	}
	f.Fuzz(func(t *testing.T, url string) {
		m, ok := Default().Recognise(url)
		if !ok {
			return
		}
		wantSound(t, url, m)
		if again, ok := Default().Recognise(url); !ok || again != m {
			t.Errorf("%q: %+v, then %+v", url, m, again)
		}
	})
}

func FuzzByKey(f *testing.F) {
	for _, p := range Default().All() {
		for _, url := range p.Examples {
			m, _ := Default().Recognise(url)
			f.Add(p.ID, m.Key)
		}
	}
	f.Fuzz(func(t *testing.T, id, key string) {
		m, ok := Default().ByKey(id, key)
		if !ok {
			return
		}
		if m.Provider.ID != id || m.Key != key {
			t.Errorf("ByKey(%q, %q) = %+v", id, key, m)
		}
		wantSound(t, key, m)
	})
}
