package markdown

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/gatefold/gatefold/provider"
)

// FuzzConvert looks for a text whose body could contact another host, run
// something, or break out of the page.
func FuzzConvert(f *testing.F) {
	for _, src := range corpus(f) {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 20_000 {
			t.Skip("slow to minimise")
		}
		body, problems := convert(src)
		checkSafe(t, &body)
		if !strings.Contains(src, "\uE0A7") && !strings.Contains(strings.ToLower(src), "e0a7") && !strings.Contains(src, "57511") &&
			strings.Contains(assemble(&body), slotMark) {
			t.Errorf("a placeholder is left:\n%s", assemble(&body))
		}
		if !utf8.ValidString(body.Text) || len(body.Text) > maxBeginning || strings.ContainsAny(body.Text, "\n\x00") {
			t.Errorf("Text = %q", body.Text)
		}
		lines := strings.Count(src, "\n") + 1
		for _, p := range problems {
			if p.Line < 0 || p.Line > lines || p.Message == "" || p.File == "" {
				t.Errorf("problem %+v of a text with %d lines", p, lines)
			}
		}
	})
}

// FuzzOpening looks for a text that its heading is taken from wrongly: what is left
// has to be the end of the text, and to hold one heading less.
func FuzzOpening(f *testing.F) {
	for _, src := range append(corpus(f), "# A\n\ntext", "A\n===\nb", "\n\n # *A* <b> #\r\nb", "# [a](b) ![c](d)\n", "a\nb\n= =\n") {
		f.Add(src)
	}
	c := New(provider.Default())
	f.Fuzz(func(t *testing.T, src string) {
		heading, n := c.Opening([]byte(src))
		if (heading == "") != (n == 0) || n > len(src) || n < len(src) && n > 0 && src[n-1] != '\n' {
			t.Fatalf("Opening(%q) = %q, %d", src, heading, n)
		}
		if n == 0 {
			return
		}
		if !utf8.ValidString(heading) || strings.ContainsAny(heading, "\n\x00") {
			t.Errorf("heading %q", heading)
		}
		whole, _ := convert(src[:n])
		if got := assemble(&whole); strings.Count(got, "<h2") != 1 || !strings.HasPrefix(got, "<h2") || !strings.HasSuffix(got, "</h2>\n") {
			t.Errorf("%q was a heading, and is %q in the text", src[:n], got)
		}
	})
}

// FuzzShortcode looks for arguments that get out of the shortcode.
func FuzzShortcode(f *testing.F) {
	for _, s := range []string{
		"youtube dQw4w9WgXcQ", `figure src="a.jpg" alt="A" caption="*c*"`, "figure src=`a b.jpg`", `ref "x"`, "param boat",
		`x user="a" id="1"`, `highlight go "linenos=1"`, `details summary="</details>"`, `/* youtube x */`, "/figure", `a "\"" b=`,
	} {
		f.Add(s, "text")
	}
	f.Fuzz(func(t *testing.T, args, inner string) {
		if len(args)+len(inner) > 10_000 {
			t.Skip("slow to minimise")
		}
		for _, src := range []string{
			"{{< " + args + " >}}", "a {{% " + args + " %}} b", "- {{< " + args + " >}}" + inner + "{{< /x >}}",
			"[l]({{< " + args + " >}})", "{{< details >}}\n" + inner + "\n{{< /details >}}\n{{< " + args + " >}}",
		} {
			body, _ := convert(src)
			checkSafe(t, &body)
		}
		tag := []byte("{{< " + args + " >}}")
		if _, n, _, scanned := readTag(tag); n > len(tag) || scanned > len(tag) {
			t.Errorf("%q: length %d, scanned %d", tag, n, scanned)
		}
	})
}

// corpus gives the texts of testdata/corpus, one a file.
func corpus(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/corpus/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no corpus: %v", err)
	}
	var texts []string
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(b))
	}
	return texts
}

// TestCorpus checks every text of the corpus, and every beginning of it, which
// leaves each construct open once.
func TestCorpus(t *testing.T) {
	for _, src := range corpus(t) {
		body, _ := convert(src)
		checkSafe(t, &body)
		step := 5
		if testing.Short() {
			step = 37
		}
		for end := 0; end < len(src); end += step {
			body, _ := convert(src[:end])
			checkSafe(t, &body)
			if t.Failed() {
				t.Fatalf("the beginning of %d bytes:\n%s", end, src[:end])
			}
		}
	}
}
