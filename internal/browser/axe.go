package browser

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// axeScript is where npm puts axe-core, below the root of the repository.
const axeScript = "node_modules/axe-core/axe.min.js"

// errNoAxe says that the script is not installed.
var errNoAxe = errors.New("axe-core is not installed: run npm ci (make setup does)")

// axe reads the script once.
var axe = sync.OnceValues(func() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		data, err := os.ReadFile(filepath.Join(dir, axeScript))
		if err == nil {
			return string(data), nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errNoAxe
		}
		dir = parent
	}
})

// finding is a rule of axe that a page breaks.
type finding struct {
	ID    string `json:"id"`
	Help  string `json:"help"`
	Nodes []struct {
		HTML    string `json:"html"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

// Axe has axe-core look at the page and gives one line for each place that
// breaks a rule, documents in frames aside. The test is skipped where axe-core
// is not installed, except in CI, where it fails.
func (p *Page) Axe(t testing.TB) []string {
	t.Helper()
	script, err := axe()
	switch {
	case errors.Is(err, errNoAxe) && os.Getenv("CI") == "":
		t.Skip(err)
	case err != nil:
		t.Fatal(err)
	}
	Eval[bool](p, "window.axe ? true : ("+quote("")+" + (() => {"+script+"\n})(), true)")
	found := Eval[[]finding](p, "axe.run(document, {iframes: false, resultTypes: ['violations']}).then(r => r.violations)")
	var lines []string
	for _, f := range found {
		for _, n := range f.Nodes {
			lines = append(lines, fmt.Sprintf("%s (%s): %s: %s", f.ID, f.Help, short(n.HTML), strings.ReplaceAll(n.Summary, "\n", " ")))
		}
	}
	return lines
}
