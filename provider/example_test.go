package provider_test

import (
	"fmt"
	"strings"
	"time"

	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/provider"
)

func Example() {
	m, ok := provider.Default().Recognise("https://x.com/Interior/status/463440424141459456?s=20")
	if !ok {
		fmt.Println("an ordinary link")
		return
	}
	fmt.Printf("%s %s by %s, answered for by %s\n", m.Provider.Name, m.Noun, m.Author, m.Provider.Controller)
	fmt.Println(m.URL)
	// Output:
	// X post by Interior, answered for by X Internet Unlimited Company
	// https://x.com/Interior/status/463440424141459456
}

func ExampleCatalogue_Recognise() {
	c := provider.Default()
	for _, url := range []string{
		"https://youtu.be/iwGFalTRHDA?t=40",
		"https://youtube.com@evil.example/watch?v=iwGFalTRHDA",
		"https://www.example.org/a-story.html",
	} {
		if m, ok := c.Recognise(url); ok {
			fmt.Println(m.Noun, m.URL)
		} else {
			fmt.Println("an ordinary link")
		}
	}
	// Output:
	// video https://www.youtube.com/watch?v=iwGFalTRHDA
	// an ordinary link
	// an ordinary link
}

func ExampleCatalogue_ByKey() {
	c := provider.Default()
	m, _ := c.Recognise("https://www.youtube.com/shorts/a12CpYea0i4")
	fmt.Println(m.Key)

	again, ok := c.ByKey("youtube", m.Key)
	fmt.Println(ok, again == m)

	_, ok = c.ByKey("youtube", "~~~zevil.example~page")
	fmt.Println(ok)
	// Output:
	// ~shorts~a12CpYea0i4
	// true true
	// false
}

func ExampleCatalogue_Tracker() {
	t, ok := provider.Default().Tracker("fonts.gstatic.com", "/s/roboto.woff2")
	fmt.Println(ok, t.Owner, t.Category)
	// Output: true Google fonts
}

func ExampleMatch_Frame() {
	m, _ := provider.Default().Recognise("https://www.twitch.tv/videos/29415830?t=17m17s")
	fmt.Println(m.Frame("news.example"))
	fmt.Println(m.FrameHosts())
	fmt.Println(m.Provider.Sandbox)
	// Output:
	// https://player.twitch.tv/?video=29415830&parent=news.example&autoplay=false
	// [player.twitch.tv clips.twitch.tv embed.twitch.tv www.twitch.tv]
	// [allow-modals allow-storage-access-by-user-activation]
}

func ExampleMatch_ResizeJSON() {
	m, _ := provider.Default().Recognise("https://www.reddit.com/r/aww/comments/4lwccv/")
	fmt.Printf("%s\n", m.ResizeJSON())
	// Output: [{"origin":"https://embed.reddit.com","data":"json-or-object","match":[{"path":["type"],"equals":"resize.embed"}],"height":["data"]}]
}

// An author pastes what the service's "copy embed code" gave.
func ExampleCatalogue_Paste() {
	const pasted = `<p>The harbour said:</p>
<blockquote class="twitter-tweet"><p lang="en">High water at 06:12.</p>&mdash; Harbour Office
<a href="https://twitter.com/harbour_office/status/1234567890123456789?ref_src=twsrc">1 May</a></blockquote>
<script async src="https://platform.twitter.com/widgets.js"></script>
<iframe src="https://player.unknown.example/v/1"></iframe>`

	found, err := provider.Default().Paste(pasted)
	if err != nil {
		fmt.Println("not to be shown:", err)
		return
	}
	for _, p := range found {
		if !p.Known() {
			fmt.Println("somebody's", p.Kind, "on", p.Host)
			continue
		}
		fmt.Println(p.Match.Provider.Name, p.Match.Noun, p.Match.URL)
		for _, r := range p.Rest {
			fmt.Println("and", pasted[r.Start:r.End])
		}
	}
	// Output:
	// X post https://x.com/harbour_office/status/1234567890123456789
	// and <script async src="https://platform.twitter.com/widgets.js"></script>
	// somebody's frame on player.unknown.example
}

// What the post said stands in the code that was pasted for it.
func ExamplePasted_Quote() {
	const pasted = `<blockquote class="twitter-tweet"><p lang="en">High water at 06:12. <img class="emoji" alt="🌊" src="wave.png"><br>
Mind the <a href="https://tide.example/steps?utm_source=x">steps</a>.</p>&mdash; Harbour Office (@harbour_office)
<a href="https://twitter.com/harbour_office/status/2050096494932922983">1. Mai 2026</a></blockquote>`

	found, _ := provider.Default().Paste(pasted)
	q := found[0].Quote(pasted)
	fmt.Printf("%s, @%s, %s:\n%s\n%v", q.Author, q.Handle, q.Date.Format(time.RFC1123), q.Text, q.Links)
	// Output:
	// Harbour Office, @harbour_office, Fri, 01 May 2026 06:14:28 UTC:
	// High water at 06:12. 🌊
	// Mind the steps.
	// [{steps https://tide.example/steps}]
}

// A rewriter asks about every start tag of a page.
func ExampleCatalogue_Mark() {
	page := html.NewTokenizer(strings.NewReader(
		`<div class="entry"><img src="/tide.jpg"><iframe data-src="//player.vimeo.com/video/742007267"></iframe></div>`))
	for page.Next() != html.ErrorToken {
		tag := page.Token()
		if tag.Type != html.StartTagToken {
			continue
		}
		if m, ok := provider.Default().Mark(tag.Data, tag.Attr); ok {
			fmt.Println(tag.Data, "is a", m.Kind, "of", m.Provider.Name)
		}
	}
	// Output: iframe is a frame of Vimeo
}
