package provider

import (
	"html"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/htmltest"
)

// eachFrame calls with the frames of all examples and what their plain code gives.
func eachFrame(t *testing.T, each func(t *testing.T, frame string, m Match)) {
	c := Default()
	for _, p := range c.All() {
		seen := map[string]bool{}
		for _, address := range p.Examples {
			m, ok := c.Recognise(address)
			frame := m.Frame(publisher)
			if !ok || frame == "" || seen[frame] {
				continue
			}
			seen[frame] = true
			found, err := c.Paste(`<iframe src="` + html.EscapeString(frame) + `"></iframe>`)
			if err != nil || len(found) != 1 || found[0].Match.Provider != p || !found[0].Match.CanFrame() {
				t.Errorf("%s: the frame %s gives %+v, %v", p.ID, frame, found, err)
				continue
			}
			each(t, frame, found[0].Match)
		}
	}
}

// The frame of every provider is the same piece in whatever form it gets about, and
// nothing that loads is left of it.
func TestFramesInDisguise(t *testing.T) {
	forms := htmltest.Disguises(t, "testdata/disguises.txt")
	n := 0
	eachFrame(t, func(t *testing.T, frame string, m Match) {
		step := 1
		if m.Provider.Kind != Video && m.Provider.Kind != Post {
			step = 4 // all forms with some providers, and all providers with some
		}
		for i := n % step; i < len(forms); i += step {
			code := forms[i].Code(frame)
			found, err := Default().Paste(code)
			n++
			if err != nil || len(found) != 1 || found[0].Match != m {
				t.Errorf("%s: %s\ngives %s%v", forms[i].Name, code, describePasted(code, found, nil), err)
				continue
			}
			wantNothingLeft(t, code, without(code, found))
		}
	})
	t.Logf("%d codes", n)
}

// The beginning of a provider's host is nobody's on a domain of somebody else, for the
// addresses of pages as for those of frames.
func TestLookAlikeHosts(t *testing.T) {
	c := Default()
	for _, p := range c.All() {
		for _, address := range p.Examples {
			m, _ := c.Recognise(address)
			for _, one := range []string{address, m.Frame(publisher)} {
				scheme, rest, _ := strings.Cut(one, "//")
				host, path, _ := strings.Cut(rest, "/")
				labels := strings.Split(host, ".")
				for i := range labels {
					for _, zone := range []string{"evil.example", "ev.io", "co.ev.io", "com.evil"} {
						alike := strings.Join(labels[:i+1], ".") + "." + zone
						got, ok := c.Recognise(scheme + "//" + alike + "/" + path)
						if ok && !got.Provider.AnyHost {
							t.Errorf("%s counts as %s's", alike, got.Provider.ID)
						}
					}
				}
			}
		}
	}
}

// What is a page of nearly every service is a piece of none.
func TestPagesAreNoPieces(t *testing.T) {
	c := Default()
	for _, p := range c.All() {
		if p.AnyHost {
			continue
		}
		for _, address := range append(p.Examples, p.Website) {
			_, rest, _ := strings.Cut(address, "//")
			host, _, _ := strings.Cut(rest, "/")
			host, _, _ = strings.Cut(host, "?")
			for _, path := range words("about login signup pricing terms privacy help contact jobs search explore features settings legal upload press/ faq?x=1 help/article legal/privacy about/team tag/sea account/login") {
				if m, ok := c.Recognise("https://" + host + "/" + path); ok && m.Provider == p && m.CanFrame() {
					t.Errorf("%s/%s counts as %s", host, path, m.URL)
				}
			}
		}
	}
}

// A host that only looks like a provider's is nobody's, whatever holds its address.
func TestLookAlikesInDisguise(t *testing.T) {
	forms := htmltest.Disguises(t, "testdata/disguises.txt")
	eachFrame(t, func(t *testing.T, frame string, m Match) {
		if m.Provider.AnyHost {
			return
		}
		scheme, rest, _ := strings.Cut(frame, "//")
		host, path, _ := strings.Cut(rest, "/")
		for j, alike := range []string{
			host + ".evil.example/" + path, "evil.example/" + host + "/" + path, "not" + strings.ReplaceAll(host, ".", "-") + ".example/" + path,
			host + "@evil.example/" + path, "evil.example/?u=https://" + host + "/" + path, "evil.example/#//" + host + "/" + path,
		} {
			for i := (j + len(frame)) % 11; i < len(forms); i += 11 { // each form with some of the hosts
				code := forms[i].Code(scheme + "//" + alike)
				found, err := Default().Paste(code)
				if err != nil {
					t.Errorf("%s: %v", code, err)
				}
				for _, p := range found {
					if p.Known() && !p.Match.Provider.AnyHost {
						t.Errorf("%s: %s\ngives %s", forms[i].Name, code, p.Match.Provider.ID)
					}
				}
			}
		}
	})
}
