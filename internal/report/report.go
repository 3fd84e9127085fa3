package report

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/gatefold/gatefold/internal/spelling"
	"github.com/gatefold/gatefold/rewrite"
)

// Version is the version of the JSON. It changes when a field is taken away or
// gets another meaning; new fields do not change it.
const Version = 1

// Report is what was found, by kind, host and what was done. docs/report.md
// explains each field of the JSON; a test holds the two together.
type Report struct {
	Version    int       `json:"version"`
	Program    string    `json:"program,omitempty"`
	Made       time.Time `json:"made,omitzero"`
	ReportOnly bool      `json:"reportOnly"` // nothing was changed; actions are what would have been done
	Pages      int       `json:"pages"`      // that were read
	Passes     int       `json:"passes"`     // how often pages were read
	Entries    []Entry   `json:"entries"`
	More       int       `json:"more"` // findings that are in no entry, because there are too many
}

// Entry is all findings that are alike.
type Entry struct {
	Kind     rewrite.Kind   `json:"kind"`
	Host     string         `json:"host"`
	Provider string         `json:"provider,omitempty"`
	Name     string         `json:"providerName,omitempty"`
	Action   rewrite.Action `json:"action"`
	Reason   string         `json:"reason,omitempty"`
	Count    int            `json:"count"`
	Pages    []string       `json:"pages"` // the first of them
	Example  Example        `json:"example"`
}

// Example is one of the findings.
type Example struct {
	Page    string `json:"page"`
	Address string `json:"address,omitempty"`
	Element string `json:"element,omitempty"`
	Line    int    `json:"line,omitempty"`
}

// Party is what to call whoever is behind an entry: by name if it is known, else as
// the catalogue or its host has it; empty where nobody can tell.
func (e *Entry) Party() string { return cmp.Or(e.Name, e.Provider, e.Host) }

// WriteJSON writes the report for programs.
func (r *Report) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(r)
}

// unknownPrefix makes a word mean only what no provider of the catalogue is known
// for.
const unknownPrefix = "unknown-"

// CheckFailOn says what is wrong with a list for FailOn.
func CheckFailOn(words []string) error {
	for _, word := range words {
		if word == "any" {
			continue
		}
		var k rewrite.Kind
		if err := k.UnmarshalText([]byte(strings.TrimPrefix(word, unknownPrefix))); err != nil {
			return fmt.Errorf("%q is nothing to fail on: %s", word, nearest(word))
		}
	}
	return nil
}

func nearest(word string) string {
	names := []string{"any"}
	for _, k := range kinds {
		names = append(names, k.String(), unknownPrefix+k.String())
	}
	best, _ := spelling.Nearest(word, names)
	return fmt.Sprintf("did you mean %q?", best)
}

// FailOn gives the entries that a list of words is about: the name of a kind, such
// as "script"; the same for parties that the catalogue does not know,
// "unknown-script"; or "any". What the site itself lets through, what has a copy on
// the site, and what waits for a reader to act, never counts.
func (r *Report) FailOn(words []string) (found []Entry) {
	for _, e := range r.Entries {
		if e.Action == rewrite.Allowed || e.Action == rewrite.Localised || e.Action == rewrite.Kept {
			continue
		}
		name := e.Kind.String()
		if slices.Contains(words, "any") || slices.Contains(words, name) || e.Provider == "" && slices.Contains(words, unknownPrefix+name) {
			found = append(found, e)
		}
	}
	return found
}

// kinds are all kinds, in the order of package rewrite.
var kinds = []rewrite.Kind{
	rewrite.Other, rewrite.Frame, rewrite.Embed, rewrite.Object, rewrite.Media, rewrite.Picture, rewrite.Script, rewrite.Style, rewrite.Font,
	rewrite.Icon, rewrite.Manifest, rewrite.Hint, rewrite.Ping, rewrite.Refresh, rewrite.Base, rewrite.Reference, rewrite.Form, rewrite.Unclear,
}

// actions are all actions.
var actions = []rewrite.Action{
	rewrite.Allowed, rewrite.Gated, rewrite.Linked, rewrite.HeldBack, rewrite.Dropped, rewrite.Localised, rewrite.Kept,
}
