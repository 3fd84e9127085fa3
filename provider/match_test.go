package provider

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

func TestFrames(t *testing.T) {
	for _, tc := range []struct{ url, host, frame string }{
		{"https://www.twitch.tv/twitch", "news.example", "https://player.twitch.tv/?channel=twitch&parent=news.example&autoplay=false"},
		{"https://www.twitch.tv/twitch", "localhost:8080", "https://player.twitch.tv/?channel=twitch&parent=localhost&autoplay=false"},
		{"https://www.twitch.tv/twitch", "[::1]:8080", "https://player.twitch.tv/?channel=twitch&parent=%5B%3A%3A1%5D&autoplay=false"},
		{"https://www.twitch.tv/twitch", `a&b"c`, "https://player.twitch.tv/?channel=twitch&parent=a%26b%22c&autoplay=false"},
		{"https://calendly.com/example-user/30min", "news.example", "https://calendly.com/example-user/30min?embed_type=Inline&embed_domain=news.example"},
		{"https://calendly.com/example-user", "news.example", ""}, // the frame needs an event
		{"https://soundcloud.com/forss/flickermood", "", "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fforss%2Fflickermood"},
		{"https://public.flourish.studio/visualisation/47988/", "", "https://flo.uri.sh/visualisation/47988/embed?auto=1"},
		{"https://www.facebook.com/zuck/posts/123456789", "", "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fzuck%2Fposts%2F123456789&show_text=true" +
			"&sdk=joey&channel=https%3A%2F%2Fstaticxx.facebook.com%2Fx%2Fconnect%2Fxd_arbiter%2F%3Fversion%3D46"},
		{"https://www.facebook.com/reel/873906321076441", "", "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Freel%2F873906321076441&show_text=false"},
		{"https://www.facebook.com/share/p/1AbCdEfGh/", "", ""},
	} {
		m := recognised(t, tc.url)
		if got := m.Frame(tc.host); got != tc.frame || m.CanFrame() != (tc.frame != "") {
			t.Errorf("%s for %s: frame %q, want %q", tc.url, tc.host, got, tc.frame)
		}
	}
}

// All addresses of a piece lead to one match.
func TestOnePieceIsOneMatch(t *testing.T) {
	for _, same := range [][]string{
		{"https://www.youtube.com/watch?v=iwGFalTRHDA", "https://youtu.be/iwGFalTRHDA?t=4", "https://m.youtube.com/watch?a=b&v=iwGFalTRHDA", "https://www.youtube-nocookie.com/embed/iwGFalTRHDA"},
		{"https://x.com/Interior/status/463440424141459456", "https://twitter.com/Interior/statuses/463440424141459456?s=20", "https://mobile.twitter.com/Interior/status/463440424141459456"},
		{"https://x.com/i/status/463440424141459456", "https://twitter.com/i/web/status/463440424141459456"},
		{"https://vimeo.com/742007267/0123456789", "https://player.vimeo.com/video/742007267?h=0123456789"},
		{"https://www.instagram.com/reel/CrVt-Wvs74O/", "https://www.instagram.com/nssmagazine/reel/CrVt-Wvs74O/", "https://instagram.com/reels/CrVt-Wvs74O?igsh=x"},
		{"https://mastodon.social/@pilot/100181134752056592", "https://mastodon.social/users/pilot/statuses/100181134752056592", "https://mastodon.social/@pilot/100181134752056592/embed"},
		{"https://datawrapper.dwcdn.net/RnWgL/", "https://www.datawrapper.de/_/RnWgL/", "https://datawrapper.dwcdn.net/RnWgL/9/"},
	} {
		first := recognised(t, same[0])
		for _, url := range same[1:] {
			if m := recognised(t, url); m != first {
				t.Errorf("%s and %s differ: %+v, %+v", same[0], url, first, m)
			}
		}
	}
}

func TestAuthors(t *testing.T) {
	for url, want := range map[string]string{
		"https://x.com/Interior/status/463440424141459456":                             "Interior",
		"https://x.com/i/status/463440424141459456":                                    "",
		"https://www.tiktok.com/@scout2015/video/6718335390845095173":                  "scout2015",
		"https://observablehq.com/@d3/stacked-to-grouped-bars":                         "d3",
		"https://odysee.com/@veritasium:f/the-secret-of-synchronization:2":             "veritasium",
		"https://odysee.com/@Vér:f/x:2":                                                "",
		"https://www.flickr.com/photos/8757881@N04/2971804544/":                        "",
		"https://www.kickstarter.com/projects/1869987317/wish-i-was-here-1":            "",
		"https://bsky.app/profile/bsky.app/post/3kkrqzuydho2v":                         "bsky.app",
		"https://bsky.app/profile/did:plc:z72i7hdynmk6r22z27h6tvur/post/3kq7aeuwbg42k": "",
		"https://www.facebook.com/NowThisPolitics/videos/1544622832235868/":            "NowThisPolitics",
		"https://www.facebook.com/100064860875397/posts/451016937058647":               "",
		"https://www.reddit.com/r/aww/comments/4lwccv/":                                "",
	} {
		if got := recognised(t, url).Author; got != want {
			t.Errorf("%s: author %q, want %q", url, got, want)
		}
	}
}

func TestFrameNames(t *testing.T) {
	form := regexp.MustCompile(`^__tt_embed__v[0-9]{17}$`)
	a := recognised(t, "https://www.tiktok.com/@scout2015/video/6718335390845095173")
	b := recognised(t, "https://www.tiktok.com/@scout2015/video/6718335390845095174")
	if !form.MatchString(a.FrameName()) || !form.MatchString(b.FrameName()) || a.FrameName() == b.FrameName() {
		t.Errorf("%q, %q", a.FrameName(), b.FrameName())
	}
	if n := recognised(t, "https://youtu.be/iwGFalTRHDA").FrameName(); n != "" {
		t.Errorf("%q", n)
	}
}

// What each frame may do is decided provider by provider; here is what must not
// slip in or get lost.
func TestSandboxes(t *testing.T) {
	for _, p := range Default().All() {
		frames := slices.ContainsFunc(p.Patterns, func(p Pattern) bool { return p.Frame != "" })
		if !frames && !p.Opaque.usable() && len(p.Sandbox) > 0 {
			t.Errorf("%s has no frame, but sandbox tokens", p.ID)
		}
		link := map[string]bool{"gofundme": true, "indiegogo": true, "kickstarter": true} // cards with a link
		if frames && p.Kind == Form && !link[p.ID] && !slices.Contains(p.Sandbox, "allow-forms") {
			t.Errorf("%s: a form that cannot be sent", p.ID)
		}
		for _, token := range p.Sandbox {
			if strings.HasPrefix(token, "allow-top-navigation") || token == "allow-scripts" || token == "allow-same-origin" {
				t.Errorf("%s: %s", p.ID, token)
			}
		}
	}
}

// The index must not keep anything that the program would need at its start.
func TestDefaultIsLazy(t *testing.T) {
	c := newCatalogue()
	if _, ok := c.Recognise("https://www.example.org/"); ok {
		t.Fatal("recognised")
	}
	c.Recognise("https://youtu.be/iwGFalTRHDA")
	for _, e := range c.entries {
		if (e.provider != nil) != (e.id == "youtube") {
			t.Errorf("%s: decoded %v", e.id, e.provider != nil)
		}
	}
}

func TestWords(t *testing.T) {
	c := Default()
	nouns, countries := c.Nouns(), c.Countries()
	for _, want := range []string{"post", "live blog", "3D model", "GIF", "captcha", "sign-up form"} {
		if !slices.Contains(nouns, want) {
			t.Errorf("nouns lack %q", want)
		}
	}
	if !slices.IsSorted(nouns) || !slices.IsSorted(countries) || slices.Contains(countries, "") || !slices.Contains(countries, "IE") {
		t.Errorf("nouns %q, countries %q", nouns, countries)
	}
	for noun, want := range map[string]string{"live blog": "noun.live-blog", "3D model": "noun.3d-model", "sign-up form": "noun.sign-up-form"} {
		if got := NounKey(noun); got != want {
			t.Errorf("%q: %q", noun, got)
		}
	}
	if _, ok := c.Get("youtube"); !ok {
		t.Error("no youtube")
	}
	if _, ok := c.Get("nobody"); ok {
		t.Error("nobody is there")
	}
}

func TestCatalogueIsSortedAndWhole(t *testing.T) {
	all := Default().All()
	if len(all) < 212 || !slices.IsSortedFunc(all, func(a, b *Provider) int { return strings.Compare(a.ID, b.ID) }) {
		t.Errorf("%d providers", len(all))
	}
}

// Many at once, from an empty catalogue: run with -race.
func TestConcurrentUse(t *testing.T) {
	c := newCatalogue()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, p := range Default().All() {
				for _, url := range p.Examples {
					m, ok := c.Recognise(url)
					if again, ok2 := c.ByKey(p.ID, m.Key); !ok || !ok2 || again != m {
						t.Errorf("%s: %v, %v", url, ok, ok2)
					}
				}
			}
		})
	}
	wg.Wait()
}
