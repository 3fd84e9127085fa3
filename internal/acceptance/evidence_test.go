package acceptance

import (
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/browser"
)

// receiptsHost is the host of a publication that keeps receipts.
const receiptsHost = "receipts.example"

// receiptsSite serves a publication with one video and gives the folder of its
// receipts.
func receiptsSite(t *testing.T, b *browser.Browser) string {
	t.Helper()
	dir, local := receiptsServer(t)
	b.Serve(receiptsHost, httputil.NewSingleHostReverseProxy(local))
	return dir
}

// receiptsServer starts a server of such a publication, and gives the folder of
// its receipts and where it listens.
func receiptsServer(t *testing.T) (receipts string, local *url.URL) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"gatefold.toml":         "base_url = \"https://" + receiptsHost + "\"\nevidence = \"receipts\"\n",
		"content/coast/lamp.md": "---\ntitle: The lamp\ndate: 2026-05-04\n---\nhttps://www.youtube.com/watch?v=aqz-KE-bpKQ\n",
	} {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "receipts"), serveFolder(t, dir)
}

// receipts gives what is kept, a line of JSON each.
func receipts(t *testing.T, dir string) []string {
	t.Helper()
	out, err := exec.Command(program.binary, "evidence", "export", dir, "--format", "jsonl").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")[:strings.Count(string(out), "\n")]
}

// What a reader has remembered is decided once: the piece opens by itself
// afterwards and no further receipt is made.
func TestRememberedPiecesMakeNoReceipts(t *testing.T) {
	start(t)
	b := browser.Shared(t)
	dir := receiptsSite(t, b)
	p := b.Page(t, browser.View{})
	at := "https://" + receiptsHost + "/coast/lamp/"
	p.Open(at)
	p.Click("#gf1-keep input")
	p.Click("#gf1-yes")
	p.Until("a receipt", func() bool { return len(receipts(t, dir)) == 1 })
	if got := receipts(t, dir)[0]; !strings.Contains(got, `"action":"given","scope":"provider","days":180`) {
		t.Errorf("the box makes %s", got)
	}
	p.Open(at)
	p.WaitFor(`frames.length > 0 && frames[0].location.pathname.startsWith("/_gatefold/embed/")`)
	if got := receipts(t, dir); len(got) != 1 {
		t.Errorf("opening by itself makes a receipt: %q", got)
	}
}

// A reader's buttons, in a real browser, make one receipt each, with JavaScript
// and without; opening a page, or loading it again, makes none.
func TestButtonsMakeReceipts(t *testing.T) {
	start(t)
	b := browser.Shared(t)
	for _, mode := range []struct {
		name  string
		view  browser.View
		press []string // what is clicked, and what has to be kept of it
		kept  []string
	}{
		{"with JavaScript", browser.View{}, []string{"#gf1-yes", "#gf1-no", "#gf1-not"},
			[]string{`"action":"given","scope":"piece"`, `"action":"withdrawn","scope":"piece"`, `"action":"refused","scope":"piece"`}},
		{"without JavaScript", browser.View{NoScript: true}, []string{"#gf1-yes", "#gf1-no"},
			[]string{`"action":"given","scope":"piece"`, `"action":"withdrawn","scope":"piece"`}},
	} {
		t.Run(mode.name, func(t *testing.T) {
			dir := receiptsSite(t, b)
			p := b.Page(t, mode.view)
			at := "https://" + receiptsHost + "/coast/lamp/"
			p.Open(at)
			if got := receipts(t, dir); len(got) != 0 {
				t.Fatalf("opening the page makes a receipt: %q", got)
			}
			for i, button := range mode.press {
				p.Click(button)
				p.Until("a receipt of "+button, func() bool { return len(receipts(t, dir)) == i+1 })
				if got := receipts(t, dir)[i]; !strings.Contains(got, mode.kept[i]) || !strings.Contains(got, `"page":"/coast/lamp/"`) {
					t.Errorf("%s makes %s", button, got)
				}
			}
			p.Open(at)
			if got := receipts(t, dir); len(got) != len(mode.press) {
				t.Errorf("loading the page again makes a receipt: %q", got)
			}
		})
	}
}
