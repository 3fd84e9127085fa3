package storybook

import "strings"

// State is what a reader may see a gate in.
type State struct {
	Name string // in a heading, and as the fragment of an address

	// Quoted pieces come with a snapshot, Gone ones are dead besides.
	Quoted, Gone bool

	// on is true where the frame stands in the place of the notice, and
	// loads whether it has something in it.
	on, loads bool

	// off is true where the gate was refused.
	off bool

	// now and note name the messages that the script puts into the two
	// status lines, as the data- attributes of the first do; again shows the button to
	// try again.
	now, note string
	again     bool
}

// States are the states in the order in which a page shows them.
var States = []State{
	{Name: "asked"},
	{Name: "asked, with snapshot", Quoted: true},
	{Name: "gone", Quoted: true, Gone: true},
	{Name: "opening", on: true, now: "loading"},
	{Name: "open", on: true, loads: true, now: "loaded"},
	{Name: "slow", on: true, now: "slow", again: true},
	{Name: "failed", on: true, now: "failed", again: true},
	{Name: "remembered", on: true, loads: true, now: "kept"},
	{Name: "refused once", off: true, note: "not"},
	{Name: "refused for long", Quoted: true, off: true, note: "refused"},
	{Name: "asked again after a change", note: "changed"},
	{Name: "asked with a privacy signal", note: "signal"},
	{Name: "withdrawn"},
}

// anchor is the id of the heading of a state.
func (s *State) anchor() string {
	return strings.NewReplacer(" ", "-", ",", "").Replace(s.Name)
}

// until stands for the day until which a choice is remembered.
const until = "2031-05-04"

// freeze puts a gate, as the page has it, into the state in which the script
// would have put it.
func (s *State) freeze(html string) string {
	if s.on {
		html = strings.Replace(html, `class="gf `, `class="gf gf-on `, 1)
	}
	if s.off {
		html = strings.Replace(html, `class="gf `, `class="gf gf-off `, 1)
	}
	if s.loads {
		if address := attribute(html, `class="gf-yes" action="`); address != "" {
			html = strings.Replace(html, "<iframe ", `<iframe src="`+address+`" `, 1)
		}
	}
	if s.again {
		html = withoutHidden(html, `class="gf-again"`)
	}
	words := message(html, s.note)
	html = speak(html, `class="gf-now"`, message(html, s.now))
	return speak(html, `class="gf-note"`, words)
}

// attribute is what stands behind a mark up to the next quotation mark, as it
// is written; empty where the mark is not there.
func attribute(html, mark string) string {
	_, rest, _ := strings.Cut(html, mark)
	value, _, _ := strings.Cut(rest, `"`)
	return value
}

// withoutHidden shows the element whose tag holds a mark.
func withoutHidden(html, mark string) string {
	before, rest, found := strings.Cut(html, mark)
	if !found {
		return html
	}
	tag, after, _ := strings.Cut(rest, ">")
	return before + mark + strings.Replace(tag, " hidden", "", 1) + ">" + after
}

// message is what the script says in a gate by the name of a message.
func message(html, name string) string {
	if name == "" {
		return ""
	}
	words := attribute(html, ` data-`+name+`="`)
	words = strings.ReplaceAll(words, "{date}", until)
	return strings.ReplaceAll(words, "{provider}", attribute(html, ` data-who="`))
}

// speak puts words into the status line whose tag holds a mark.
func speak(html, mark, words string) string {
	before, rest, found := strings.Cut(html, mark)
	tag, after, _ := strings.Cut(rest, ">")
	if !found {
		return html
	}
	return before + mark + tag + ">" + words + after
}
