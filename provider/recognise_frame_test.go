package provider

import "testing"

// Authors paste the address of a frame alone on a line as well as that of a
// page, and both with what shares and editors add.
func TestAddressesOfFramesAreRecognised(t *testing.T) {
	for pasted, want := range map[string]string{
		"https://player.twitch.tv/?channel=twitch&parent=www.example.com":                                                             "https://www.twitch.tv/twitch",
		"https://clips.twitch.tv/embed?clip=AwkwardHelplessSalamander&parent=x.example":                                               "https://clips.twitch.tv/AwkwardHelplessSalamander",
		"https://embed.bsky.app/embed/did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.post/3l6oveex3ii2l":                              "https://bsky.app/profile/did:plc:z72i7hdynmk6r22z27h6tvur/post/3l6oveex3ii2l",
		"https://www.redditmedia.com/r/aww/comments/90bu6w/heat/?ref_source=embed&embed=true":                                         "https://www.reddit.com/r/aww/comments/90bu6w/",
		"https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2F20531316728%2Fposts%2F10154009990506729%2F":  "https://www.facebook.com/20531316728/posts/10154009990506729",
		"//assets.pinterest.com/ext/embed.html?id=99360735500167749":                                                                  "https://www.pinterest.com/pin/99360735500167749/",
		"http://platform.twitter.com/embed/Tweet.html?dnt=true&amp;id=20":                                                             "https://x.com/i/status/20",
		"https://embed.podcasts.apple.com/de/podcast/the-daily/id1200361736?theme=auto":                                               "https://podcasts.apple.com/de/podcast/id1200361736",
		"https://www.youtube.com/watch?app=desktop&amp;amp;v=iwGFalTRHDA":                                                             "https://www.youtube.com/watch?v=iwGFalTRHDA",
		"https://www.openstreetmap.org/export/embed.html?bbox=-0.01%2C51.47%2C0.01%2C51.48&layer=mapnik&utm_source=letter&fbclid=IwA": "https://www.openstreetmap.org/export/embed.html?bbox=-0.01%2C51.47%2C0.01%2C51.48&layer=mapnik",
	} {
		m, ok := Default().Recognise(pasted)
		bare, known := Default().Recognise(want)
		if !known {
			t.Errorf("%s is not recognised", want)
		}
		if !ok || m != bare {
			t.Errorf("%s is %s at %s, want %s", pasted, m.Key, m.URL, want)
		}
		if again, ok := Default().ByKey(m.Provider.ID, m.Key); !ok || again != m {
			t.Errorf("%s: the key %s leads to %s", pasted, m.Key, again.URL)
		}
	}
}

// Whoever looks like a provider is none.
func TestLookAlikesAreNotRecognised(t *testing.T) {
	for _, address := range []string{
		"https://youtube.com.evil.example/watch?v=iwGFalTRHDA", "https://evil.example/youtube.com/embed/iwGFalTRHDA", "https://www.youtube.com@evil.example/embed/iwGFalTRHDA",
		"https://user:secret@www.youtube.com/embed/iwGFalTRHDA", "https://www.youtube.com:8443/embed/iwGFalTRHDA", "https://www.youtube.com:80/embed/iwGFalTRHDA",
		"https://www.youtube.com/embed/../../watch?v=iwGFalTRHDA", "https://www.youtube.com/embed/%2e%2e/iwGFalTRHDA", `https://www.youtube.com\@evil.example/embed/iwGFalTRHDA`,
		"https://www.youtube.com/embed/<script>xxx", "https://www.youtube.com/EMBED/iwGFalTRHDA", "https://www.youtube.com/embed/iwGFalTRHDAxyz", "https://xyoutube.com/embed/iwGFalTRHDA",
		"https://youtube.com./evil/embed/iwGFalTRHDA", "https://www.y0utube.com/embed/iwGFalTRHDA", "https://www.youtube.com%2eevil.example/embed/iwGFalTRHDA", "ftp://www.youtube.com/embed/iwGFalTRHDA",
		"javascript://www.youtube.com/embed/iwGFalTRHDA", "https:///www.youtube.com/embed/iwGFalTRHDA", "https://www.youtubе.com/embed/iwGFalTRHDA", // the last has a Cyrillic letter
		"https://player.vimeo.com.evil.example/video/76979871", "https://player.vimeo.com/video/76979871abc", "https://evil.example/?https://player.twitch.tv/?channel=twitch",
		"https://embed.bsky.app.evil.example/embed/did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.post/3l6oveex3ii2l", "https://player.twitch.tv@evil.example/?channel=twitch",
		"https://player.twitch.tv:444/?channel=twitch", "https://open.spotify.com/embed/track/4uLU6hMCjMI75M1A2tKUQCxyz", "https://open.spotify.com/embed/TRACK/4uLU6hMCjMI75M1A2tKUQC",
	} {
		if m, ok := Default().Recognise(address); ok && m.CanFrame() {
			t.Errorf("%s is %s, shown as %s", address, m.Provider.ID, m.Frame(publisher))
		}
	}
}
