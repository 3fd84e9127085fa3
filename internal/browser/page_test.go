package browser

import (
	"bytes"
	"image/png"
	"net/http"
	"slices"
	"strings"
	"testing"
)

func TestPageWithAndWithoutScripts(t *testing.T) {
	b := Shared(t)
	b.Serve("site.test", html(`<p id=p>plain</p><script>document.getElementById("p").textContent = "scripted"</script>`))
	for noScript, want := range map[bool]string{true: "plain", false: "scripted"} {
		p := b.Page(t, View{NoScript: noScript})
		p.Open("https://site.test/")
		if got := Eval[string](p, "document.getElementById('p').textContent"); got != want {
			t.Errorf("with NoScript %v the page says %q, want %q", noScript, got, want)
		}
	}
}

func TestPageHearsViolationsAndErrors(t *testing.T) {
	b := Shared(t)
	b.Serve("site.test", html(`<meta http-equiv=Content-Security-Policy content="img-src 'none'"><img alt="" src=https://picture.test/a.png><script>none()</script>`))
	p := b.Page(t, View{})
	p.Open("https://site.test/")
	p.Until("a violation", func() bool { return len(p.Violations()) == 1 })
	if v := p.Violations(); !strings.Contains(v[0], "picture.test") {
		t.Errorf("violations %q", v)
	}
	p.Until("an error", func() bool { return len(p.Errors()) == 1 })
	if e := p.Errors(); !strings.Contains(e[0], "none is not defined") {
		t.Errorf("errors %q", e)
	}
	if slices.Contains(b.Hosts(), "picture.test") {
		t.Error("a blocked picture was asked for")
	}
}

func TestPageKeysAndFocus(t *testing.T) {
	b := Shared(t)
	b.Serve("site.test", html(`<a id=a class="x y" href=#>a</a><button id=b onclick="this.textContent='pressed'">b</button><iframe srcdoc="<button id=inner>i</button>"></iframe>`))
	p := b.Page(t, View{})
	p.Open("https://site.test/")
	for i, want := range []string{"BODY", "A#a.x.y", "BUTTON#b", "BUTTON#inner"} {
		if i > 0 {
			p.Press(Tab)
		}
		if got := p.Focused(); got != want {
			t.Errorf("after %d tabs the focus is on %s, want %s", i, got, want)
		}
	}
	p.Press(ShiftTab, Enter)
	if got := Eval[string](p, "document.getElementById('b').textContent"); got != "pressed" {
		t.Errorf("Enter did not press the button: %q", got)
	}
}

func TestPageViews(t *testing.T) {
	b := Shared(t)
	b.Serve("site.test", html(`<p>Hello`))
	p := b.Page(t, View{Width: 320, Height: 500, Dark: true, ForcedColors: true, ReducedMotion: true})
	p.Open("https://site.test/")
	for query, want := range map[string]bool{
		"(width: 320px)": true, "(height: 500px)": true, "(prefers-color-scheme: dark)": true, "(forced-colors: active)": true,
		"(prefers-reduced-motion: reduce)": true, "print": false,
	} {
		if got := Eval[bool](p, "matchMedia("+quote(query)+").matches"); got != want {
			t.Errorf("%s is %v", query, got)
		}
	}
	p.Look(View{Print: true})
	if !Eval[bool](p, "matchMedia('print').matches") {
		t.Error("the page is not looked at as on paper")
	}
}

func TestPageMeasures(t *testing.T) {
	b := Shared(t)
	b.Serve("site.test", html(`<main><div id=d></div><h1>Hello</h1><p style="height:300px;background:#ddd">text</p><img src=/x.png></main>`))
	p := b.Page(t, View{})
	p.Open("https://site.test/")
	if s := p.Shift(); s != 0 {
		t.Errorf("nothing moves, but the shift is %v", s)
	}
	Eval[bool](p, "document.getElementById('d').style.height = '200px', true")
	if s := p.Shift(); s < 0.01 {
		t.Errorf("the text moves by 200 px, but the shift is %v", s)
	}
	if found := p.Axe(t); len(found) != 1 || !strings.HasPrefix(found[0], "image-alt") {
		t.Errorf("axe finds %q, want the picture without alternative text", found)
	}
	picture, err := png.Decode(bytes.NewReader(p.Picture()))
	if err != nil || picture.Bounds().Dx() != 1280 {
		t.Errorf("picture: %v", err)
	}
}

func TestPagesStartWithoutCookies(t *testing.T) {
	b := Shared(t)
	b.Serve("site.test", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
		if _, err := r.Cookie("seen"); err == nil && r.URL.Path == "/" {
			t.Error("a new page brought a cookie")
		}
		html("<p>Hello").ServeHTTP(w, r)
	}))
	for range 2 {
		b.Page(t, View{}).Open("https://site.test/")
	}
}

func TestSpoken(t *testing.T) {
	b := Shared(t)
	b.Serve("spoken.test", html(`<h2>Tides</h2><p>Twice <b>a</b> day.</p><button aria-describedby=d>More</button><p id=d hidden>About tides</p><div><span role=status></span></div>`))
	p := b.Page(t, View{})
	p.Open("https://spoken.test/")
	_, got, _ := strings.Cut(p.Spoken(), "\n")
	want := "  heading \"Tides\" level=2\n  paragraph \"\"\n    StaticText \"Twice \"\n    StaticText \"a\"\n    StaticText \" day.\"\n" +
		"  button \"More\" (\"About tides\")\n  status \"\" live=polite\n"
	if got != want {
		t.Errorf("the page is spoken as\n%s\nnot\n%s", got, want)
	}
}
