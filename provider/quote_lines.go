package provider

import (
	"slices"
	"strings"
	"time"
)

// takeLines asks the rules about the lines that elements left, and takes what
// remains for what the provider says that it is.
func (r *quoteReader) takeLines(lines []quoteLine) {
	lines = slices.DeleteFunc(lines, r.isAddressOfPiece)
	taken := map[string]bool{}
	for i := range r.rules.lines {
		rule := &r.rules.lines[i]
		if rule.at != "" && taken[rule.at] {
			continue
		}
		taken[rule.at] = r.takeLine(rule, &lines) && rule.re.get().NumSubexp() > 0
	}
	if said := slices.ContainsFunc(lines, isQuoted); r.rules.rest == "" && (said && !r.cut || !r.credited) {
		lines = slices.DeleteFunc(lines, func(l quoteLine) bool { return !l.quoted })
	}
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

// isAddressOfPiece reports whether a line only says where the piece is.
func (r *quoteReader) isAddressOfPiece(l quoteLine) bool {
	return isAddress(l.text) && r.linkOf(l.text) == ""
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
			if found, ok = groupsOf(&rule.re, unmarked(l.text)); !ok || found[RoleText] != "" {
				continue
			}
		}
		fits = true
		r.assignAll(found)
		if rule.at == "last" && found[RoleHandle] != "" {
			r.credited = true
		}
		if n := rule.re.get().SubexpIndex(string(RoleText)); found[RoleText] != "" {
			m := rule.re.get().FindStringSubmatchIndex(l.text)
			r.cut = !slices.ContainsFunc(*lines, isQuoted) // no element tells what is said
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

// unmarked is a text without the marks of direction, which stand around names.
func unmarked(s string) string {
	if !strings.ContainsAny(s, "\u200E\u200F") {
		return s
	}
	return strings.NewReplacer("\u200E", "", "\u200F", "").Replace(s)
}

// isQuoted reports whether a line is what the piece says for certain.
func isQuoted(l quoteLine) bool { return l.quoted }

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
