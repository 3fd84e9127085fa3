package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/gatefold/gatefold/provider"
)

func TestOutputsAreCurrent(t *testing.T) {
	for _, o := range outputs {
		want, err := o.make(provider.Default())
		if err != nil {
			t.Errorf("%s: %v", o.file, err)
			continue
		}
		have, err := os.ReadFile(filepath.Join("..", "..", o.file))
		if err != nil {
			t.Error(err)
		}
		if !bytes.Equal(have, want) {
			t.Errorf("%s is not current: run go generate ./provider", o.file)
		}
	}
}

func TestTextIsEscaped(t *testing.T) {
	if got, want := text("a_b *c* <d> [e] | `f`"), "a\\_b \\*c\\* &lt;d> \\[e] \\| \\`f\\`"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// What the page says of a provider follows from its record.
func TestFactsFollowTheRecord(t *testing.T) {
	framed := []provider.Pattern{{Frame: "https://a.example/{id}"}}
	for _, e := range []struct {
		name string
		say  func(*provider.Provider) string
		p    provider.Provider
		want string
	}{
		{"a frame", script, provider.Provider{Patterns: framed}, "not needed"},
		{"a frame, and a script in the code", script, provider.Provider{Patterns: framed, NeedsScript: true}, "the code it offers for pasting needs it; the frame does not"},
		{"a script", script, provider.Provider{NeedsScript: true, Opaque: &provider.Opaque{Works: "believed", Hosts: []string{"a.example", "b.example"}}},
			"needed; it is believed to run in a document of opaque origin, where it reaches `a.example`, `b.example`"},
		{"a script that wants an origin", script, provider.Provider{NeedsScript: true, Opaque: &provider.Opaque{Works: "no", Why: "it keeps a login"}},
			"needed, and it cannot run in a document of opaque origin: it keeps a login"},
		{"a height by message", reports, provider.Provider{Patterns: framed, Resize: provider.Resize{Kind: "message", FrameQuery: "a=1",
			Rules: []provider.ResizeRule{{Origin: "frame", Data: "json"}, {Origin: "https://a.example", Data: "text", Request: 1}}}},
			"by message, as JSON from its own origin; as text from https://a.example, when it is asked; only if its address has `a=1`"},
		{"a fixed height", reports, provider.Provider{Patterns: framed, Resize: provider.Resize{Kind: "fixed"}}, ""},
		{"nothing kept", snapshot, provider.Provider{}, "none is known to be possible"},
		{"a quotation", snapshot, provider.Provider{Signatures: provider.Signature{Quote: &provider.Quoting{
			Elements: []provider.QuoteElement{{Name: "p", Role: provider.RoleText}, {Name: "a", Text: "^(?P<title>.+) by (?P<author>.+)$"}}}}},
			"from its code: author, title, text"},
		{"an answer", snapshot, provider.Provider{OEmbed: &provider.OEmbed{Endpoint: "https://a.example/oembed", Fields: []string{"html", "title"}}},
			"from `https://a.example/oembed`: title, the code to paste"},
		{"an answer for a token", snapshotShort, provider.Provider{OEmbed: &provider.OEmbed{NeedsToken: true}}, "–"},
	} {
		if got := e.say(&e.p); got != e.want {
			t.Errorf("%s: %q, want %q", e.name, got, e.want)
		}
	}
}
