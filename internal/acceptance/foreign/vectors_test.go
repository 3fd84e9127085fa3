package foreign

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

// vector is a page that contacts a host of its own, if nobody prevents it.
//
// The files in testdata/vectors have one after the other: a line "## name flags",
// header lines that begin with ">", and the page. HOST stands for the name of the
// host. What stands before the first is for people. The flags:
//
//	raw       the page is whole: nothing is put before it
//	top       it acts only in a tab of its own, not in a frame
//	scripted  it needs JavaScript; noscript: it needs that there is none
//	script    a script within the page acts, so only the policy can hold it
//	policy    it is no HTML, so only the policy can hold it
//	refused   it is not sent at all, since nobody can say what it means
//	beyond    no policy holds it, either: what scripts of the site itself can do
//	connects  the policy holds it, but Chromium connects before it asks the policy
//	quiet     Chromium does nothing; other browsers do, or did
//	in=…      the encoding it is written in
type vector struct {
	number int // its place among all
	name   string
	flags  []string
	header [][2]string
	body   string
}

func (v *vector) is(flag string) bool { return slices.Contains(v.flags, flag) }

// host is what the vector contacts, in one round of many.
func (v *vector) host(round string) string { return v.name + "." + round + ".leak.test" }

// readVectors reads all that the project keeps.
func readVectors(t testing.TB) []vector {
	t.Helper()
	files, err := filepath.Glob("testdata/vectors/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []vector
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		prefix := strings.TrimSuffix(filepath.Base(name), ".txt") + "-"
		for _, one := range strings.Split(string(text), "\n## ")[1:] {
			all = append(all, readVector(prefix, one))
		}
	}
	if len(all) < 400 {
		t.Fatalf("only %d vectors were found", len(all))
	}
	return all
}

func readVector(prefix, text string) vector {
	head, body, _ := strings.Cut(text, "\n")
	words := strings.Fields(head)
	v := vector{name: prefix + words[0], flags: words[1:]}
	for strings.HasPrefix(body, "> ") {
		line, rest, _ := strings.Cut(body[2:], "\n")
		name, value, _ := strings.Cut(line, ":")
		v.header = append(v.header, [2]string{name, strings.TrimLeft(value, " ")})
		body = rest
	}
	v.body = strings.TrimSuffix(body, "\n")
	return v
}

// spelled is how a vector writes what cannot stand in a text file, or not well.
var spelled = regexp.MustCompile(`\{(hex|base64|percent|repeat):([^{}]*)\}|\{bom\}`)

// page gives the bytes of a vector's page.
func (v *vector) page(round string) []byte {
	text := strings.ReplaceAll(v.body, "HOST", v.host(round))
	text = spelled.ReplaceAllStringFunc(text, spell)
	if !v.is("raw") {
		text = "<!doctype html><meta charset=utf-8><title>t</title>" + text
	}
	for name, e := range map[string]encoding.Encoding{
		"in=utf-16le": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "in=utf-16be": unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
	} {
		if v.is(name) {
			text, _ = e.NewEncoder().String(text)
		}
	}
	return []byte(text)
}

func spell(code string) string {
	m := spelled.FindStringSubmatch(code)
	switch m[1] {
	case "hex":
		b, err := hex.DecodeString(m[2])
		if err != nil {
			panic(err)
		}
		return string(b)
	case "base64":
		return base64.StdEncoding.EncodeToString([]byte(m[2]))
	case "percent":
		var b strings.Builder
		for i := range len(m[2]) {
			fmt.Fprintf(&b, "%%%02x", m[2][i])
		}
		return b.String()
	case "repeat":
		times, what, _ := strings.Cut(m[2], ":")
		n, err := strconv.Atoi(times)
		if err != nil {
			panic(err)
		}
		return strings.Repeat(what, n)
	}
	return "\ufeff"
}

// serve answers with the page of a vector.
func (v *vector) serve(w http.ResponseWriter, round string) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	for i, line := range v.header {
		value := strings.ReplaceAll(line[1], "HOST", v.host(round))
		switch {
		case value == "":
			h[http.CanonicalHeaderKey(line[0])] = nil
		case i > 0 && v.header[i-1][0] == line[0]:
			h.Add(line[0], value)
		default:
			h.Set(line[0], value)
		}
	}
	w.Write(v.page(round))
}

// httpLeaks reads the vectors of HTTPLeaks (Cure53), one by one and the whole.
func httpLeaks(t *testing.T) (all []vector) {
	t.Helper()
	dir := os.Getenv("GATEFOLD_TESTDATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "..", "shared", "testdata")
	}
	text, err := os.ReadFile(filepath.Join(dir, "httpleaks", "leak.html"))
	if err != nil {
		t.Logf("HTTPLeaks IS NOT TESTED: %v (set GATEFOLD_TESTDATA to a folder that holds httpleaks/leak.html)", err)
		return nil
	}
	add := func(name, body string, flags ...string) {
		all = append(all, vector{name: name, body: strings.ReplaceAll(body, "leaking.via", "HOST"), flags: flags})
	}
	whole := string(text)
	add("httpleaks-whole", whole, "raw")
	for i, line := range strings.Split(whole, "\n") {
		if strings.Contains(line, "leaking.via") {
			add(fmt.Sprintf("httpleaks-line-%d", i+1), line, "quiet", "line")
		}
	}
	for i, part := range strings.Split(whole, "<!--")[1:] {
		if _, part, _ = strings.Cut(part, "-->"); strings.Contains(part, "leaking.via") {
			add(fmt.Sprintf("httpleaks-part-%d", i), part, "quiet", "part")
		}
	}
	return all
}
