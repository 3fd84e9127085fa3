package main

import (
	"bytes"
	"html"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// gateForms finds the forms of the gates of a page.
var gateForms = regexp.MustCompile(`<form class="?gf-(yes|no)"?[^>]*action="?([^" >]+)[^>]*>(.*?)</form>`)

var formField = regexp.MustCompile(`<input type="?hidden"? name="?(\w+)"? value="?([^">]*)`)

// press sends the form of a page's first gate as a browser does.
func (s *served) press(t *testing.T, page, which string, more ...string) {
	t.Helper()
	s.send(t, s.form(t, page, which, more...))
}

// form gives what the form of a page's first gate asks for. more are names and
// values of fields that a reader or the script sets.
func (s *served) form(t *testing.T, page, which string, more ...string) string {
	t.Helper()
	_, body := s.get(t, page)
	for _, form := range gateForms.FindAllStringSubmatch(body, -1) {
		if form[1] != which {
			continue
		}
		q := url.Values{}
		for _, f := range formField.FindAllStringSubmatch(form[3], -1) {
			q.Set(f[1], html.UnescapeString(f[2]))
		}
		for i := 0; i < len(more); i += 2 {
			q.Set(more[i], more[i+1])
		}
		return html.UnescapeString(form[2]) + "?" + q.Encode()
	}
	t.Fatalf("%s has no form of the kind %s:\n%s", page, which, body)
	return ""
}

// send asks for a path, which has the base path in it, as a reader's browser
// does for a frame.
func (s *served) send(t *testing.T, path string) {
	t.Helper()
	site, err := url.Parse(s.url)
	if err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+site.Host+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	req.Header.Set("Sec-Fetch-Dest", "iframe")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusOK {
		t.Errorf("%s: status %d", path, res.StatusCode)
	}
}

// command runs gatefold and gives what it says.
func command(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	code = run(t.Context(), args, nil, &out, &err)
	return code, out.String(), err.String()
}

// exported waits until a log holds so many receipts.
func exported(t *testing.T, dir string, n int) []string {
	t.Helper()
	deadline := time.Now().Add(10 * time.Second)
	for {
		_, out, said := command(t, "evidence", "export", dir, "--format", "jsonl")
		if lines := strings.SplitAfter(out, "\n"); len(lines) == n+1 {
			return lines[:n]
		}
		if time.Now().After(deadline) {
			t.Fatalf("there are never %d receipts: %s%s", n, out, said)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

const twoGates = "---\ntitle: The lamp\ndate: 2026-05-04\n---\n" +
	"https://www.youtube.com/watch?v=aqz-KE-bpKQ\n\nhttps://mastodon.example/@tide/112233445566778899\n"

// A reader presses the buttons of a real page; the publisher finds out what
// was decided, and can show the words even after they have changed.
func TestReceiptsFromButtonToReport(t *testing.T) {
	s := startServing(t, map[string]string{
		"content/coast/lamp.md": twoGates,
		"gatefold.toml":         "base_url = \"https://shore.example/paper\"\nevidence = \"receipts\"\nlanguages = [\"en\"]\n",
	})
	s.press(t, "/coast/lamp/", "yes")
	s.press(t, "/coast/lamp/", "yes", "always", "on")
	s.press(t, "/coast/lamp/", "no", "do", "withdrawn")
	lines := exported(t, s.dir, 3)
	for i, want := range []string{`"action":"given","scope":"piece","provider":"youtube"`, `"action":"given","scope":"provider","days":`, `"action":"withdrawn","scope":"piece"`} {
		if !strings.Contains(lines[i], want) || !strings.Contains(lines[i], `"page":"/paper/coast/lamp/"`) {
			t.Errorf("%s does not hold %s", lines[i], want)
		}
	}

	write(t, s.dir, "gatefold.toml", "base_url = \"https://shore.example/paper\"\nevidence = \"receipts\"\n[strings.en]\n\"gate.not\" = \"Open sesame? Not now\"\n")
	s.soon(t, "/coast/lamp/", "Open sesame")
	s.press(t, "/coast/lamp/", "yes")
	lines = exported(t, s.dir, 4)
	for i, want := range map[int]bool{0: false, 3: true} {
		code, out, said := command(t, "evidence", "show", receiptID(t, lines[i]), s.dir)
		if code != exitOK || strings.Contains(out, "Open sesame") != want || !strings.Contains(out, "YouTube") {
			t.Errorf("receipt %d: exit code %d: %s%s", i, code, out, said)
		}
	}
	if code, out, said := command(t, "evidence", "verify", filepath.Join(s.dir, "receipts")); code != exitOK || !strings.Contains(out, "4 receipts") {
		t.Errorf("exit code %d: %s%s", code, out, said)
	}

	// Turned off while it runs: the words are as they were, the form holds
	// nothing more.
	write(t, s.dir, "gatefold.toml", "base_url = \"https://shore.example/paper\"\ntitle = \"Silence\"\n")
	s.soon(t, "/coast/lamp/", "Silence")
	if _, body := s.get(t, "/coast/lamp/"); strings.Contains(body, `name="n"`) || strings.Contains(body, "name=n") {
		t.Error("gates still send what a receipt needs")
	}
	s.press(t, "/coast/lamp/", "yes")
	exported(t, filepath.Join(s.dir, "receipts"), 4)
}

func receiptID(t *testing.T, line string) string {
	t.Helper()
	m := regexp.MustCompile(`"id":"(\w+)"`).FindStringSubmatch(line)
	if m == nil {
		t.Fatalf("no ID in %s", line)
	}
	return m[1]
}

// Every notice of a site can be kept, and what a page sends is known.
func TestEveryNoticeIsKnown(t *testing.T) {
	s := startServing(t, map[string]string{
		"content/coast/lamp.md":    twoGates,
		"content/coast/lamp.ar.md": twoGates,
		"gatefold.toml":            "evidence = \"receipts\"\nlanguages = [\"en\", \"ar\"]\n",
	})
	sent := 0
	for _, page := range []string{"/coast/lamp/", "/ar/coast/lamp/"} {
		_, body := s.get(t, page)
		for _, form := range gateForms.FindAllStringSubmatch(body, -1) {
			if form[1] == "yes" {
				s.press(t, page, "yes")
				sent++
			}
		}
	}
	if sent < 2 {
		t.Fatalf("only %d gates", sent)
	}
	exported(t, s.dir, sent)
}

// Two programs do not write one log; nothing is served without evidence that
// was asked for.
func TestReceiptsHaveOneWriter(t *testing.T) {
	s := startServing(t, map[string]string{"content/a.md": "A.\n", "gatefold.toml": "evidence = \"receipts\"\n"})
	code, _, said := command(t, "serve", s.dir, "--listen", "127.0.0.1:0")
	if code != exitFailed || !strings.Contains(said, "another program writes there") {
		t.Errorf("exit code %d: %s", code, said)
	}
}
