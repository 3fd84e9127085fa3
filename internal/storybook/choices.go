package storybook

import (
	"fmt"
	"html"
	"strings"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/locale"
)

// choicesID is the folder of the pages that show /privacy/embeds/ in every state.
const choicesID = "choices"

// choicesMark is in every page that shows the list of choices.
const choicesMark = `id="gf-choices`

// kept is one choice as the list shows it.
type kept struct {
	party   string
	allowed bool
}

// ChoicesState is what a reader may see the list of choices in.
type ChoicesState struct {
	Name string // in a heading

	// script is true where it has run: without it the list is as it was sent.
	script bool
	kept   []kept

	// done is the party that was just taken back, gone is true where all were.
	done string
	gone bool
}

// ChoicesStates are the states in the order in which a page shows them.
var ChoicesStates = []ChoicesState{
	{Name: "without JavaScript"},
	{Name: "nothing remembered", script: true},
	{Name: "one allowed", script: true, kept: []kept{{"YouTube", true}}},
	{Name: "one refused", script: true, kept: []kept{{"maps.example.com", false}}},
	{Name: "several", script: true, kept: []kept{{"Instagram", true}, {"Mastodon (social.example)", true}, {"maps.example.com", false}}},
	{Name: "one of several taken back", script: true, kept: []kept{{"Instagram", true}, {"maps.example.com", false}}, done: "Mastodon (social.example)"},
	{Name: "the last taken back", script: true, done: "YouTube"},
	{Name: "everything taken back", script: true, gone: true},
}

// choices is a page on which the list of choices stands in every state.
func choices(o Options, lang, shade string) *article.Article {
	words := o.Bundle.For(lang)
	list := string(o.Gates.AppendChoices(nil, words))
	var b article.Body
	for i := range ChoicesStates {
		s := &ChoicesStates[i]
		b.Pieces = append(b.Pieces, article.Piece{HTML: fmt.Sprintf(
			`<h2 id="state-%d" lang="en" dir="ltr">%s</h2>%s`, i+1, html.EscapeString(s.Name), s.freeze(list, words, i+1))})
	}
	a := story(&exhibit{id: choicesID, name: "The page of choices"}, shade+"/", lang)
	a.Standalone = true
	a.Params = map[string]any{pageParam: shade}
	a.Body = b
	return a
}

// freeze puts the list, as the page has it, into the state in which the script
// would have put it. n tells its ids from those of the others on the page.
func (s *ChoicesState) freeze(list string, words *locale.Locale, n int) string {
	say := func(key string, args ...string) string { return html.EscapeString(words.T("choices."+key, args...)) }
	list = strings.Replace(list, `aria-labelledby="gf-listed"`, fmt.Sprintf(`aria-labelledby="gf-listed-%d state-%[1]d"`, n), 1)
	list = strings.Replace(list, `id="gf-listed"`, fmt.Sprintf(`id="gf-listed-%d"`, n), 1)
	list = strings.ReplaceAll(list, `"gf-choices"`, fmt.Sprintf(`"gf-choices-%d"`, n))
	if !s.script {
		return list
	}
	status := ""
	switch {
	case s.gone:
		status = say("gone") + " "
	case s.done != "":
		status = say("done", "provider", s.done) + " "
	}
	var items strings.Builder
	for i, k := range s.kept {
		key := map[bool]string{true: "allowed", false: "refused"}[k.allowed]
		id := fmt.Sprintf("gf-back-%d-%d", n, i)
		fmt.Fprintf(&items, `<li class="gf-more"><span>%s</span><button id="%s" aria-label="%s %s">%[3]s</button></li>`,
			say(key, "provider", k.party, "date", until), id, say("back"), html.EscapeString(k.party))
	}
	if len(s.kept) == 0 {
		status += say("none")
		list = strings.Replace(list, `<ul class="gf-bar">`, `<ul hidden>`, 1)
	}
	if len(s.kept) > 1 {
		list = withoutHidden(list, `<button class="gf-all"`)
	}
	list = strings.Replace(list, say("script"), status, 1)
	list = strings.Replace(list, "</ul>", items.String()+"</ul>", 1)
	return list
}
