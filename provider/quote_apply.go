package provider

import (
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// element asks the rules about an element and notes what its attributes hold.
// Within the quotation itself rules can only leave out.
func (r *quoteReader) element(n *node) QuoteRole {
	if r.aside > 0 {
		return ""
	}
	for i := range r.rules.elements {
		rule := &r.rules.elements[i]
		if rule.Name != "" && rule.Name != n.name || r.deep > 0 && rule.Role != RoleNothing {
			continue
		}
		if r.fits(rule, n) {
			return rule.Role
		}
	}
	return ""
}

// fits reports whether an element is what a rule is about.
func (r *quoteReader) fits(rule *elementRule, n *node) bool {
	if rule.Class != "" && !hasClass(n.attrs, rule.Class) || rule.First && !r.flow.empty() {
		return false
	}
	var found, read map[QuoteRole]string
	ok := true
	if rule.Attr != "" {
		value, has := attribute(n.attrs, rule.Attr)
		value = plainLine(value)
		if !has || rule.Attr == "title" && isFrame(n.name) && !r.pasted.entry.names(value) {
			return false
		}
		found, ok = groupsOf(rule.re, value)
	}
	if ok && rule.text != nil {
		read, ok = groupsOf(rule.text, r.textOf(n))
	}
	if !ok {
		return false
	}
	r.assignAll(found)
	r.assignAll(read)
	return true
}

// textOf returns the text of an element as one line, without asking rules.
func (r *quoteReader) textOf(n *node) string {
	if n.tail-n.body > maxQuoteLooked || n.tail < n.body {
		return ""
	}
	f := flow{left: maxQuoteLooked}
	z := html.NewTokenizer(strings.NewReader(r.code[n.body:n.tail]))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return f.line()
		case html.TextToken:
			f.write(string(z.Text()), false)
		case html.StartTagToken, html.SelfClosingTagToken:
			if name, _ := z.TagName(); string(name) == "br" {
				f.breakLine(false)
			}
		}
	}
}

// plainLine cleans the value of an attribute.
func plainLine(value string) string {
	f := flow{left: maxQuoteLooked}
	f.write(value, false)
	return f.line()
}

func hasClass(attrs []html.Attribute, want string) bool {
	for value, _ := attribute(attrs, "class"); value != ""; {
		var class string
		if class, value = cutClass(value); class == want {
			return true
		}
	}
	return false
}

// groupsOf returns what the named groups of an expression hold; a nil expression
// fits anything.
func groupsOf(re *lazyRegexp, text string) (map[QuoteRole]string, bool) {
	if re == nil {
		return nil, true
	}
	m := re.get().FindStringSubmatch(text)
	if m == nil {
		return nil, false
	}
	found := map[QuoteRole]string{}
	for i, name := range re.get().SubexpNames() {
		if name != "" && m[i] != "" {
			found[QuoteRole(name)] = m[i]
		}
	}
	return found, true
}

func (r *quoteReader) assignAll(found map[QuoteRole]string) {
	for _, role := range [...]QuoteRole{RoleTitle, RoleAuthor, RoleHandle, RoleDate} {
		if value := found[role]; value != "" {
			r.assign(role, value)
		}
	}
}

// assign notes something that was told, unless it is known already.
func (r *quoteReader) assign(role QuoteRole, value string) {
	value = strings.Trim(value, " \u00A0\u200E\u200F")
	switch role {
	case RoleTitle:
		if r.title == "" && !isAddress(value) {
			r.title = cutTo(value, maxQuoteTitle)
		}
	case RoleAuthor:
		if strings.HasPrefix(value, "@") && quotedHandle(value) != "" {
			r.assign(RoleHandle, value)
		} else if r.author == "" && !isAddress(value) {
			r.author = cutTo(value, maxQuoteName)
		}
	case RoleHandle:
		if r.handle == "" {
			r.handle = quotedHandle(value)
		}
	case RoleDate:
		if r.date.time.IsZero() {
			r.date, _ = printedDate(value)
		}
	}
}

// isAddress reports whether a text is nothing but an address, which names nothing.
func isAddress(s string) bool {
	return (strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "www.")) && !strings.Contains(s, " ")
}

// takeLines asks the rules about the lines that elements left, and takes what
// remains for what the provider says that it is.
func (r *quoteReader) takeLines(lines []quoteLine) {
	taken := map[string]bool{}
	for i := range r.rules.lines {
		rule := &r.rules.lines[i]
		if rule.at != "" && taken[rule.at] {
			continue
		}
		taken[rule.at] = r.takeLine(rule, &lines)
	}
	lines = slices.DeleteFunc(lines, func(l quoteLine) bool { return !l.quoted && r.rules.rest != RoleText && r.rules.rest != RoleTitle })
	if len(lines) == 0 {
		return
	}
	if r.rules.rest == RoleTitle && !slices.ContainsFunc(lines, func(l quoteLine) bool { return l.quoted }) {
		r.assign(RoleTitle, lines[0].text)
		return
	}
	if r.text == "" {
		r.join(lines)
	}
}

// takeLine asks one rule about the first or the last line, or about all, and
// reports whether one fits.
func (r *quoteReader) takeLine(rule *lineRule, lines *[]quoteLine) bool {
	fits := false
	for i := len(*lines) - 1; i >= 0; i-- {
		if rule.at == "last" && i < len(*lines)-1 || rule.at == "first" && i > 0 {
			continue
		}
		l := &(*lines)[i]
		found, ok := groupsOf(&rule.re, l.text)
		if !ok {
			continue
		}
		fits = true
		r.assignAll(found)
		if n := rule.re.get().SubexpIndex(string(RoleText)); found[RoleText] != "" {
			m := rule.re.get().FindStringSubmatchIndex(l.text)
			l.cut(m[2*n], m[2*n+1])
			l.quoted = true
			continue
		}
		apart := l.apart
		if *lines = slices.Delete(*lines, i, i+1); i < len(*lines) {
			(*lines)[i].apart = (*lines)[i].apart || apart
		}
		if rule.at == "last" {
			break
		}
	}
	return fits
}

// join makes the quotation's text and links of its lines.
func (r *quoteReader) join(lines []quoteLine) {
	var b strings.Builder
	for i, l := range lines {
		switch {
		case i > 0 && l.apart:
			b.WriteString("\n\n")
		case i > 0:
			b.WriteByte('\n')
		}
		for _, s := range l.links {
			if len(r.links) < maxQuoteLinks {
				r.links = append(r.links, QuoteLink{Text: l.text[s.start:s.end], Href: s.href})
			}
		}
		b.WriteString(l.text)
	}
	r.text = b.String()
	r.cutText()
}

// cutText shortens a text that is too long, and leaves out the links that are no
// longer in it.
func (r *quoteReader) cutText() {
	short := cutTo(r.text, maxQuoteText)
	if short == r.text {
		return
	}
	r.text = short
	at := 0
	for i, l := range r.links {
		found := strings.Index(short[at:], l.Text)
		if found < 0 {
			r.links = r.links[:i]
			return
		}
		at += found + len(l.Text)
	}
}

// quote returns what was read; nil where that is nothing.
func (r *quoteReader) quote() *Quote {
	if r.text == "" && r.title == "" && r.author == "" && r.handle == "" {
		return nil
	}
	q := &Quote{Author: r.author, Handle: r.handle, Title: r.title, Text: r.text, Lang: r.lang, Links: r.links}
	if q.Handle == "" {
		q.Handle = r.pasted.Match.Author
	}
	if q.Text == q.Title {
		q.Text, q.Links = "", nil
	}
	q.Date, q.DateOnly = r.when()
	return q
}

// when returns the date. What stands in an attribute with its zone goes before
// what the id tells, and that before what is printed, unless they are too far
// apart for the difference to be one of zones.
func (r *quoteReader) when() (time.Time, bool) {
	const zones = 36 * time.Hour
	at, ok := r.pasted.Match.Published()
	switch d := r.date; {
	case !ok || !d.time.IsZero() && !d.day:
		return d.time, d.day
	case d.time.IsZero() || at.Sub(d.time).Abs() <= zones:
		return at, false
	default:
		return d.time, d.day
	}
}
