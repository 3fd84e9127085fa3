package provider

import (
	"net/url"
	"slices"
	"strings"
	"testing"
)

// wantSound checks what holds for every match, whatever address it came from.
func wantSound(t *testing.T, raw string, m Match) {
	t.Helper()
	fail := func(format string, args ...any) {
		t.Helper()
		t.Errorf("%q: "+format, append([]any{raw}, args...)...)
	}
	if m.Provider == nil || m.Noun == "" || m.NounKey != NounKey(m.Noun) {
		fail("incomplete: %+v", m)
		return
	}
	if u, err := url.Parse(m.URL); err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || !isNormal(m.URL) {
		fail("permalink %q", m.URL)
	}
	if m.Ratio != "" && m.Height != 0 {
		fail("ratio and height")
	}
	wantSoundKey(t, raw, m)
	wantSoundFrame(t, raw, m)
}

func wantSoundKey(t *testing.T, raw string, m Match) {
	t.Helper()
	if m.Key == "" {
		if m.CanFrame() {
			t.Errorf("%q: a frame without a key", raw)
		}
		return
	}
	if len(m.Key) > 200 || m.Key[0] == '.' || strings.ContainsFunc(m.Key, func(r rune) bool { return r > 127 || !unreserved(byte(r)) }) {
		t.Errorf("%q: key %q", raw, m.Key)
	}
	if again, ok := Default().ByKey(m.Provider.ID, m.Key); !ok || again != m {
		t.Errorf("%q: ByKey(%q, %q) = %+v, %v; want %+v", raw, m.Provider.ID, m.Key, again, ok, m)
	}
}

// wantSoundOpaque checks that what an address says stays within its attribute: a
// document holds as many tags as its template.
func wantSoundOpaque(t *testing.T, raw string, m Match) {
	t.Helper()
	code, template := m.Opaque(), m.Provider.Opaque.HTML
	for _, sign := range []string{"<", ">", `"`, "'", "{"} {
		want := strings.Count(template, sign)
		if sign == "{" {
			want = 0
		}
		if strings.Count(code, sign) != want {
			t.Errorf("%q: %q in the document %s", raw, sign, code)
		}
	}
	if m.Frame("") != "" || len(m.FrameHosts()) == 0 || m.ResizeJSON() != nil {
		t.Errorf("%q: a document of a script with something of a frame", raw)
	}
}

func wantSoundFrame(t *testing.T, raw string, m Match) {
	t.Helper()
	if !m.CanFrame() {
		if m.Frame("news.example") != "" || m.FrameHosts() != nil || m.ResizeJSON() != nil {
			t.Errorf("%q: no frame, but something of one", raw)
		}
		return
	}
	if m.Opaque() != "" {
		wantSoundOpaque(t, raw, m)
		return
	}
	frame := m.Frame("news.example")
	u, err := url.Parse(frame)
	if err != nil || u.Scheme != "https" || u.User != nil || u.Port() != "" || strings.ContainsAny(frame, "{}\"'<>`\\ ") {
		t.Errorf("%q: frame %q, %v", raw, frame, err)
		return
	}
	if !slices.ContainsFunc(m.FrameHosts(), func(h string) bool {
		domain, any := strings.CutPrefix(h, "*")
		return u.Host == h || any && strings.HasSuffix(u.Host, domain)
	}) {
		t.Errorf("%q: frame %q is on none of %v", raw, frame, m.FrameHosts())
	}
	if slices.ContainsFunc(m.FrameHosts(), func(h string) bool { return strings.Contains(h, "{") }) {
		t.Errorf("%q: frame hosts %v", raw, m.FrameHosts())
	}
}
