package gate

import (
	"strings"
	"testing"

	"github.com/gatefold/gatefold/provider"
)

// What a receipt keeps is what the gate says, word by word.
func TestNoticeIsWhatTheReaderSees(t *testing.T) {
	for _, lang := range []string{"en", "ar"} {
		p := newPress(t, lang, video, photo, toot, song)
		for i, gate := range p.parsed().All("section.gf") {
			n := p.gates.Notice(p.locale(), p.pieces[i].Match)
			if err := n.Validate(); err != nil {
				t.Errorf("%s: %v", lang, err)
			}
			seen := gate.One(".gf-say").Text()
			for _, part := range []string{"[id$=-yes]", "[id$=-not]", "label", "[id$=-no]", ".gf-again"} {
				seen += gate.One(part).Text()
			}
			if squash(n.Text) != squash(seen) {
				t.Errorf("%s: the notice is\n%s\nthe reader sees\n%s", lang, n.Text, seen)
			}
			if n.Days != 180 || n.Lang != lang || n.Provider != p.pieces[i].Match.Provider.ID || len(n.Hosts) == 0 {
				t.Errorf("%+v", n)
			}
		}
	}
}

func TestNoticeNamesTheHostOfAFederatedPiece(t *testing.T) {
	p := newPress(t, "en")
	one := p.gates.Notice(p.locale(), recognise(t, toot))
	other := p.gates.Notice(p.locale(), recognise(t, strings.Replace(toot, "mastodon.social", "social.example", 1)))
	if one.Hash() == other.Hash() || one.Recipient != "mastodon.social" {
		t.Errorf("notices of two hosts: %+v and %+v", one, other)
	}
}

func TestFormsCarryAReceiptOnlyWhereOneIsKept(t *testing.T) {
	p := newPress(t, "en", video, toot)
	for _, f := range p.parsed().All("form") {
		if len(f.All("[name]")) != 0 {
			t.Errorf("a form sends something: %s", f.Outline())
		}
	}
	p.parsed().None("button[name]")
	p.gates = New(Options{Catalogue: provider.Default(), Host: pressHost, DefaultLang: "en", Evidence: true})
	for i := range p.pieces {
		p.pieces[i].Page = "/tides/?a=1&b"
	}
	for i, gate := range p.parsed().All("section.gf") {
		hash := p.gates.Notice(p.locale(), p.pieces[i].Match).Hash()
		for _, form := range gate.All("form") {
			if got := form.One("[name=n]").Attr("value"); got != hash {
				t.Errorf("gate %d: the notice is %s, want %s", i+1, got, hash)
			}
			if got := form.One("[name=p]").Attr("value"); got != "/tides/?a=1&b" {
				t.Errorf("gate %d: the page is %s", i+1, got)
			}
		}
		for id, does := range map[string]string{"[id$=-no]": "withdrawn", "[id$=-not]": "refused"} {
			if b := gate.One(id); b.Attr("name") != "do" || b.Attr("value") != does {
				t.Errorf("the button %s does %s", id, b.Attr("value"))
			}
		}
	}
}

// The words are the same whether receipts are kept or not.
func TestEvidenceChangesNoWord(t *testing.T) {
	p := newPress(t, "en")
	m := recognise(t, video)
	kept := New(Options{Catalogue: provider.Default(), Host: pressHost, DefaultLang: "en", Evidence: true})
	if p.gates.Notice(p.locale(), m).Hash() != kept.Notice(p.locale(), m).Hash() {
		t.Error("the notice depends on whether receipts are kept")
	}
}

func TestDays(t *testing.T) {
	for days, want := range map[int]string{0: "for 180 days", 30: "for 30 days", 1: "for 1 day", 999: "for 180 days"} {
		p := newPress(t, "en", video)
		p.gates = New(Options{Catalogue: provider.Default(), Host: pressHost, DefaultLang: "en", Days: days})
		if got := p.parsed().One("label").Text(); !strings.HasSuffix(got, want) {
			t.Errorf("%d days: %s", days, got)
		}
	}
	p := newPress(t, "en", video)
	p.gates = New(Options{Catalogue: provider.Default(), Host: pressHost, DefaultLang: "en", Days: -1})
	gate := p.parsed().One("section.gf")
	gate.None("input[type=checkbox]")
	if !strings.Contains(gate.One(".gf-say").Text(), "and is forgotten") || gate.Has("data-days") {
		t.Error("a site that remembers nothing says otherwise")
	}
}

// Terms change with every fact that a reader agrees to, and with nothing else.
func TestTerms(t *testing.T) {
	base := *recognise(t, video).Provider
	seen := map[string]bool{terms(&base): true}
	for _, change := range []func(*provider.Provider){
		func(p *provider.Provider) { p.Controller = "Another Ltd" },
		func(p *provider.Provider) { p.Country = "US" },
		func(p *provider.Provider) { p.FrameHosts = append([]string{"more.example"}, p.FrameHosts...) },
		func(p *provider.Provider) { p.PrivacyPolicy += "2" },
		func(p *provider.Provider) { p.CookiePolicy += "2" },
		func(p *provider.Provider) { p.SetsCookies = provider.No },
	} {
		p := base
		change(&p)
		if seen[terms(&p)] {
			t.Error("the terms are the same")
		}
		seen[terms(&p)] = true
	}
	p := base
	p.Note, p.Height, p.Name = "x", 7, "You Tube"
	if !seen[terms(&p)] {
		t.Error("the terms differ though nothing did that a reader agrees to")
	}
}
