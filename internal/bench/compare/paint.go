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

// paintRounds is how often each page is loaded, in turn with the others.
const paintRounds = 45

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
	chromium.Serve("inline.test", without(root, scriptOrSheet))
	chromium.Serve("bare.test", without(root, scriptOrStyle))
	p := chromium.Page(t, browser.View{Width: 390, Height: 844})
	var ours, inline, plain []float64
	for i := range paintRounds {
		// Whoever comes first in a round is not always the same.
		turn := []func(){
			func() { ours = append(ours, lcp(p, "ours.test", page)) },
			func() { inline = append(inline, lcp(p, "inline.test", page)) },
			func() { plain = append(plain, lcp(p, "bare.test", page)) },
		}
		for j := range turn {
			turn[(i+j)%len(turn)]()
		}
	}
	fmt.Fprintf(w, "## Largest contentful paint\n\n`%s` of `examples/newsroom` at 390 × 844 px, %d loads in turn.\n\n", page, paintRounds)
	fmt.Fprintf(w, "| | median | the page's ratio to it | median of the ratios |\n|---|---:|---:|---:|\n| the page | %.0f ms | | |\n", middleOf(ours))
	paintRow(w, "the same page without script, and with no style but what stands in its text", ours, inline)
	paintRow(w, "the same page without script and without any style", ours, plain)
	fmt.Fprintf(w, "\nGoal: at most 1.1 times that of the same page without script and style other than inline text. The first row takes inline"+
		" style for inline text, so that what is left out is everything that a browser would have to fetch or run; the second, stricter one"+
		" leaves the browser nothing but words and pictures to lay out, with no column, no colour and no box.\n\n")
	return nil
}

// paintRow compares the page with a plainer one, load by load.
func paintRow(w *strings.Builder, name string, ours, plain []float64) {
	ratios := make([]float64, len(ours))
	for i := range ours {
		ratios[i] = ours[i] / plain[i]
	}
	fmt.Fprintf(w, "| %s | %.0f ms | %.2f | %.2f |\n", name, middleOf(plain), middleOf(ours)/middleOf(plain), middleOf(ratios))
}

func lcp(p *browser.Page, host, path string) float64 {
	p.Open("https://" + host + path)
	return browser.Eval[float64](p, largestPaint)
}

// What is taken out of the page for its plainer peers.
var (
	scriptOrSheet = regexp.MustCompile(`(?s)<script.*?</script>|<link[^>]*stylesheet[^>]*>`)
	scriptOrStyle = regexp.MustCompile(`(?s)<script.*?</script>|<style.*?</style>|<link[^>]*stylesheet[^>]*>`)
)

// without serves the same site with something taken out of its pages.
func without(root string, taken *regexp.Regexp) http.Handler {
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
		_, _ = w.Write(taken.ReplaceAll(text, nil))
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
