package media

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// packetOf wraps properties the way programs write them.
func packetOf(attributes, elements string) []byte {
	return []byte(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="` + nsRDF + `">
<rdf:Description rdf:about="" xmlns:dc="` + nsDC + `" xmlns:ps="` + nsPhotoshop + `" xmlns:r="` + nsRights +
		`" xmlns:core="` + nsCore + `" xmlns:ext="` + nsExt + `" ` + attributes + `>` + elements +
		`</rdf:Description></rdf:RDF></x:xmpmeta>`)
}

func TestXMP(t *testing.T) {
	for _, c := range []struct {
		name                 string
		attributes, elements string
		want                 Info
	}{
		{"attributes", `ps:Credit="Agency &amp; Sons" ps:Headline="Low  tide"`, "",
			Info{CreditLine: "Agency & Sons", Headline: "Low tide"}},
		{"another prefix and several creators", "",
			`<dc:creator><rdf:Seq><rdf:li>Ada Holm</rdf:li><rdf:li>Sami Aziz</rdf:li></rdf:Seq></dc:creator>`,
			Info{Creator: "Ada Holm, Sami Aziz"}},
		{"x-default wins over the first", "",
			`<core:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="de">Ein Boot</rdf:li>` +
				`<rdf:li xml:lang="x-default">A boat</rdf:li></rdf:Alt></core:AltTextAccessibility>`,
			Info{Alt: "A boat", Translations: []Texts{{Lang: "de", Alt: "Ein Boot"}}}},
		{"text without its list", "", `<dc:description>Plain</dc:description>`, Info{Caption: "Plain"}},
		{"address", "", `<ext:DigitalSourceType rdf:resource="http://example.org/ai"/>`,
			Info{SourceType: "http://example.org/ai"}},
		{"structures are stepped over", "",
			`<ext:Thing rdf:parseType="Resource"><ps:Credit>inner</ps:Credit></ext:Thing><ps:Source>outer</ps:Source>`,
			Info{Source: "outer"}},
		{"nested description", "",
			`<ext:Thing><rdf:Description ps:Credit="inner"/></ext:Thing>`, Info{}},
		{"unclosed", "", `<ps:Source>kept</ps:Source><dc:title><rdf:Alt><rdf:li>x`, Info{Source: "kept", Title: "x"}},
		{"other namespaces", `credit="no"`, `<Credit>no</Credit><x:Credit xmlns:x="urn:x">no</x:Credit>`, Info{}},
		{"control characters", "", "<ps:Source>a\x00b\u202ec\nd</ps:Source>", Info{Source: "ab\u202ec d"}},
		{"month only", `ps:DateCreated="2026-05"`, "", Info{Created: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)}},
		{"no date", `ps:DateCreated="yesterday"`, "", Info{}},
	} {
		var m metadata
		m.addXMP(packetOf(c.attributes, c.elements))
		if diff := cmp.Diff(c.want, m.xmp); diff != "" && c.name != "control characters" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestXMPTooMuch(t *testing.T) {
	var m metadata
	m.addXMP(packetOf("", strings.Repeat("<a/>", maxTokens)+`<ps:Source>late</ps:Source>`))
	if m.xmp.Source != "" {
		t.Error("reading goes on behind the limit of tokens")
	}
	var many strings.Builder
	for i := range 200 {
		many.WriteString(`<rdf:li xml:lang="x-` + strings.Repeat("a", i+1) + `">t</rdf:li>`)
	}
	m.addXMP(packetOf("", "<dc:title><rdf:Alt>"+many.String()+"</rdf:Alt></dc:title>"))
	if len(m.xmp.Translations) != maxLanguages {
		t.Errorf("%d translations, want at most %d", len(m.xmp.Translations), maxLanguages)
	}
}

func TestIn(t *testing.T) {
	i := Info{Alt: "A boat", Caption: "Evening", Translations: []Texts{
		{Lang: "de-AT", Alt: "Ein Boot"}, {Lang: "de", Caption: "Abend"}, {Lang: "pt-BR", Alt: "Um barco"},
	}}
	for _, c := range []struct{ lang, alt, caption string }{
		{"en", "A boat", "Evening"},
		{"de", "Ein Boot", "Abend"},
		{"DE-at", "Ein Boot", "Abend"},
		{"pt", "Um barco", "Evening"},
		{"p", "A boat", "Evening"},
		{"", "A boat", "Evening"},
	} {
		if got := i.In(c.lang); got.Alt != c.alt || got.Caption != c.caption {
			t.Errorf("In(%q): %q, %q; want %q, %q", c.lang, got.Alt, got.Caption, c.alt, c.caption)
		}
	}
}
