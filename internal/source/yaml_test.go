package source

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
)

// typicalYAML is a front matter as most are.
const typicalYAML = `title: "How tides turn"
date: 2026-03-05T09:00:00Z
description: The moon pulls and the sea follows, twice a day, with a delay that depends on the coast.
author: Mara Lind
tags: [tides, moon, "the sea"]
categories:
  - science
  - nature
lead:
  src: moon.jpg
  alt: 'The moon''s face above a bay'
corrections:
- date: 2026-03-06
  text: The moon was full.
- date: 2026-03-07
  text: "It was \"nearly\" full."
draft: false
weight: 10
`

// rareYAML is what the quick reader leaves to the full one.
var rareYAML = []string{
	"# a comment\ntitle: a\n",
	"title: a # comment\n",
	"title: >\n  folded\n  text\n",
	"text: |\n  literal\n\n  text\n",
	"a: &x one\nb: *x\n",
	"a: &x {k: v}\nb:\n  <<: *x\n  l: w\n",
	"a: !!str 5\n",
	"a: {b: c, d: [e, f]}\n",
	"a:\n  b:\n    c: d\n",
	"a:\n- - b\n  - c\n",
	"'quoted key': a\n",
	"a: \"\\u00e9\\n\"\n",
	"a: one\n  two\n",
	"a: .inf\nb: -1\nc: +2\nd: .5\n",
	"? a\n: b\n",
}

func TestQuickYAMLTakesTheTypical(t *testing.T) {
	for _, src := range []string{
		typicalYAML, "", "\n\n", "a:\nb:\n", "a: []\n", "a: b", "a: 12\nb: 1.5\nc: 007\nd: 2026-01-02\ne: 0x1F\n",
		"a: true\nb: null\nc: yes\nd: False\n", "a:\n- b\n-  c\n", "a: it's\nb: x \"y\" z\nc: https://example.org/a#b\n",
		"title: \"Tides: why\"\n", "a: b\r\nc: d\r\n",
		"a: (x)\nb: $y\nc: /z/\nd: é\n", "a:\n    - b\n    - c\n\nd: e\n", "a: 'b'  \n",
	} {
		if _, ok := quickYAML(src, 2); !ok {
			t.Errorf("the quick reader leaves %q to the full one", src)
		}
		checkAlike(t, src)
	}
}

func TestQuickYAMLLeavesTheRare(t *testing.T) {
	for _, src := range rareYAML {
		if _, ok := quickYAML(src, 2); ok {
			t.Errorf("the quick reader takes %q", src)
		}
		checkAlike(t, src)
	}
}

// FuzzYAMLFastPath holds the quick reader to what the full one reads, and the
// full one to what goccy/go-yaml decodes.
func FuzzYAMLFastPath(f *testing.F) {
	f.Add(typicalYAML)
	for _, src := range rareYAML {
		f.Add(src)
	}
	f.Add("a:\n  b: c\n d: e\n")
	f.Add("a: [b, 'c', \"d\", 1, true, null]\n")
	f.Add("a: \"b\n")
	f.Add("a:\n- b: c\n  d: e\n-\n")
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 2000 || !utf8.ValidString(src) {
			return
		}
		checkAlike(t, src)
	})
}

func checkAlike(t *testing.T, src string) {
	t.Helper()
	full, err := fullYAML(src, 2)
	if err != nil && (err.line < 2 || err.line > 2+strings.Count(src, "\n")) {
		t.Errorf("error in line %d of %q", err.line, src)
	}
	if quick, ok := quickYAML(src, 2); ok {
		if err != nil {
			t.Fatalf("the quick reader accepts %q, the full one says %v", src, err)
		}
		if got, want := outline(quick), outline(full); got != want {
			t.Fatalf("%q\nquick reader:\n%s\nfull reader:\n%s", src, got, want)
		}
	}
	if err != nil {
		return
	}
	checkDecoded(t, src, full)
}

// checkDecoded compares the full reader with the library's own decoder.
func checkDecoded(t *testing.T, src string, full []field) {
	t.Helper()
	if strings.ContainsAny(src, "&*!<") || nullKey.MatchString(src) {
		return // anchors, tags, merges and null as a key are resolved in ways of our own
	}
	var want map[string]any
	if err := yaml.Unmarshal([]byte(strings.ReplaceAll(src, "\r\n", "\n")), &want); err != nil {
		return // the decoder also checks what we do not need
	}
	got := asWritten(&value{kind: table, fields: full})
	if len(full) == 0 && len(want) == 0 {
		return
	}
	if !sameData(got, want) {
		t.Fatalf("%q\nread:    %#v\ndecoded: %#v", src, got, want)
	}
}

var nullKey = regexp.MustCompile(`(?i)(null|~|^|\s)\s*:`)

// outline writes values down with kinds and lines.
func outline(fields []field) string {
	var b strings.Builder
	for i := range fields {
		fmt.Fprintf(&b, "%d %q ", fields[i].line, fields[i].name)
		outlineValue(&b, &fields[i].value)
		b.WriteByte('\n')
	}
	return b.String()
}

func outlineValue(b *strings.Builder, v *value) {
	fmt.Fprintf(b, "%s", v.kind)
	switch v.kind {
	case list:
		b.WriteByte('[')
		for i := range v.items {
			fmt.Fprintf(b, "%d ", v.items[i].line)
			outlineValue(b, &v.items[i])
			b.WriteByte(',')
		}
		b.WriteByte(']')
	case table:
		fmt.Fprintf(b, "{%s}", outline(v.fields))
	default:
		fmt.Fprintf(b, " %q %T %v", v.text, v.scalar, v.scalar)
	}
}

// asWritten gives a value as goccy/go-yaml would, with keys as they stand.
func asWritten(v *value) any {
	switch v.kind {
	case list:
		items := make([]any, len(v.items))
		for i := range v.items {
			items[i] = asWritten(&v.items[i])
		}
		return items
	case table:
		m := make(map[string]any)
		for i := range v.fields {
			m[v.fields[i].name] = asWritten(&v.fields[i].value)
		}
		return m
	}
	return v.plain()
}

func sameData(a, b any) bool {
	if x, ok := a.(float64); ok && math.IsNaN(x) {
		y, ok := b.(float64)
		return ok && math.IsNaN(y)
	}
	switch x := a.(type) {
	case map[string]any:
		y, ok := b.(map[string]any)
		if !ok || len(x) != len(y) {
			return false
		}
		for k := range x {
			if !sameData(x[k], y[k]) {
				return false
			}
		}
		return true
	case []any:
		y, ok := b.([]any)
		if !ok || len(x) != len(y) {
			return false
		}
		for i := range x {
			if !sameData(x[i], y[i]) {
				return false
			}
		}
		return true
	}
	return reflect.DeepEqual(a, b)
}

func BenchmarkQuickYAML(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := quickYAML(typicalYAML, 2); !ok {
			b.Fatal("not taken")
		}
	}
}

func BenchmarkFullYAML(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := fullYAML(typicalYAML, 2); err != nil {
			b.Fatal(err)
		}
	}
}

// Random front matters out of the parts that matter, more of them than a
// fuzzer meets in the same time.
func TestQuickYAMLOnRandomText(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	count, taken := 20_000, 0
	if testing.Short() {
		count = 2_000
	}
	for range count {
		src := randomYAML(rng)
		if _, ok := quickYAML(src, 2); ok {
			taken++
		}
		checkAlike(t, src)
	}
	if taken < count/20 {
		t.Errorf("the quick reader took %d of %d, too few to mean something", taken, count)
	}
}

func randomYAML(rng *rand.Rand) string {
	pick := func(s []string) string { return s[rng.IntN(len(s))] }
	values := []string{
		"", "word", "two words", "12", "007", "1.50", "0x1f", "1_000", "-3", "+4", "1e3", "0b2", "0o17", "08", ".5", "99999999999999999999",
		"true", "False", "null", "~", "yes", "2026-03-05", "2026-03-05T09:00:00Z", "12:30", "a: b", "a:b", "a #b", "a#b", "it's", `say "x"`,
		`"quoted"`, `"a \"b\""`, `"a\nb"`, `"open`, `"a" b`, "'single'", "'it''s'", "'open", "[a, b]", "[]", "[ a , 'b', \"c\" ]", "[a,b", "[a, [b]]", "[a,]", "[1, true, null]",
		"{a: b}", "&x a", "*x", "!!str 1", "|", ">", "- a", "-", "?", "@a", "`a`", "%a", "a,b", "(a)", "/a/b", "é", "مد", "a  ", "$x", "...", "---a", "a -", "a - b", "a]", "a}", "https://x.example/a?b=c#d", "[https://x.example]", "0", "1.", "0.", "0x", "1__0", "12abc", "3 cats",
	}
	odd := []string{"true", "null", "1", "a b", "'q'", "<<", ""}
	var b strings.Builder
	for i := range 1 + rng.IntN(6) {
		key := string(rune('a' + i))
		switch rng.IntN(12) {
		case 0:
			key = pick(odd)
		case 1:
			key = "a"
		}
		switch rng.IntN(8) {
		case 0:
			b.WriteString(pick([]string{"  ", "- ", "  - ", " ", "    ", "-   "}) + key + ": " + pick(values))
		case 1:
			b.WriteString(pick([]string{"  ", "- ", "  - ", "-  "}) + pick(values))
		case 2:
			b.WriteString(key + ":\n- " + pick(values) + "\n- x: " + pick(values) + "\n  y: z")
		case 3:
			b.WriteString(key + ":" + pick([]string{"\n  - ", "\n  k: ", "  "}) + pick(values))
		default:
			b.WriteString(key + ": " + pick(values))
		}
		b.WriteString(pick([]string{"\n", "\n", "\n", "\n\n", " \n"}))
	}
	return b.String()
}
