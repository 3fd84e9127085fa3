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

// What publishing systems store in the place of a code.
func TestStoredCode(t *testing.T) {
	const (
		address = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
		frame   = "https://www.youtube.com/embed/dQw4w9WgXcQ"
		video   = "[[youtube dQw4w9WgXcQ h2]]"
	)
	for _, e := range []example{
		{"an address in a block", `<!-- wp:embed {"url":"` + address + `"} -->` + "\n<figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">\n" + address + "\n</div><figcaption>A caption</figcaption></figure>\n<!-- /wp:embed -->",
			"\n<figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">" + video + "</div><figcaption>A caption</figcaption></figure>", nil},
		{"an escaped address in a paragraph", "<p>https://www.youtube.com/watch?app=desktop&#038;v=dQw4w9WgXcQ</p>", video, nil},
		{"an address in a text", "<p>See " + address + "</p>", "<p>See " + address + "</p>", nil},
		{"an address behind a word", "<p><b>See</b> " + address + "</p>", "<p><b>See</b> " + address + "</p>", nil},
		{"an address as a link", `<p><a href="` + address + `">` + address + "</a></p>", `<p><a href="` + address + `" rel="external noopener">` + address + ext + "</p>", nil},
		{"an address as code", "<pre>" + address + "</pre>", "<pre>" + address + "</pre>", nil},
		{"an address of nobody", "<div>https://other.example/watch</div>", "<div>https://other.example/watch</div>", nil},
		{"an element with a colon", `<fb:post href="https://www.facebook.com/harbour/posts/1234567890"></fb:post>`, "[[facebook harbour~posts~1234567890 h2]]", nil},
		{"an element with a colon in a list", `- <fb:video href="https://www.facebook.com/harbour/videos/1234567890/"></fb:video>`, "<ul>\n<li>[[facebook harbour~videos~1234567890~ h2]]</li>\n</ul>", nil},
		{"an element with a colon of nobody", "<my:tag a=b>c", "<p>&lt;my:tag a=b&gt;c</p>", nil},
		{"a template", `<template><iframe src="` + frame + `"></iframe></template>`, video, nil},
		{"a wrapper that is in no list of blocks", `<span class="embed-youtube"><iframe src="` + frame + `"></iframe></span>`, video, nil},
		{"a frame in a sentence", `See <iframe src="https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/123456789"></iframe> this`,
			"<p>See  this</p>\n[[soundcloud ~~~zapi.soundcloud.com~tracks~123456789 h2]]", nil},
		{"an address in brackets", "[embed width=\"560\"]" + address + "[/embed]", video, nil},
		{"brackets on two lines", "[youtube " + address + "&w=560]\n[vimeo 55073825]", video + "[[vimeo 55073825 h2]]", nil},
		{"brackets with an id", `[tweet id="1234567890"]`, "[[x i~status~1234567890 h2]]", nil},
		{"brackets with an equals sign", "[youtube=" + address + "]", video, nil},
		{"brackets around a content", "[youtube]dQw4w9WgXcQ[/youtube]", video, nil},
		{"brackets in a sentence", "See [youtube dQw4w9WgXcQ]", "<p>See [youtube dQw4w9WgXcQ]</p>", nil},
		{"brackets with another name", "[button https://youtu.be/dQw4w9WgXcQ]", "<p>[button https://youtu.be/dQw4w9WgXcQ]</p>", nil},
		{"brackets that lead nowhere", "[youtube]", "<p>[youtube]</p>", nil},
		{"a code of several blocks", "<script src=\"https://player.twitch.tv/js/embed/v1.js\"></script>\n<div id=\"stream\"></div>\n<script>\nvar options = {video: \"1234567890\"};\nnew Twitch.Player(\"stream\", options);\n</script>\n\na",
			"[[twitch videos~1234567890 h2]]<p>a</p>", nil},
		{"a link called like them", "[youtube](/a)", `<p><a href="/a">youtube</a></p>`, nil},
	} {
		e.run(t)
	}
}

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
