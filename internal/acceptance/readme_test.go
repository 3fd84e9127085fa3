package acceptance

import (
	"bufio"
	"bytes"
	"image"
	"image/jpeg"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/gatefold/gatefold/internal/htmltest"
)

// commands are the command lines of the README and how each is tried. A line
// that is not here fails the test, as does one that the README lost.
var commands = map[string]func(t *testing.T, line string){
	"go run ./cmd/gatefold serve examples/newsroom": tryNewsroom,
	"make check":                                   tryMakeCheck,
	"gatefold new DIR":                             tryNew,
	"gatefold serve DIR":                           tryServe,
	"gatefold serve DIR --drafts":                  tryDrafts,
	"gatefold serve DIR --listen :80":              tryListen,
	"gatefold build DIR -o OUT":                    tryBuild,
	"gatefold rewrite IN OUT --report report.html": tryRewrite,
	"gatefold proxy --upstream URL --keep-host":    tryProxy,
	"gatefold snapshot DIR":                        trySnapshot,
	"gatefold serve --storybook":                   tryStorybook,
	"gatefold evidence verify DIR":                 tryVerify,
	"gatefold evidence show ID DIR":                tryShow,
	"gatefold evidence export DIR":                 tryExport,

	"gatefold rewrite IN --report-only --report report.html": tryReportOnly,
}

func TestTheReadmeIsTrue(t *testing.T) {
	start(t)
	lines := readmeCommands(t)
	for _, line := range lines {
		t.Run(line, func(t *testing.T) {
			try, ok := commands[line]
			if !ok {
				t.Fatal("no test knows this command: say in this file how it is tried")
			}
			try(t, line)
		})
	}
	for line := range commands {
		if !slices.Contains(lines, line) {
			t.Errorf("the README no longer says %q", line)
		}
	}
}

// blocks gives the indented blocks of the README, without their indentation.
func blocks(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	within := false
	for line := range strings.Lines(string(text)) {
		code, indented := strings.CutPrefix(line, "    ")
		switch {
		case indented && within:
			all[len(all)-1] += code
		case indented:
			all = append(all, code)
		case within && strings.TrimSpace(line) == "":
			all[len(all)-1] += "\n"
			continue
		}
		within = indented
	}
	return all
}

var comment = regexp.MustCompile(`\s+#.*`)

func readmeCommands(t *testing.T) (lines []string) {
	t.Helper()
	for _, block := range blocks(t) {
		if strings.HasPrefix(block, "---") {
			continue
		}
		for line := range strings.Lines(block) {
			if line = strings.TrimSpace(comment.ReplaceAllString(line, "")); line != "" {
				lines = append(lines, line)
			}
		}
	}
	return lines
}

// exampleFolder is a publication of the README's article with its picture, and
// a draft.
func exampleFolder(t *testing.T) string {
	t.Helper()
	i := slices.IndexFunc(blocks(t), func(b string) bool { return strings.HasPrefix(b, "---") })
	if i < 0 {
		t.Fatal("the README has no article")
	}
	var lens bytes.Buffer
	if err := jpeg.Encode(&lens, image.NewGray(image.Rect(0, 0, 640, 400)), nil); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, text := range map[string]string{
		"lamp/index.md": blocks(t)[i],
		"lamp/lens.jpg": lens.String(),
		"later.md":      "---\ntitle: Not yet\ndate: 2026-05-05\ndraft: true\n---\nText.\n",
	} {
		name = filepath.Join(dir, "content", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// filledIn is a command line with its placeholders replaced.
func filledIn(line string, pairs ...string) []string {
	words := strings.Fields(line)
	for i, w := range words {
		for j := 0; j+1 < len(pairs); j += 2 {
			if w == pairs[j] {
				words[i] = pairs[j+1]
			}
		}
	}
	return words
}

func tryNewsroom(t *testing.T, line string) {
	a := run(t, strings.Fields(line))
	if body := a.page(t, "/"); !strings.Contains(body, "<main") {
		t.Errorf("the front page is %q", body)
	}
}

func tryServe(t *testing.T, line string) {
	a := run(t, filledIn(line, "gatefold", program.binary, "DIR", exampleFolder(t)))
	checkLamp(t, a.page(t, "/lamp/"))
	if a.status(t, "/later/") != http.StatusNotFound {
		t.Error("it shows a draft")
	}
}

func tryDrafts(t *testing.T, line string) {
	a := run(t, filledIn(line, "gatefold", program.binary, "DIR", exampleFolder(t)))
	if body := a.page(t, "/later/"); !strings.Contains(body, "Not yet") {
		t.Errorf("the draft is %q", body)
	}
}

// The port of the README is for administrators only; the flag is the same.
func tryListen(t *testing.T, line string) {
	a := run(t, filledIn(line, "gatefold", program.binary, "DIR", exampleFolder(t), ":80", "127.0.0.1:0"))
	checkLamp(t, a.page(t, "/lamp/"))
}

func tryBuild(t *testing.T, line string) {
	out := filepath.Join(t.TempDir(), "out")
	words := filledIn(line, "gatefold", program.binary, "DIR", exampleFolder(t), "OUT", out)
	if err := command(nil, words[0], words[1:]...); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(out, "lamp", "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	checkLamp(t, string(text))
	for _, name := range []string{"lamp/lens.jpg", "_gatefold/embed/youtube/jofNR_WkoCE/index.html", "_headers"} {
		if _, err := os.Stat(filepath.Join(out, filepath.FromSlash(name))); err != nil {
			t.Error(err)
		}
	}
}

// tryNew makes a publication, and builds it.
func tryNew(t *testing.T, line string) {
	dir := filepath.Join(t.TempDir(), "harbour-news")
	words := filledIn(line, "gatefold", program.binary, "DIR", dir)
	if err := command(nil, words[0], words[1:]...); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "out")
	if err := command(nil, program.binary, "build", dir, "-o", out); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(out, "news", "first-story", "index.html"))
	if err != nil || !strings.Contains(string(text), "/_gatefold/embed/openstreetmap/") {
		t.Errorf("%v: the first story of a new publication has no gate", err)
	}
}

// trySnapshot keeps a post whose words were pasted: nobody has to be asked.
func trySnapshot(t *testing.T, line string) {
	dir := t.TempDir()
	article := "---\ntitle: Ferry\n---\n<blockquote class=\"twitter-tweet\"><p lang=\"en\">The ferry runs again.</p>&mdash; Mara Lindholm (@mlindholm) " +
		"<a href=\"https://x.com/mlindholm/status/1790637656616943991\">May 15, 2024</a></blockquote>\n"
	if err := os.MkdirAll(filepath.Join(dir, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "content", "ferry.md"), []byte(article), 0o644); err != nil {
		t.Fatal(err)
	}
	words := filledIn(line, "gatefold", program.binary, "DIR", dir)
	if err := command(nil, words[0], words[1:]...); err != nil {
		t.Fatal(err)
	}
	kept, err := os.ReadFile(filepath.Join(dir, "content", "ferry.snapshots.toml"))
	if err != nil || !strings.Contains(string(kept), `text = "The ferry runs again."`) {
		t.Errorf("%v\n%s", err, kept)
	}
}

// foreignPage is a page of somebody else's making.
const foreignPage = `<!doctype html><html lang="en"><title>A</title><iframe src="https://www.youtube.com/embed/jofNR_WkoCE"></iframe>`

func tryRewrite(t *testing.T, line string) {
	in, out, report := t.TempDir(), filepath.Join(t.TempDir(), "out"), filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(filepath.Join(in, "index.html"), []byte(foreignPage), 0o600); err != nil {
		t.Fatal(err)
	}
	words := filledIn(line, "gatefold", program.binary, "IN", in, "OUT", out, "report.html", report)
	if err := command(nil, words[0], words[1:]...); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(out, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	checkForeign(t, string(text))
	if _, err := os.Stat(report); err != nil {
		t.Error(err)
	}
}

func tryProxy(t *testing.T, line string) {
	up := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, foreignPage)
	}))
	defer up.Close()
	a := run(t, filledIn(line, "gatefold", program.binary, "URL", up.URL))
	checkForeign(t, a.page(t, "/"))
}

// checkForeign demands that the page has a gate and loads nothing from elsewhere.
func checkForeign(t *testing.T, text string) {
	t.Helper()
	doc := htmltest.Parse(t, []byte(text))
	if action := doc.One("form.gf-yes").Attr("action"); !strings.HasPrefix(action, "/_gatefold/embed/youtube/jofNR_WkoCE/") {
		t.Errorf("the gate opens %s", action)
	}
	doc.LoadsOnlyFrom("/")
}

// checkLamp demands that the README's article became what the README says.
func checkLamp(t *testing.T, text string) {
	t.Helper()
	doc := htmltest.Parse(t, []byte(text))
	if h := doc.One("h1").Text(); h != "The lamp on Gull Rock" {
		t.Errorf("the headline is %q", h)
	}
	gate := doc.One("form.gf-yes")
	if action := gate.Attr("action"); !strings.HasPrefix(action, "/_gatefold/embed/youtube/jofNR_WkoCE/") {
		t.Errorf("the gate opens %s", action)
	}
	figure := doc.One("figure")
	if img := figure.One("img"); img.Attr("src") != "/lamp/lens.jpg" || img.Attr("alt") != "Two people clean a lens as tall as they are" {
		t.Errorf("the picture is %s, %q", img.Attr("src"), img.Attr("alt"))
	}
	for _, want := range []string{"The lens is cleaned twice a year", "Harbour Archive"} {
		if !strings.Contains(figure.Text(), want) {
			t.Errorf("the figure says %q, not %q", figure.Text(), want)
		}
	}
	doc.LoadsOnlyFrom("/")
}

// make check would run the very test that asks; what it would do is read.
func tryMakeCheck(t *testing.T, line string) {
	words := strings.Fields(line)
	cmd := exec.Command(words[0], append([]string{"--dry-run"}, words[1:]...)...)
	cmd.Dir = "../.."
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	steps := []string{".ci/setup", "gofmt -l", "go vet", "staticcheck", "go test -race"}
	for _, step := range steps {
		i := bytes.Index(out, []byte(step))
		if i < 0 {
			t.Fatalf("%s, or its place after the steps before it, is missing:\n%s", step, out)
		}
		out = out[i:]
	}
}

// answering is a server that a command line started.
type answering struct{ url string }

// run starts a command that serves, at a free port where it names none, and
// ends it gracefully with the test.
func run(t *testing.T, words []string) answering {
	t.Helper()
	cmd := exec.Command(words[0], words[1:]...)
	cmd.Dir = "../.."
	cmd.Env = append(os.Environ(), "GATEFOLD_LISTEN=127.0.0.1:0")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // "go run" has a child
	var log bytes.Buffer
	cmd.Stderr = &log
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var address string
	for lines := bufio.NewScanner(out); address == "" && lines.Scan(); {
		address = localAddress.FindString(lines.Text())
	}
	t.Cleanup(func() {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGINT)
		_, _ = io.Copy(io.Discard, out)
		// "go run" itself fails when it is interrupted, whatever its child does.
		if err := cmd.Wait(); err != nil && words[0] != "go" {
			t.Errorf("it did not stop gracefully: %v\n%s", err, log.String())
		}
	})
	if address == "" {
		t.Fatalf("%s did not say its address", strings.Join(words, " "))
	}
	return answering{address}
}

func (a answering) status(t *testing.T, path string) int {
	t.Helper()
	res, err := http.Get(a.url + path)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	return res.StatusCode
}

func (a answering) page(t *testing.T, path string) string {
	t.Helper()
	res, err := http.Get(a.url + path)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d, %v", path, res.StatusCode, err)
	}
	return string(body)
}
