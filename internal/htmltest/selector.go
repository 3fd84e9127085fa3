package htmltest

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// selector is what an element has to be, and what the elements around it.
type selector struct {
	compound compound
	within   *selector // nil for nothing further
	child    bool      // within has to be the parent rather than any ancestor
}

// compound is what one element has to be: "a.external[href^=/tags/]".
type compound struct {
	tag     string // "" for any
	id      string
	classes []string
	attrs   []attrTest
}

// attrTest is a condition on an attribute.
type attrTest struct {
	name, value string
	op          byte // 0 it is there, '=' equal, '^' begins, '$' ends, '*' holds
}

// Matches reports whether the selector matches n. Selectors are the everyday
// part of CSS: tag, #id, .class, [attr], [attr=value], [attr^=value],
// [attr$=value], [attr*=value], joined by a space or ">". A value is written
// without quotes and holds no space.
func (n Node) Matches(s string) bool {
	n.t.Helper()
	sel, err := parseSelector(s)
	if err != nil {
		n.t.Fatalf("htmltest: selector %q: %v", s, err)
	}
	return sel.matches(n.Node, nil)
}

func parseSelector(s string) (*selector, error) {
	var sel *selector
	child := false
	for _, word := range strings.Fields(s) {
		if word == ">" {
			child = true
			continue
		}
		c, err := parseCompound(word)
		if err != nil {
			return nil, err
		}
		sel = &selector{compound: c, within: sel, child: child}
		child = false
	}
	if sel == nil || child {
		return nil, errors.New("no element at the end")
	}
	return sel, nil
}

func parseCompound(s string) (c compound, err error) {
	n := nameLength(s)
	c.tag, s = s[:n], s[n:]
	for s != "" {
		kind, rest := s[0], s[1:]
		if kind == '[' {
			test, after, found := strings.Cut(rest, "]")
			if !found {
				return c, errors.New(`a "[" is not closed`)
			}
			c.attrs = append(c.attrs, parseAttr(test))
			s = after
			continue
		}
		n := nameLength(rest)
		if n == 0 || kind != '.' && kind != '#' {
			return c, fmt.Errorf("cannot read %q", s)
		}
		if kind == '.' {
			c.classes = append(c.classes, rest[:n])
		} else {
			c.id = rest[:n]
		}
		s = rest[n:]
	}
	return c, nil
}

func nameLength(s string) int {
	if i := strings.IndexAny(s, ".#["); i >= 0 {
		return i
	}
	return len(s)
}

func parseAttr(s string) attrTest {
	name, value, found := strings.Cut(s, "=")
	if !found {
		return attrTest{name: name}
	}
	if op := name[len(name)-1]; strings.IndexByte("^$*", op) >= 0 {
		return attrTest{name[:len(name)-1], value, op}
	}
	return attrTest{name, value, '='}
}

// matches reports whether n is selected; ancestors count up to root.
func (s *selector) matches(n, root *html.Node) bool {
	if n.Type != html.ElementNode || !s.compound.matches(n) {
		return false
	}
	if s.within == nil {
		return true
	}
	for p := n.Parent; p != nil && p != root; p = p.Parent {
		if s.within.matches(p, root) {
			return true
		}
		if s.child {
			return false
		}
	}
	return false
}

func (c *compound) matches(n *html.Node) bool {
	if c.tag != "" && c.tag != "*" && c.tag != n.Data {
		return false
	}
	if id, _ := attr(n, "id"); c.id != "" && id != c.id {
		return false
	}
	has, _ := attr(n, "class")
	for _, class := range c.classes {
		if !slices.Contains(strings.Fields(has), class) {
			return false
		}
	}
	return !slices.ContainsFunc(c.attrs, func(a attrTest) bool { return !a.holds(n) })
}

func (a attrTest) holds(n *html.Node) bool {
	v, ok := attr(n, a.name)
	switch a.op {
	case '=':
		return ok && v == a.value
	case '^':
		return strings.HasPrefix(v, a.value)
	case '$':
		return strings.HasSuffix(v, a.value)
	case '*':
		return strings.Contains(v, a.value)
	}
	return ok
}
