package main

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"github.com/gatefold/gatefold/internal/browser"
)

// paintRounds is how often each page is loaded, in turn with the other.
const paintRounds = 25

// largestPaint gives the time of the largest contentful paint in ms, once the
// page has loaded and painted.
const largestPaint = `new Promise(done => {
	let last = 0;
	new PerformanceObserver(list => { for (const e of list.getEntries()) last = e.startTime })
		.observe({ type: "largest-contentful-paint", buffered: true });
	const settle = () => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(last), 50)));
	document.readyState == "complete" ? settle() : addEventListener("load", settle);
})`

// paint measures when a reader sees the main part of an article, against the
// same page with nothing but its text and pictures.
func (b *bench) paint(w *strings.Builder) (err error) {
	chromium, err := browser.Start()
	if errors.Is(err, browser.ErrMissing) {
		fmt.Fprintf(w, "## Largest contentful paint\n\nNot measured: no Chromium.\n\n")
		return nil
	}
	if err != nil {
		return err
	}
	defer chromium.Close()
	t := &strict{}
	defer t.close()
	defer t.recover(&err)

	root := filepath.Join(b.work, "newsroom")
	page, err := articleWithGates(root)
	if err != nil {
		return err
	}
	chromium.Serve("ours.test", http.FileServer(http.Dir(root)))
	chromium.Serve("bare.test", bare(root))
	p := chromium.Page(t, browser.View{Width: 390, Height: 844})
	var ours, plain, ratios []float64
	for range paintRounds {
		a, z := lcp(p, "ours.test", page), lcp(p, "bare.test", page)
		ours, plain, ratios = append(ours, a), append(plain, z), append(ratios, a/z)
	}
	fmt.Fprintf(w, "## Largest contentful paint\n\n`%s` of `examples/newsroom` at 390 × 844 px, %d loads in turn.\n\n", page, paintRounds)
	fmt.Fprintf(w, "| | median |\n|---|---:|\n| the page without script and style | %.0f ms |\n| the page | %.0f ms |\n| ratio of the medians | %.2f |\n| median of the ratios | %.2f |\n\nGoal: at most 1.1.\n\n",
		middleOf(plain), middleOf(ours), middleOf(ours)/middleOf(plain), middleOf(ratios))
	return nil
}

func lcp(p *browser.Page, host, path string) float64 {
	p.Open("https://" + host + path)
	return browser.Eval[float64](p, largestPaint)
}

var scriptOrStyle = regexp.MustCompile(`(?s)<script.*?</script>|<style.*?</style>|<link[^>]*stylesheet[^>]*>`)

// bare serves the same site without script and style.
func bare(root string) http.Handler {
	files := http.FileServer(http.Dir(root))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasSuffix(r.URL.Path, "/") {
			files.ServeHTTP(w, r)
			return
		}
		text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(r.URL.Path), "index.html"))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(scriptOrStyle.ReplaceAll(text, nil))
	})
}

// articleWithGates finds the article with the most gates, the hardest to
// paint.
func articleWithGates(root string) (string, error) {
	best, most := "", 0
	files, err := filepath.Glob(filepath.Join(root, "*", "*", "index.html"))
	if err != nil {
		return "", err
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			return "", err
		}
		if n := strings.Count(string(text), `class="gf-yes"`); n > most {
			rel, err := filepath.Rel(root, filepath.Dir(f))
			if err != nil {
				return "", err
			}
			best, most = "/"+filepath.ToSlash(rel)+"/", n
		}
	}
	if most == 0 {
		return "", errors.New("no article of the sample publication has a gate")
	}
	return best, nil
}

// strict stands in for a test: it turns a failure of the browser into an
// error.
type strict struct {
	once     sync.Once
	cleanups []func()
}

type failure struct{ error }

func (s *strict) Helper()          {}
func (s *strict) Cleanup(f func()) { s.cleanups = append(s.cleanups, f) }
func (s *strict) Fatalf(format string, args ...any) {
	panic(failure{fmt.Errorf(format, args...)})
}

func (s *strict) close() {
	s.once.Do(func() {
		for _, f := range s.cleanups {
			f()
		}
	})
}

// recover hands the error of Fatalf on.
func (s *strict) recover(err *error) {
	switch r := recover().(type) {
	case nil:
	case failure:
		*err = r.error
	default:
		panic(r)
	}
}
