package foreign

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/gatehttp"
	"github.com/gatefold/gatefold/internal/browser"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
	"github.com/gatefold/gatefold/rewrite"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

// paper is the host of a site that somebody else made.
const paper = "paper.test"

// workshop is what rewrites pages of that site.
type workshop struct {
	words    *locale.Bundle
	gates    *gate.Gates
	rewriter *rewrite.Rewriter
}

func newWorkshop(t testing.TB) workshop {
	t.Helper()
	words, err := locale.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	gates := gate.New(gate.Options{
		Catalogue: provider.Default(), Host: paper, DefaultLang: "en", Key: []byte("a secret for tests, of enough bytes"),
	})
	r, err := rewrite.New(rewrite.Options{Gates: gates, Catalogue: provider.Default(), Locale: words.For})
	if err != nil {
		t.Fatal(err)
	}
	return workshop{words, gates, r}
}

// door stands around a handler as it would in front of any site.
func door(t testing.TB, site http.Handler) http.Handler {
	t.Helper()
	w := newWorkshop(t)
	d, err := gatehttp.New(gatehttp.Options{Rewriter: w.rewriter, Gates: w.gates, Locale: w.words.For, Assets: rewrite.Assets()})
	if err != nil {
		t.Fatal(err)
	}
	return d.Middleware(site)
}

// rewritten gives what becomes of a page.
func (w *workshop) rewritten(t testing.TB, page, charset string) string {
	t.Helper()
	var out bytes.Buffer
	p := &rewrite.Page{URL: &url.URL{Scheme: "https", Host: paper, Path: "/"}, Charset: charset}
	if _, err := w.rewriter.Rewrite(&out, strings.NewReader(page), p); err != nil {
		t.Errorf("%v: %q", err, short(page))
	}
	return out.String()
}

// round is one way to look at all pages.
type round struct {
	name     string // part of a host name
	before   bool   // as the site has them, without the door
	bare     bool   // without the policy, and all that headers say
	noScript bool
}

// A walled page has the bytes of a bare one and a policy, which only forbids. So
// what holds for a bare page holds for the walled one, and only what does not, or
// what has headers of its own, has to be tried again.
var rounds = []round{
	{name: "before", before: true},
	{name: "before-quiet", before: true, noScript: true},
	{name: "walled"},
	{name: "walled-quiet", noScript: true},
	{name: "bare", bare: true},
	{name: "bare-quiet", bare: true, noScript: true},
}

// choose gives the vectors that show something in a round.
func (r *round) choose(all []vector) (some []*vector) {
	for i := range all {
		v := &all[i]
		switch {
		case v.is("part") && r.name != "bare", v.is("line") && r.name != "bare-quiet":
		case !r.bare && r.noScript && !v.is("noscript") && !v.is("policy") && v.name != "httpleaks-whole":
		case r.name == "walled" && !v.needsWall():
		case r.name == "bare-quiet" && !v.is("line") && !v.needsSilence():
		default:
			some = append(some, v)
		}
	}
	return some
}

// needsWall reports whether a vector has to be seen behind the policy.
func (v *vector) needsWall() bool {
	return len(v.header) > 0 || v.name == "httpleaks-whole" ||
		slices.ContainsFunc([]string{"script", "scripted", "policy", "refused", "beyond", "connects", "top"}, v.is)
}

// unlike finds what browsers may treat otherwise where there are no scripts: what
// is written for that case, what waits for scripts or is read by them, and what is
// put off until it is seen.
var unlike = regexp.MustCompile(`(?i)script|lazy|loading|\bon\w+\s*=|refresh|srcdoc|template|preload`)

// needsSilence reports whether what a vector's page loads has to be seen without
// scripts. Of the others it is enough to look at the tree.
func (v *vector) needsSilence() bool {
	return len(v.header) > 0 || !utf8.ValidString(string(v.page("bare-quiet"))) || v.is("raw") || unlike.MatchString(v.body)
}

// mayLeak reports whether a vector's host may be contacted in a round.
func (r *round) mayLeak(v *vector) bool {
	return r.before || v.is("beyond") && !r.noScript || r.bare && (v.is("policy") || v.is("script") && !r.noScript)
}

// site serves each vector's page in each round, and pages with many of them in
// frames. Its addresses are /ROUND/NUMBER, /ROUND/NUMBER,NUMBER, and /done/ROUND.
type site struct {
	vectors []vector
	door    http.Handler
}

func newSite(t testing.TB, vectors []vector) *site {
	s := &site{vectors: vectors}
	for i := range vectors {
		vectors[i].number = i
	}
	s.door = door(t, http.HandlerFunc(s.serveVector))
	return s
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name, rest, _ := strings.Cut(r.URL.Path[1:], "/")
	switch {
	case name == "done":
		serveEnd(w, rest)
	case name == "silent":
		serveSilence(w, r)
	case strings.Contains(rest, ","):
		serveFrames(w, name, rest)
	case strings.HasPrefix(name, "before"):
		s.serveVector(w, r)
	case strings.HasPrefix(name, "bare"):
		rec := httptest.NewRecorder()
		s.door.ServeHTTP(rec, r)
		for name, values := range rec.Header() {
			if name != "Content-Security-Policy" && name != "X-Dns-Prefetch-Control" {
				w.Header()[name] = values
			}
		}
		w.WriteHeader(rec.Code)
		w.Write(rec.Body.Bytes())
	default:
		s.door.ServeHTTP(w, r)
	}
}

func (s *site) serveVector(w http.ResponseWriter, r *http.Request) {
	name, number, _ := strings.Cut(r.URL.Path[1:], "/")
	n, err := strconv.Atoi(number)
	if err != nil || n < 0 || n >= len(s.vectors) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		return
	}
	s.vectors[n].serve(w, name)
}

// serveFrames has a frame for each vector of a list.
func serveFrames(w http.ResponseWriter, round, numbers string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, `<!doctype html><html lang="en"><title>Many</title><style>iframe{width:90px;height:60px;border:0}.lot{width:100%;height:150px}body,html{margin:0}</style><body>`)
	for n := range strings.FieldsFuncSeq(numbers, func(r rune) bool { return r == ',' }) {
		fmt.Fprintf(w, `<iframe src="/%s/%s"></iframe>`, round, n)
	}
}

// serveEnd is a page that contacts hosts in slow ways. When all of them were
// contacted, what was to be contacted before was, too.
func serveEnd(w http.ResponseWriter, round string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(w, `<!doctype html><title>End</title><link rel="dns-prefetch" href="//look.%[1]s.end.test/"><link rel="prefetch" href="https://fetch.%[1]s.end.test/a">
<style>@font-face{font-family:f;src:url(https://font.%[1]s.end.test/)}p{font-family:f;background:url(https://style.%[1]s.end.test/)}</style><p>a
<svg><image width="9" height="9"><set attributeName="href" to="https://set.%[1]s.end.test/"/></image></svg>
<iframe srcdoc="<meta http-equiv=refresh content='0;url=https://refresh.%[1]s.end.test/'>"></iframe>`, round)
}

var ends = []string{"look", "fetch", "font", "style", "set", "refresh"}
