package foreign

import (
	"bytes"
	"encoding/json"
	"html"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/browser"
	"github.com/gatefold/gatefold/provider"
	"github.com/gatefold/gatefold/rewrite"
)

// Parts of addresses, in the ways in which people and attackers write them.
var (
	schemes = []string{"https:", "http:", "HTTPS:", "", "", "ht\ttps:", " https:", "\x01https:", "wss:", "ftp:", "https\u2029:", "htt&#112;s:", "h\u017Fttps:"}
	strokes = []string{"//", "//", "//", "", "/", "\\\\", "/\\", "\\/", "///", "//\n", "/\t/", "/\x00/", "／／", "/.//", "//\\"}
	users   = []string{"", "", "", "", "", "a@", "a:b@", "paper.test@", "@", "a@b@", "a%40", "bücher.example:@", "\\@", "a\t@", "paper.test:443@"}
	names   = []string{
		"paper.test", "PAPER.test", "p%61per.test", "paper%2Etest", "ｐａｐｅｒ.test", "paper。test", "pa\u00adper.test", "pa\tper.test", "paper.test.", "paper.test..",
		"bücher.example", "BÜCHER.example", "bu\u0308cher.example", "b%C3%BCcher.example", "b%c3%bccher%2eexample", "xn--bcher-kva.example", "XN--Bcher-KVA.EXAMPLE",
		"bücher．example", "bücher\u200d.example", "bücher\u2060.example", "bucher.example", "bücher.example%00", "bücher.example%2f", "www.bücher.example", "bücher.leak.test",
		"straße.example", "strasse.example", "xn--strae-oqa.example", "strase.example", "ＳＴＲＡßＥ.example", "stra\u1e9ee.example", "faſt.example", "fast.example",
		"127.0.0.1", "127.1", "0x7f.1", "0177.0.0.01", "2130706433", "0x7F000001", "１２７.1", "127.0.0.1.", "127.0.0.256", "127.0.0.1.test", "0x7f.0x0.0", "127.0.0.08", "127..1", "127.0.0.1%2etest",
		"[::1]", "[0:0::1]", "[::0001]", "[::1", "[::127.0.0.1]", "[::ffff:7f00:1]", "leak.test", "paper.test.leak.test", "leak.test%23.paper.test", "paper.test%40leak.test",
		"xn--", "xn--a", "xn--paper", "-paper.test", "pa per.test", "paper_.test", "paper.test\u0000", "paper\u2024test", "раper.test", "paper.tes\u1E6D", "pape\u02B3.test", "paper.te\u017Ft", "paper.te\uFB06", "ℙ𝕒𝕡𝕖𝕣.test", "pàper.test",
	}
	doors = []string{"", "", "", ":443", ":80", ":", ":0443", ":65536", ":a", ":44\t3", ":443:1"}
	rests = []string{"/a.png", "", "?a", "#a", "\\a", "/@leak.test/", "/\\leak.test", "?//leak.test", "#@leak.test", ";a", "%2fleak.test", "\t/a"}
)

// homes are the hosts of a site as browsers ask for them.
var homes = []string{paper, "xn--bcher-kva.example", "xn--strae-oqa.example", "fast.example", "127.0.0.1", "[::1]"}

// addresses are many ways to write an address, by chance but always the same ones: each name
// as plain as can be, and in the midst of oddities.
func addresses() (all []string) {
	random := rand.New(rand.NewPCG(3, 5))
	pick := func(from []string) string { return from[random.IntN(len(from))] }
	for _, name := range names {
		all = append(all, "https://"+name+"/a.png", "//"+name+"/a.png", "https:"+name+"/a.png", "http:/"+name)
		for range 60 {
			all = append(all, pick(schemes)+pick(strokes)+pick(users)+name+pick(doors)+pick(rests))
		}
	}
	return all
}

// named are addresses that name a host whatever they are relative to. What others lead to
// depends on the scheme of the page, which a server behind others may not know.
var named = regexp.MustCompile(`^[\x00-\x20]*(?:[a-zA-Z\t]+:)?\s*[/\\]\s*[/\\]`)

// An address stays only if it leads a browser home, and does whenever it does: the browser
// itself says where it leads.
func TestHostsAreReadAsBrowsersReadThem(t *testing.T) {
	w := newWorkshop(t)
	r, err := rewrite.New(rewrite.Options{
		Gates: w.gates, Catalogue: provider.Default(), Locale: w.words.For,
		FirstParty: []string{"bücher.example", "straße.example", "FAST.example", "127.0.0.1"},
	})
	if err != nil {
		t.Fatal(err)
	}
	all := addresses()
	list, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	b := browser.Shared(t)
	b.Serve(paper, http.HandlerFunc(serveSilence))
	p := b.Page(t, browser.View{})
	p.Open("https://" + paper + "/")
	led := browser.Eval[[]string](p, string(list)+`.map(a => {
		try { const u = new URL(a.replaceAll("\0", "\ufffd"), location); return /^(https?|wss?|ftp):$/.test(u.protocol) ? u.hostname : "-" } catch { return "" }
	})`)
	stayed := 0
	for i, a := range all {
		page := `<p>a<img src="` + html.EscapeString(a) + `" alt="">`
		var out bytes.Buffer
		if _, err := r.Rewrite(&out, strings.NewReader(page), &rewrite.Page{URL: &url.URL{Scheme: "https", Host: paper, Path: "/"}, Charset: "utf-8"}); err != nil {
			t.Fatal(err)
		}
		stays, home := out.String() == page, slices.Contains(homes, led[i])
		switch {
		case stays && led[i] != "" && led[i] != "-" && !home:
			t.Errorf("%q stays, and leads to %s", a, led[i])
		case !stays && home && named.MatchString(a) && led[i] != "[::1]" && !strings.Contains(a, "\u1e9e"):
			t.Errorf("%q is held back, and leads home to %s", a, led[i])
		case stays && home:
			stayed++
		}
	}
	if stayed < 400 {
		t.Errorf("of %d addresses only %d lead home: is the test blind?", len(all), stayed)
	}
	t.Logf("%d of %d addresses lead home", stayed, len(all))
}

// No letter is another one to us than to a browser, or to one that has come with other tables
// of Unicode, whatever it stands beside.
func TestLettersAreReadAsBrowsersReadThem(t *testing.T) {
	b := browser.Shared(t)
	b.Serve(paper, http.HandlerFunc(serveSilence))
	p := b.Page(t, browser.View{})
	p.Open("https://" + paper + "/")
	type letter struct {
		Name string `json:"n"`
		Host string `json:"h"`
	}
	var some []letter
	known := 0
	ask := func() {
		list, err := json.Marshal(some)
		if err != nil {
			t.Fatal(err)
		}
		wrong := browser.Eval[[]string](p, string(list)+`.flatMap(({n, h}) => {
			try { const u = new URL("https://" + n); return u.hostname === h ? [] : [n + " leads to " + u.hostname + ", not " + h] } catch { return [] }
		})`)
		for _, w := range wrong[:min(len(wrong), 20)] {
			t.Errorf("%q", w)
		}
		some = some[:0]
	}
	for r := rune(0x80); r < 0x20000; r++ {
		if 0xD800 <= r && r < 0xE000 || 0xAC00 < r && r < 0xD7A3 || 0x4E00 < r && r < 0x9FFF {
			continue
		}
		for _, name := range []string{"a" + string(r) + "b.test", string(r) + ".test"} {
			if host, ok := rewrite.Host(name); ok {
				some = append(some, letter{name, host})
				known++
			}
		}
		if len(some) > 30_000 {
			ask()
		}
	}
	ask()
	if known < 40_000 {
		t.Errorf("only %d names were compared", known)
	}
}
