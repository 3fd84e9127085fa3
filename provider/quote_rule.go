package provider

// Quoting says where the code that a service hands out holds what the piece
// says, and which of its text is the service's own.
type Quoting struct {
	// Elements are asked, in order, about every element of the code. The first
	// that fits decides.
	Elements []QuoteElement `json:"elements"`

	// Lines are asked, in order, about the lines of text that the elements
	// left. One that fits takes its line away.
	Lines []QuoteLine `json:"lines"`

	// Rest is what text is that no rule is about: RoleText or RoleTitle, or
	// empty where it is the service's own words, which are no quotation.
	Rest QuoteRole `json:"rest"`
}

// QuoteElement is a rule about elements of pasted code.
type QuoteElement struct {
	Name  string `json:"name"`  // of the element; empty: any
	Class string `json:"class"` // one of its classes

	// Attr is an attribute that the element has, and RE what its value fits.
	// What the groups named title, author, handle and date hold is noted.
	Attr string `json:"attr"`
	RE   string `json:"re"`

	// Text is what the element's text fits; groups count as in RE.
	Text string `json:"text"`

	// First is true where no text stands before the element.
	First bool `json:"first"`

	// Role is what the element's text is. Empty: ask about what is in it.
	Role QuoteRole `json:"is"`
}

// QuoteLine is a rule about one line of text. What the groups named title,
// author, handle and date hold is noted; a group named text stays. Of the rules
// with groups about the first line, and of those about the last, the first that
// fits is the only one.
type QuoteLine struct {
	At string `json:"at"` // "first", "last", or empty for any line
	RE string `json:"re"`
}

// QuoteRole is what a stretch of text is.
type QuoteRole string

// The roles.
const (
	RoleText    QuoteRole = "text"
	RoleTitle   QuoteRole = "title"
	RoleAuthor  QuoteRole = "author"
	RoleHandle  QuoteRole = "handle"
	RoleDate    QuoteRole = "date"
	RoleNothing QuoteRole = "nothing" // the service's own words
)

// quoteRules are a provider's rules made ready.
type quoteRules struct {
	elements []elementRule
	lines    []lineRule
	rest     QuoteRole
}

type elementRule struct {
	QuoteElement
	re, text *lazyRegexp // nil: anything
}

type lineRule struct {
	at string
	re lazyRegexp
}

func newQuoteRules(q *Quoting) *quoteRules {
	if q == nil {
		return nil
	}
	r := &quoteRules{rest: q.Rest, elements: make([]elementRule, len(q.Elements)), lines: make([]lineRule, len(q.Lines))}
	for i, e := range q.Elements {
		r.elements[i] = elementRule{QuoteElement: e, re: orNone(e.RE), text: orNone(e.Text)}
	}
	for i, l := range q.Lines {
		r.lines[i].at, r.lines[i].re.text = l.At, l.RE
	}
	return r
}

func orNone(re string) *lazyRegexp {
	if re == "" {
		return nil
	}
	return &lazyRegexp{text: re}
}
