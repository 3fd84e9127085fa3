package provider

import (
	"regexp"
	"strings"
	"testing"
)

func TestOEmbedAndPoster(t *testing.T) {
	tests := []struct{ address, oembed, poster string }{
		{"https://youtu.be/iwGFalTRHDA", "https://www.youtube.com/oembed?url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3DiwGFalTRHDA&format=json", "https://i.ytimg.com/vi/iwGFalTRHDA/hqdefault.jpg"},
		{"https://www.youtube.com/playlist?list=PLWYwsGgIRwA9y49l1bwvcAF0Dj-Ac-5kh", "https://www.youtube.com/oembed?url=https%3A%2F%2Fwww.youtube.com%2Fplaylist%3Flist%3DPLWYwsGgIRwA9y49l1bwvcAF0Dj-Ac-5kh&format=json", ""},
		{"https://mastodon.social/@Gargron/100254678717223630", "https://mastodon.social/api/oembed?url=https%3A%2F%2Fmastodon.social%2F%40Gargron%2F100254678717223630&format=json", ""},
		{"https://videopress.com/v/OcobLTqC", "https://public-api.wordpress.com/oembed/?for=gatefold&url=https%3A%2F%2Fvideopress.com%2Fv%2FOcobLTqC&format=json", ""},
		{"https://t.me/telegram/83", "", ""},
	}
	for _, test := range tests {
		m, ok := Default().Recognise(test.address)
		if !ok {
			t.Errorf("%s is not recognised", test.address)
		}
		if got := m.OEmbed(); got != test.oembed {
			t.Errorf("%s: asks %s, want %s", test.address, got, test.oembed)
		}
		if got := m.Poster(); got != test.poster {
			t.Errorf("%s: poster %s, want %s", test.address, got, test.poster)
		}
	}
	if (Match{}).OEmbed() != "" || (Match{}).Poster() != "" {
		t.Error("the match of nothing has an address")
	}
}

// Whatever the catalogue makes for its own examples is an address that can be
// asked: https, with nothing left of a template.
func TestEveryExampleCanBeAskedAbout(t *testing.T) {
	form := regexp.MustCompile(`^https://[a-z0-9.-]+/[^\s{}"<>]*$`)
	for _, p := range Default().All() {
		posters := 0
		for _, example := range p.Examples {
			m, ok := Default().Recognise(example)
			if !ok {
				continue
			}
			asked := m.OEmbed()
			if want := p.OEmbed != nil && !p.OEmbed.NeedsToken; (asked != "") != want || want && !form.MatchString(asked) {
				t.Errorf("%s: %s: oEmbed %q", p.ID, example, asked)
			}
			poster := m.Poster()
			if poster != "" && !form.MatchString(poster) {
				t.Errorf("%s: %s: poster %q", p.ID, example, poster)
			}
			if poster != "" {
				posters++
			}
		}
		if p.Poster != "" && posters == 0 && !strings.Contains(p.Note, "poster") {
			t.Errorf("%s: no example has a poster", p.ID)
		}
		if p.OEmbed == nil {
			continue
		}
		for noun := range p.OEmbed.ByNoun {
			if !hasNoun(p, noun) {
				t.Errorf("%s: no piece is a %q", p.ID, noun)
			}
		}
	}
}

func hasNoun(p *Provider, noun string) bool {
	for _, pattern := range p.Patterns {
		if pattern.Noun == noun {
			return true
		}
	}
	return false
}
