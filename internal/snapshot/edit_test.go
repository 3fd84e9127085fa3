package snapshot

import (
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/provider"
)

func mustPut(t *testing.T, f *File, e Entry) string {
	t.Helper()
	if err := f.Put(e); err != nil {
		t.Fatal(err)
	}
	return string(f.Bytes())
}

// Only what differs is written; comments, order, spacing and keys of one's own
// stay.
func TestPutChangesOnlyWhatDiffers(t *testing.T) {
	f := mustParse(t, example)
	e := f.Entries[0]
	e.Text = "The ferry runs again."
	e.Links = nil
	e.ETag = `W/"7"`
	e.Source = OEmbed
	got := mustPut(t, f, e)
	want := strings.NewReplacer(
		"text     = \"\"\"\nThe ferry runs again.\nIt is blue now.\n\nSee the timetable.\"\"\"", `text     = "The ferry runs again."`,
		"links    = [ { text = \"timetable\", href = \"https://ferry.example/times\" } ]\n", "",
		`source   = "pasted"`+"\n", `source   = "oembed"`+"\netag = \"W/\\\"7\\\"\"\n",
	).Replace(example)
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if again := mustPut(t, f, e); again != got {
		t.Error("putting the same again changes the file")
	}
}

func TestPutAppends(t *testing.T) {
	f := mustParse(t, "")
	e := Entry{
		URL: "https://a.example/1", Provider: "a", Source: Pasted, Kept: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
		Quote: provider.Quote{
			Text: "She said \"\"\"no\"\"\".\n\\ and 👩‍🚀 \u2066x\u2069\"", Author: "Ivo \"the\" Brandt", Date: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), DateOnly: true,
			Links: []provider.QuoteLink{{Text: "She", Href: "https://b.example/"}, {Text: "no", Href: "https://c.example/?a=b&c"}},
		},
	}
	got := mustPut(t, f, e)
	want := preamble + `
[[snapshot]]
url = "https://a.example/1"
provider = "a"
author = "Ivo \"the\" Brandt"
text = """
She said \"\""no\"\"".
\\ and 👩‍🚀 x\""""
date = 2026-01-01
links = [
  { text = "She", href = "https://b.example/" },
  { text = "no", href = "https://c.example/?a=b&c" },
]
source = "pasted"
kept = 2026-01-02T03:04:05Z
`
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if f.Entries[0].Text != strings.NewReplacer("\u2066", "", "\u2069", "").Replace(e.Text) {
		t.Errorf("%q", f.Entries[0].Text)
	}
}

// People write TOML in many ways; each survives a change of another entry, and
// takes one itself.
func TestPutIntoWhatPeopleWrite(t *testing.T) {
	for name, src := range map[string]string{
		"no line end":      "[[snapshot]]\nurl = 'https://a.example/1'",
		"carriage returns": "# x\r\n[[snapshot]]\r\nurl = \"https://a.example/1\" # y\r\ntext = '''\r\na\r\nb'''\r\n",
		"byte order mark":  "\ufeff[[snapshot]]\nurl = \"https://a.example/1\"\n",
		"quoted keys":      "[[ \"snapshot\" ]]\n\"url\" = \"https://a.example/1\"\n'title' = '#'\n",
		"tables below":     "[[snapshot]]\nurl = \"https://a.example/1\"\ntext = \"a b\"\n  [[snapshot.links]]\n  text = \"a\" # c\n  href = \"https://a.example/\"\n  [[snapshot.links]]\n  text = \"b\"\n  href = \"https://a.example/\"\n",
		"other tables":     "[[snapshot]]\nurl = \"https://a.example/1\"\n\n[desk]\nseen = 1\ntitle = \"not ours\"\n\n[[snapshot]]\nurl = \"https://a.example/2\"\n",
		"brackets":         "[[snapshot]]\nurl = \"https://a.example/1\"\nx = [ '[[snapshot]]', # ]\n \"\"\" [[snapshot]]\n\"\"\", { a = ']' } ]\n",
	} {
		f := mustParse(t, src)
		mustPut(t, f, Entry{URL: "https://new.example/"})
		if got := string(f.Bytes()); !strings.HasPrefix(got, strings.TrimRight(src, "\n")) {
			t.Errorf("%s: another entry changed:\n%q", name, got)
		}
		e := f.Entries[0]
		e.Text, e.Title, e.Links = "b a\nc", "New", []provider.QuoteLink{{Text: "a", Href: "https://b.example/"}}
		got := mustPut(t, f, e)
		if n := strings.Count(got, "[[snapshot.links]]"); n > 0 {
			t.Errorf("%s: %d tables of links are left:\n%s", name, n, got)
		}
		if strings.Contains(src, "\r\n") && strings.Count(got, "\r\n") != strings.Count(got, "\n") {
			t.Errorf("%s: mixed line ends: %q", name, got)
		}
		if e := f.Entries[0]; e.Title != "New" || e.Text != "b a\nc" || len(e.Links) != 1 {
			t.Errorf("%s: %+v", name, e)
		}
	}
}

// What cannot be changed safely stays as it is, and is said.
func TestPutRefuses(t *testing.T) {
	for _, src := range []string{
		`snapshot = [ { url = "https://a.example/1" } ]`,
		"[[snapshot]]\nurl = \"https://a.example/1\"\n\"te\\u0078t\" = \"a\"",
	} {
		f := mustParse(t, src)
		err := f.Put(Entry{URL: "https://a.example/1", Quote: provider.Quote{Text: "b"}})
		if err == nil || !strings.Contains(err.Error(), "write each entry as a [[snapshot]] table") {
			t.Errorf("%s: %v", src, err)
		}
		if string(f.Bytes()) != src {
			t.Errorf("%s: became %s", src, f.Bytes())
		}
	}
}

func FuzzPut(f *testing.F) {
	f.Add([]byte(example), "a \"b\"\nc", 0)
	f.Add([]byte("[[snapshot]]\nurl='https://a.example/1'\nx=[1,\n2]#\n[y]\nz={a='}'}"), "\\", 1)
	f.Fuzz(func(t *testing.T, src []byte, text string, which int) {
		file, problems := Parse("s.toml", src)
		if firstError(problems) != nil {
			return
		}
		e := Entry{URL: "https://new.example/"}
		if n := len(file.Entries); n > 0 && which >= 0 {
			e = file.Entries[which%n]
		}
		e.Text, e.Author = text, text
		before := append([]map[string]any(nil), file.tables...)
		if err := file.Put(e); err != nil {
			if string(file.Bytes()) != string(src) {
				t.Fatal("an error changed the file")
			}
			return
		}
		e.Quote = Clean(e.Quote)
		again, problems := Parse("s.toml", file.Bytes())
		if p := firstError(problems); p != nil {
			t.Fatalf("%v\n%s", p, file.Bytes())
		}
		if got := again.Find(e.URL); got == nil || !same(got, &e) || len(again.tables) < len(before) {
			t.Fatalf("%+v\n%s", got, file.Bytes())
		}
	})
}
