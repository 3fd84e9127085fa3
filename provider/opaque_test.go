package provider

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// What a record says about its script in an opaque origin can be used, or says
// why not.
func TestOpaqueFacts(t *testing.T) {
	eachProvider(t, func(t *testing.T, p *Provider) {
		o := p.Opaque
		if o == nil {
			return
		}
		c := checker{t, p}
		c.want(o.Works == "believed" || o.Works == "no", "works %q", o.Works)
		c.want(o.Why != "" && strings.HasSuffix(o.Why, "."), "why %q", o.Why)
		c.want(o.usable() == (len(o.Hosts) > 0) && o.usable() == (o.HTML != ""), "neither whole nor absent")
		c.list("opaque hosts", o.Hosts)
		for _, h := range o.Hosts {
			c.want(hostForm.MatchString(h), "opaque host %q", h)
		}
		if o.usable() {
			c.opaqueHTML(o)
		}
	})
}

// opaqueHTML checks that a template has no script of its own, and loads nothing
// from hosts that the document may not reach.
func (c checker) opaqueHTML(o *Opaque) {
	z := html.NewTokenizer(strings.NewReader(o.HTML))
	scripts := 0
	for z.Next() != html.ErrorToken {
		t := z.Token()
		for _, a := range t.Attr {
			c.want(!strings.HasPrefix(a.Key, "on"), "the template has the handler %s", a.Key)
			if loads := t.Data == "script" && a.Key == "src" || t.Data == "link" && a.Key == "href"; loads {
				host, _, _ := strings.Cut(strings.TrimPrefix(a.Val, "https://"), "/")
				c.want(allowsHost(o.Hosts, host, ""), "the template loads %s from elsewhere", a.Val)
			}
		}
		if t.Data == "script" && t.Type == html.StartTagToken {
			scripts++
			c.want(z.Next() == html.EndTagToken, "the template has a script of its own")
		}
	}
	c.want(scripts == 1, "%d scripts", scripts)
}

// Each that is believed to work shows its examples.
func TestOpaqueExamples(t *testing.T) {
	shown := 0
	eachProvider(t, func(t *testing.T, p *Provider) {
		for _, url := range p.Examples {
			m, _ := Default().Recognise(url)
			if m.opaque != "" {
				shown++
				wantSoundOpaque(t, url, m)
			} else if p.Opaque.usable() && m.frame == "" {
				t.Errorf("%s is not shown", url)
			}
		}
	})
	if shown < 6 {
		t.Errorf("%d examples are shown by a script", shown)
	}
}

func TestOpaqueOfStrangers(t *testing.T) {
	script := Stranger{Kind: StrangeScript, Address: "https://polls.example.com/a.js?b=\"&c"}
	m, _ := script.Match()
	if got, want := m.Opaque(), `<script src="https://polls.example.com/a.js?b=%22&amp;c"></script>`; got != want {
		t.Errorf("the document holds %s, want %s", got, want)
	}
	script.Code = "<p>a</p><script src=b></script>"
	if m, _ = script.Match(); m.Opaque() != script.Code {
		t.Errorf("the document holds %s", m.Opaque())
	}
	frame, _ := Stranger{Kind: StrangeFrame, Address: "https://polls.example.com/"}.Match()
	if frame.Opaque() != "" {
		t.Errorf("a frame is shown by %s", frame.Opaque())
	}
}

func TestPlay(t *testing.T) {
	for url, want := range map[string]string{
		"https://youtu.be/dQw4w9WgXcQ":                  "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1",
		"https://vimeo.com/7073899":                     "https://player.vimeo.com/video/7073899?dnt=1&autoplay=1",
		"https://www.twitch.tv/videos/143249725":        "https://player.twitch.tv/?video=143249725&parent=news.example&autoplay=true",
		"https://www.instagram.com/p/CaBcDeFgHiJ/":      "",
		"https://gist.github.com/6806305":               "",
		"https://www.openstreetmap.org/#map=9/54.1/8.2": "",
	} {
		m, ok := Default().Recognise(url)
		if got := m.Play("news.example"); !ok || got != want || m.Plays() != (want != "") {
			t.Errorf("%s plays at %q, want %q", url, got, want)
		}
	}
	if got, want := withParameter("https://a.example/?autoplay=0&b=c#d", "autoplay=1"), "https://a.example/?b=c&autoplay=1#d"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	video, _ := Stranger{Kind: StrangeVideo, Address: "https://a.example/a.mp4"}.Match()
	if !video.Plays() || video.Play("") != "" {
		t.Error("an unknown video does not play at a click")
	}
}
