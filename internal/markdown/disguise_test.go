package markdown

import (
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/htmltest"
	"github.com/gatefold/gatefold/provider"
)

// The frame of every provider becomes one embed in whatever form it is pasted, and
// nothing that stands around it is lost.
func TestFramesInDisguise(t *testing.T) {
	forms := htmltest.Disguises(t, "../../provider/testdata/disguises.txt")
	c := provider.Default()
	for n, p := range c.All() {
		frame := firstFrame(p)
		if frame == "" {
			continue
		}
		for i := range forms {
			if p.Kind != provider.Video && p.Kind != provider.Post && (i+n)%8 != 0 {
				continue // all forms with some providers, and all providers with some
			}
			code := forms[i].Code(frame)
			want, err := c.Paste(code)
			if err != nil || len(want) != 1 {
				t.Fatalf("%s: %v, %v", code, want, err)
			}
			source := "Words before.\n\n" + code + "\n\nWords behind."
			body, _ := convert(source)
			checkSafe(t, &body)
			if got := body.Embeds(); len(got) != 1 || got[0].Match != want[0].Match {
				t.Errorf("%s: %s\nbecame\n%s", forms[i].Name, code, show(&body))
			}
			for _, words := range []string{"Words before.", "Words behind.", "Some words", "and more words", "A caption"} {
				if strings.Contains(source, words) && !strings.Contains(show(&body), words) {
					t.Errorf("%s: %s\nlost %q:\n%s", forms[i].Name, code, words, show(&body))
				}
			}
		}
	}
}

// firstFrame gives the frame of a provider's first example that has one.
func firstFrame(p *provider.Provider) string {
	for _, address := range p.Examples {
		if m, ok := provider.Default().Recognise(address); ok && m.Frame("ours.example") != "" {
			return m.Frame("ours.example")
		}
	}
	return ""
}
