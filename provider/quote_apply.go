package provider

import (
	"regexp"
	"strings"

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
		if rule.Attr == "href" && strings.HasPrefix(value, "/") && !strings.HasPrefix(value, "//") {
			value = origin(r.pasted.entry.load().Website) + value
		}
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
	code := r.code[n.body:n.tail]
	if strings.IndexByte(code, '<') < 0 { // the usual: nothing but text
		f.write(html.UnescapeString(code), false)
		return f.line()
	}
	z := html.NewTokenizer(strings.NewReader(code))
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
	return namedGroups(re.get(), text)
}

func namedGroups(re *regexp.Regexp, text string) (map[QuoteRole]string, bool) {
	m := re.FindStringSubmatch(text)
	if m == nil {
		return nil, false
	}
	found := map[QuoteRole]string{}
	for i, name := range re.SubexpNames() {
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
		} else if r.author == "" && !isAddress(value) && !strings.EqualFold(value, r.handle) {
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
