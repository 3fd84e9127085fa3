package acceptance

import (
	"fmt"
	"net/http"
	"net/http/httputil"
	"os"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/browser"
)

// signalRow is a line of the table in docs/evidence.md.
type signalRow struct {
	remembered, signal, does, says, press, gpc string
}

// signalTable reads the table.
func signalTable(t *testing.T) (rows []signalRow) {
	t.Helper()
	text, err := os.ReadFile("../../docs/evidence.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(text), "\n## Global Privacy Control\n")
	section, _, _ = strings.Cut(section, "\n## ")
	for line := range strings.Lines(section) {
		cells := strings.Split(strings.TrimSpace(line), "|")
		if len(cells) != 8 || strings.HasPrefix(line, "|---") || strings.HasPrefix(line, "| remembered") {
			continue
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		rows = append(rows, signalRow{cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]})
	}
	if len(rows) < 16 {
		t.Fatalf("docs/evidence.md has a table of %d lines", len(rows))
	}
	return rows
}

// memory is a script that gives the browser what a row says is remembered.
func (r signalRow) memory(t *testing.T) string {
	t.Helper()
	if r.remembered == "nothing" {
		return `localStorage.clear()`
	}
	allowed, signal, terms, until := "false", "false", "gate.dataset.terms", "Date.now() + 9e9"
	for _, word := range strings.Split(r.remembered, ", ") {
		switch word {
		case "allowed":
			allowed = "true"
		case "signal on":
			signal = "true"
		case "other terms":
			terms = `"other"`
		case "expired":
			until = "Date.now() - 1"
		case "refused", "signal off":
		default:
			t.Fatalf("nobody knows what it means to remember %q", word)
		}
	}
	return fmt.Sprintf(`(gate => localStorage.gatefold = JSON.stringify({version: 1, [gate.dataset.party]:
		{allowed: %s, signal: %s, terms: %s, who: "YouTube", since: Date.now() - 9e9, until: %s}}))(document.querySelector("#gf1"))`, allowed, signal, terms, until)
}

// The whole matrix of what is remembered and of the signal, as the manual has it:
// in a real browser, with a real server that keeps receipts.
func TestSignalAndMemory(t *testing.T) {
	start(t)
	b := browser.Shared(t)
	dir, local := receiptsServer(t)
	kept := 0
	for _, row := range signalTable(t) {
		t.Run(row.remembered+"; "+row.signal, func(t *testing.T) {
			b.Serve(receiptsHost, &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
				r.SetURL(local)
				r.Out.Host = receiptsHost
				if row.signal == "on" || row.signal == "header only" {
					r.Out.Header.Set("Sec-GPC", "1")
				}
			}})
			b.Serve("www.youtube-nocookie.com", http.HandlerFunc(smallPage))
			p := b.Page(t, browser.View{})
			if row.signal == "on" || row.signal == "script only" {
				p.First(`Object.defineProperty(Navigator.prototype, "globalPrivacyControl", {value: true})`)
			}
			const at = "https://" + receiptsHost + "/coast/lamp/"
			p.Open(at)
			browser.Eval[any](p, row.memory(t))
			b.Forget()
			p.Open(at)
			row.check(t, b, p)
			if got := receipts(t, dir); len(got) != kept {
				t.Errorf("loading the page makes a receipt: %s", got[len(got)-1])
			}
			press := map[string]string{"given": "#gf1-yes", "withdrawn": "#gf1-no"}[row.press]
			p.Click(press)
			kept++
			p.Until("a receipt", func() bool { return len(receipts(t, dir)) == kept })
			got := receipts(t, dir)[kept-1]
			if !strings.Contains(got, `"action":"`+row.press+`"`) || strings.Contains(got, `"gpc":true`) != (row.gpc == "true") {
				t.Errorf("it leaves %s", got)
			}
		})
	}
}

// noteBegins is how the gate's note begins, by what the table says about it.
var noteBegins = map[string]string{
	"nothing": "", "signal": "Your browser sends a signal", "changed": "What we say about YouTube has changed", "refused": "You chose to load nothing from YouTube",
}

// check sees what the gate does and says.
func (r signalRow) check(t *testing.T, b *browser.Browser, p *browser.Page) {
	t.Helper()
	if r.does == "opens" {
		p.WaitFor(`document.querySelector("#gf1.gf-on")`)
		return
	}
	readThrough(p)
	begins, known := noteBegins[r.says]
	if note := browser.Eval[string](p, `document.querySelector("#gf1 .gf-note").textContent`); !known || !strings.HasPrefix(note, begins) || (begins == "") != (note == "") {
		t.Errorf("the gate says %q, not %q", note, r.says)
	}
	if browser.Eval[bool](p, `!!document.querySelector(".gf-on")`) {
		t.Error("the gate opens")
	}
	for _, host := range b.Hosts() {
		if host != receiptsHost {
			t.Errorf("%s is contacted", host)
		}
	}
}
