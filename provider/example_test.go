package provider_test

import (
	"fmt"

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
