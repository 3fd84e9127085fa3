package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/internal/snapshot/courier"
	"github.com/gatefold/gatefold/internal/snapshot/pretend"
)

const (
	tideVideo  = "https://www.youtube.com/watch?v=aaaaaaaaaaa"
	ferryVideo = "https://www.youtube.com/watch?v=bbbbbbbbbbb"
)

// snapshotOf runs the command on a pretend internet.
func snapshotOf(t *testing.T, n *pretend.Internet, c snapshotCommand) (out, errs string, err error) {
	t.Helper()
	var o, e bytes.Buffer
	err = c.run(context.Background(), &streams{out: &o, err: &e}, func(o *courier.Options) {
		n.Wire(o)
		o.Pause, o.Delay = time.Microsecond, time.Microsecond
	})
	return o.String(), e.String(), err
}

// From an address in an article to the words on the page, and to the page of a
// piece that is gone.
func TestSnapshotFromAddressToPage(t *testing.T) {
	dir := publication(t, map[string]string{
		"gatefold.toml":   "base_url = \"https://review.example\"\n",
		"content/tide.md": "---\ntitle: Tide\ndate: 2026-05-01\n---\nLook:\n\n" + tideVideo + "\n\n" + ferryVideo + "\n",
	})
	n := pretend.New(t)
	status := http.StatusOK
	n.Host("www.youtube.com", func(w http.ResponseWriter, r *http.Request) {
		if agent := r.UserAgent(); !strings.HasPrefix(agent, "Gatefold/") || !strings.HasSuffix(agent, "for https://review.example)") {
			t.Errorf("it says that it is %q", agent)
		}
		if strings.Contains(r.URL.RawQuery, "bbbb") {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		w.WriteHeader(status)
		fmt.Fprint(w, `{"title":"Low tide at Merrow","author_name":"Mara Lindholm"}`)
	})
	n.Host("i.ytimg.com", http.NotFound)
	out, errs, err := snapshotOf(t, n, snapshotCommand{Dir: dir, Days: 30, JSON: filepath.Join(dir, "report.json")})
	want := "content/tide.md:7: YouTube " + tideVideo + ": kept (oembed); without its picture: not found (404)\n" +
		"content/tide.md:9: YouTube " + ferryVideo + ": failed: not found (404)\n" +
		"2 pieces: 1 kept, 1 without anything to keep\n"
	if err != nil || errs != "" || out != want {
		t.Errorf("%v %s%s", err, errs, out)
	}
	var report struct{ Pieces []struct{ Outcome string } }
	if b, err := os.ReadFile(filepath.Join(dir, "report.json")); err != nil || json.Unmarshal(b, &report) != nil || len(report.Pieces) != 2 || report.Pieces[0].Outcome != "kept" {
		t.Errorf("%v %s", err, b)
	}
	if page := built(t, dir, "tide/index.html"); !strings.Contains(page, "Low tide at Merrow") || !strings.Contains(page, "Mara Lindholm") {
		t.Error("the page does not say what the piece said")
	}
	status = http.StatusGone
	out, _, err = snapshotOf(t, n, snapshotCommand{Dir: dir, Check: true})
	if err != nil || !strings.Contains(out, tideVideo+": gone: gone (410) at www.youtube.com\n") {
		t.Errorf("%v %s", err, out)
	}
	page := built(t, dir, "tide/index.html")
	if forms := strings.Count(page, "<form"); !strings.Contains(page, "Low tide at Merrow") || !strings.Contains(page, ferryVideo) {
		t.Errorf("there is a hole in the page (%d forms)", forms)
	}
	if key := "embed/youtube/aaaaaaaaaaa/"; strings.Contains(page, `action="/_gatefold/`+key) || strings.Contains(page, `action=/_gatefold/`+key) {
		t.Error("the page offers to open what is gone")
	}
}

// built builds a publication and gives one of its pages.
func built(t *testing.T, dir, page string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "public")
	var out bytes.Buffer
	if code := run(context.Background(), []string{"build", dir, "-o", to}, nil, &out, &out); code != exitOK {
		t.Fatalf("build ended with %d: %s", code, out.String())
	}
	b, err := os.ReadFile(filepath.Join(to, filepath.FromSlash(page)))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// What a person has to mend is said at the end, and nothing is written over it.
func TestSnapshotOfABrokenFile(t *testing.T) {
	broken := "[[snapshot]]\nurl = \"" + tideVideo + "\"\nkep = false\n"
	dir := publication(t, map[string]string{
		"content/tide.md": "---\ntitle: Tide\n---\n" + tideVideo + "\n", "content/tide.snapshots.toml": broken,
	})
	n := pretend.New(t)
	out, errs, err := snapshotOf(t, n, snapshotCommand{Dir: dir})
	if err == nil || err.Error() != "1 problem has to be mended" || !strings.Contains(errs, `error: content/tide.snapshots.toml:3: kep: there is no such key (did you mean "keep"?)`) {
		t.Errorf("%v %s%s", err, errs, out)
	}
	if b, _ := os.ReadFile(filepath.Join(dir, "content/tide.snapshots.toml")); string(b) != broken {
		t.Errorf("became %s", b)
	}
}

// What an editor changes in the file of snapshots is on the page soon.
func TestServeFollowsSnapshots(t *testing.T) {
	const head = "[[snapshot]]\nurl = \"" + tideVideo + "\"\n"
	s := startServing(t, map[string]string{
		"content/coast/tide.md": story("Tide", "") + "\n" + tideVideo + "\n",
	}, "--drafts")
	if code, body := s.get(t, "/coast/tide/"); code != 200 || !strings.Contains(body, "YouTube") {
		t.Fatalf("%d %s", code, body)
	}
	write(t, s.dir, "content/coast/tide.snapshots.toml", head+"text = \"Low tide.\"\n")
	s.soon(t, "/coast/tide/", "Low tide.")
	write(t, s.dir, "content/coast/tide.snapshots.toml", head+"text = \"High tide.\"\n")
	s.soon(t, "/coast/tide/", "High tide.")
	write(t, s.dir, "content/coast/tide.snapshots.toml", head+"kep = false\n")
	s.soon(t, "/_gatefold/problems/", "content/coast/tide.snapshots.toml:3")
	if _, body := s.get(t, "/coast/tide/"); !strings.Contains(body, "High tide.") {
		t.Error("the last good version is gone")
	}
	if code, _ := s.get(t, "/coast/tide.snapshots.toml"); code != http.StatusNotFound {
		t.Errorf("the file itself is published: %d", code)
	}
}
