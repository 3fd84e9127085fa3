package page

import (
	"strings"
	"testing"
)

func TestLists(t *testing.T) {
	r := newRenderer(t, Options{})
	doc := list(t, r, section())
	if got := doc.One(".pages").Attr("aria-label"); got != "More stories: Science" {
		t.Errorf("the pagination is called %q", got)
	}
	if newer, older := doc.One(".newer a"), doc.One(".older a"); newer.Name() != "Newer stories" || older.Attr("href") != "/science/page/1/" {
		t.Errorf("the pagination says %q and leads to %s", newer.Name(), older.Attr("href"))
	}
	if got := doc.One("[aria-current=true][href=/science/]").Text(); got != "Science" {
		t.Errorf("the section is %q", got)
	}
	doc.None(".river .kicker")
	several := section()
	several.Cards = cards()
	if got := len(list(t, r, several).All(".river .kicker")); got != 7 {
		t.Errorf("%d of 7 cards of several sections name theirs", got)
	}
	first := section()
	first.Head.Canonical = "https://estuary.example/science/"
	list(t, r, first).One("[aria-current=page][href=/science/]")

	doc = list(t, r, author())
	if got := doc.One(".list-head").Text(); !strings.Contains(got, "Author Mara Lind Writes about water") {
		t.Errorf("the author is presented with %q", got)
	}
	doc = list(t, r, index())
	if got := doc.All(".index li")[0].Text(); got != "baking 1 story" {
		t.Errorf("the index says %q", got)
	}
	doc = list(t, r, emptyList())
	if got := doc.One(".empty").Text(); got != "There are no stories here yet." {
		t.Errorf("an empty list says %q", got)
	}
	doc = list(t, r, front())
	if got := doc.All(".front-cards h2")[0].Text(); got != "The tide comes in twice" {
		t.Errorf("the lead is %q", got)
	}
	if got := len(doc.All(".group")); got != 3 {
		t.Errorf("there are %d groups", got)
	}
	doc.One(".nameplate [aria-current=page]")
}
