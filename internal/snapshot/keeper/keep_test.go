package keeper

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/internal/snapshot"
	"github.com/gatefold/gatefold/internal/snapshot/courier"
	"github.com/gatefold/gatefold/internal/snapshot/pretend"
	"github.com/gatefold/gatefold/provider"
)

var update = flag.Bool("update", false, "write the golden files anew")

// desk is a publication's folder, an internet and somebody who keeps snapshots.
type desk struct {
	t *testing.T
	*pretend.Internet
	dir string
	Options
	now time.Time
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, Internet: pretend.New(t), dir: t.TempDir(), now: time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)}
	if err := os.MkdirAll(filepath.Join(d.dir, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(d.dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	o := courier.Options{Agent: "Test/1", Pause: time.Microsecond, Delay: time.Microsecond, Timeout: 2 * time.Second}
	d.Wire(&o)
	c := courier.New(o)
	t.Cleanup(c.Close)
	d.Options = Options{Store: snapshot.Store{Root: root}, Courier: c, Catalogue: provider.Default(), Now: func() time.Time { return d.now }}
	return d
}

// piece is an embed of an article, in the line that stands before its address.
func (d *desk) piece(source string, line int, address string) Piece {
	d.t.Helper()
	m, ok := provider.Default().Recognise(address)
	if !ok {
		d.t.Fatalf("%s is not recognised", address)
	}
	return Piece{Source: "content/" + source, Line: line, Match: m}
}

func (d *desk) keep(pieces ...Piece) *Report { return Keep(d.t.Context(), d.Options, pieces) }

func (d *desk) check(pieces ...Piece) *Report { return Check(d.t.Context(), d.Options, pieces) }

func (d *desk) read(name string) string {
	b, err := os.ReadFile(filepath.Join(d.dir, filepath.FromSlash(name)))
	if err != nil && !os.IsNotExist(err) {
		d.t.Fatal(err)
	}
	return string(b)
}

func (d *desk) write(name, text string) {
	d.t.Helper()
	name = filepath.Join(d.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		d.t.Fatal(err)
	}
}

// entry gives the only entry of an article.
func (d *desk) entry(source string) snapshot.Entry {
	d.t.Helper()
	f, problems := d.Store.Load("content/" + source)
	if len(problems) > 0 || len(f.Entries) != 1 {
		d.t.Fatalf("%v\n%s", problems, f.Bytes())
	}
	return f.Entries[0]
}

func outcomesOf(r *Report) string {
	var all []string
	for _, l := range r.Pieces {
		all = append(all, string(l.Outcome))
	}
	return strings.Join(all, " ")
}

const (
	tide   = "https://www.youtube.com/watch?v=aaaaaaaaaaa"
	ferry  = "https://www.youtube.com/watch?v=bbbbbbbbbbb"
	picURL = "https://i.ytimg.com/vi/aaaaaaaaaaa/hqdefault.jpg"
)

// tideIsIn sets up a host that tells of one video, with a picture.
func (d *desk) tideIsIn() {
	d.Host("www.youtube.com", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"tide"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", `"tide"`)
		fmt.Fprintf(w, `{"type":"video","title":"Low tide","author_name":"Mara Lindholm","thumbnail_url":%q}`, picURL)
	})
	d.Host("i.ytimg.com", func(w http.ResponseWriter, r *http.Request) { w.Write(drawing(200, 100)) })
}

func drawing(w, h int) []byte {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = uint8(i)
	}
	for y := range h {
		for x := range w {
			img.Set(x, y, color.RGBA{uint8(x), uint8(y), 90, 255})
		}
	}
	var b bytes.Buffer
	_ = png.Encode(&b, img)
	return b.Bytes()
}

func TestKeepFromTheProvider(t *testing.T) {
	d := newDesk(t)
	d.tideIsIn()
	pieces := []Piece{d.piece("a.md", 7, tide), d.piece("a.md", 9, tide), d.piece("b.md", 3, tide)}
	if got := outcomesOf(d.keep(pieces...)); got != "kept kept" {
		t.Fatal(got)
	}
	e := d.entry("a.md")
	if e.Title != "Low tide" || e.Author != "Mara Lindholm" || e.Source != snapshot.OEmbed || e.ETag != `"tide"` || !e.Kept.Equal(d.now) {
		t.Errorf("%+v", e)
	}
	if !d.Store.HasPicture("content/a.md", e.Picture) || !d.Store.HasPicture("content/b.md", e.Picture) {
		t.Errorf("the picture %s is missing", e.Picture)
	}
	if d.Requests("www.youtube.com") != 1 || d.Requests("i.ytimg.com") != 1 {
		t.Errorf("asked %d and %d times about one piece", d.Requests("www.youtube.com"), d.Requests("i.ytimg.com"))
	}
	before := d.read("content/a.snapshots.toml")
	if got := outcomesOf(d.keep(pieces...)); got != "fresh fresh" || d.Requests("www.youtube.com") != 1 {
		t.Errorf("again: %s after %d questions", got, d.Requests("www.youtube.com"))
	}
	d.now = d.now.AddDate(0, 2, 0)
	if got := outcomesOf(d.keep(pieces...)); got != "unchanged unchanged" {
		t.Errorf("two months later: %s", got)
	}
	if after := d.read("content/a.snapshots.toml"); after != strings.Replace(before, "checked = 2026-11-22", "checked = 2027-01-22", 1) {
		t.Errorf("became\n%s\nfrom\n%s", after, before)
	}
}

// "Not modified" is an answer only to those who have all of it: an article that
// shows the piece since yesterday, or that has lost its picture, gets it.
func TestUnchangedForThoseWhoHaveIt(t *testing.T) {
	d := newDesk(t)
	d.tideIsIn()
	d.keep(d.piece("a.md", 7, tide))
	d.now = d.now.AddDate(0, 2, 0)
	d.keep(d.piece("a.md", 7, tide), d.piece("b.md", 3, tide))
	if e := d.entry("b.md"); e.Title != "Low tide" || !d.Store.HasPicture("content/b.md", e.Picture) {
		t.Errorf("the second article has %+v", e)
	}
	e := d.entry("a.md")
	if err := os.RemoveAll(filepath.Join(d.dir, "content", "a.snapshots")); err != nil {
		t.Fatal(err)
	}
	d.now = d.now.AddDate(0, 2, 0)
	d.keep(d.piece("a.md", 7, tide))
	if !d.Store.HasPicture("content/a.md", e.Picture) {
		t.Error("a picture that was deleted does not come back")
	}
	before := d.Requests("www.youtube.com")
	d.Fresh = -1
	if d.keep(d.piece("a.md", 7, tide)); d.Requests("www.youtube.com") != before+1 {
		t.Error("nobody is asked again although nothing counts as fresh")
	}
}

// What was pasted goes first; the provider is asked for what is missing only.
func TestKeepWhatWasPasted(t *testing.T) {
	d := newDesk(t)
	p := d.piece("a.md", 7, "https://x.com/mlindholm/status/1790637656616943991")
	p.Pasted = &provider.Quote{Author: "Mara Lindholm", Text: "The ferry runs again."}
	if got := outcomesOf(d.keep(p)); got != "kept" {
		t.Fatal(got)
	}
	e := d.entry("a.md")
	if e.Text != "The ferry runs again." || e.Source != snapshot.Pasted {
		t.Errorf("%+v", e)
	}
	if got := outcomesOf(d.keep(p)); got != "fresh" {
		t.Error(got)
	}
	p.Pasted = &provider.Quote{Author: "Mara Lindholm", Text: "The ferry is blue now."}
	if got := outcomesOf(d.keep(p)); got != "kept" || d.entry("a.md").Text != p.Pasted.Text {
		t.Errorf("other code was pasted: %s", got)
	}
	d.tideIsIn()
	p = d.piece("b.md", 7, tide)
	p.Pasted = &provider.Quote{Title: "Pasted"}
	d.keep(p)
	if e := d.entry("b.md"); e.Title != "Pasted" || e.Author != "Mara Lindholm" || e.Picture == "" || e.Source != snapshot.Pasted {
		t.Errorf("%+v", e)
	}
}

// An editor's words, and what was forbidden, are nobody else's to change.
func TestKeepOff(t *testing.T) {
	d := newDesk(t)
	d.tideIsIn()
	editors := "# mine\n[[snapshot]]\nurl = \"" + tide + "\"\ntext = \"My words\"\nsource = \"editor\"\n"
	dropped := "[[snapshot]]\nurl = \"https://youtu.be/aaaaaaaaaaa\" # as I found it\nkeep = false\n"
	broken := "[[snapshot]]\nurl = \"" + tide + "\"\nkep = false\n"
	d.write("content/editor.snapshots.toml", editors)
	d.write("content/dropped.snapshots.toml", dropped)
	d.write("content/broken.snapshots.toml", broken)
	d.now = d.now.AddDate(1, 0, 0)
	r := d.keep(d.piece("broken.md", 1, tide), d.piece("dropped.md", 1, tide), d.piece("editor.md", 1, tide))
	if got := outcomesOf(r); got != "failed forbidden fresh" || !r.Failed() || len(r.Problems) != 1 {
		t.Errorf("%s, %v", got, r.Problems)
	}
	for name, want := range map[string]string{"editor": editors, "dropped": dropped, "broken": broken} {
		if got := d.read("content/" + name + ".snapshots.toml"); got != want {
			t.Errorf("%s became:\n%s", name, got)
		}
	}
	d.Forbidden = func(p *provider.Provider) bool { return p.ID == "youtube" }
	if got := outcomesOf(d.keep(d.piece("a.md", 1, tide))); got != "forbidden" || d.read("content/a.snapshots.toml") != "" {
		t.Error(got)
	}
	if n := d.Requests("www.youtube.com"); n != 0 {
		t.Errorf("asked %d times", n)
	}
}

func TestDryRun(t *testing.T) {
	d := newDesk(t)
	d.tideIsIn()
	d.DryRun = true
	if got := outcomesOf(d.keep(d.piece("a.md", 1, tide))); got != "kept" {
		t.Error(got)
	}
	if list, _ := os.ReadDir(filepath.Join(d.dir, "content")); len(list) != 0 {
		t.Errorf("%v was written", list)
	}
}

// The picture of a piece that has another one now is not left lying about, unless
// a person put it there.
func TestPicturesReplaced(t *testing.T) {
	d := newDesk(t)
	d.tideIsIn()
	p := d.piece("a.md", 1, tide)
	d.keep(p)
	old := d.entry("a.md").Picture
	d.write("content/a.snapshots/mine.png", "a person's")
	d.Host("i.ytimg.com", func(w http.ResponseWriter, r *http.Request) { w.Write(drawing(90, 90)) })
	d.Host("www.youtube.com", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `{"title":"High tide","thumbnail_url":%q}`, picURL)
	})
	d.now = d.now.AddDate(0, 2, 0)
	d.keep(p)
	e := d.entry("a.md")
	if e.Title != "High tide" || e.Picture == old || d.Store.HasPicture("content/a.md", old) || !d.Store.HasPicture("content/a.md", "mine.png") {
		t.Errorf("%+v, was %s", e, old)
	}
}

// Everything that can go wrong with an answer is a line of the report with a plain
// reason. What there was before stays, and nothing hangs or leaks.
func TestEveryMishapIsInTheReport(t *testing.T) {
	d := newDesk(t)
	d.Name("inside.example", "10.0.0.1")
	d.Workers = 1 // so that the entries stand in order
	write := func(contentType, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", contentType)
			fmt.Fprint(w, body)
		}
	}
	status := func(n int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(n) }
	}
	to := func(address string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, address, http.StatusFound) }
	}
	mishaps := []struct {
		name string
		h    http.HandlerFunc
	}{
		{"notfound", status(404)}, {"gone", status(410)}, {"unasked", status(304)}, {"private", status(401)}, {"forbidden", status(403)}, {"fault", status(500)},
		{"busy", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", "7200")
			w.WriteHeader(http.StatusTooManyRequests)
		}},
		{"login", write("text/html", "<!doctype html><title>Log in</title>")},
		{"jsonlogin", write("application/json", "<html>")},
		{"malformed", write("application/json", `{"title":`)},
		{"types", write("application/json", `{"title":[1],"html":7,"author_name":{"a":null}}`)},
		{"deep", write("application/json", strings.Repeat("[", 100_000))},
		{"charset", write("application/json; charset=utf-8", "{\"title\":\"\xff\"}")},
		{"error", write("application/json", `{"error":"no such post"}`)},
		{"hostile", write("application/json", `{"author_name":"<img src=x onerror=alert(1)>\u202e","html":"<script>alert(1)</script><iframe src='https://evil.example/'></iframe>","thumbnail_url":"https://inside.example/a.png"}`)},
		{"picture", write("application/json", `{"title":"With a page for a picture","thumbnail_url":"https://login.example/a.png"}`)},
		{"bomb", write("application/json", `{"title":"With a bomb","thumbnail_url":"https://bomb.example/a.png"}`)},
		{"large", func(w http.ResponseWriter, r *http.Request) { w.Write(bytes.Repeat([]byte(" "), 10<<20)) }},
		{"drip", func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				w.Write([]byte(" "))
				w.(http.Flusher).Flush()
				time.Sleep(10 * time.Millisecond)
			}
		}},
		{"inside", to("https://inside.example/latest/meta-data")}, {"plain", to("http://plain.example/")}, {"loop", to("/api/oembed")}, {"file", to("file:///etc/passwd")},
		{"impostor", status(200)},
	}
	d.Host("login.example", write("text/html", "<title>Log in</title>"))
	d.Host("bomb.example", func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x86\xa0\x00\x01\x86\xa0\x08\x06\x00\x00\x00"))
	})
	var pieces []Piece
	for i, m := range mishaps {
		host := m.name + ".social.example"
		d.Host(host, m.h)
		pieces = append(pieces, d.piece("a.md", i+1, "https://"+host+"/@mara/100254678717223630"))
	}
	pieces = append(pieces, d.piece("a.md", len(pieces)+1, "https://unheard-of.social.example/@mara/100254678717223630"))
	d.Impostor("impostor.social.example")
	d.write("content/a.snapshots.toml", "[[snapshot]]\nurl = \"https://notfound.social.example/@mara/100254678717223630\"\ntext = \"What it said\"\nsource = \"oembed\"\n")
	before := runtime.NumGoroutine()
	began := time.Now()
	r := d.keep(pieces...)
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
	d.Courier.Close()
	for range 400 {
		if runtime.NumGoroutine() <= before+2 {
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	if now := runtime.NumGoroutine(); now > before+2 {
		t.Errorf("%d goroutines, %d before", now, before)
	}
	golden(t, "mishaps", reportOf(t, r)+"\n"+d.read("content/a.snapshots.toml"))
	if r.Failed() {
		t.Errorf("a person has to mend %v", r.Problems)
	}
}

func reportOf(t *testing.T, r *Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// golden compares a text with a file that a person has read.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s (-update after reading it):\n%s", file, got)
	}
}

// Stopping leaves whole files, and says what was not looked at.
func TestStopping(t *testing.T) {
	d := newDesk(t)
	ctx, stop := context.WithCancel(t.Context())
	d.Workers = 1
	d.Host("www.youtube.com", func(w http.ResponseWriter, r *http.Request) {
		if asked, _ := url.QueryUnescape(r.URL.RawQuery); strings.Contains(asked, ferry) {
			stop()
			<-r.Context().Done()
			return
		}
		fmt.Fprint(w, `{"title":"Low tide"}`)
	})
	r := Keep(ctx, d.Options, []Piece{d.piece("a.md", 1, tide), d.piece("a.md", 2, ferry), d.piece("a.md", 3, "https://youtu.be/ccccccccccc")})
	if got := outcomesOf(r); got != "kept skipped skipped" || !r.Stopped {
		t.Errorf("%s, stopped %v", got, r.Stopped)
	}
	if d.entry("a.md").Title != "Low tide" {
		t.Error(d.read("content/a.snapshots.toml"))
	}
	if list, _ := filepath.Glob(filepath.Join(d.dir, "content", ".*")); len(list) > 0 {
		t.Errorf("left behind: %v", list)
	}
}

func TestReportForPrograms(t *testing.T) {
	d := newDesk(t)
	d.tideIsIn()
	var b bytes.Buffer
	if err := d.keep(d.piece("a.md", 7, tide)).WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	golden(t, "report", b.String())
	b.Reset()
	if err := d.keep().WriteJSON(&b); err != nil || !json.Valid(b.Bytes()) || !strings.Contains(b.String(), `"pieces": []`) {
		t.Errorf("%v %s", err, b.String())
	}
	if got := reportOf(t, d.keep()); got != "0 pieces: nothing to do\n" {
		t.Error(got)
	}
}
