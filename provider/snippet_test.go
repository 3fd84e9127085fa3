package provider

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestMark(t *testing.T) {
	for _, tc := range []struct {
		code, id string // id: empty for nobody
		kind     MarkKind
		host     string
	}{
		{`<iframe class="wp-embedded-content" src="https://log.harbour.example/fog/embed/">`, "wordpress-post", FrameMark, "log.harbour.example"},
		{`<iframe class="giphy-embed" src="https://www.youtube.com/embed/iwGFalTRHDA">`, "youtube", FrameMark, "www.youtube.com"},
		{`<blockquote class="reddit-card twitter-tweet">`, "x", NameMark, ""},
		{`<script data-telegram-post="a/1" src="https://telegram.org/js/telegram-widget.js?22">`, "telegram", ScriptMark, "telegram.org"},
		{`<script custom-element="amp-instagram" src="https://cdn.ampproject.org/v0/amp-instagram-0.1.js">`, "instagram", ScriptMark, "cdn.ampproject.org"},
		{`<div data-src="//www.openstreetmap.org/export/embed.html?bbox=1,2,3,4">`, "openstreetmap", FrameMark, "www.openstreetmap.org"},
		{`<form action="https://harbour.us21.list-manage.com/subscribe/post?u=1">`, "mailchimp", FormMark, "harbour.us21.list-manage.com"},
		{`<link rel="dns-prefetch" href="//fonts.gstatic.com">`, "google-fonts", StyleMark, "fonts.gstatic.com"},
		{`<img srcset="/a.gif 1x, https://media.giphy.com/media/aBcDeFgHiJkLm/giphy.gif 2x">`, "giphy", PictureMark, "media.giphy.com"},
		{`<audio src="https://traffic.megaphone.fm/ABC1234567.mp3">`, "megaphone", MediaMark, "traffic.megaphone.fm"},
		{`<embed src="//www.youtube.com/v/iwGFalTRHDA">`, "youtube", FrameMark, "www.youtube.com"},

		{`<iframe src="https://Player.Example:8080/x">`, "", FrameMark, "player.example"},
		{`<video poster="//pictures.example/a.jpg">`, "", PictureMark, "pictures.example"},
		{`<link rel="preload stylesheet" href="//static.example/a.css">`, "", StyleMark, "static.example"},
		{`<input type="IMAGE" src="https://pictures.example/a.gif">`, "", PictureMark, "pictures.example"},
		{`<td background="https://pictures.example/a.gif">`, "", PictureMark, "pictures.example"},
		{`<track src="https://media.example/a.vtt">`, "", MediaMark, "media.example"},
		{`<base href="https://other.example/">`, "", StyleMark, "other.example"},
		{`<object data="data:text/html,x">`, "", FrameMark, ""},
		{`<script src="blob:https://news.example/1">`, "", ScriptMark, ""},
	} {
		m, ok := markOf(t, tc.code)
		id := ""
		if m.Provider != nil {
			id = m.Provider.ID
		}
		if !ok || id != tc.id || m.Kind != tc.kind || m.Host != tc.host {
			t.Errorf("%s: %q %v host %q, %v; want %q %v host %q", tc.code, id, m.Kind, m.Host, ok, tc.id, tc.kind, tc.host)
		}
	}
}

func TestNoMark(t *testing.T) {
	for _, code := range []string{
		`<iframe>`, `<iframe src="">`, `<iframe src="about:blank">`, `<iframe src="/map/">`, `<iframe srcdoc=" ">`,
		`<img src="data:image/gif;base64,R0lGOD">`, `<img srcset="a.jpg 1x, b.jpg 2x">`,
		`<input src="https://pictures.example/a.gif">`,
		`<link rel="canonical" href="https://news.example/">`, `<link rel="me" href="https://tide.example/@harbour">`,
		`<form action="https://news.example/search">`,
		`<div data-href="https://www.youtube.com/watch?v=iwGFalTRHDA" data-url="https://www.youtube.com/embed/iwGFalTRHDA">`,
		`<div data-src="https://unknown.example/">`, `<a href="https://www.youtube.com/embed/iwGFalTRHDA">`,
		`<amp-unknown data-videoid="iwGFalTRHDA">`, `<blockquote cite="https://x.com/a/status/1">`, `<div class="">`, `<div class="Twitter-Tweet">`,
	} {
		if m, ok := markOf(t, code); ok {
			t.Errorf("%s: %+v", code, m)
		}
	}
}

func TestScriptMark(t *testing.T) {
	for text, want := range map[string]string{
		`js.src = "//connect.facebook.net/en_US/sdk.js#xfbml=1"`:          "facebook",
		`js.src=p+'://platform.twitter.com/widgets.js'`:                   "x",
		`{"a":"https:\/\/www.instagram.com\/embed.js"}`:                   "instagram",
		"load(`https://www.tiktok.com/embed.js`)":                         "tiktok",
		`// see https://www.tiktok.com/embed.js`:                          "",
		`"https://news.example/x" + "//cdn.example/y"`:                    "",
		`"` + strings.Repeat("x", 3000) + `https://www.tiktok.com/embed"`: "",
		`"https://www.tiktok.com/embed.js`:                                "",
		``:                                                                "",
	} {
		m, ok := Default().ScriptMark(text)
		if ok != (want != "") || ok && m.Provider.ID != want {
			t.Errorf("%.80s: %+v, %v; want %q", text, m, ok, want)
		}
	}
}

func TestReach(t *testing.T) {
	for raw, want := range map[string]struct {
		clean string
		reach reach
		host  string
	}{
		"/a":                                 {"/a", near, ""},
		"":                                   {"", near, ""},
		"#a":                                 {"#a", near, ""},
		"a/b:c":                              {"a/b:c", near, ""},
		"mailto:a@b.example":                 {"mailto:a@b.example", near, ""},
		"//a.example/b":                      {"https://a.example/b", foreign, "a.example"},
		`\\a.example\b?c\d`:                  {"https://a.example/b?c%5Cd", foreign, "a.example"},
		"https://a.example/b c":              {"https://a.example/b%20c", foreign, "a.example"},
		"HTTPS:////a.example/100%":           {"HTTPS://a.example/100%25", foreign, "a.example"},
		"http:a.example":                     {"http://a.example", foreign, "a.example"},
		" ht\ntp://A.example:80/ ":           {"http://A.example:80/", foreign, "a.example"},
		"https://u:p@a.example.:1/":          {"https://u:p@a.example.:1/", foreign, "a.example"},
		"https://127.0.0.1/":                 {"https://127.0.0.1/", foreign, "127.0.0.1"},
		"https://münchen.example/":           {"https://münchen.example/", foreign, ""},
		"https://a b.example/":               {"https://a%20b.example/", foreign, ""},
		"https://":                           {"https://", foreign, ""},
		"data:text/html,x":                   {"data:text/html,x", carried, ""},
		"javascript:x":                       {"javascript:x", carried, ""},
		"ftp://a.example/":                   {"ftp://a.example/", carried, "a.example"},
		"//" + strings.Repeat("a", 600):      {"https://" + strings.Repeat("a", 600), foreign, ""},
		"https://a.example/" + "\u2028" + "": {"https://a.example/\u2028", foreign, "a.example"},
	} {
		clean, r := reachOf(raw)
		if clean != want.clean || r != want.reach || r != near && hostOf(clean) != want.host {
			t.Errorf("%.80q: %.80q %v %q, want %.80q %v %q", raw, clean, r, hostOf(clean), want.clean, want.reach, want.host)
		}
	}
}

func TestCandidates(t *testing.T) {
	for set, want := range map[string][]string{
		"a.jpg":                            {"a.jpg"},
		" a.jpg 1x, b.jpg 2x ":             {"a.jpg", "b.jpg"},
		"a.jpg, b.jpg":                     {"a.jpg", "b.jpg"},
		"a,b.jpg 480w,\n c.jpg 960w":       {"a,b.jpg", "c.jpg"},
		",,, ":                             nil,
		"data:image/gif;base64,AA== 1x, b": {"data:image/gif;base64,AA==", "b"},
	} {
		var got []string
		for rest := set; rest != ""; {
			var address string
			if address, rest = cutCandidate(rest); address != "" {
				got = append(got, address)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", set, got, want)
		}
	}
}

func TestPasteRefuses(t *testing.T) {
	for name, tc := range map[string]struct {
		code string
		want error
	}{
		"size":            {strings.Repeat(" ", maxFragment+1), ErrTooLarge},
		"elements":        {strings.Repeat("<br>", maxElements+1), ErrTooLarge},
		"depth":           {strings.Repeat("<div>", maxOpen+1), ErrTooLarge},
		"things":          {strings.Repeat("<img src=//a.example>", maxThings+1), ErrTooLarge},
		"work":            {strings.Repeat("<b>", maxOpen) + strings.Repeat("</i>", 1<<18), ErrTooLarge},
		"tag":             {`<p>a<iframe src="https://a.example/`, ErrDoubtful},
		"comment":         {`<p>a<!-- b`, ErrDoubtful},
		"bogus comment":   {`<p>a<?php b`, ErrDoubtful},
		"style":           {`<style>a`, ErrDoubtful},
		"title":           {`<title>a`, ErrDoubtful},
		"plaintext":       {`<plaintext>a`, ErrDoubtful},
		"own frame":       {`<iframe src="/a">b`, ErrDoubtful},
		"raw in drawing":  {`<svg><style><p></style></svg>`, ErrDoubtful},
		"data in drawing": {`<svg><![CDATA[<p>]]></svg>`, ErrDoubtful},
		"fallback":        {`<noscript><!-- </noscript>`, ErrDoubtful},
		"fallback style":  {`<noscript><style></noscript>`, ErrDoubtful},
		"open fallback":   {`<noscript>a`, ErrDoubtful},

		"drawing":     {`<svg><title>Tide</title><style>p{}</style><style><![CDATA[p{}]]></style><path d="M0 0"/></svg>`, nil},
		"open frame":  {`<iframe src="https://www.youtube.com/embed/iwGFalTRHDA">`, nil},
		"open script": {`<script src="//a.example/">`, nil},
		"whole":       {`<!DOCTYPE html><title>a</title><p>b<!-- c --><noscript><p>d</noscript>`, nil},
	} {
		if _, err := Default().Paste(tc.code); !errors.Is(err, tc.want) || (err == nil) != (tc.want == nil) {
			t.Errorf("%s: %v, want %v", name, err, tc.want)
		}
	}
}

// What the provider wraps, or leaves to a script, ends where a browser ends it.
func TestExtents(t *testing.T) {
	const tweet = `<blockquote class="twitter-tweet"><p>a</p><a href="https://x.com/a/status/1">b</a></blockquote>`
	const frame = `<iframe src="https://www.youtube.com/embed/iwGFalTRHDA"></iframe>`
	for code, want := range map[string]string{
		`<p>a</p>` + tweet + `<p>b</p>`:                                                `<p>a</p><p>b</p>`,
		`<p>a <p class="codepen" data-slug-hash="b">c<p>d`:                             `<p>a <p>d`,
		`<ul><li>` + tweet + `<li>b</ul>`:                                              `<ul><li><li>b</ul>`,
		`<table><td>` + frame + `<td>b</table>`:                                        `<table><td><td>b</table>`,
		`<p>` + frame + `</p>`:                                                         ``,
		`<p>a ` + frame + `</p>`:                                                       `<p>a </p>`,
		`<p><span>` + frame + `<br>&nbsp;</span></p>`:                                  ``,
		`<div class="wide">` + frame + `</div>`:                                        `<div class="wide"></div>`,
		`<div id="a" style="b">` + frame + `</div>`:                                    ``,
		`<a href="/c"><b>` + frame + `</b></a>`:                                        `<a href="/c"><b></b></a>`,
		`<fb:post href="https://www.facebook.com/a/posts/123456" /><p>b</p>`:           `<p>b</p>`,
		`<blockquote class="twitter-tweet"><div>a</blockquote><p>b</div></p>`:          `<p>b</div></p>`,
		`<div class="twitter-tweet">a</span></b></p></div>b`:                           `b`,
		tweet + `<!-- c --><script src="//platform.twitter.com/widgets.js"></script>d`: `<!-- c -->d`,
	} {
		found, err := Default().Paste(code)
		wantSoundPasted(t, code, found)
		if got := without(code, found); got != want || err != nil {
			t.Errorf("%s\nleaves %s, %v\nwant   %s", code, got, err, want)
		}
	}
}

func TestWeakMarks(t *testing.T) {
	const script = `<script src="https://gist.github.com/harbour/0123456789abcdef.js"></script>`
	for code, want := range map[string]int{
		`<div class="gist">a</div>`:                                                                                  0,
		`<div class="gist">a</div>` + script:                                                                         1, // the script alone
		`<div class="gist"><a href="https://gist.github.com/0123456">a</a></div>`:                                    1,
		`<div class="jwplayer"></div><script src="https://cdn.jwplayer.com/libraries/aBcDeFgH.js"></script>`:         1,
		`<div class="tt-widget"></div><script src="https://cdn.tickettailor.com/js/widgets/min/widget.js"></script>`: 1,
		`<script src="https://tide.example/embed.js"></script>`:                                                      1, // nobody's
	} {
		found, err := Default().Paste(code)
		wantSoundPasted(t, code, found)
		if len(found) != want || err != nil {
			t.Errorf("%s: %+v, %v; want %d", code, found, err, want)
		}
	}
}
