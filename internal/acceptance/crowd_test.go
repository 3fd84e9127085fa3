package acceptance

import (
	"fmt"
	"net/http"
	"net/http/httputil"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/browser"
	"github.com/gatefold/gatefold/internal/htmltest"
)

// crowd is a publication of two pages with many gates: the same post twice, ten
// posts of one provider, gates in lists, quotations, tables and in text of the
// other direction.
const (
	crowd     = "testdata/crowd"
	crowdHost = "crowd.example"
	crowdPage = "/coast/crowd/"
)

// crowdBuilt builds the publication and gives the folder.
func crowdBuilt(t *testing.T) string {
	t.Helper()
	start(t)
	out := filepath.Join(t.TempDir(), "out")
	if said, err := exec.Command(program.binary, "build", crowd, "--out", out).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	return out
}

func parsed(t *testing.T, out, path string) htmltest.Node {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(out, filepath.FromSlash(path), "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	return htmltest.Parse(t, text)
}

// Wherever gates stand and however many there are: each has a name, IDs and an
// embed document of its own, a heading of the right level, and leaves what is
// around it as it is.
func TestGatesInACrowd(t *testing.T) {
	out := crowdBuilt(t)
	for path, want := range map[string]string{
		crowdPage: `
.prose h2 Mastodon post by tide (1)
.prose h2 Mastodon post by tide (2)
.prose h3 Mastodon post by tide (3)
.prose h3 Mastodon post by tide (4)
.prose h3 Mastodon post by otter
.prose h3 Mastodon post by tide (5)
.prose h3 Mastodon post by tide (6)
.prose h3 Mastodon post by tide (7)
.prose h3 Mastodon post by tide (8)
.prose h3 Mastodon post by tide (9)
.prose > ul > li h4 YouTube video (1)
.prose > ul > li > ol > li h4 Vimeo video (1)
.prose > ul > li > ol > li h4 YouTube video (2)
.prose > blockquote h5 YouTube video (3)
.prose > blockquote > blockquote h5 Mastodon post by tide (10)
.prose table td h3 YouTube video (4)
.prose table td h3 Vimeo video (2)
.prose table td h3 YouTube video (5)
.prose > [dir=rtl] h3 YouTube video (6)`,
		"/ar" + crowdPage: `
.prose h2 منشور من Mastodon للحساب tide (1)
.prose h2 منشور من Mastodon للحساب tide (2)
.prose > ul > li h2 فيديو من YouTube (1)
.prose > blockquote h2 فيديو من YouTube (2)`,
	} {
		doc := parsed(t, out, path)
		doc.UniqueIDs()
		doc.Resolves()
		doc.LoadsOnlyFrom("/")
		doc.None("section.gf section.gf")
		if last := doc.All(".prose > p"); path == crowdPage && last[len(last)-1].Text() != "After all of them." {
			t.Errorf("%s: a gate has swallowed the end of the article", path)
		}
		gates := doc.All("section.gf")
		lines := strings.Split(strings.TrimSpace(want), "\n")
		if len(gates) != len(lines) {
			t.Fatalf("%s: %d gates, want %d", path, len(gates), len(lines))
		}
		for i, line := range lines {
			where, level, name := cutPlace(line)
			id := fmt.Sprintf("gf%d", i+1)
			if len(doc.All(where+" > #"+id)) != 1 {
				t.Errorf("%s: %s does not stand in %s", path, id, where)
			}
			heading := gates[i].One(level + ".gf-name")
			if heading.Text() != name || gates[i].Attr("id") != id || heading.Attr("id") != id+"-name" {
				t.Errorf("%s: gate %d is %s %q", path, i+1, gates[i].Attr("id"), heading.Text())
			}
			if frame := gates[i].One("iframe"); frame.Attr("name") != gates[i].One("form.gf-yes").Attr("target") {
				t.Errorf("%s: the form of %s opens another frame", path, id)
			}
		}
		controlsDiffer(t, path, gates)
	}
}

// cutPlace takes a line of the table apart: a selector, the heading's level, a name.
func cutPlace(line string) (where, level, name string) {
	words := strings.Fields(line)
	i := slices.IndexFunc(words, func(w string) bool { return len(w) == 2 && w[0] == 'h' })
	return strings.Join(words[:i], " "), words[i], strings.Join(words[i+1:], " ")
}

// controlsDiffer checks that no two controls of one kind have one name.
func controlsDiffer(t *testing.T, path string, gates []htmltest.Node) {
	t.Helper()
	seen := map[string]bool{}
	for _, g := range gates {
		for _, kind := range []string{"a.gf-skip", "a.gf-src", "button", "input.gf-keep", ".gf-end", "iframe"} {
			for _, c := range g.All(kind) {
				if name := kind + " " + c.Name(); seen[name] || c.Name() == "" {
					t.Errorf("%s has two controls %q, or one without a name", path, name)
				} else {
					seen[name] = true
				}
			}
		}
	}
}

// A piece that several gates hold has one embed document, which leads back to
// each page that it is on once.
func TestEmbedDocumentsOfACrowd(t *testing.T) {
	out := crowdBuilt(t)
	for _, path := range []string{crowdPage, "/ar" + crowdPage} {
		for _, form := range parsed(t, out, path).All("form.gf-yes") {
			doc := parsed(t, out, form.Attr("action"))
			back := map[string]int{}
			for _, a := range doc.All("header a[href^=/]") {
				if back[a.Attr("href")]++; back[a.Attr("href")] > 1 {
					t.Errorf("%s links to %s twice", form.Attr("action"), a.Attr("href"))
				}
			}
			if back[path] == 0 {
				t.Errorf("%s, which %s opens, does not lead back to it but to %v", form.Attr("action"), path, back)
			}
		}
	}
	documents := func(pattern string) int {
		found, err := filepath.Glob(filepath.Join(out, "_gatefold", "embed", filepath.FromSlash(pattern), "index.html"))
		if err != nil {
			t.Fatal(err)
		}
		return len(found)
	}
	if en, ar := documents("*/*"), documents("*/*/ar"); en != 14 || ar != 3 {
		t.Errorf("there are %d embed documents in English and %d in Arabic, want one for each piece: 14 and 3", en, ar)
	}
}

// crowdWorld is a world in which the publication is served.
func crowdWorld(t *testing.T) *browser.Browser {
	t.Helper()
	start(t)
	b := browser.Shared(t)
	b.Serve(crowdHost, httputil.NewSingleHostReverseProxy(serveFolder(t, crowd)))
	for _, host := range []string{"www.youtube-nocookie.com", "player.vimeo.com", "mastodon.example"} {
		b.Serve(host, http.HandlerFunc(smallPage))
	}
	return b
}

// openGates are the ids of the gates that are open.
const openGates = `[...document.querySelectorAll(".gf-on")].map(g => g.id).join(" ")`

// Each button opens its own gate and no other, wherever it stands; focus goes
// into the piece and comes back.
func TestEachGateOfACrowdOpensItself(t *testing.T) {
	b := crowdWorld(t)
	for _, path := range []string{crowdPage, "/ar" + crowdPage} {
		p := b.Page(t, browser.View{})
		p.Open("https://" + crowdHost + path)
		for _, id := range gatesWithButton(p) {
			p.Click("#" + id + "-yes")
			p.WaitFor(`document.querySelector("#` + id + ` .gf-now").textContent != ""`)
			p.WaitFor(`(f => f.contentDocument?.querySelector("iframe"))(document.querySelector("#` + id + ` iframe"))`)
			if got := browser.Eval[string](p, openGates); got != id {
				t.Errorf("%s: the button of %s opens %q", path, id, got)
			}
			if got := browser.Eval[string](p, `document.activeElement.closest(".gf")?.id + " " + document.activeElement.className`); got != id+" gf-box" {
				t.Errorf("%s: after opening %s the focus is on %q", path, id, got)
			}
			if in := browser.Eval[float64](p, `document.querySelector("#`+id+` iframe").getBoundingClientRect().width`); in < 150 {
				t.Errorf("%s: %s is %.0f px wide", path, id, in)
			}
			p.Click("#" + id + "-no")
			p.WaitFor(`!document.querySelector(".gf-on")`)
			if got := browser.Eval[string](p, `document.activeElement.id`); got != id+"-yes" {
				t.Errorf("%s: after closing %s the focus is on %q", path, id, got)
			}
		}
	}
}

// What is remembered about one opens all of its provider, and nothing else.
func TestRememberedOpensAllOfItsProvider(t *testing.T) {
	b := crowdWorld(t)
	p := b.Page(t, browser.View{})
	p.Open("https://" + crowdHost + crowdPage)
	p.Click("#gf3-keep input")
	p.Click("#gf3-yes")
	p.WaitFor(`document.querySelector("#gf3.gf-on")`)
	p.Open("https://" + crowdHost + crowdPage)
	const posts = "gf1 gf2 gf3 gf4 gf5 gf6 gf7 gf8 gf9 gf10 gf15"
	p.Until("all posts are open", func() bool {
		readThrough(p)
		return browser.Eval[string](p, openGates) == posts
	})
	p.Click("#gf15-no")
	p.WaitFor(`!document.querySelector(".gf-on")`)
	b.Forget()
	p.Open("https://" + crowdHost + crowdPage)
	readThrough(p)
	if got := browser.Eval[string](p, openGates); got != "" {
		t.Errorf("taken back, and yet %s open", got)
	}
	for _, host := range b.Hosts() {
		if host != crowdHost {
			t.Errorf("after it was taken back, %s is contacted", host)
		}
	}
}
