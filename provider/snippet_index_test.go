package provider

import (
	"math/rand/v2"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// addressOf says where an address of a kind stands.
var addressOf = map[MarkKind]struct{ element, attribute string }{
	FrameMark:   {"iframe", "src"},
	ScriptMark:  {"script", "src"},
	StyleMark:   {"link", "href"},
	FormMark:    {"form", "action"},
	PictureMark: {"img", "src"},
}

// The index must never lose a mark: addresses made up from every expression of
// every signature are noticed with it as they are without it.
func TestMarkIndexLosesNothing(t *testing.T) {
	if raced {
		t.Skip("it has one goroutine and takes forty times as long; make unraced runs it")
	}
	random := rand.New(rand.NewPCG(3, 4))
	const least, most = 20, 400
	x := Default().marks()
	eachProvider(t, func(t *testing.T, p *Provider) {
		code := x.catalogue.byID[p.ID].snippets()
		if len(code.addresses) != len(code.prefixes) {
			t.Fatalf("%d addresses, the index knows %d; run go generate", len(code.addresses), len(code.prefixes))
		}
		for i := range code.addresses {
			f := &code.addresses[i]
			tree, err := syntax.Parse(f.re.text, syntax.Perl)
			if err != nil {
				t.Fatal(err)
			}
			found := 0
			for n := 0; n < least || found == 0 && n < most; n++ {
				address := absolute(madeUp(random, tree))
				if wantOwner(t, x, f.kind, address) {
					found++
				}
				wantOwner(t, x, f.kind, mutated(random, address))
			}
			if found == 0 {
				t.Errorf("no address made up from %s was noticed", f.re.text)
			}
		}
	})
}

// absolute gives an address that an expression without an anchor made up a host.
func absolute(address string) string {
	switch {
	case strings.HasPrefix(address, "http"):
		return address
	case strings.HasPrefix(address, "//"):
		return "https:" + address
	}
	return "https://harbour.example/" + strings.TrimPrefix(address, "/")
}

// wantOwner compares the index with all expressions in turn, and reports whether
// somebody claims the address.
func wantOwner(t *testing.T, x *markIndex, kind MarkKind, address string) bool {
	t.Helper()
	clean, r := reachOf(address)
	if r != foreign {
		return false
	}
	got, _ := x.owner(kind, clean, false)
	want := claimants(x, kind, clean)
	if (got != nil) != (len(want) > 0) || got != nil && !slices.Contains(want, got) {
		t.Errorf("%v %q: with the index %v, without %v", kind, address, got, want)
	}
	where := addressOf[kind]
	mark, ok := x.catalogue.Mark(where.element, []html.Attribute{{Key: "rel", Val: "stylesheet"}, {Key: where.attribute, Val: address}})
	if got != nil && (!ok || mark.Provider != got.provider || mark.Kind != kind || mark.Address == "") {
		t.Errorf("%v %q: mark %+v, want one of %s", kind, address, mark, got.id)
	}
	return got != nil
}

// claimants lists the providers whose expressions fit an address: those that run
// on any host only if no other lays claim to the host.
func claimants(x *markIndex, kind MarkKind, clean string) (list []*entry) {
	var place [maxHost + 1]byte
	a, host, ok := parseAddress(clean, &place)
	if !ok {
		return nil
	}
	normal, ok := a.normal(host)
	if !ok {
		return nil
	}
	_, claimed := x.hosts.lookup(host, make([]candidate, 0, maxCandidates))
	if !claimed {
		_, claimed = x.catalogue.hosts.lookup(host, make([]candidate, 0, maxCandidates))
	}
	for _, e := range x.catalogue.entries {
		if e.load().AnyHost && claimed {
			continue
		}
		fits := slices.ContainsFunc(expressionsOf(e, kind), func(re *regexp.Regexp) bool { return re.MatchString(normal) })
		if fits {
			list = append(list, e)
		}
	}
	return list
}

// expressionsOf lists the expressions of a signature for one kind.
func expressionsOf(e *entry, kind MarkKind) (list []*regexp.Regexp) {
	for i := range e.snippets().addresses {
		if f := &e.snippets().addresses[i]; f.kind == kind {
			list = append(list, f.re.get())
		}
	}
	return list
}

// Names that an expression decides about are noticed too.
func TestMarksOfLikenesses(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	eachProvider(t, func(t *testing.T, p *Provider) {
		for attr, list := range map[string][]string{"class": p.Signatures.ClassesLike, "id": p.Signatures.IDsLike} {
			for _, re := range list {
				tree, err := syntax.Parse(re, syntax.Perl)
				if err != nil {
					t.Fatal(err)
				}
				for range 20 {
					name := madeUp(random, tree)
					m, ok := Default().Mark("div", []html.Attribute{{Key: attr, Val: name}})
					if regexp.MustCompile(re).MatchString(name) && (!ok || m.Provider != p) {
						t.Errorf("%s=%q: %+v", attr, name, m)
					}
				}
			}
		}
	})
}

func TestMarkTablesKeepToTheirBounds(t *testing.T) {
	x := Default().marks()
	for _, row := range snippetHosts {
		found, _ := x.hosts.lookup([]byte(row.key), make([]candidate, 0, 64))
		if len(found) > maxCandidates {
			t.Errorf("%s is claimed by %d providers, more than a look-up has room for", row.key, len(found))
		}
	}
}

// Whatever marks a provider's code, a fragment that holds it holds something of
// the provider.
func TestEveryProviderIsFoundInFragments(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	eachProvider(t, func(t *testing.T, p *Provider) {
		codes := fragmentsOf(t, random, p)
		if len(codes) == 0 {
			t.Error("nothing to show")
		}
		for _, code := range codes {
			found, err := Default().Paste("<p>a</p>" + code + "<p>b</p>")
			if err != nil || !slices.ContainsFunc(found, func(f Pasted) bool { return f.Match.Provider == p }) {
				t.Errorf("%s: %+v, %v", code, found, err)
			}
		}
	})
}

// fragmentsOf makes up code for each kind of mark that a signature has.
func fragmentsOf(t *testing.T, random *rand.Rand, p *Provider) (codes []string) {
	s := p.Signatures
	for _, class := range s.Classes {
		codes = append(codes, `<div class="`+class+`">c</div>`)
	}
	for _, name := range s.Elements {
		codes = append(codes, "<"+name+"></"+name+">")
	}
	for _, id := range s.IDs {
		codes = append(codes, `<div id="`+id+`"></div>`)
	}
	for i := range Default().byID[p.ID].snippets().addresses {
		f := &Default().byID[p.ID].snippets().addresses[i]
		if p.AnyHost && f.kind == ScriptMark {
			continue // a weak mark
		}
		tree, err := syntax.Parse(f.re.text, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		where := addressOf[f.kind]
		for range 400 {
			address := absolute(madeUp(random, tree))
			if e, _ := Default().marks().owner(f.kind, address, false); e != nil && e.provider == p {
				codes = append(codes, "<"+where.element+" rel=stylesheet "+where.attribute+`="`+html.EscapeString(address)+`"></`+where.element+">")
				break
			}
		}
	}
	return codes
}
