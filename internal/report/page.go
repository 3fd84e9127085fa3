package report

import (
	"bytes"
	"cmp"
	_ "embed"
	"html/template"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/rewrite"
)

//go:embed page.html
var pageSource string

//go:embed page.css
var pageStyle string

// Style is the style sheet that stands in the page, for the hash in the policy of
// whoever serves it.
func Style() string { return pageStyle }

var pageTemplate = template.Must(template.New("page.html").Parse(pageSource))

// view is what the page shows. All of its words are in the language of the page.
type view struct {
	Lang, Dir, Title, Intro, Note string
	Program, Made, Stamp          string
	Style                         template.CSS
	Empty, More                   string
	Groups                        []group
	Head                          heads
}

// heads are the headings of columns.
type heads struct{ What, Who, Where, Loss, Allow string }

// group is what has had the same done to it.
type group struct {
	ID, Title, Text string
	Rows            []row
}

type row struct {
	Kind, Host, Provider, Reason, Count, Example, Line, Address, On, Allow string
	Loss                                                                   loss
	Pages                                                                  []string
}

// loss is what the site does without: a sentence in which an option of the command
// line may stand, which is written from left to right in every language.
type loss struct{ Before, Option, After string }

func lossIn(sentence string) loss {
	const option = "--localise"
	before, after, has := strings.Cut(sentence, option)
	if !has {
		return loss{Before: sentence}
	}
	return loss{before, option, after}
}

// WritePage writes the report as a page for people, in the language of l. It holds
// its own style and no script, and nothing in it leads anywhere by itself.
func (r *Report) WritePage(w io.Writer, l *locale.Locale) error {
	v := view{
		Lang: l.Lang(), Dir: l.Dir(), Title: l.T("report.title"), Intro: l.N("report.intro", r.Pages),
		Style: template.CSS(pageStyle), // a file of ours
		Head:  heads{l.T("report.what"), l.T("report.who"), l.T("report.where"), l.T("report.loss"), l.T("report.allow")},
	}
	if r.ReportOnly {
		v.Note = l.T("report.only")
	}
	if !r.Made.IsZero() {
		made := r.Made.UTC()
		v.Program, v.Made, v.Stamp = r.Program, l.DateTime(made), made.Format(time.RFC3339)
	}
	if len(r.Entries) == 0 && r.Pages > 0 { // of no page nothing can be said
		v.Empty = l.T("report.empty")
	}
	if r.More > 0 {
		v.More = l.N("report.more", r.More)
	}
	for i := range r.Entries {
		e := &r.Entries[i]
		id := e.Action.String()
		if n := len(v.Groups); n == 0 || v.Groups[n-1].ID != id {
			v.Groups = append(v.Groups, group{ID: id, Title: l.T("report.action." + id), Text: l.T("report.action." + id + ".text")})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Rows = append(g.Rows, rowOf(e, l))
	}
	var page bytes.Buffer
	if err := pageTemplate.Execute(&page, v); err != nil {
		return err
	}
	_, err := page.WriteTo(w)
	return err
}

func rowOf(e *Entry, l *locale.Locale) row {
	x := row{
		Kind: l.T("report.kind." + wordOf(e.Kind)), Host: e.Host, Provider: cmp.Or(e.Name, e.Provider), Reason: e.Reason,
		Count: l.N("report.count", e.Count), Pages: e.Pages, On: pagesOf(e, l), Address: e.Example.Address,
	}
	if x.Host == "" { // a pasted code has several hosts, and a provider
		x.Host, x.Provider = cmp.Or(e.Party(), l.T("report.nobody")), ""
	}
	if e.Example.Element != "" {
		x.Example = "<" + e.Example.Element + ">"
	}
	if e.Example.Line > 0 {
		x.Line = l.T("report.line", "line", strconv.Itoa(e.Example.Line))
	}
	switch e.Action {
	case rewrite.HeldBack, rewrite.Dropped, rewrite.Linked, rewrite.Gated:
		x.Loss = lossIn(l.T(lossOf(e.Kind, e.Action)))
		x.Allow = Remedy(e)
	}
	return x
}

// pagesOf says on how many pages something was found, as far as they are named.
func pagesOf(e *Entry, l *locale.Locale) string {
	if n := len(e.Pages); n == MaxPages {
		return l.T("report.pages-or-more", "n", strconv.Itoa(n))
	}
	return l.N("report.pages", len(e.Pages))
}

// lossOf is the key of what the site does without. What readers would have seen depends on
// what was done with it.
func lossOf(k rewrite.Kind, a rewrite.Action) string {
	switch k {
	case rewrite.Frame, rewrite.Embed, rewrite.Object, rewrite.Media, rewrite.Picture:
		switch {
		case a == rewrite.Linked && k == rewrite.Picture:
			return "report.loss.picture.linked"
		case a == rewrite.Linked:
			return "report.loss.seen.linked"
		case a != rewrite.Gated:
			return "report.loss.seen.gone"
		}
	}
	return "report.loss." + wordOf(k)
}

// wordOf is how a kind is called in the keys of messages, where "other" is a form of
// the plural.
func wordOf(k rewrite.Kind) string {
	if k == rewrite.Other {
		return "thing"
	}
	return k.String()
}

// Remedy is the entry of the configuration that would let something through; empty
// where none can.
func Remedy(e *Entry) string {
	if e.Host == "" || e.Kind == rewrite.Unclear || e.Kind == rewrite.Embed {
		return ""
	}
	var b strings.Builder
	b.WriteString("[[allow]]\nhost = " + strconv.Quote(e.Host) + "\nkinds = [" + strconv.Quote(e.Kind.String()) + "]\nreason = \"…\"")
	return b.String()
}
