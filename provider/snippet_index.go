package provider

import "strings"

// markIndex leads from what an element looks like to the provider whose code it
// is. It is filled from the tables in snippet_gen.go.
type markIndex struct {
	catalogue    *Catalogue
	classes      map[string]*entry
	weak         map[string]*entry // classes too
	placeholders map[string]*entry // and these
	elements     map[string]*entry
	ids          map[string]*entry
	attributes   map[string]*entry
	weakNames    map[string]*entry // attributes too, if they lead to a piece
	classesLike  []likeness
	idsLike      []likeness
	hosts        hostIndex // bits are the addresses of a signature
	flat         bool      // code within code is not looked at
	longestClass int       // bytes of the longest key in classes and weak
}

// nameRow is a row of the generated tables: a name, or the beginning of one, and
// its provider.
type nameRow struct{ name, id string }

// likeness is the beginning of names that an expression of the provider decides
// about.
type likeness struct {
	prefix string
	*entry
}

func newMarkIndex(c *Catalogue) *markIndex {
	x := &markIndex{
		catalogue:    c,
		classes:      fillNames(snippetClasses[:], c.byID),
		weak:         fillNames(snippetWeakClasses[:], c.byID),
		placeholders: fillNames(snippetPlaceholders[:], c.byID),
		elements:     fillNames(snippetElements[:], c.byID),
		ids:          fillNames(snippetIDs[:], c.byID),
		attributes:   fillNames(snippetAttributes[:], c.byID),
		weakNames:    fillNames(snippetWeakAttributes[:], c.byID),
		classesLike:  fillLikes(snippetClassesLike[:], c.byID),
		idsLike:      fillLikes(snippetIDsLike[:], c.byID),
	}
	for _, m := range []map[string]*entry{x.classes, x.weak, x.placeholders} {
		for class := range m {
			x.longestClass = max(x.longestClass, len(class))
		}
	}
	x.fillHosts()
	return x
}

// fillHosts reads the tables of hosts. Rows of providers that are gone are
// skipped, so that go generate can run.
func (x *markIndex) fillHosts() {
	byID := x.catalogue.byID
	x.hosts = hostIndex{
		exact:  make(map[string][]candidate, len(snippetHosts)),
		suffix: make(map[string][]candidate, len(snippetSuffixes)),
		label:  make(map[string][]candidate, len(snippetLabels)),
	}
	for _, p := range snippetPrefixes {
		if e := byID[p.id]; e != nil {
			e.code.prefixes = p.prefixes
		}
	}
	fillHosts(x.hosts.exact, snippetHosts[:], byID)
	fillHosts(x.hosts.suffix, snippetSuffixes[:], byID)
	fillHosts(x.hosts.label, snippetLabels[:], byID)
	anywhere := map[string][]candidate{}
	fillHosts(anywhere, snippetAnywhere[:], byID)
	x.hosts.anywhere = anywhere[""]
}

func fillNames(rows []nameRow, byID map[string]*entry) map[string]*entry {
	m := make(map[string]*entry, len(rows))
	for _, r := range rows {
		if e := byID[r.id]; e != nil {
			m[r.name] = e
		}
	}
	return m
}

func fillLikes(rows []nameRow, byID map[string]*entry) []likeness {
	var list []likeness
	for _, r := range rows {
		if e := byID[r.id]; e != nil {
			list = append(list, likeness{r.name, e})
		}
	}
	return list
}

// like returns the provider whose expressions a name fits.
func like(list []likeness, name string, expressions func(*code) []lazyRegexp) *entry {
	for _, l := range list {
		if !strings.HasPrefix(name, l.prefix) {
			continue
		}
		forms := expressions(l.entry.snippets())
		for i := range forms {
			if forms[i].get().MatchString(name) {
				return l.entry
			}
		}
	}
	return nil
}
