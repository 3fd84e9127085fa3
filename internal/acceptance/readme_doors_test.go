package acceptance

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/consent"
	"github.com/gatefold/gatefold/internal/evidence"
	"github.com/gatefold/gatefold/internal/htmltest"
)

// The commands of the README that do not publish, and what it says of the
// middleware.

func tryStorybook(t *testing.T, line string) {
	a := run(t, filledIn(line, "gatefold", program.binary))
	if gates := htmltest.Parse(t, []byte(a.page(t, "/youtube/"))).All("form.gf-yes"); len(gates) < 5 {
		t.Errorf("YouTube has %d gates", len(gates))
	}
}

// tryReportOnly demands a report, and a folder that stays as it was.
func tryReportOnly(t *testing.T, line string) {
	in, report := t.TempDir(), filepath.Join(t.TempDir(), "report.html")
	page := filepath.Join(in, "index.html")
	if err := os.WriteFile(page, []byte(foreignPage), 0o600); err != nil {
		t.Fatal(err)
	}
	words := filledIn(line, "gatefold", program.binary, "IN", in, "report.html", report)
	if err := command(nil, words[0], words[1:]...); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(report); err != nil || !strings.Contains(htmltest.Parse(t, text).One("body").Text(), "www.youtube.com") {
		t.Errorf("the report: %v\n%s", err, text)
	}
	if text, err := os.ReadFile(page); err != nil || string(text) != foreignPage {
		t.Errorf("the page: %v\n%s", err, text)
	}
}

// readmeNotice is what a reader agreed to.
var readmeNotice = consent.Notice{Provider: "youtube", Recipient: "Google Ireland Limited", Lang: "en", Hosts: []string{"www.youtube-nocookie.com"}, Text: "Press and it plays."}

// keptReceipt is a publication with one receipt, and the receipt's ID.
func keptReceipt(t *testing.T) (dir, id string) {
	t.Helper()
	dir = exampleFolder(t)
	if err := os.WriteFile(filepath.Join(dir, "gatefold.toml"), []byte("evidence = \"receipts\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	log, err := evidence.Open(evidence.Options{Dir: filepath.Join(dir, "receipts")})
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	r := consent.NewReceipt(readmeNotice, consent.Decision{Action: consent.Given, Scope: consent.Piece}, "/lamp/", false, time.Now())
	if err := log.Keep(t.Context(), readmeNotice, r); err != nil {
		t.Fatal(err)
	}
	return dir, r.ID
}

// says runs a command of the README on a publication with one receipt, and
// demands that it prints what the texts are.
func says(t *testing.T, line string, want ...string) {
	t.Helper()
	dir, id := keptReceipt(t)
	words := filledIn(line, "gatefold", program.binary, "DIR", dir, "ID", id)
	out, err := exec.Command(words[0], words[1:]...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, w := range want {
		if w = strings.ReplaceAll(w, "ID", id); !strings.Contains(string(out), w) {
			t.Errorf("it does not say %q:\n%s", w, out)
		}
	}
}

func tryVerify(t *testing.T, line string) {
	says(t, line, "Every record is as it was written", "1 receipt")
}

func tryShow(t *testing.T, line string) { says(t, line, "ID", readmeNotice.Text, "/lamp/") }

func tryExport(t *testing.T, line string) { says(t, line, "record,id,time", "ID", "given,piece") }

var goBlock = regexp.MustCompile("(?s)```go\n(.*?)```")

// The middleware of the README is that of the example, which compiles.
func TestTheMiddlewareOfTheReadme(t *testing.T) {
	example, err := os.ReadFile("../../gatehttp/example_test.go")
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := goBlock.FindAllSubmatch(readme, -1)
	if len(blocks) != 1 {
		t.Fatalf("the README has %d programs", len(blocks))
	}
	for line := range strings.Lines(string(blocks[0][1])) {
		if !strings.Contains(string(example), "\t"+line) {
			t.Errorf("the example does not hold %q", line)
		}
	}
}
