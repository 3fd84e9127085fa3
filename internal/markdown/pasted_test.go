package markdown

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/provider"
)

func TestPastedCode(t *testing.T) {
	const tweet = `<blockquote class="twitter-tweet"><p>High water.</p><a href="https://twitter.com/harbour/status/1234567890?ref_src=twsrc">1 May</a></blockquote>`
	const script = `<script async src="https://platform.twitter.com/widgets.js" charset="utf-8"></script>`
	const x = "[[x harbour~status~1234567890 h2]]"
	for _, e := range []example{
		{"a post", tweet + "\n" + script, x, nil},
		{"a post without its script", tweet, x, nil},
		{"a script in a block of its own", tweet + "\n\n" + script + "\n\na", x + "\n\n<p>a</p>", nil},
		{"a script alone", script, "", nil},
		{"between blocks", "a\n\n" + tweet + "\n\nb", "<p>a</p>\n" + x + "\n<p>b</p>", nil},
		{"below a heading", "## A\n\n" + tweet, `<h2 id="a">A</h2>` + "\n[[x harbour~status~1234567890 h3]]", nil},
		{"in a list", "- " + tweet, "<ul>\n<li>" + x + "</li>\n</ul>", nil},
		{"twice", tweet + "\n" + tweet + "\n" + script, x + "\n" + x, nil},
		{"among other elements", `<div class="wide"><p>a</p>` + tweet + script + `<p>b</p></div>`, `<div class="wide"><p>a</p>` + x + `<p>b</p></div>`, nil},
		{"a script that is the embed", `<script async src="https://telegram.org/js/telegram-widget.js?22" data-telegram-post="harbour/1"></script>`, "[[telegram harbour~1 h2]]", nil},
		{"a link that is the embed", `<a data-pin-do="embedPin" href="https://www.pinterest.com/pin/1234567890/"></a>`, "[[pinterest 1234567890 h2]]", nil},
		{"an element of AMP", `<amp-youtube data-videoid="dQw4w9WgXcQ" layout="responsive"></amp-youtube>`, "[[youtube dQw4w9WgXcQ h2]]", nil},
		{"a frame with a credit", `<div style="padding:56% 0 0 0"><iframe src="https://player.vimeo.com/video/55073825" title="T"></iframe></div><p><a href="https://vimeo.com/55073825">T</a> from <a href="https://vimeo.com/a">A</a></p>`,
			`[[vimeo 55073825 h2 "T"]]`, nil},
		{"an old player", `<object width="1"><param name="movie" value="http://www.youtube.com/v/dQw4w9WgXcQ"></object>`, "[[youtube dQw4w9WgXcQ h2]]", nil},
		{"a frame in a paragraph of text", `a <iframe src="https://player.vimeo.com/video/55073825"></iframe>`, "<p>a</p>\n[[vimeo 55073825 h2]]", nil},

		{"no address", `<div data-tf-live="01ABC"></div><script src="//embed.typeform.com/next/embed.js"></script>`, "",
			[]string{"1:* the code of Typeform was left out: it does not tell the address"}},
		{"nothing to show", `<div class="g-recaptcha"></div>`, "", []string{"1:* the code of Google reCAPTCHA was left out: it shows nothing"}},
		{"nobody's script", `<script src="https://other.example/a.js"></script>`,
			`[[other s https://other.example/a.js<script src="https://other.example/a.js"></script> h2]]`, []string{"1:* the script of other.example waits"}},
		{"a doubtful fragment", `<div>` + tweet + `<!-- a`, `<div><blockquote class="twitter-tweet"><p>High water.</p><a href="https://twitter.com/harbour/status/1234567890?ref_src=twsrc" rel="external noopener">1 May` + ext + `</blockquote></div>`, nil},
	} {
		e.run(t)
	}
}

// split is code of which Markdown makes several blocks; the one that says what is
// shown does not say whose it is, and is left out.
const split = "../../provider/testdata/snippets/rumble"

// The code that every provider hands out becomes in an article what the catalogue
// makes of it, and what is left is safe.
func TestPastedCodeOfProviders(t *testing.T) {
	files, err := filepath.Glob("../../provider/testdata/snippets/*/*.html")
	if err != nil || len(files) == 0 {
		t.Fatalf("no snippets: %v", err)
	}
	for _, file := range files {
		code, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Dir(file) == split {
			continue
		}
		body, _ := convert("a\n\n" + string(code) + "\n\nb")
		checkSafe(t, &body)
		var got []provider.Match
		for _, e := range body.Embeds() {
			if e.Match.Provider.ID != provider.UnknownID {
				got = append(got, e.Match)
			}
		}
		if want := placeable(t, string(code)); !equalMatches(got, want) {
			t.Errorf("%s: %s, want %s", file, urls(got), urls(want))
		}
	}
}

// placeable lists the embeds in a piece of code that an article can hold.
func placeable(t *testing.T, code string) (list []provider.Match) {
	found, err := provider.Default().Paste(code)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range found {
		picture := (p.Kind == provider.PictureMark || p.Kind == provider.MediaMark) && !p.Match.CanFrame()
		if p.Known() && p.Match.URL != "" && isContent(p.Match.Provider.Kind) && !picture {
			list = append(list, p.Match)
		}
	}
	return list
}

func equalMatches(a, b []provider.Match) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func urls(list []provider.Match) string {
	var all []string
	for _, m := range list {
		all = append(all, m.URL)
	}
	return strings.Join(all, " ")
}
