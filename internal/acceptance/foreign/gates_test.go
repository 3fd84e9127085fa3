package foreign

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
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
	{"responsive", `.x{position:relative;padding-bottom:56.25%;height:0;overflow:hidden}.x>*{position:absolute;inset:0;height:100%}`},
	{"untouched", `section *{pointer-events:none;user-select:none}button{transform:scale(0)}`},
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

// gallery has a page for each style, with a quarter of all codes: each code is
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
		fmt.Fprintf(w, `<!doctype html><html lang="en"><title>Gallery</title><style>%s</style><h1>Gallery</h1>`, hostile[n].css)
		for i := n % 4; i < len(codes); i += 4 {
			code := codes[i]
			fmt.Fprintf(w, "<div class=\"x\">%s</div>\n<p>Text.</p>\n", code)
		}
	})
}

// unfit is an expression: what is wrong with the gates of a page.
const unfit = `(() => {
	const wrong = [];
	const all = [...document.querySelectorAll("section.gf")];
	if (all.length < 25) wrong.push("only " + all.length + " gates");
	const names = new Set;
	for (const gate of all) {
		const say = (what) => wrong.push((gate.querySelector("h2,h3,h4,h5,h6") || gate).textContent.slice(0, 60) + ": " + what);
		const box = gate.getBoundingClientRect();
		if (!gate.checkVisibility({opacityProperty: true, visibilityProperty: true}) || box.width < 200 || box.height < 60) say("it cannot be seen: " + box.width + " by " + box.height);
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

// Whatever the style of the page says, each gate can be seen and used, and
// nobody is contacted.
func TestGatesInHostileStyles(t *testing.T) {
	b := browser.Shared(t)
	b.Serve(paper, door(t, gallery(t)))
	p := b.Page(t, browser.View{})
	for _, style := range hostile {
		name := style.name
		b.Forget()
		p.Open("https://" + paper + "/" + name)
		wrong := browser.Eval[[]string](p, unfit)
		for _, w := range wrong[:min(len(wrong), 8)] {
			t.Errorf("%s: %s", name, w)
		}
		if hosts := b.Hosts(); !slices.Equal(hosts, []string{paper}) {
			t.Errorf("%s: %v were contacted", name, hosts)
		}
	}
}

// A gate in a page of hostile style opens by mouse and by keyboard, contacts its
// provider, and closes again.
func TestOpeningInHostileStyles(t *testing.T) {
	for _, noScript := range []bool{false, true} {
		for i, name := range []string{"important", "responsive", "unset", "tiny"} {
			t.Run(fmt.Sprintf("%s, scripts %t", name, !noScript), func(t *testing.T) {
				b := browser.Shared(t)
				b.Serve(paper, door(t, gallery(t)))
				p := b.Page(t, browser.View{NoScript: noScript})
				p.Open("https://" + paper + "/" + name)
				gate := browser.Eval[string](p, fmt.Sprintf(`[...document.querySelectorAll("section.gf button[id$=-yes]")][%d].id.replace("-yes", "")`, 3+i*5))
				if i%2 == 0 {
					p.Click("#" + gate + "-yes")
				} else {
					browser.Eval[bool](p, fmt.Sprintf(`(document.querySelector("#%s-yes").focus(), true)`, gate))
					p.Press(browser.Enter)
				}
				p.Until("the provider", func() bool { return len(b.Hosts()) > 1 })
				shown := fmt.Sprintf(`(r => r.width > 200 && r.height > 50)(document.querySelector("#%[1]s iframe").getBoundingClientRect()) && document.querySelector("#%[1]s iframe").checkVisibility({opacityProperty: true, visibilityProperty: true})`, gate)
				p.WaitFor(shown)
				p.Click("#" + gate + "-no")
				p.WaitFor(fmt.Sprintf(`document.querySelector("#%s iframe").contentWindow.length == 0`, gate))
			})
		}
	}
}
