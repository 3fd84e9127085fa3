package gate

import (
	"bytes"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"

	"github.com/gatefold/gatefold/provider"
)

// compressed is the length of data as a server sends it.
func compressed(t *testing.T, data []byte) int {
	t.Helper()
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, brotli.BestCompression)
	w.Write(data)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

// The budgets of section 8 of the gate's contract.
func TestScriptAndStyleKeepTheirBudgets(t *testing.T) {
	if n := compressed(t, assets().gate.Body); n > 1500 {
		t.Errorf("the page's script is %d bytes after compression, at most 1500", n)
	}
	if n := compressed(t, []byte(Style())); n > 1000 {
		t.Errorf("the style of gates is %d bytes after compression, at most 1000", n)
	}
	t.Logf("script %d, style %d, embed script %d, embed style %d", compressed(t, assets().gate.Body), compressed(t, []byte(Style())),
		compressed(t, assets().embed.Body), compressed(t, assets().style.Body))
}

func TestEveryGateKeepsItsBudget(t *testing.T) {
	longest := map[string]int{}
	for _, lang := range []string{"en", "ar"} {
		p := newPress(t, lang)
		for _, pr := range provider.Default().All() {
			if len(pr.Examples) == 0 {
				continue // fonts, captchas
			}
			m, ok := provider.Default().Recognise(pr.Examples[0])
			if !ok {
				t.Errorf("the catalogue does not know %s", pr.Examples[0])
				continue
			}
			piece := Piece{Match: m, Level: 2, ID: "gf1"}
			n := compressed(t, p.gates.Append(nil, p.locale(), &piece))
			longest[lang] = max(longest[lang], n)
			if n > 1500 {
				t.Errorf("%s: a gate of %s is %d bytes after compression, at most 1500", lang, pr.ID, n)
			}
		}
	}
	t.Logf("longest gates: %v", longest)
}

// A page with many gates must not become heavy: what is the same in all of them
// costs a few bytes for each.
func TestManyGatesShareTheirWords(t *testing.T) {
	p := newPress(t, "en", video, photo, toot, song)
	var all []byte
	said := map[string]bool{}
	for i := range p.pieces {
		html := p.gates.Append(nil, p.locale(), &p.pieces[i])
		all = append(all, html...)
		_, words, _ := strings.Cut(string(html), `class="gf-now"`)
		words, _, _ = strings.Cut(words, ">")
		said[words] = true
	}
	if len(said) != 1 {
		t.Errorf("gates of several providers hold different words for the script: %v", said)
	}
	first := compressed(t, p.gates.Append(nil, p.locale(), &p.pieces[0]))
	if n := (compressed(t, all) - first) / (len(p.pieces) - 1); n > 320 {
		t.Errorf("each further gate of a page is %d bytes after compression, at most 320", n)
	} else {
		t.Logf("each further gate: %d bytes", n)
	}
}
