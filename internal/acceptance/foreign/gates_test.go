package foreign

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/browser"
)

// hostile are styles of sites, each of which would hide or break a gate.
var hostile = []struct{ name, css string }{
	{"hidden", `iframe,form,button,input,section,h2,h3,h4,svg{display:none}`},
	{"important", `iframe,form,button,section{display:none!important;visibility:hidden!important;opacity:0!important}`},
	{"reverted", `*{all:revert}`},
	{"unset", `*{all:unset!important}`},
	{"tiny", `body *{font-size:0;line-height:0}iframe{height:10px;width:1px!important}`},
	{"moved", `.x iframe,.x section{position:absolute;left:-9999px;width:1px;height:1px;clip-path:inset(50%)}`},
	{"responsive", `.x{position:relative;padding-bottom:56.25%;height:0;overflow:hidden}.x>iframe,.x>section{position:absolute;inset:0;height:100%}`},
	{"untouched", `section *{pointer-events:none;user-select:none}button{transform:scale(0)}`},
	{"low", `iframe{height:10px!important;min-height:0!important;max-height:10px!important}`},
	{"low-by-class", `html body .x section[id] div>iframe[name][sandbox]{height:10px!important;block-size:10px!important;aspect-ratio:50!important}`},
	{"static", `*{position:static!important}`},
	{"boxed", `.x{height:60px!important;max-height:60px!important;overflow:hidden!important}div,section,form{height:40px!important}`},
	{"unhidden", `[hidden]{display:block!important}input{display:inline!important}`},
	{"buttons", `button{display:none}button,input{position:absolute;width:0;height:0;appearance:none}`},
	{"empty", `div:empty,iframe:empty,p:empty,:empty{display:none}`},
	{"invisible", `iframe{opacity:0;pointer-events:none;visibility:hidden!important;z-index:-1}`},
	{"narrow", `section{float:left;width:33%;columns:3}section,iframe,button,form{contain:size!important;container-type:size}`},
	{"layered", `@layer a,b;@layer b{iframe,section,form,button{display:none;height:0}}`},
	{"garnished", `section *::before,*::after{content:"GARNISH"!important;display:block!important;height:9em}p::first-letter{font-size:9em!important;float:left}p::first-line{color:transparent}`},
	{"by-id", `#top #all iframe,#top #all section,#top #all button{display:none!important;height:10px!important;width:10px!important}`},
}

// snippets are the codes of all providers, by file.
func snippets(t testing.TB) (codes []string) {
	t.Helper()
	files, err := filepath.Glob("../../../provider/testdata/snippets/*/*.html")
	if err != nil || len(files) < 100 {
		t.Fatalf("%d codes are there (%v)", len(files), err)
	}
	for _, name := range files {
		code, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		codes = append(codes, string(code))
	}
	return codes
}

// gallery has a page for each style, with an eighth of all codes: each code is
// seen in two of them.
func gallery(t testing.TB) http.Handler {
	codes := snippets(t)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := slices.IndexFunc(hostile, func(h struct{ name, css string }) bool { return h.name == r.URL.Path[1:] })
		if n < 0 {
			w.Header().Set("Content-Type", "text/plain")
			w.WriteHeader(http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><html lang="en"><title>Gallery</title><style>%s</style><body id="top"><h1>Gallery</h1><main id="all">`, hostile[n].css)
		for i := n % 8; i < len(codes); i += 8 {
			fmt.Fprintf(w, "<div class=\"x\">%s</div>\n<p>Text.</p>\n", codes[i])
		}
	})
}

// unfit is an expression: what is wrong with the gates of a page.
const unfit = `(() => {
	const wrong = [];
	const all = [...document.querySelectorAll("section.gf")];
	if (all.length < 12) wrong.push("only " + all.length + " gates");
	const names = new Set;
	for (const gate of all) {
		const say = (what) => wrong.push((gate.querySelector("h2,h3,h4,h5,h6") || gate).textContent.slice(0, 60) + ": " + what);
		const box = gate.getBoundingClientRect();
		if (!gate.checkVisibility({opacityProperty: true, visibilityProperty: true}) || box.width < 200 || box.height < 60) say("it cannot be seen: " + box.width + " by " + box.height);
		for (const e of [gate, ...gate.querySelectorAll("*")]) for (const part of ["::before", "::after"]) if (getComputedStyle(e, part).content.includes("GARNISH")) say("something is put into " + (e.className || e.tagName));
		for (const p of gate.querySelectorAll("p")) if (getComputedStyle(p, "::first-letter").fontSize != getComputedStyle(p).fontSize) say("its first letter is large");
		for (const e of gate.querySelectorAll("[hidden], .gf-no, .gf-box")) if (e.checkVisibility({visibilityProperty: true})) say("what waits is shown: " + (e.className || e.tagName));
		if (box.right < 1 || box.bottom + scrollY < 1) say("it stands outside");
		for (const b of gate.querySelectorAll("button")) {
			if (!/-yes$/.test(b.id)) continue;
			const r = b.getBoundingClientRect();
			if (!b.checkVisibility({opacityProperty: true, visibilityProperty: true}) || r.width < 24 || r.height < 24) say("its button is " + r.width + " by " + r.height);
			if (parseFloat(getComputedStyle(b).fontSize) < 9 || getComputedStyle(b).pointerEvents === "none") say("its button cannot be used");
			const name = b.getAttribute("aria-label") || b.textContent + (b.getAttribute("aria-describedby") || "") + (b.getAttribute("aria-labelledby") || "");
			if (!name.trim()) say("its button has no name");
		}
	}
	const ids = [...document.querySelectorAll("section.gf [id]")].map(e => e.id);
	if (new Set(ids).size !== ids.length) wrong.push("ids stand twice: " + ids.filter((d, i) => ids.indexOf(d) !== i).slice(0, 5));
	return wrong;
})()`

// low is an expression: what is wrong with the frame of a gate that was opened.
// It has the height that is kept free for the piece.
const low = `(() => {
	const gate = document.getElementById(%q);
	const frame = gate.querySelector("iframe");
	const r = frame.getBoundingClientRect();
	const style = getComputedStyle(frame);
	const [across, down] = style.aspectRatio.split("/").map(Number);
	const height = gate.matches(".gf-any") ? +frame.getAttribute("height") || 150 : r.width * (down || 1) / across;
	const wrong = [];
	if (r.width < Math.min(200, gate.clientWidth * .8) || !(r.height >= height * .9)) wrong.push(r.width + " by " + r.height + ", not " + height);
	if (!frame.checkVisibility({opacityProperty: true, visibilityProperty: true})) wrong.push("invisible");
	if (style.pointerEvents === "none" || style.opacity !== "1" || style.transform !== "none" || style.clipPath !== "none") wrong.push("out of reach");
	frame.scrollIntoView({block: "center"});
	const m = frame.getBoundingClientRect();
	if (document.elementFromPoint(m.x + m.width / 2, m.y + m.height / 2) !== frame) wrong.push("covered");
	return wrong.join(", ");
})()`

// grown is an expression: the height of a frame after the piece in it has
// said that it is 777 px tall.
const grown = `(() => {
	const frame = document.querySelector("#%s iframe");
	dispatchEvent(new MessageEvent("message", {source: frame.contentWindow, origin, data: {gatefold: {height: 777}}}));
	return frame.getBoundingClientRect().height;
})()`

// Whatever the style of the page says, each gate can be seen and used, and
// nobody is contacted. One that is opened, by mouse or by key, contacts its
// provider and nobody else, is as tall as it has to be, and closes again.
func TestGatesInHostileStyles(t *testing.T) {
	for _, noScript := range []bool{false, true} {
		for i, style := range hostile {
			if noScript && i%3 != 1 {
				continue // what scripts do to a gate is little, and has no style
			}
			t.Run(fmt.Sprintf("%s, scripts %t", style.name, !noScript), func(t *testing.T) {
				b := browser.Shared(t)
				b.Serve(paper, door(t, gallery(t)))
				p := b.Page(t, browser.View{NoScript: noScript})
				p.Open("https://" + paper + "/" + style.name)
				wrong := browser.Eval[[]string](p, unfit)
				for _, w := range wrong[:min(len(wrong), 8)] {
					t.Error(w)
				}
				if hosts := b.Hosts(); !slices.Equal(hosts, []string{paper}) {
					t.Errorf("%v were contacted", hosts)
				}
				openOne(t, b, p, i, noScript)
			})
		}
	}
}

// openOne opens the gate in a page that n leads to, and closes it.
func openOne(t *testing.T, b *browser.Browser, p *browser.Page, n int, noScript bool) {
	t.Helper()
	gates := browser.Eval[[]string](p, `[...document.querySelectorAll("section.gf button[id$=-yes]")].map(e => e.id.replace("-yes", ""))`)
	gate := gates[(3+n*5)%len(gates)]
	action := browser.Eval[string](p, fmt.Sprintf(`document.querySelector("#%s .gf-yes").getAttribute("action")`, gate))
	allowed := behind(t, action)
	if n%2 == 0 {
		p.Click("#" + gate + "-yes")
	} else {
		browser.Eval[bool](p, fmt.Sprintf(`(document.querySelector("#%s-yes").focus(), true)`, gate))
		p.Press(browser.Enter)
	}
	p.Until("one of the hosts behind "+gate+", which is "+action, func() bool { return slices.ContainsFunc(b.Hosts(), allowed) })
	p.WaitFor(fmt.Sprintf(`document.querySelector("#%s iframe").checkVisibility({visibilityProperty: true})`, gate))
	if wrong := browser.Eval[string](p, fmt.Sprintf(low, gate)); wrong != "" {
		t.Errorf("the frame of %s is %s", gate, wrong)
	}
	if height := browser.Eval[float64](p, fmt.Sprintf(grown, gate)); !noScript && height != 777 {
		t.Errorf("the frame of %s is to be 777 px tall, and is %v", gate, height)
	}
	for _, c := range b.Contacts() {
		if c.Host != paper && !allowed(c.Host) {
			t.Errorf("opening %s led to a %s", gate, c)
		}
	}
	p.Click("#" + gate + "-no")
	p.WaitFor(fmt.Sprintf(`document.querySelector("#%s iframe").contentWindow.length == 0`, gate))
}

// behind says whom the embed document at an address may contact, by the catalogue.
func behind(t *testing.T, path string) func(host string) bool {
	t.Helper()
	w := newWorkshop(t)
	m, _, ok := w.gates.OpenPath(path)
	if !ok {
		t.Fatalf("%q is not the address of an embed document", path)
	}
	return func(host string) bool {
		return slices.ContainsFunc(m.FrameHosts(), func(allowed string) bool {
			allowed, _, _ = strings.Cut(allowed, ":") // a port
			suffix, any := strings.CutPrefix(allowed, "*")
			return host == allowed || any && strings.HasSuffix(host, suffix)
		})
	}
}
