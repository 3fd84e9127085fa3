package markdown

import (
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/provider"
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

// Code with blank lines in it is one piece all the same, in which nothing of it is
// left over; beside it Markdown is read as ever.
func TestPastedCodeWithBlankLines(t *testing.T) {
	const facebook = `<div class="fb-post" data-href="https://www.facebook.com/anna.b/posts/1234567890123456"><blockquote class="fb-xfbml-parse-ignore"><p>One.

Two &amp; three.</p>Posted by <a href="https://www.facebook.com/anna.b">Anna B</a> on&nbsp;<a href="https://www.facebook.com/anna.b/posts/1234567890123456">Friday, 1 May 2026</a></blockquote></div>`
	const x = `<blockquote class="twitter-tweet">

<p lang="en">One.</p>

<blockquote>Two &amp; three.</blockquote>

<p>&mdash; Anna B (@anna) <a href="https://x.com/anna/status/1234567890">May 1, 2026</a></p>

</blockquote>
<script async src="https://platform.twitter.com/widgets.js"></script>`
	const amp = "<amp-twitter data-tweetid=\"1234567890\"><blockquote placeholder><p>One.\n\n\nTwo &amp; three.</p>— Anna B (@anna) <a href=\"https://x.com/anna/status/1234567890\">May 1, 2026</a></blockquote>\n\n</amp-twitter>"
	for _, code := range []string{facebook, x, amp, `<figure class="wide">` + "\n" + facebook + "\n</figure>"} {
		body, problems := convert("*a*\n\n" + code + "\n\n*b*")
		if len(body.Embeds()) != 1 || len(problems) > 0 {
			t.Fatalf("%s: %d embeds, problems %v", code, len(body.Embeds()), problems)
		}
		s := body.Embeds()[0].Snapshot
		if s == nil || s.Author != "Anna B" || !strings.HasPrefix(s.Text, "One.") {
			t.Errorf("%s: says %+v", code, s)
		}
		if body.Text != "a b" || body.Words != 2 {
			t.Errorf("%s: the article says %q", code, body.Text)
		}
	}
	for in, want := range map[string]string{
		"<div class=\"wide\">\n\n*a*\n\n</div>":              "<div class=\"wide\">\n<p><em>a</em></p>\n</div>",
		"<blockquote class=\"twitter-tweet\">\n\n*a*":        "<em>a</em>", // it never ends
		"<div class=\"gist\">\n\n*a*\n\n</div>":              "<em>a</em>", // others use that name
		"> <blockquote class=\"twitter-tweet\">\n>\n> *a*\n": "<em>a</em>",
	} {
		body, _ := convert(in)
		var got strings.Builder
		for _, p := range body.Pieces {
			got.WriteString(p.HTML)
		}
		if !strings.Contains(got.String(), want) {
			t.Errorf("%q becomes %q, want %q", in, got.String(), want)
		}
	}
}

// Looking for the ends of code that has none takes no time that grows faster than
// the article.
func TestPastedCodeWithoutEnds(t *testing.T) {
	const one = "<blockquote class=\"twitter-tweet\">\n\n"
	p := pastedBlocks{catalogue: provider.Default()}
	src, budget, looked := []byte(strings.Repeat(one, 10_000)), maxGlue, 0
	for at := 0; at < len(src); at += len(one) {
		end, n := p.endOfCode(src, at, at+len(one)-1, budget)
		if budget -= n; end != 0 || budget < 0 {
			t.Fatalf("an end at %d, %d bytes are left", end, budget)
		}
		looked += n
	}
	if looked > maxGlue {
		t.Errorf("%d bytes were looked at", looked)
	}
}
