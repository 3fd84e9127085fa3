package provider

import (
	"slices"
	"strings"
	"unicode"
)

// FrameTitle returns the title of the piece's frame, as one line of plain text,
// where it names the piece; empty where it only says that there is a player of the
// service. Fragment is the text that the piece was found in.
func (p *Pasted) FrameTitle(fragment string) string {
	if p.entry == nil {
		return ""
	}
	nodes, _ := scan(p.catalogue.marks(), p.Extent.of(fragment))
	for i := range nodes {
		if isFrame(nodes[i].name) {
			title, _ := attribute(nodes[i].attrs, "title")
			if title = plainLine(title); p.entry.names(title) {
				return cutTo(title, maxQuoteTitle)
			}
			return ""
		}
	}
	return ""
}

func isFrame(name string) bool { return name == "iframe" || name == "amp-iframe" }

// kindWords are what frames are called that their makers gave no name of their
// own.
var kindWords = func() map[string]bool {
	words := map[string]bool{}
	for w := range strings.FieldsSeq(`a an and by for from in of on the this with embed embedded embeds iframe frame widget
		player plugin viewer view content external interactive responsive social media web website page default title untitled
		video videos audio music sound podcast podcasts episode track playlist post posts tweet photo image gif clip map maps
		chart graphic graph data visualization visualisation document documents presentation slides slideshow form card link`) {
		words[w] = true
	}
	return words
}()

// names reports whether a frame's title tells one piece of the provider from
// another: whether it has a word that is neither the service's name nor one of
// kindWords.
func (e *entry) names(title string) bool {
	own := wordsOf(e.load().Name + " " + e.id)
	return slices.ContainsFunc(wordsOf(title), func(word string) bool { return !kindWords[word] && !slices.Contains(own, word) })
}

// wordsOf returns the words of a text in lower case.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) })
}
