package publication

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode"
)

// writer makes up the text of one article.
type writer struct {
	buf bytes.Buffer
	rng *rand.Rand
}

func (w *writer) line(format string, args ...any) {
	fmt.Fprintf(&w.buf, format, args...)
	w.buf.WriteByte('\n')
}

// vocabulary is ordered by how often a word is used.
var vocabulary = strings.Fields(`the and of a to in is was it on for with as at by from that which water morning
light boat harbour stone bread garden wind hill window paper street ferry lamp orchard engine kettle weather bridge
letter market island meadow ladder river pepper clock copper rope radio bicycle library tower salt flour cloud
museum carpenter wheel anchor pasture feather lantern chimney compass basket willow pebble tide flute shelter apron`)

// word picks a word, the first ones more often than the last ones.
func (w *writer) word() string {
	n := len(vocabulary)
	return vocabulary[min(w.rng.IntN(n), w.rng.IntN(n))]
}

func (w *writer) sentence(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.word())
	}
	return title(b.String())
}

// paragraph makes n words in sentences, with the odd emphasis and link.
func (w *writer) paragraph(n int) string {
	var b strings.Builder
	for n > 0 {
		k := min(n, 8+w.rng.IntN(9))
		n -= k
		s := w.sentence(k)
		switch w.rng.IntN(8) {
		case 0:
			s += " **" + w.word() + "**"
		case 1:
			s += fmt.Sprintf(" [%s %s](https://%s.example/%s/)", w.word(), w.word(), w.word(), w.word())
		case 2:
			s += " *" + w.word() + "*"
		}
		b.WriteString(s)
		b.WriteString(". ")
	}
	return strings.TrimSpace(b.String())
}

// pick lists k different members of a numbered family, quoted for YAML.
func (w *writer) pick(family string, size, k int) string {
	var b strings.Builder
	start := w.rng.IntN(size)
	for i := range k {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q", fmt.Sprintf("%s %s %d", family, title(vocabulary[17+(start+i*7)%(len(vocabulary)-17)]), (start+i*7)%size))
	}
	return b.String()
}

// id makes an identifier of the length that providers use. It holds the
// number of the article and so is never used twice.
func (w *writer) id(i, length int) string {
	const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	b := make([]byte, length)
	for j := range b {
		if j < 6 {
			b[j] = digits[w.rng.IntN(len(digits))]
			continue
		}
		b[j] = digits[i%len(digits)]
		i /= len(digits)
	}
	return string(b)
}

func title(s string) string {
	r := []rune(s)
	if len(r) > 0 {
		r[0] = unicode.ToUpper(r[0])
	}
	return string(r)
}
