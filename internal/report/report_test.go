package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/gatefold/gatefold/internal/htmltest"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/rewrite"
)

func finding(k rewrite.Kind, a rewrite.Action, host, provider string) rewrite.Finding {
	return rewrite.Finding{Kind: k, Action: a, Host: host, Provider: provider, Address: "https://" + host + "/x", Element: "script", Line: 7}
}

// sample is a book with a bit of everything.
func sample() *Book {
	b := &Book{}
	b.Add("https://site.example/a", &rewrite.Result{Findings: []rewrite.Finding{
		finding(rewrite.Script, rewrite.HeldBack, "stats.example", ""), finding(rewrite.Script, rewrite.HeldBack, "stats.example", ""),
		finding(rewrite.Frame, rewrite.Gated, "www.youtube.com", "youtube"), finding(rewrite.Font, rewrite.Dropped, "fonts.example", ""),
	}, More: 2})
	b.Add("https://site.example/b", &rewrite.Result{Findings: []rewrite.Finding{
		finding(rewrite.Script, rewrite.HeldBack, "stats.example", ""), finding(rewrite.Style, rewrite.Allowed, "cdn.example", ""),
	}})
	return b
}

func TestBookAddsUp(t *testing.T) {
	r := sample().Report()
	if r.Pages != 2 || r.More != 2 || len(r.Entries) != 4 {
		t.Fatalf("%+v", r)
	}
	e := r.Entries[0]
	if e.Host != "stats.example" || e.Count != 3 || len(e.Pages) != 2 || e.Example.Line != 7 || e.Example.Page != "https://site.example/a" {
		t.Errorf("%+v", e)
	}
	if last := r.Entries[3]; last.Action != rewrite.Allowed {
		t.Errorf("what is allowed matters least, but the last is %+v", last)
	}
}

// A file beside the pages is no page.
func TestBookAddsBeside(t *testing.T) {
	b := &Book{}
	b.AddBeside("a.css", &rewrite.Result{Findings: []rewrite.Finding{finding(rewrite.Font, rewrite.HeldBack, "fonts.example", "")}, More: 1})
	r := b.Report()
	if r.Pages != 0 || r.Passes != 0 || r.More != 1 || len(r.Entries) != 1 || r.Entries[0].Example.Page != "a.css" {
		t.Errorf("%+v", r)
	}
}

// An option of the command line reads from left to right, and in one piece.
func TestOptionsInLosses(t *testing.T) {
	bundle, err := locale.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	b := &Book{}
	b.Add("/", &rewrite.Result{Findings: []rewrite.Finding{finding(rewrite.Font, rewrite.HeldBack, "fonts.example", "")}})
	for _, lang := range []string{"en", "ar"} {
		var page bytes.Buffer
		if err := b.Report().WritePage(&page, bundle.For(lang)); err != nil {
			t.Fatal(err)
		}
		option := htmltest.Parse(t, page.Bytes()).One("td code.option")
		if option.Attr("dir") != "ltr" || option.Text() != "--localise" {
			t.Errorf("%s: %q", lang, option.Text())
		}
	}
}

// A pasted code has a provider, and no host that could be let through.
func TestPiecesAreNamed(t *testing.T) {
	b := &Book{}
	b.Add("https://site.example/a", &rewrite.Result{Findings: []rewrite.Finding{
		{Kind: rewrite.Embed, Action: rewrite.Gated, Provider: "instagram", Name: "Instagram", Element: "blockquote", Line: 3},
	}})
	r := b.Report()
	if e := &r.Entries[0]; e.Party() != "Instagram" || e.Kind.String() != "embed" || Remedy(e) != "" {
		t.Errorf("%+v is called %q of %q, remedy %q", e, e.Kind, e.Party(), Remedy(e))
	}
	bundle, err := locale.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	var page bytes.Buffer
	if err := r.WritePage(&page, bundle.For("en")); err != nil || !strings.Contains(page.String(), "<bdi>Instagram</bdi>") || !strings.Contains(page.String(), "embedded piece") {
		t.Errorf("%v %s", err, page.String())
	}
}

// Neither many pages nor many hosts make a book large.
func TestBookIsBounded(t *testing.T) {
	b := &Book{}
	for i := range maxEntries + 100 {
		b.Add(fmt.Sprint(i), &rewrite.Result{Findings: []rewrite.Finding{
			finding(rewrite.Script, rewrite.HeldBack, fmt.Sprint(i, ".example"), ""), finding(rewrite.Frame, rewrite.Gated, "same.example", ""),
		}})
	}
	r := b.Report()
	if len(r.Entries) != maxEntries || r.More != 101 {
		t.Errorf("%d entries, %d more", len(r.Entries), r.More)
	}
	for _, e := range r.Entries {
		if len(e.Pages) > MaxPages {
			t.Errorf("%s names %d pages", e.Host, len(e.Pages))
		}
	}
}

// Whoever asks for pages chooses their addresses, and so cannot fill the memory with them.
func TestLongNamesAreCut(t *testing.T) {
	b := &Book{}
	found := &rewrite.Result{Findings: []rewrite.Finding{finding(rewrite.Frame, rewrite.Gated, "same.example", "")}}
	long := "https://site.example/" + strings.Repeat("é", 30_000)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	const pages = 2000
	for i := range pages {
		b.Add(long+fmt.Sprint(i), found)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if grown := int64(after.HeapAlloc) - int64(before.HeapAlloc); grown > 2<<20 {
		t.Errorf("%d pages of %d bytes keep %d bytes", pages, len(long), grown)
	}
	r := b.Report()
	if r.Pages != pages {
		t.Errorf("%d pages, want %d", r.Pages, pages)
	}
	if e := r.Entries[0]; e.Count != pages || len(e.Pages) != 1 || len(e.Pages[0]) > maxName || !utf8.ValidString(e.Pages[0]) || !strings.HasSuffix(e.Pages[0], "…") || e.Example.Page != e.Pages[0] {
		t.Errorf("%d times on %d pages: %q", e.Count, len(e.Pages), e.Pages)
	}
}

func TestFailOn(t *testing.T) {
	r := sample().Report()
	for words, want := range map[string]int{"script": 1, "unknown-script": 1, "frame": 1, "unknown-frame": 0, "style": 0, "any": 3, "font,frame": 2, "": 0} {
		if got := r.FailOn(strings.Split(words, ",")); len(got) != want {
			t.Errorf("%s: %d, want %d", words, len(got), want)
		}
	}
	if err := CheckFailOn([]string{"script", "unknown-frame", "any"}); err != nil {
		t.Error(err)
	}
	if err := CheckFailOn([]string{"unknown-scripts"}); err == nil || !strings.Contains(err.Error(), `did you mean "unknown-script"?`) {
		t.Errorf("%v", err)
	}
}

// The manual explains each field, and the JSON has no other.
func TestJSONIsDocumented(t *testing.T) {
	manual, err := os.ReadFile("../../docs/report.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, typ := range []reflect.Type{reflect.TypeFor[Report](), reflect.TypeFor[Entry](), reflect.TypeFor[Example]()} {
		for i := range typ.NumField() {
			name, _, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
			if !strings.Contains(string(manual), "`"+name+"`") {
				t.Errorf("docs/report.md does not explain %s", name)
			}
		}
	}
	var b bytes.Buffer
	if err := sample().Report().WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	var back Report
	if err := json.Unmarshal(b.Bytes(), &back); err != nil || back.Entries[0].Kind != rewrite.Script || back.Version != Version {
		t.Errorf("%v %+v", err, back)
	}
	if !strings.Contains(b.String(), `"action": "held-back"`) {
		t.Errorf("%s", b.String())
	}
}

// The page contacts nobody, says everything in the language it is in, and what
// comes from other pages is text in it.
func TestPage(t *testing.T) {
	bundle, err := locale.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	b := sample()
	evil := finding(rewrite.Script, rewrite.HeldBack, "<img src=https://far.example>", `"><script>x</script>`)
	evil.Address = "javascript:x</code><iframe src=//far.example>"
	b.Add("https://site.example/<b>", &rewrite.Result{Findings: []rewrite.Finding{evil}})
	for _, lang := range []string{"en", "ar"} {
		r := b.Report()
		r.ReportOnly, r.Program, r.Made = true, "gatefold 1", time.Date(2026, 5, 4, 11, 30, 0, 0, time.FixedZone("", 7200))
		var page bytes.Buffer
		if err := r.WritePage(&page, bundle.For(lang)); err != nil {
			t.Fatal(err)
		}
		doc := htmltest.Parse(t, page.Bytes())
		doc.UniqueIDs()
		doc.Resolves()
		doc.None("script")
		doc.None("img")
		doc.None("iframe")
		for _, leads := range doc.All("[href]") {
			if !strings.HasPrefix(leads.Attr("href"), "#") {
				t.Errorf("something leads to %s", leads.Attr("href"))
			}
		}
		if made := doc.One("time"); made.Attr("datetime") != "2026-05-04T09:30:00Z" || !strings.Contains(doc.One("main").Text(), "gatefold 1") {
			t.Errorf("%s: it does not say when it was made, or by what", lang)
		}
		if links := doc.All("main > ul a"); len(links) != len(doc.All("section")) {
			t.Errorf("%s: %d links to %d sections", lang, len(links), len(doc.All("section")))
		}
		if doc.One("html").Attr("lang") != lang || len(doc.All("tbody tr")) != 5 {
			t.Errorf("%s: %d rows", lang, len(doc.All("tbody tr")))
		}
		if !strings.Contains(doc.All("pre")[0].Text(), "[[allow]] host = ") {
			t.Errorf("it does not say how to allow: %q", doc.All("pre")[0].Text())
		}
		if strings.Contains(page.String(), "report.") {
			t.Errorf("%s: a message is missing", lang)
		}
	}
}

// Of no page nothing can be said, good news neither.
func TestPageOfAnEmptyBook(t *testing.T) {
	bundle, _ := locale.New(nil)
	words := func(b *Book) string {
		var page bytes.Buffer
		if err := b.Report().WritePage(&page, bundle.For("en")); err != nil {
			t.Fatal(err)
		}
		return page.String()
	}
	b := &Book{}
	if text := words(b); strings.Contains(text, "Nothing on these pages") {
		t.Errorf("%s", text)
	}
	b.Add("/", &rewrite.Result{})
	if text := words(b); !strings.Contains(text, "Nothing on these pages") {
		t.Errorf("%s", text)
	}
}

// Each kind and each action has its words.
func TestAllHaveWords(t *testing.T) {
	bundle, _ := locale.New(nil)
	l := bundle.For("ar")
	for i, k := range kinds {
		if int(k) != i || !l.Has("report.kind."+wordOf(k)) || !l.Has("report.loss."+wordOf(k)) {
			t.Errorf("%s lacks words", k)
		}
	}
	for _, k := range kinds {
		for _, a := range []rewrite.Action{rewrite.HeldBack, rewrite.Dropped, rewrite.Linked, rewrite.Gated} {
			if !l.Has(lossOf(k, a)) {
				t.Errorf("%s, %s: what the site does without lacks words", k, a)
			}
		}
	}
	for _, a := range []rewrite.Action{rewrite.HeldBack, rewrite.Dropped, rewrite.Linked} {
		if words := bundle.For("en").T(lossOf(rewrite.Frame, a)); strings.Contains(words, "button") {
			t.Errorf("a frame that is %s has no button: %q", a, words)
		}
	}
	if next := rewrite.Kind(len(kinds)); next.String() != "unknown" {
		t.Errorf("there is a kind %s that the report does not know", next)
	}
	for i, a := range actions {
		if int(a) != i || !l.Has("report.action."+a.String()) || !l.Has("report.action."+a.String()+".text") {
			t.Errorf("%s lacks words", a)
		}
	}
	if next := rewrite.Action(len(actions)); next.String() != "unknown" {
		t.Errorf("there is an action %s that the report does not know", next)
	}
}
