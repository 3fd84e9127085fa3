package keeper

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

// Outcome says in one word what became of a piece.
type Outcome string

// The outcomes, in the order in which they are counted.
const (
	Kept        Outcome = "kept"        // what it says was written down
	Unchanged   Outcome = "unchanged"   // the provider says that it is as it was
	Fresh       Outcome = "fresh"       // nobody had to be asked
	Alive       Outcome = "alive"       // it is there
	Back        Outcome = "back"        // it was gone, and is there again
	Missed      Outcome = "missed"      // it was not found, for the first time
	Gone        Outcome = "gone"        // it is gone
	Doubtful    Outcome = "doubtful"    // nobody can tell
	Outage      Outcome = "outage"      // nothing of the provider was found
	Unreachable Outcome = "unreachable" // the provider gave no answer
	Forbidden   Outcome = "forbidden"   // nothing of it may be kept
	Failed      Outcome = "failed"      // there is nothing to keep
	Skipped     Outcome = "skipped"     // its turn did not come
)

// outcomes has them in order, with what a person reads, and whether each piece
// deserves a line.
var outcomes = []kind{
	{Kept, "kept", true}, {Unchanged, "unchanged", false}, {Fresh, "as they were", false}, {Alive, "there", false}, {Back, "back again", true},
	{Missed, "missed for the first time", true}, {Gone, "gone", true}, {Doubtful, "doubtful", true}, {Outage, "out of reach with all of their provider", true},
	{Unreachable, "unreachable", true}, {Forbidden, "not to be kept", false}, {Failed, "without anything to keep", true}, {Skipped, "not looked at", false},
}

type kind struct {
	outcome Outcome
	words   string
	tell    bool
}

// Report says what became of each piece.
type Report struct {
	Mode     string             `json:"mode"` // "keep" or "check"
	DryRun   bool               `json:"dry_run"`
	Started  time.Time          `json:"started"`
	Stopped  bool               `json:"stopped"` // before it was through
	Pieces   []*Line            `json:"pieces"`
	Problems []*article.Problem `json:"-"` // of files, which a person has to mend
}

// Line is what became of one piece in one article.
type Line struct {
	Article       string  `json:"article"`
	Line          int     `json:"line"`
	Provider      string  `json:"provider"`
	Name          string  `json:"-"` // of the provider
	URL           string  `json:"url"`
	Outcome       Outcome `json:"outcome"`
	From          string  `json:"from,omitempty"` // "pasted" or "oembed"
	Reason        string  `json:"reason,omitempty"`
	Picture       string  `json:"picture,omitempty"`
	PictureReason string  `json:"picture_reason,omitempty"` // why there is none
}

func (l *Line) say(o Outcome, reason string) { l.Outcome, l.Reason = o, reason }

// String gives the line for a person, on a terminal perhaps.
func (l *Line) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:%d: %s %s: %s", l.Article, l.Line, l.Name, l.URL, l.Outcome)
	if l.From != "" {
		b.WriteString(" (" + l.From + ")")
	}
	if l.Reason != "" {
		b.WriteString(": " + l.Reason)
	}
	if l.PictureReason != "" {
		b.WriteString("; without its picture: " + l.PictureReason)
	}
	return article.Printable(b.String())
}

// Write writes the report for people: a line for each piece about which there is
// something to say, and how many there are of each kind.
func (r *Report) Write(w io.Writer) error {
	counts := map[Outcome]int{}
	for _, l := range r.Pieces {
		counts[l.Outcome]++
		if l.tells(r.Mode) {
			if _, err := fmt.Fprintln(w, l); err != nil {
				return err
			}
		}
	}
	var parts []string
	for _, o := range outcomes {
		if n := counts[o.outcome]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, o.words))
		}
	}
	if len(parts) == 0 {
		parts = []string{"nothing to do"}
	}
	dry := ""
	if r.DryRun {
		dry = " (nothing was written)"
	}
	_, err := fmt.Fprintf(w, "%s: %s%s\n", pieces(len(r.Pieces)), strings.Join(parts, ", "), dry)
	return err
}

// tells reports whether a piece deserves a line. One that has been gone for long
// is news only to who checks.
func (l *Line) tells(mode string) bool {
	if l.PictureReason != "" {
		return true
	}
	i := slices.IndexFunc(outcomes, func(k kind) bool { return k.outcome == l.Outcome })
	return i >= 0 && outcomes[i].tell && (l.Outcome != Gone || mode == "check")
}

func pieces(n int) string {
	if n == 1 {
		return "1 piece"
	}
	return fmt.Sprintf("%d pieces", n)
}

// WriteJSON writes the report for programs.
func (r *Report) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	r.Pieces = slices.Clip(append([]*Line{}, r.Pieces...)) // a list even if empty
	return e.Encode(r)
}

// Failed reports whether there is something that a person has to mend.
func (r *Report) Failed() bool {
	return slices.ContainsFunc(r.Problems, func(p *article.Problem) bool { return !p.Warning })
}

// Sort puts the problems in the order of the files.
func (r *Report) Sort() {
	slices.SortStableFunc(r.Problems, func(a, b *article.Problem) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
}
