package rewrite

import (
	"bytes"
	"encoding/json"
	"go/build"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/unicode"
)

// html5libFolder is where the module of x/net keeps the shared tests of HTML
// parsers, or empty.
func html5libFolder() string {
	p, err := build.Import("golang.org/x/net/html", ".", build.FindOnly)
	if err != nil {
		return ""
	}
	dir := filepath.Join(p.Dir, "testdata", "html5lib-tests")
	if _, err := os.Stat(dir); err != nil {
		return ""
	}
	return dir
}

// html5lib gives the inputs of the shared tests.
func html5lib(t testing.TB) (inputs []string) {
	t.Helper()
	dir := html5libFolder()
	if dir == "" {
		t.Log("the html5lib tests are not beside golang.org/x/net: only our own inputs are tried")
		return nil
	}
	files, _ := filepath.Glob(filepath.Join(dir, "tree-construction", "*.dat"))
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range strings.Split(string(data), "#data\n")[1:] {
			input, _, _ := strings.Cut(part, "\n#errors")
			inputs = append(inputs, input)
		}
	}
	files, _ = filepath.Glob(filepath.Join(dir, "tokenizer", "*.test"))
	for _, name := range files {
		inputs = append(inputs, tokenizerInputs(t, name)...)
	}
	if len(inputs) < 1000 {
		t.Errorf("only %d inputs were found", len(inputs))
	}
	return inputs
}

func tokenizerInputs(t testing.TB, name string) (inputs []string) {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Tests []struct{ Input string } }
	if json.Unmarshal(data, &file) == nil {
		for _, one := range file.Tests {
			inputs = append(inputs, one.Input)
		}
	}
	return inputs
}

// canaries each load something from leak.example.
var canaries = []string{
	`<img src=//leak.example/i>`,
	`<iframe src="https://leak.example/f"></iframe>`,
	`<style>a{background:url(//leak.example/c)}</style>`,
	`<link rel=stylesheet href='//leak.example/l'>`,
	`<div style="background:url('//leak.example/d')">`,
	`<svg><image href="//leak.example/s"/></svg>`,
	`<script src="//leak.example/j"></script>`,
	`<embed src=//leak.example/e>`,
	`<video poster=//leak.example/p src=//leak.example/v></video>`,
	`<input type=image src=//leak.example/n>`,
}

// check rewrites a page and reports what is wrong with the result.
func check(t *testing.T, r *Rewriter, in string) {
	t.Helper()
	out, res := rewriteString(t, r, in)
	if len(res.Findings) == 0 && out != in && (asRead(in) == in || asRead(out) != asRead(in)) {
		t.Errorf("%q changed without a word: %q", in, out)
	}
	if found := leaks(asRead(out)); len(found) > 0 {
		t.Errorf("%q\nbecame %q\nwhich leaks: %s", in, out, strings.Join(found, "\n"))
	}
	if again, _ := rewriteString(t, r, out); again != out {
		t.Errorf("%q\nbecame %q\nand then %q", in, out, again)
	}
	checkPieces(t, r, in)
	checkPieces(t, r, in+strings.Repeat(" ", headroom))
}

// checkPieces rewrites a page at once and byte by byte: tags that have not come as a whole
// when they are looked at are never passed over.
func checkPieces(t *testing.T, r *Rewriter, in string) {
	t.Helper()
	out, res := rewriteString(t, r, in)
	var slow bytes.Buffer
	slowly, err := r.Rewrite(&slow, iotest.OneByteReader(strings.NewReader(in)), testPage)
	if err != nil || slow.String() != out {
		t.Errorf("%q\nbyte by byte becomes %q\nat once %q (%v)", in, slow.String(), out, err)
	} else if !slices.Equal(slowly.Findings, res.Findings) {
		t.Errorf("%q\nbyte by byte: %+v\nat once: %+v", in, slowly.Findings, res.Findings)
	}
}

// asRead gives a page that begins with a mark of UTF-16 in UTF-8, as browsers read it:
// half a character is U+FFFD. Such a page is written anew.
func asRead(page string) string {
	if !strings.HasPrefix(page, "\xff\xfe") && !strings.HasPrefix(page, "\xfe\xff") {
		return page
	}
	text, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().String(page)
	if err != nil {
		return page
	}
	return text
}

func TestHTML5Lib(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for _, in := range html5lib(t) {
		check(t, r, in)
		if t.Failed() {
			return
		}
	}
}

// In whatever stands before it and behind it, a canary does not sing.
func TestHTML5LibWithCanaries(t *testing.T) {
	r := newTestRewriter(t, Options{})
	failed := 0
	for n, in := range html5lib(t) {
		for k := range 3 {
			at := (n*7 + k*13) % (len(in) + 1)
			if k == 2 {
				at = len(in)
			}
			check(t, r, in[:at]+canaries[(n+k)%len(canaries)]+in[at:])
		}
		if t.Failed() {
			if failed++; failed > 12 {
				return
			}
		}
	}
}
