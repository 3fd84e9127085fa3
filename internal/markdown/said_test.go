package markdown

import (
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/article"
)

// The embed of pasted code carries what the code quotes.
func TestPastedCodeIsQuoted(t *testing.T) {
	const tweet = `<blockquote class="twitter-tweet"><p lang="en">High water.<br>Mind the steps.</p>&mdash; Harbour Office (@harbour) <a href="https://twitter.com/harbour/status/1234567890">May 1, 2026</a></blockquote>`
	for _, e := range []struct{ name, in, author, title, text string }{
		{"a post", tweet, "Harbour Office", "", "High water.\nMind the steps."},
		{"in a list", "- " + tweet, "Harbour Office", "", "High water.\nMind the steps."},
		{"in a paragraph", "<span>" + tweet + "</span>", "Harbour Office", "", "High water.\nMind the steps."},
		{"in a fallback", `<amp-twitter data-tweetid="1234567890"></amp-twitter><noscript>` + tweet + `</noscript>`, "Harbour Office", "", "High water.\nMind the steps."},
		{"an element of AMP", `<amp-twitter data-tweetid="1234567890"><blockquote placeholder>` + strings.TrimPrefix(tweet, `<blockquote class="twitter-tweet">`) + `</amp-twitter>`,
			"Harbour Office", "", "High water.\nMind the steps."},
		{"a frame", `<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ" title="How tides work"></iframe>`, "", "How tides work", ""},
		{"a player", `<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ" title="YouTube video player"></iframe>`, "", "", ""},
		{"a frame with a credit", `<iframe src="https://player.vimeo.com/video/55073825"></iframe><p><a href="https://vimeo.com/55073825">Fog</a> from <a href="https://vimeo.com/anna">Anna</a></p>`,
			"Anna", "Fog", ""},
		{"a bare address", "https://vimeo.com/55073825", "", "", ""},
	} {
		t.Run(e.name, func(t *testing.T) {
			one := onlyEmbed(t, e.in)
			if one.Title != e.title {
				t.Errorf("title %q, want %q", one.Title, e.title)
			}
			if one.Snapshot == nil {
				if e.author+e.text != "" {
					t.Fatal("nothing is quoted")
				}
				return
			}
			if s := one.Snapshot; s.Author != e.author || s.Text != e.text || s.Title != "" || !s.Kept.IsZero() {
				t.Errorf("%+v, want %q by %q", s, e.text, e.author)
			}
		})
	}
}

func onlyEmbed(t *testing.T, in string) *article.Embed {
	t.Helper()
	body, _ := convert(in)
	list := body.Embeds()
	if len(list) != 1 {
		t.Fatalf("%d embeds in %q", len(list), in)
	}
	return list[0]
}

// What somebody else said is no beginning of the article, from which descriptions
// are made, and what a post says counts as none of its words.
func TestQuotedTextIsNotTheArticles(t *testing.T) {
	const end = "\n\nThe pier is open."
	for _, e := range []struct {
		in    string
		words int
	}{
		{`<blockquote class="twitter-tweet"><p>Walruses everywhere.</p>&mdash; Anna (@anna) <a href="https://x.com/anna/status/1234567890">May 1, 2026</a></blockquote>`, 4},
		{`<iframe src="https://player.vimeo.com/video/55073825" title="Walruses"></iframe><p><a href="https://vimeo.com/55073825">Walruses</a> from <a href="https://vimeo.com/anna">Anna</a></p>`, 4},
		{"> Walruses everywhere.", 6},
		{"> > Walruses everywhere.\n>\n> - Walruses", 7},
		{"<blockquote>Walruses everywhere.</blockquote>", 6},
	} {
		body, _ := convert(e.in + end)
		if body.Text != "The pier is open." || body.Words != e.words {
			t.Errorf("%s: text %q, %d words", e.in, body.Text, body.Words)
		}
	}
}
