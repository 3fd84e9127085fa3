package snapshot

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/provider"
)

const example = `# The ferry, as people told of it.

[[snapshot]]
url      = "https://social.example/@mara/1"   # the first
provider = "mastodon"
author   = "Mara Lindholm"
handle   = "@mara"
text     = """
The ferry runs again.
It is blue now.

See the timetable."""
lang     = "en"
date     = 2026-05-01T10:00:00Z
links    = [ { text = "timetable", href = "https://ferry.example/times" } ]
x_seen_by = "Ivo"          # a key of our own
kept     = 2026-11-22T09:30:00Z
source   = "pasted"

# Not this one: she asked us.
[[snapshot]]
url  = "https://social.example/@edda/2"
keep = false

[[snapshot]]
url    = "https://video.example/3"
title  = "Low tide"
date   = 2026-05-02
source = "editor"
[[snapshot.links]]
text = "nothing"
href = "https://example.org/"
`

func mustParse(t *testing.T, src string) *File {
	t.Helper()
	f, problems := Parse("content/ferry.snapshots.toml", []byte(src))
	if p := firstError(problems); p != nil {
		t.Fatalf("%v\n%s", p, src)
	}
	return f
}

func TestParse(t *testing.T) {
	f := mustParse(t, example)
	day := time.Date(2026, 5, 1, 10, 0, 0, 0, time.UTC)
	want := Entry{
		URL: "https://social.example/@mara/1", Provider: "mastodon", Line: 3, Source: Pasted,
		Quote: provider.Quote{
			Author: "Mara Lindholm", Handle: "mara", Lang: "en", Date: day,
			Text:  "The ferry runs again.\nIt is blue now.\n\nSee the timetable.",
			Links: []provider.QuoteLink{{Text: "timetable", Href: "https://ferry.example/times"}},
		},
		Kept: time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC),
	}
	if diff := cmp.Diff(want, f.Entries[0]); diff != "" {
		t.Error(diff)
	}
	if !f.Entries[1].Drop || f.Entries[1].Snapshot() != nil {
		t.Error("keep = false was not heard")
	}
	if e := f.Entries[2]; !e.DateOnly || e.Title != "Low tide" || e.Line != 25 {
		t.Errorf("%+v", e)
	}
}

// Each mistake is named with its line, its key and what to do.
func TestMistakes(t *testing.T) {
	const head = "[[snapshot]]\nurl = \"https://a.example/1\"\n"
	tests := []struct{ src, want string }{
		{head + "txet = \"a\"", `s.toml:3: txet: there is no such key (did you mean "text"?)`},
		{head + "keeep = false", `s.toml:3: keeep: there is no such key (did you mean "keep"?)`},
		{head + "Keep = false", `s.toml:3: Keep: there is no such key (did you mean "keep"?)`},
		{head + "picture_al = \"a\"", `s.toml:3: picture_al: there is no such key (did you mean "picture_alt"?)`},
		{head + "reviewed = true", `s.toml:3: reviewed: there is no such key, so it has no effect (docs/snapshots.md lists all keys)`},
		{"[[snapshots]]\nurl = \"https://a.example/1\"", `s.toml:1: snapshots: there is no such key (did you mean "snapshot"?)`},
		{head + "text = 7", `s.toml:3: text: has a value that cannot stand there (write a text in quotation marks, or between """ and """ if it has several lines)`},
		{head + "keep = \"no\"", `s.toml:3: keep: has a value that cannot stand there (write false to show nothing of the piece, or remove the key)`},
		{head + "gone = true", `s.toml:3: gone: has a value that cannot stand there (write a day as in 2026-11-22, without quotation marks)`},
		{head + "date = \"2026-11-22\"", `s.toml:3: date: has a value that cannot stand there (write a time as in 2026-11-22T09:30:00Z, or a day as in 2026-11-22, without quotation marks)`},
		{head + "picture = \"../../secret.png\"", `s.toml:3: picture: has a value that cannot stand there (write the name of a file in the folder of the article's snapshots, without a path)`},
		{head + "picture = \"a.svg\"", `s.toml:3: picture: has a value that cannot stand there (use a picture in JPEG, PNG, GIF, WebP or AVIF)`},
		{head + "source = \"Editor\"", `s.toml:3: source: has a value that cannot stand there (write "pasted", "oembed" or "editor")`},
		{head + "lang = \"en_US_and_more\"", `s.toml:3: lang: has a value that cannot stand there (write a language tag such as "en" or "ar")`},
		{head + "text = \"a\"\nlinks = [{text = \"b\", href = \"https://b.example/\"}]", `s.toml:4: links: "b" does not stand in the text, or not in this order (write the words as they stand in text, first things first)`},
		{head + "links = [{text = \"b\", href = \"javascript:alert(1)\"}]", `s.toml:3: links: has a value that cannot stand there (write an href that begins with https://)`},
		{"[[snapshot]]\nurl = \"ftp://a.example/\"", `s.toml:2: url: has a value that cannot stand there (write an address that begins with https://)`},
		{"[[snapshot]]\nurl = \"https://user@a.example/\"", `s.toml:2: url: has a value that cannot stand there (write an address that begins with https://)`},
		{"\n[[snapshot]]\ntext = \"a\"", `s.toml:2: url: the entry does not say which piece it is about (add url with the address of the piece)`},
		{head + head, `s.toml:3: url: https://a.example/1 has an entry in line 1 already (remove one of the two)`},
		{"snapshot = 3", `s.toml:1: snapshot: is not a list of tables (begin each entry with a line [[snapshot]])`},
		{head + "text = \"unclosed", "s.toml:3: "},
		{head + "text = \"a\"\ntext = \"b\"", "s.toml:4: "},
		{head + "author = \"" + strings.Repeat("a", MaxLine+1) + "\"", `s.toml:3: author: has a value that cannot stand there (shorten it to at most 500 bytes)`},
		{"a = \"\xff\"", "s.toml: the file is not UTF-8 (save it as UTF-8)"},
		{strings.Repeat("#", MaxFile+1), "s.toml: the file is larger than 1024 KiB (it should hold the snapshots of one article only)"},
		{strings.Repeat("[[snapshot]]\nurl=\"https://a.example/\"\n", maxEntries+1), "s.toml: snapshot: the file has more than 1000 entries (remove those that the article no longer holds)"},
	}
	for _, test := range tests {
		_, problems := Parse("s.toml", []byte(test.src))
		if !slices.ContainsFunc(problems, func(p *article.Problem) bool { return strings.HasPrefix(p.Error(), test.want) }) {
			t.Errorf("%.80q: %v\nwant %s", test.src, problems, test.want)
		}
	}
}

// An opt-out that is misspelt must not be passed over with a warning.
func TestMisspellingsAreErrors(t *testing.T) {
	for _, key := range []string{"kep", "kepe", "keeep", "KEEP", "gnoe", "source_", "pictur"} {
		_, problems := Parse("s.toml", []byte("[[snapshot]]\nurl = \"https://a.example/\"\n"+key+" = false"))
		if firstError(problems) == nil {
			t.Errorf("%s: only a warning", key)
		}
	}
	for _, key := range []string{"reviewed", "x_desk", "credit", "licence"} {
		_, problems := Parse("s.toml", []byte("[[snapshot]]\nurl = \"https://a.example/\"\n"+key+" = false"))
		if firstError(problems) != nil || len(problems) != 1 {
			t.Errorf("%s: %v", key, problems)
		}
	}
}

func TestNames(t *testing.T) {
	for source, want := range map[string][2]string{
		"content/coast/story.md":    {"content/coast/story.snapshots.toml", "content/coast/story.snapshots"},
		"content/coast/story.ar.md": {"content/coast/story.ar.snapshots.toml", "content/coast/story.ar.snapshots"},
		"content/a/index.md":        {"content/a/index.snapshots.toml", "content/a/index.snapshots"},
	} {
		if got := [2]string{Sidecar(source), Folder(source)}; got != want {
			t.Errorf("%s: %v", source, got)
		}
	}
	if !InFolder("content/a/index.snapshots/1.jpg") || InFolder("content/a/1.jpg") {
		t.Error("InFolder")
	}
}

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		" a\tb\r\nc ":          "a b c",
		"a\x00\u202eb\ufeff":   "ab",
		"a \u202e b\v\x00c":    "a b c",
		"\xff":                 "\ufffd",
		"مرحبا\u200f يا":       "مرحبا\u200f يا",
		"👩\u200d🚀":             "👩\u200d🚀",
		strings.Repeat("é", 9): strings.Repeat("é", 9),
	} {
		if got := Line(in); got != want {
			t.Errorf("Line(%q) = %q", in, got)
		}
	}
	for in, want := range map[string]string{
		"a\r\nb\r\n\r\n\r\nc  \n": "a\nb\n\nc",
		"\n\n a\u2028b":           "a\nb",
	} {
		if got := Text(in); got != want {
			t.Errorf("Text(%q) = %q", in, got)
		}
	}
	if got := Line(strings.Repeat("word ", 200)); len(got) > MaxLine || !strings.HasSuffix(got, "word…") {
		t.Errorf("%d bytes: …%q", len(got), got[len(got)-12:])
	}
}
