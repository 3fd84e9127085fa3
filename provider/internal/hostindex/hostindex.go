// Package hostindex reads off a regular expression for web addresses which hosts
// it can match and how the rest of the address must then begin, so that an
// address can be refused by a few look-ups instead of by trying expressions.
//
// It only ever errs on the safe side: what it cannot follow becomes [Anywhere]
// or an empty prefix, which refuse nothing. It is used while the tables of the
// provider package are generated and in tests, never at run time.
package hostindex

import (
	"regexp/syntax"
	"slices"
	"strings"
)

// Shape is one way in which an address can begin.
type Shape struct {
	Where  Where
	Host   string // a name, an ending or a label, as Where says; empty for Anywhere
	Prefix string // how what follows the host begins; empty: anyhow
}

// Where says what Shape.Host is.
type Where int

const (
	Anywhere Where = iota // nothing is known about the host
	Exact                 // the whole name: "youtu.be"
	Suffix                // the name ends in a dot and this: "bandcamp.com"
	Label                 // this is one of the first labels, not the last: "google"
)

// MaxDepth is how many labels of a name a Label may have to be looked for in.
const MaxDepth = 4

// scheme begins every expression.
const scheme = "^https?://"

// maxStates bounds the beginnings that are followed at once.
const maxStates = 256

// Derive lists the shapes of an expression. The addresses it will be matched
// against are in normal form: https, a host in lower case, no port.
func Derive(expr string) ([]Shape, error) {
	rest, ok := strings.CutPrefix(expr, scheme)
	tree, err := syntax.Parse(rest, syntax.Perl)
	if err != nil {
		return nil, err
	}
	if !ok {
		return []Shape{{}}, nil
	}
	states := walk(tree, []state{{}})
	if len(states) > maxStates {
		return []Shape{{}}, nil
	}
	var shapes []Shape
	for _, s := range states {
		if sh := s.shape(); !s.dead && !slices.Contains(shapes, sh) {
			shapes = append(shapes, sh)
		}
	}
	return shapes, nil
}

// Marks in the host of a state for what is not literal.
const (
	within = '*' // any characters of one label, perhaps none
	across = '#' // any characters of a name, dots too
)

// state is the beginning of an address as far as it has been followed.
type state struct {
	host   string // with marks
	inRest bool   // the host is complete
	rest   string
	closed bool // what follows is not literal any more
	lost   bool // the host cannot be followed
	dead   bool // an address in normal form never begins like this
}

// walk follows a node of the expression from each of the states.
func walk(re *syntax.Regexp, from []state) []state {
	if len(from) > maxStates || !slices.ContainsFunc(from, state.open) {
		return from
	}
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginText:
		return from
	case syntax.OpLiteral:
		fold := re.Flags&syntax.FoldCase != 0
		return each(from, func(s state) state { return s.literal(re.Rune, fold) })
	case syntax.OpCapture:
		return walk(re.Sub[0], from)
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			from = walk(sub, from)
		}
		return from
	case syntax.OpAlternate:
		var out []state
		for _, sub := range re.Sub {
			out = append(out, walk(sub, slices.Clone(from))...)
		}
		return out
	case syntax.OpQuest:
		return append(walk(re.Sub[0], slices.Clone(from)), from...)
	case syntax.OpEndText:
		return each(from, state.end)
	case syntax.OpCharClass:
		if few := runes(re); few != nil {
			var out []state
			for _, r := range few {
				out = append(out, each(slices.Clone(from), func(s state) state { return s.literal([]rune{r}, false) })...)
			}
			return out
		}
	}
	mark := markOf(re)
	return each(from, func(s state) state { return s.wild(mark) })
}

// each applies a step to every state that is still open.
func each(states []state, step func(state) state) []state {
	for i, s := range states {
		if s.open() {
			states[i] = step(s)
		}
	}
	return states
}

func (s state) open() bool { return !s.closed && !s.lost && !s.dead }

// literal goes on by literal characters.
func (s state) literal(text []rune, fold bool) state {
	for _, r := range text {
		switch {
		case s.inRest && (fold || !steady(r)):
			s.closed = true
			return s
		case s.inRest:
			s.rest += string(r)
		case r == '/' || r == '?' || r == '#':
			s.inRest, s.rest = true, string(r)
		case r == ':': // a port
			s.dead = true
			return s
		case r == '.' || r == '-' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z':
			s.host += string(r)
		case 'A' <= r && r <= 'Z':
			s.host += strings.ToLower(string(r))
			s.dead = s.dead || !fold
		default:
			s.dead = true
			return s
		}
	}
	return s
}

// wild goes on by something that is not literal.
func (s state) wild(mark rune) state {
	switch {
	case s.inRest:
		s.closed = true
	case mark == 0:
		s.lost = true
	default:
		s.host += string(mark)
	}
	return s
}

// end is the end of the address.
func (s state) end() state {
	s.inRest, s.closed = true, true
	return s
}

// steady reports whether a character stands in every normal form as it is.
func steady(r rune) bool {
	return r > ' ' && r < 0x7f && !strings.ContainsRune("\"'<>^`{|}\\%", r)
}

// runes lists the members of a small class, or nil for a large one.
func runes(re *syntax.Regexp) []rune {
	const few = 4
	var all []rune
	for i := 0; i < len(re.Rune); i += 2 {
		for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
			if len(all) == few {
				return nil
			}
			all = append(all, r)
		}
	}
	return all
}

// markOf says what a node can match inside a host: nothing that ends one, and
// perhaps dots. 0 means that it may run over the end.
func markOf(re *syntax.Regexp) rune {
	switch re.Op {
	case syntax.OpLiteral:
		return markOfRunes(pairs(re.Rune))
	case syntax.OpCharClass:
		return markOfRunes(re.Rune)
	case syntax.OpEmptyMatch:
		return within
	case syntax.OpCapture, syntax.OpStar, syntax.OpPlus, syntax.OpQuest, syntax.OpRepeat, syntax.OpConcat, syntax.OpAlternate:
		mark := rune(within)
		for _, sub := range re.Sub {
			switch markOf(sub) {
			case 0:
				return 0
			case across:
				mark = across
			}
		}
		return mark
	}
	return 0
}

func pairs(text []rune) []rune {
	var p []rune
	for _, r := range text {
		p = append(p, r, r)
	}
	return p
}

// markOfRunes is markOf for ranges of characters.
func markOfRunes(ranges []rune) rune {
	has := func(c rune) bool {
		for i := 0; i < len(ranges); i += 2 {
			if ranges[i] <= c && c <= ranges[i+1] {
				return true
			}
		}
		return false
	}
	switch {
	case has('/') || has('?') || has('#'):
		return 0
	case has('.'):
		return across
	}
	return within
}
