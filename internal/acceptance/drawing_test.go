package acceptance

import (
	"bufio"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/gatefold/gatefold/internal/browser"
)

// A drawing that no page shows is published without being looked at. Opened by
// itself, it asks no other host for anything and runs nothing. (Browsers may
// still connect to a host that it names, which no policy can forbid.)
func TestDrawingOpenedByItself(t *testing.T) {
	start(t)
	dir := t.TempDir()
	wild, err := os.ReadFile("testdata/leaks/wild.svg")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"gatefold.toml": "title = \"Leaks\"\nbase_url = \"https://" + leaksHost + "\"\n", "static/wild.svg": string(wild),
		"content/a.md": "---\ntitle: A\ndate: 2026-03-01\n---\nText.\n", "content/still.svg": string(wild),
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b := browser.Shared(t)
	b.Serve(leaksHost, httputil.NewSingleHostReverseProxy(serveFolder(t, dir)))
	for _, path := range []string{"/wild.svg", "/still.svg"} {
		b.Forget()
		p := b.Page(t, browser.View{})
		p.Open("https://" + leaksHost + path)
		p.Picture() // draws it, with all it would load
		if name := browser.Eval[string](p, `document.documentElement.localName + document.documentElement.getAttribute("class")`); name != "svgstill" {
			t.Errorf("%s: the document is %q", path, name)
		}
		for _, c := range b.Contacts() {
			if c.Host != leaksHost && (c.Kind == "request" || c.Kind == "clear") {
				t.Errorf("%s: %s", path, c)
			}
		}
	}
}

// serveFolder starts a server and gives its address.
func serveFolder(t *testing.T, dir string) *url.URL {
	t.Helper()
	cmd := exec.Command(program.binary, "serve", dir, "--listen", "127.0.0.1:0")
	r, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = cmd.Stdout
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		if m := localAddress.FindString(lines.Text()); m != "" {
			address, err := url.Parse(m)
			if err != nil {
				t.Fatal(err)
			}
			return address
		}
	}
	t.Fatal("gatefold serve did not say its address")
	return nil
}
