package provider

import (
	"regexp"
	"sync"
)

// code is a provider's signature made ready: what its entry in the catalogue
// knows about the code that authors paste.
type code struct {
	prefixes [][]string // by address: how the rest of it must begin; nil: anyhow

	once        sync.Once
	addresses   []addressForm // frames, scripts, links, forms, images
	classesLike []lazyRegexp
	idsLike     []lazyRegexp
	attributes  []attributeRule
	params      []attributeRule
	inline      []addressForm
	quoting     *quoteRules // nil: the code tells nothing
}

// addressForm is an expression for addresses of one kind, with the template of
// the permalink where there is one.
type addressForm struct {
	kind MarkKind
	re   lazyRegexp
	link string
}

// lazyRegexp is compiled when it is first needed.
type lazyRegexp struct {
	text string
	once sync.Once
	re   *regexp.Regexp
}

// get returns the expression. A test compiles all of them.
func (l *lazyRegexp) get() *regexp.Regexp {
	l.once.Do(func() { l.re = regexp.MustCompile(l.text) })
	return l.re
}

// snippets returns the provider's code, ready.
func (e *entry) snippets() *code {
	e.code.once.Do(func() { e.code.fill(&e.load().Signatures) })
	return &e.code
}

func (c *code) fill(s *Signature) {
	scripts := [...]struct {
		kind MarkKind
		list []string
	}{{ScriptMark, s.Scripts}, {StyleMark, s.Links}, {FormMark, s.Forms}, {PictureMark, s.Images}}
	n := len(s.Frames)
	for _, l := range scripts {
		n += len(l.list)
	}
	c.addresses = make([]addressForm, n)
	i := setForms(c.addresses, FrameMark, s.Frames)
	for _, l := range scripts {
		for _, re := range l.list {
			c.addresses[i].kind, c.addresses[i].re.text = l.kind, re
			i++
		}
	}
	c.inline = make([]addressForm, len(s.Inline))
	setForms(c.inline, ScriptMark, s.Inline)
	c.classesLike, c.idsLike = lazily(s.ClassesLike), lazily(s.IDsLike)
	c.quoting = newQuoteRules(s.Quote)
	c.attributes, c.params = newRules(s.Attributes), newRules(s.Params)
}

func setForms(dst []addressForm, kind MarkKind, forms []FrameForm) int {
	for i, f := range forms {
		dst[i].kind, dst[i].re.text, dst[i].link = kind, f.RE, f.Canonical
	}
	return len(forms)
}

func lazily(expressions []string) []lazyRegexp {
	list := make([]lazyRegexp, len(expressions))
	for i, re := range expressions {
		list[i].text = re
	}
	return list
}

// find returns the place of the first address form of a kind that an address in
// normal form fits, or -1. Only the forms whose bits are set are tried.
func (c *code) find(kind MarkKind, address, rest string, forms uint64) int {
	for i := range c.addresses {
		f := &c.addresses[i]
		if f.kind == kind && forms&(1<<i) != 0 && c.formMay(i, rest) && f.re.get().MatchString(address) {
			return i
		}
	}
	return -1
}

// formMay reports whether address form i could fit an address that ends in rest.
func (c *code) formMay(i int, rest string) bool {
	return i >= len(c.prefixes) || hasPrefix(rest, c.prefixes[i])
}
