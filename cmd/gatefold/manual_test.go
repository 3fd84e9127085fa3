package main

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// manuals are the documents that name commands and flags.
func manuals(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../../docs/*.md")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d documents, %v", len(files), err)
	}
	texts := map[string]string{}
	for _, f := range append(files, "../../README.md", "../../CONTRIBUTING.md", "../../SECURITY.md", "../../CHANGELOG.md") {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(f)] = string(b)
	}
	return texts
}

// flags lists the flags of each command, by its name as it is typed.
func flags(t *testing.T) map[string][]string {
	t.Helper()
	parser, err := kong.New(&commands{})
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{}
	for _, leaf := range parser.Model.Leaves(true) {
		name := strings.TrimSuffix(leaf.Path(), " ")
		for _, arg := range leaf.Positional {
			name, _, _ = strings.Cut(name, " <"+arg.Name)
			name, _, _ = strings.Cut(name, " [<"+arg.Name)
		}
		name = strings.TrimPrefix(name, parser.Model.Name+" ")
		for _, group := range leaf.AllFlags(true) {
			for _, f := range group {
				all[name] = append(all[name], "--"+f.Name)
			}
		}
	}
	return all
}

var (
	commandLine = regexp.MustCompile("(?m)(?:^ *|`|&& )gatefold ([a-z][^`#&\n]*)")
	flagForm    = regexp.MustCompile(`(?:^|[\s"(])(--[a-z][a-z-]+)`)
	bareFlag    = regexp.MustCompile("`(--[a-z][a-z-]+)[^`]*`")
)

// ofOthers are flags that documents name and that are not ours.
var ofOthers = []string{"--delay-updates", "--delete-after", "--destination", "--with"}

// Every command and flag that a document names is there.
func TestManualsNameWhatIsThere(t *testing.T) {
	known := flags(t)
	var all []string
	for _, f := range known {
		all = append(all, f...)
	}
	lines := 0
	for doc, text := range manuals(t) {
		for _, m := range commandLine.FindAllStringSubmatch(text, -1) {
			checkLine(t, doc, m[1], known)
			lines++
		}
		if doc == "theme.md" { // properties of style sheets look like flags
			continue
		}
		for _, m := range bareFlag.FindAllStringSubmatch(text, -1) {
			if !slices.Contains(all, m[1]) && !slices.Contains(ofOthers, m[1]) {
				t.Errorf("%s names the flag %s, which is not there", doc, m[1])
			}
		}
	}
	if lines < 40 {
		t.Errorf("only %d command lines were found", lines)
	}
}

// checkLine checks what follows "gatefold" in a document.
func checkLine(t *testing.T, doc, line string, known map[string][]string) {
	t.Helper()
	words := strings.Fields(line)
	name := words[0]
	if name == "evidence" {
		if len(words) == 1 || strings.ContainsAny(words[1], "|…") {
			return // several of its commands
		}
		name += " " + words[1]
	}
	has, ok := known[name]
	if !ok {
		t.Errorf("%s names the command %q, which is not there", doc, name)
	}
	for _, f := range flagForm.FindAllStringSubmatch(" "+line, -1) {
		if !slices.Contains(has, f[1]) {
			t.Errorf("%s names %s of gatefold %s, which is not there", doc, f[1], name)
		}
	}
}

// Every flag of every command is in a document.
func TestEveryFlagIsDocumented(t *testing.T) {
	var all strings.Builder
	for _, text := range manuals(t) {
		all.WriteString(text)
	}
	for command, has := range flags(t) {
		for _, f := range has {
			if f != "--help" && !regexp.MustCompile(regexp.QuoteMeta(f)+`\b`).MatchString(all.String()) {
				t.Errorf("no document explains %s of gatefold %s", f, command)
			}
		}
	}
}

// Every environment variable of the doors is in their manual.
func TestEveryVariableOfTheDoorsIsDocumented(t *testing.T) {
	manual := manuals(t)["retrofit.md"]
	for _, of := range []reflect.Type{reflect.TypeFor[doorFlags](), reflect.TypeFor[rewriteCommand](), reflect.TypeFor[proxyCommand]()} {
		for i := range of.NumField() {
			if name := of.Field(i).Tag.Get("env"); name != "" && !strings.Contains(manual, "`"+name+"`") && !strings.HasPrefix(name, "GATEFOLD_LOG_") {
				t.Errorf("docs/retrofit.md does not explain %s", name)
			}
		}
	}
}
