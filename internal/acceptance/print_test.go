package acceptance

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"github.com/gatefold/gatefold/internal/browser"
)

// onPaper are messages of a gate that belong on paper: what the piece is, and the
// link to the original.
var onPaper = regexp.MustCompile(`^gate\.(?:name|original)`)

// sentences lists the longer stretches of what a gate says on a screen.
func sentences(t *testing.T, lang string) (list []string) {
	t.Helper()
	const long = 10 // bytes
	src, err := os.ReadFile("../../locale/messages/" + lang + ".toml")
	if err != nil {
		t.Fatal(err)
	}
	var words map[string]string
	if err := toml.Unmarshal(src, &words); err != nil {
		t.Fatal(err)
	}
	for key, text := range words {
		if !strings.HasPrefix(key, "gate.") || onPaper.MatchString(key) {
			continue
		}
		for _, s := range regexp.MustCompile(`\{[a-z]+\}`).Split(text, -1) {
			if s = strings.TrimSpace(s); len(s) >= long {
				list = append(list, s)
			}
		}
	}
	return list
}

// On paper a gate is what the piece said and where the original is: nothing is
// asked of anybody, and there is nothing to press.
func TestPaperQuotes(t *testing.T) {
	b := world(t)
	for path, want := range map[string]struct{ lang, said, link string }{
		"/sky/dark-sky/":                 {"en", "Your eyes need the twenty minutes anyway.", "https://x.com/tarnhead_sample/status/"},
		"/ar/culture/how-we-show-posts/": {"ar", "الدرج الشمالي زلق، فانتبهوا لخطواتكم.", "https://x.com/harbour_sample/status/"},
	} {
		p := b.Page(t, browser.View{Print: true, Width: 700, Height: 1000})
		p.Open(address(path))
		text := browser.Eval[string](p, `document.querySelector("main").innerText`)
		if !strings.Contains(text, want.said) {
			t.Errorf("%s does not say %q", path, want.said)
		}
		for _, s := range sentences(t, want.lang) {
			if strings.Contains(text, s) {
				t.Errorf("%s says %q", path, s)
			}
		}
		const behind = `[...document.querySelectorAll("main a")].filter(a => a.href.startsWith(%)).map(a => getComputedStyle(a, "::after").content).join(" ")`
		if content := browser.Eval[string](p, strings.Replace(behind, "%", `"`+want.link+`"`, 1)); !strings.Contains(content, want.link) {
			t.Errorf("%s does not print the address of the original: %q", path, content)
		}
	}
}
