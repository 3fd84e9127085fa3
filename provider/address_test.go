package provider

import (
	"strings"
	"testing"
)

// A video, as a browser would come to it.
func TestRecogniseWhatABrowserTakesThere(t *testing.T) {
	const key = "iwGFalTRHDA"
	for _, url := range []string{
		"https://www.youtube.com/watch?v=iwGFalTRHDA",
		"http://www.youtube.com/watch?v=iwGFalTRHDA",
		"//www.youtube.com/watch?v=iwGFalTRHDA",
		"HTTPS://WWW.YouTube.COM/watch?v=iwGFalTRHDA",
		"  https://www.youtube.com/watch?v=iwGFalTRHDA\n",
		"\x00\x1f https://www.youtube.com/watch?v=iwGFalTRHDA \t",
		"https://www.youtube.com:443/watch?v=iwGFalTRHDA",
		"http://www.youtube.com:80/watch?v=iwGFalTRHDA",
		"https://www.youtube.com:/watch?v=iwGFalTRHDA",
		"https://www.youtube.com./watch?v=iwGFalTRHDA",
		"https://www.youtube.com/watch?v=iwGFalTRHDA&utm_source=a\"b<c>{d}|é",
		"https://www.youtube.com/watch?v=iwGFalTRHDA#t=40",
		"https://youtu.be/iwGFalTRHDA?si=../..",
	} {
		m, ok := Default().Recognise(url)
		if !ok || m.Provider.ID != "youtube" || m.Key != key {
			t.Errorf("%q: %v %q, want the video", url, ok, m.Key)
		}
		wantSound(t, url, m)
	}
}

// None of these may be recognised, whichever way a sloppy reader would see them.
func TestRefuseWhatIsDoubtful(t *testing.T) {
	for _, url := range []string{
		"", "/", "//", "https:", "https://", "https:///", "www.youtube.com/watch?v=iwGFalTRHDA",
		"ftp://www.youtube.com/watch?v=iwGFalTRHDA", "javascript://www.youtube.com/watch?v=iwGFalTRHDA",
		"data:text/html,https://www.youtube.com/watch?v=iwGFalTRHDA", "view-source:https://youtu.be/iwGFalTRHDA",
		"https:/www.youtube.com/watch?v=iwGFalTRHDA", "https:www.youtube.com/watch?v=iwGFalTRHDA",
		`https:\\www.youtube.com\watch?v=iwGFalTRHDA`, `\\www.youtube.com/watch?v=iwGFalTRHDA`, `/\www.youtube.com/watch?v=iwGFalTRHDA`,

		// another host behind or before the known one
		"https://www.youtube.com@evil.example/watch?v=iwGFalTRHDA", "https://evil@www.youtube.com/watch?v=iwGFalTRHDA",
		"https://:@www.youtube.com/watch?v=iwGFalTRHDA", "https://www.youtube.com:@evil.example/watch?v=iwGFalTRHDA",
		`https://www.youtube.com\@evil.example/watch?v=iwGFalTRHDA`, `https://evil.example\@www.youtube.com/watch?v=iwGFalTRHDA`,
		`https://evil.example\.www.youtube.com/watch?v=iwGFalTRHDA`, `https://evil.example?.www.youtube.com/watch?v=iwGFalTRHDA`,
		"https://evil.example#.www.youtube.com/watch?v=iwGFalTRHDA", "https://www.youtube.com.evil.example/watch?v=iwGFalTRHDA",
		"https://evilyoutube.com/watch?v=iwGFalTRHDA", "https://www.youtube.comevil.example/watch?v=iwGFalTRHDA",
		"https://www.youtube.com%2eevil.example/watch?v=iwGFalTRHDA", "https://evil.example/https://www.youtube.com/watch?v=iwGFalTRHDA",
		"https://www-youtube.com/watch?v=iwGFalTRHDA", "https://youtubexcom/watch?v=iwGFalTRHDA",

		// ports, dots, escapes, other alphabets in the host
		"https://www.youtube.com:8443/watch?v=iwGFalTRHDA", "https://www.youtube.com:80/watch?v=iwGFalTRHDA",
		"http://www.youtube.com:443/watch?v=iwGFalTRHDA", "https://www.youtube.com:44 3/watch?v=iwGFalTRHDA",
		"https://www.youtube.com:443:443/watch?v=iwGFalTRHDA", "https://www.youtube.com:0443/watch?v=iwGFalTRHDA",
		"https://www.youtube.com../watch?v=iwGFalTRHDA", "https://.www.youtube.com/watch?v=iwGFalTRHDA",
		"https://www..youtube.com/watch?v=iwGFalTRHDA", "https://www.youtube%2ecom/watch?v=iwGFalTRHDA",
		"https://www.youtube。com/watch?v=iwGFalTRHDA", "https://www.ｙoutube.com/watch?v=iwGFalTRHDA",
		"https://www.youtube\u00ad.com/watch?v=iwGFalTRHDA", "https://www.yοutube.com/watch?v=iwGFalTRHDA",
		"https://www.you\ttube.com/watch?v=iwGFalTRHDA", "https://www.youtube.com\n/watch?v=iwGFalTRHDA",
		"https://www.youtube.com\x00/watch?v=iwGFalTRHDA", "https://www.youtube.com /watch?v=iwGFalTRHDA",
		"https\t://www.youtube.com/watch?v=iwGFalTRHDA", "https:/\n/www.youtube.com/watch?v=iwGFalTRHDA",

		// in the rest
		"https://www.youtube.com/\twatch?v=iwGFalTRHDA", "https://www.youtube.com/watch?v=iwGFal\nTRHDA",
		"https://www.youtube.com/watch?v=iwGFalTRHDA&a= b", "https://www.youtube.com/watch?v=iwGFalTRHDA\\",
		"https://www.youtube.com/watch?v=iwGFalTRHDA\x7f", "https://www.youtube.com/watch?v=iwGFalTRHDA&a=\xff",
		"https://www.youtube.com/watch?v=iwGFalTRHDA&a=%", "https://www.youtube.com/watch?v=iwGFalTRHDA&a=%4g",
		"https://open.spotify.com/x/../track/2qToAcex0ruZfbEbAy9OhW", "https://play.acast.com/s/../..",
		"https://play.acast.com/s/show/%2e%2E", "https://play.acast.com/s/show/.%2e/", "https://play.acast.com/s/./episode",
		"https://www.youtube.com/watch?v=" + strings.Repeat("a", 2100),
		"https://www.youtube.com/watch?v=iwGFalTRHDA&a=" + strings.Repeat("a", 2100),
	} {
		if m, ok := Default().Recognise(url); ok {
			t.Errorf("%q is taken for %s %q", url, m.Provider.ID, m.URL)
		}
	}
}

func TestFederatedHostsArePublic(t *testing.T) {
	const post = "/@pilot/123456789012"
	for _, host := range []string{"social.example", "xn--bcher-kva.example", "a.b.c.d.example", "social.example.", "SOCIAL.Example"} {
		m, ok := Default().Recognise("https://" + host + post)
		want := strings.TrimSuffix(strings.ToLower(host), ".")
		if !ok || m.Provider.ID != "mastodon" || m.Frame("") != "https://"+want+post+"/embed" || len(m.FrameHosts()) != 1 || m.FrameHosts()[0] != want {
			t.Errorf("%s: %v, frame %q on %v", host, ok, m.Frame(""), m.FrameHosts())
		}
	}
	for _, host := range []string{
		"localhost", "localhost.", "printer.local", "db.internal", "x.localhost", "router.lan", "nas.home", "1.0.0.127.in-addr.arpa",
		"127.0.0.1", "2130706433", "0x7f.1", "0x7f000001", "127.1", "[::1]", "[::ffff:127.0.0.1]", "1.1.1.1.", "social.example.1", "social.0x7f",
		"social.example:8443", "social", "-a.example", "a-.example", "a_b.example", "a..example", "social.e-", "müller.example",
		strings.Repeat("a", 64) + ".example", strings.Repeat("a.", 125) + "example",
	} {
		if m, ok := Default().Recognise("https://" + host + post); ok {
			t.Errorf("%s is framed as %q", host, m.Frame(""))
		}
	}
}

// What a browser escapes is escaped before anything else looks at it.
func TestNormalForm(t *testing.T) {
	for url, want := range map[string]string{
		"https://commons.wikimedia.org/wiki/File:Ä.ogg":              "https://commons.wikimedia.org/wiki/File:%C3%84.ogg",
		"https://commons.wikimedia.org/wiki/File:%C3%84.ogg":         "https://commons.wikimedia.org/wiki/File:%C3%84.ogg",
		"https://commons.wikimedia.org/wiki/File:\"><script>{a}.ogg": "https://commons.wikimedia.org/wiki/File:%22%3E%3Cscript%3E%7Ba%7D.ogg",
	} {
		m, ok := Default().Recognise(url)
		if !ok || m.URL != want {
			t.Errorf("%s: %v %q, want %q", url, ok, m.URL, want)
		}
		wantSound(t, url, m)
	}
}

// What stands for a placeholder in an address is text.
func TestAddressesBringNoPlaceholders(t *testing.T) {
	for _, url := range []string{
		"https://maps.google.com/maps?q={host}{url}{id}",
		"https://docs.google.com/document/d/%7Bhost%7D",
		"https://www.mixcloud.com/OneTakeTapes/{host}/",
	} {
		m, ok := Default().Recognise(url)
		if ok {
			wantSound(t, url, m)
			if f := m.Frame("news.example"); strings.Contains(f, "news.example") {
				t.Errorf("%s: frame %q", url, f)
			}
		}
	}
}

func TestAmpersandsStayInTheirParameter(t *testing.T) {
	m, ok := Default().Recognise("https://www.google.com/maps/place/Marks+&+Spencer&output=x/@48.8583701,2.2922926,17z/")
	if want := "https://maps.google.com/maps?q=Marks+%26+Spencer%26output=x&ll=48.8583701,2.2922926&z=17&output=embed"; !ok || m.Frame("") != want {
		t.Errorf("frame %q, want %q", m.Frame(""), want)
	}
}

func TestReservedWordsAreNoNames(t *testing.T) {
	for _, url := range []string{
		"https://soundcloud.com/discover/sets/", "https://soundcloud.com/you/likes", "https://soundcloud.com/You/likes",
		"https://www.twitch.tv/directory", "https://streamable.com/login",
	} {
		if m, ok := Default().Recognise(url); ok {
			t.Errorf("%s is taken for a piece of %s", url, m.Provider.Name)
		}
	}
}
