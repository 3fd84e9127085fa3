package provider

import (
	"math/rand/v2"
	"regexp/syntax"
	"strings"
	"testing"
)

// The index must never lose a match: addresses made up from every expression are
// recognised with it as they are without it.
func TestIndexLosesNothing(t *testing.T) {
	if raced {
		t.Skip("it has one goroutine and takes forty times as long; make unraced runs it")
	}
	random := rand.New(rand.NewPCG(1, 2))
	const each = 60
	eachProvider(t, func(t *testing.T, p *Provider) {
		matched := 0
		for i := range p.Patterns {
			tree, err := syntax.Parse(p.Patterns[i].RE, syntax.Perl)
			if err != nil {
				t.Fatal(err)
			}
			for range each {
				url := madeUp(random, tree)
				if wantSameAsWithoutIndex(t, url) {
					matched++
				}
				wantSameAsWithoutIndex(t, mutated(random, url))
			}
		}
		if len(p.Patterns) > 0 && matched == 0 {
			t.Error("no made-up address was recognised, so this test shows nothing")
		}
	})
}

// wantSameAsWithoutIndex compares the index with all expressions in turn, and
// reports whether the address was recognised.
func wantSameAsWithoutIndex(t *testing.T, url string) bool {
	t.Helper()
	got, ok := Default().recognise(url)
	want := withoutIndex(url)
	switch {
	case len(want) > 1:
		t.Errorf("%q fits %s and %s", url, want[0].ID, want[1].ID)
	case ok != (len(want) == 1), ok && want[0] != got.Provider:
		t.Errorf("%q: with index %v, without %v", url, got.Provider, want)
	}
	if ok {
		wantSound(t, url, got)
	}
	return ok
}

// withoutIndex lists the providers that fit an address.
func withoutIndex(url string) []*Provider {
	c := Default()
	var place [maxHost + 1]byte
	a, host, ok := parseAddress(url, &place)
	if !ok {
		return nil
	}
	normal, ok := a.normal(host)
	if !ok {
		return nil
	}
	fits := func(e *entry) bool {
		e.load()
		for i := range e.forms {
			if groups := e.forms[i].match(normal); groups != nil {
				_, ok := e.forms[i].make(normal, groups)
				return ok
			}
		}
		return false
	}
	var found []*Provider
	for _, e := range c.entries {
		if !e.load().AnyHost && fits(e) {
			found = append(found, e.provider)
		}
	}
	if _, claimed := c.hosts.lookup(host, make([]candidate, 0, maxCandidates)); claimed {
		return found
	}
	for _, e := range c.entries {
		if e.provider.AnyHost && fits(e) {
			found = append(found, e.provider)
		}
	}
	return found
}

// madeUp makes up a text that an expression matches, more or less.
func madeUp(r *rand.Rand, re *syntax.Regexp) string {
	var b strings.Builder
	var walk func(*syntax.Regexp)
	times := func(re *syntax.Regexp, n int) {
		for range n {
			walk(re.Sub[0])
		}
	}
	walk = func(re *syntax.Regexp) {
		switch re.Op {
		case syntax.OpLiteral:
			b.WriteString(string(re.Rune))
		case syntax.OpCharClass:
			b.WriteRune(member(r, re.Rune))
		case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
			b.WriteByte('a')
		case syntax.OpCapture, syntax.OpConcat:
			for _, sub := range re.Sub {
				walk(sub)
			}
		case syntax.OpAlternate:
			walk(re.Sub[r.IntN(len(re.Sub))])
		case syntax.OpQuest:
			times(re, r.IntN(2))
		case syntax.OpStar:
			times(re, r.IntN(4))
		case syntax.OpPlus:
			times(re, 1+r.IntN(6))
		case syntax.OpRepeat:
			most := re.Max
			if most < 0 {
				most = re.Min + 8
			}
			times(re, re.Min+r.IntN(most-re.Min+1))
		}
	}
	walk(re)
	return b.String()
}

// member picks from a class, most often something that stands in addresses.
func member(r *rand.Rand, ranges []rune) rune {
	const usual = "abcdefghijklmnopqrstuvwxyz0123456789ABCXYZ-_.~%&=+,:@/"
	for range 20 {
		c := rune(usual[r.IntN(len(usual))])
		for i := 0; i < len(ranges); i += 2 {
			if ranges[i] <= c && c <= ranges[i+1] {
				return c
			}
		}
	}
	i := 2 * r.IntN(len(ranges)/2)
	return ranges[i] + rune(r.IntN(int(min(ranges[i+1]-ranges[i], 40))+1))
}

// mutated changes an address in one place.
func mutated(r *rand.Rand, url string) string {
	const pool = "./?#&=:@%\\ \tabcXYZ019-_~"
	i := r.IntN(len(url))
	c := string(pool[r.IntN(len(pool))])
	switch r.IntN(3) {
	case 0:
		return url[:i] + c + url[i:]
	case 1:
		return url[:i] + c + url[i+1:]
	default:
		return url[:i] + url[i+1:]
	}
}

func TestIndexKeepsToItsBounds(t *testing.T) {
	c := Default()
	for _, row := range exactHosts {
		found, _ := c.hosts.lookup([]byte(row.key), make([]candidate, 0, 64))
		if len(found) > maxCandidates {
			t.Errorf("%s is claimed by %d providers, more than a look-up has room for", row.key, len(found))
		}
	}
	for _, p := range c.All() {
		if e := c.byID[p.ID]; len(e.prefixes) != len(p.Patterns) {
			t.Errorf("%s: %d patterns, the index knows %d; run go generate", p.ID, len(p.Patterns), len(e.prefixes))
		}
	}
}

func TestHostsOfProvidersAreNotFederated(t *testing.T) {
	for _, url := range []string{
		"https://www.youtube.com/@harbour/123456789012",
		"https://harbour.tumblr.com/@pilot/123456789012",
		"https://www.google.co.uk/@pilot/123456789012",
		"https://vimeo.com/w/5JHc2MW1LS4HjDExModcwo",
	} {
		if m, ok := Default().Recognise(url); ok && m.Provider.AnyHost {
			t.Errorf("%s is taken for a piece of %s", url, m.Provider.Name)
		}
	}
}
