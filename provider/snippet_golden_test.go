package provider

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const snippets = "testdata/snippets"

// nobody is the folder of code that no provider knows.
const nobody = "nobody"

// TestSnippets compares what becomes of pasted code, as the providers hand it out
// and as it gets about, with files that a person has read. The code is in
// testdata/snippets/PROVIDER/NAME.html.
func TestSnippets(t *testing.T) {
	files, err := filepath.Glob(snippets + "/*/*.html")
	if err != nil || len(files) == 0 {
		t.Fatalf("no snippets: %v", err)
	}
	for _, file := range files {
		id, name := filepath.Base(filepath.Dir(file)), strings.TrimSuffix(filepath.Base(file), ".html")
		t.Run(id+"/"+name, func(t *testing.T) { checkSnippet(t, id, file) })
	}
}

func checkSnippet(t *testing.T, id, file string) {
	code, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	found, problem := Default().Paste(string(code))
	wantSoundPasted(t, string(code), found)
	for i := range found {
		wantQuoteOfItsOwn(t, &found[i], string(code))
	}
	if !slices.ContainsFunc(found, func(p Pasted) bool { return belongsTo(p, id) }) && id != nobody {
		t.Errorf("holds nothing of %s", id)
	}
	got, golden := describePasted(string(code), found, problem), strings.TrimSuffix(file, ".html")+".golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got\n%s\nwant\n%s\nIf this is meant, go test -run TestSnippets -update.", got, want)
	}
}

// belongsTo reports whether a thing is a provider's, or a piece that the provider
// wraps.
func belongsTo(p Pasted, id string) bool {
	provider, ok := Default().Get(id)
	return p.Known() && ok && (p.Match.Provider == provider || provider.Topic == topicWrapper)
}

// describePasted says what was found in a piece of code and what would be left.
func describePasted(code string, found []Pasted, problem error) string {
	var b strings.Builder
	if problem != nil {
		fmt.Fprintf(&b, "%v\n\n", problem)
	}
	for _, p := range found {
		describePiece(&b, code, p)
	}
	if left := strings.TrimSpace(without(code, found)); left != "" {
		fmt.Fprintf(&b, "left\n%s\n", left)
	}
	return b.String()
}

func describePiece(b *strings.Builder, code string, p Pasted) {
	m := p.Match
	if p.Known() {
		fmt.Fprintf(b, "%s\n\tprovider %s\n\tnoun     %s", p.Kind, m.Provider.ID, m.Noun)
		if m.Author != "" {
			fmt.Fprintf(b, " by %s", m.Author)
		}
		b.WriteByte('\n')
	} else {
		fmt.Fprintf(b, "%s\n\tprovider none\n", p.Kind)
	}
	line := func(label, value string) {
		if value != "" {
			fmt.Fprintf(b, "\t%-8s %s\n", label, value)
		}
	}
	line("url", m.URL)
	line("key", m.Key)
	line("frame", m.Frame(publisher))
	line("host", p.Host)
	line("address", p.Address)
	if p.Loader {
		line("loader", "shows nothing by itself")
	}
	line("code", short(code, p.Extent))
	for _, e := range p.Rest {
		line("removed", short(code, e))
	}
	for _, e := range p.Credit {
		line("credit", short(code, e))
	}
	q := p.Quote(code)
	describeQuote(b, q)
	b.WriteByte('\n')
}

// short shows where a stretch of code begins and ends.
func short(code string, e Extent) string {
	const most = 76
	text := strings.Join(strings.Fields(code[e.Start:e.End]), " ")
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most/2]) + " … " + string(runes[len(runes)-most/2:])
	}
	return text
}

// without takes out what was found, and all that belongs to it.
func without(code string, found []Pasted) string {
	gone := make([]bool, len(code))
	for _, p := range found {
		for _, e := range append(append([]Extent{p.Extent}, p.Rest...), p.Credit...) {
			for i := e.Start; i < e.End; i++ {
				gone[i] = true
			}
		}
	}
	var b strings.Builder
	for i := range len(code) {
		if !gone[i] {
			b.WriteByte(code[i])
		}
	}
	return b.String()
}

// The providers whose code is pasted most have several forms of it here.
func TestUsualProvidersHaveSnippets(t *testing.T) {
	for _, id := range words(`youtube instagram x facebook tiktok vimeo spotify soundcloud google-maps reddit bluesky mastodon
		threads telegram pinterest linkedin datawrapper flourish giphy twitch dailymotion apple-podcasts github-gist codepen
		infogram openstreetmap flickr imgur tumblr bandcamp`) {
		if files, _ := filepath.Glob(filepath.Join(snippets, id, "*.html")); len(files) < 3 {
			t.Errorf("%s has %d snippets, want at least three", id, len(files))
		}
	}
}
