package source

import (
	"fmt"
	"hash/maphash"
	"math/bits"
	"path"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/article"
)

// resolveConflicts makes sure that every address in a publication leads to one
// thing. What loses is left out and reported.
func (l *loader) resolveConflicts(p *Publication, s *state) {
	c := conflicts{publication: p, loader: l, state: s}
	translated := len(l.folder.placer.names) > 1
	if !c.distinct() {
		c.owners = make(map[string]string, len(p.Articles))
		c.articles()
		c.aliases()
	}
	if translated {
		c.translations()
	}
	c.files()
	c.letters()
}

type conflicts struct {
	publication *Publication
	loader      *loader
	state       *state
	owners      map[string]string // address of an article or alias -> source; nil while nobody has to know
	capitals    bool              // some address has capital letters
}

// each calls f with every address of an article or alias, and its source. Once
// there are no conflicts among these any more, each address comes once.
func (c *conflicts) each(f func(address, source string)) {
	for _, a := range c.publication.Articles {
		f(a.Path, a.Source)
		for _, alias := range a.Aliases {
			f(alias, a.Source)
		}
	}
}

// distinct reports whether no two addresses of articles and aliases are the
// same, which is nearly always so: to find that out takes a table of numbers,
// an eighth of the memory that a map of owners does. It may fail to see that
// they are distinct, but does not take the same for distinct.
func (c *conflicts) distinct() bool {
	n := 0
	c.each(func(address, _ string) {
		n++
		c.capitals = c.capitals || hasCapital(address)
	})
	seen, seed, distinct := make([]uint64, 1<<bits.Len(uint(2*n))), maphash.MakeSeed(), true
	c.each(func(address, _ string) {
		h := maphash.String(seed, address) | 1 // 0 is a free place
		at := h >> 1
		for {
			at &= uint64(len(seen) - 1)
			switch seen[at] {
			case 0:
				seen[at] = h
				return
			case h:
				distinct = false
				return
			}
			at++
		}
	})
	return distinct
}

func (c *conflicts) report(p article.Problem) {
	c.publication.Problems = append(c.publication.Problems, &p)
}

// minor reports whether nobody would see the conflict of an article: it is not
// going to be public as it stands.
func minor(a *article.Article) bool {
	return a.Status == article.Draft || a.Status == article.Expired
}

// stale reports whether an article is what its file held before it broke.
func (c *conflicts) stale(source string) bool {
	e := c.state.find(source)
	return e != nil && broken(e.problems)
}

// rank orders articles that claim one address, the strongest claim first: a
// public article before others, then the one that readers find there already,
// so that a new file never takes the place of what stands.
func (c *conflicts) rank(a *article.Article, before map[string]string) int {
	rank := 0
	if a.Status != article.Published && a.Status != article.Withdrawn {
		rank = 2
	}
	if before[a.Path] != a.Source {
		rank++
	}
	return rank
}

// before gives the articles that had the addresses in the last publication.
func (c *conflicts) before() map[string]string {
	owners := map[string]string{}
	if last := c.loader.last.publication; last != nil {
		for _, a := range last.Articles {
			owners[a.Path] = a.Source
		}
	}
	return owners
}

// placed gives a problem of an article's address its line: that of the first of
// the keys that the file has. Where none stands there, the name of the file made
// the address. Conflicts are rare, so the file is read for it again.
func (c *conflicts) placed(p article.Problem, keys ...string) article.Problem {
	src, _, err := readSource(c.loader.folder.root, p.File, nil)
	if err != nil {
		return p
	}
	pg, problem := c.loader.composer.open(p.File, src)
	if problem != nil {
		return p
	}
	for _, key := range keys {
		if f := pg.matter.peek(key); f != nil {
			p.Key, p.Line = f.name, f.line
			break
		}
	}
	return p
}

// chosen reports whether the author of an article chose its address.
func (c *conflicts) chosen(a *article.Article) bool {
	return c.placed(article.Problem{File: a.Source}, "url", "slug").Key != ""
}

// contested words that an article cannot have an address, because owner has it.
// One that is shown as it was before its file broke keeps what it has until the
// file is in order again, and then it may well ask for something else.
func (c *conflicts) contested(a *article.Article, owner, message, remedy string, keys ...string) {
	p := article.Problem{File: a.Source, Warning: minor(a), Message: message + " already", Remedy: remedy}
	switch {
	case c.stale(a.Source):
		return // what is wrong with it has been said
	case c.stale(owner):
		p.Warning, p.Message, p.Remedy = true, message+", which is shown as it was before its file broke", "mend that file first"
	}
	c.report(c.placed(p, keys...))
}

// articles leaves out articles whose address another one has with a stronger
// claim. Of equal claims that counts which follows from the name of the file,
// since the key of the other one can be pointed at, and then the first by name.
func (c *conflicts) articles() {
	articles := c.publication.Articles
	lost := map[*article.Article]bool{}
	before, holders := c.before(), make(map[string]*article.Article, len(articles))
	for rank := range 4 {
		for _, a := range articles {
			if c.rank(a, before) != rank {
				continue
			}
			holder := holders[a.Path]
			if holder == nil {
				holders[a.Path], c.owners[a.Path] = a, a.Source
				continue
			}
			if c.rank(holder, before) == rank && c.chosen(holder) && !c.chosen(a) {
				a, holder = holder, a
				holders[a.Path], c.owners[a.Path] = holder, holder.Source
			}
			lost[a] = true
			c.contested(a, holder.Source, fmt.Sprintf("the address %s is that of %s", a.Path, holder.Source),
				"rename one of the files, or give it another slug or url", "url", "slug")
		}
	}
	if len(lost) > 0 {
		c.publication.Articles = slices.DeleteFunc(articles, func(a *article.Article) bool { return lost[a] })
	}
}

// aliases drops aliases that are the address of an article or an alias of
// another one. An alias that leads back to where it came from is among these.
func (c *conflicts) aliases() {
	for i, a := range c.publication.Articles {
		var kept []string
		for j, alias := range a.Aliases {
			owner, taken := c.owners[alias]
			if !taken {
				c.owners[alias] = a.Source
				if kept != nil {
					kept = append(kept, alias)
				}
				continue
			}
			if kept == nil {
				kept = append(make([]string, 0, len(a.Aliases)), a.Aliases[:j]...)
			}
			c.contested(a, owner, fmt.Sprintf("the alias %s leads to %s", alias, owner),
				"remove it from one of the two", "aliases")
		}
		if kept != nil {
			changed := *a
			changed.Aliases = kept
			c.publication.Articles[i] = &changed
		}
	}
}

// translations warns of two articles in one language that claim to be
// translations of the same story.
func (c *conflicts) translations() {
	type name struct{ lang, key string }
	first := make(map[name]*article.Article, len(c.publication.Articles))
	for _, a := range c.publication.Articles {
		n := name{a.Lang, a.TranslationKey}
		if other, taken := first[n]; taken {
			c.report(article.Problem{
				File: a.Source, Key: "translationKey", Warning: true,
				Message: fmt.Sprintf("%s in the same language is a translation of the same story", other.Source),
				Remedy:  "give each story a translationKey of its own",
			})
			continue
		}
		first[n] = a
	}
}

// files leaves out files that have the address of another file, or that stand
// where a page or its folder has to be.
func (c *conflicts) files() {
	files := c.publication.Files
	if len(files) == 0 {
		return
	}
	inTheWay := c.inTheWay(files)
	kept := files[:0]
	for _, f := range files {
		owner := inTheWay[f.Path]
		if owner == "" && len(kept) > 0 && kept[len(kept)-1].Path == f.Path {
			owner = kept[len(kept)-1].name
		}
		if owner == "" {
			kept = append(kept, f)
			continue
		}
		c.report(article.Problem{
			File:    f.name,
			Message: fmt.Sprintf("the file would be published at %s, where %s needs the place", f.Path, owner),
			Remedy:  "rename or move one of the two",
		})
	}
	c.publication.Files = kept
}

// inTheWay gives the files whose address a page needs: as its own, or as a
// folder around it.
func (c *conflicts) inTheWay(files []File) map[string]string {
	at := make(map[string]bool, len(files))
	indexes := make(map[string]bool)
	for i := range files {
		at[files[i].Path] = true
		if path.Base(files[i].Path) == "index.html" {
			indexes[strings.TrimSuffix(files[i].Path, "index.html")] = true
		}
	}
	found := map[string]string{}
	c.each(func(address, owner string) {
		if indexes[address] {
			found[address+"index.html"] = owner
		}
		for folder := strings.TrimSuffix(address, "/"); folder != ""; folder = parent(folder) {
			if at[folder] && (found[folder] == "" || owner < found[folder]) {
				found[folder] = owner
			}
		}
	})
	return found
}

// letters warns of addresses that differ only in capital letters: on some
// systems they are one file.
func (c *conflicts) letters() {
	files := c.publication.Files
	for i := range files {
		c.capitals = c.capitals || hasCapital(files[i].Path)
	}
	if !c.capitals {
		return
	}
	all := make([]claim, 0, len(c.publication.Articles)+len(files))
	c.each(func(address, owner string) {
		all = append(all, claim{strings.ToLower(address), address, owner})
	})
	for i := range files {
		all = append(all, claim{strings.ToLower(files[i].Path), files[i].Path, files[i].name})
	}
	slices.SortFunc(all, func(a, b claim) int { return strings.Compare(a.folded+"\x00"+a.address, b.folded+"\x00"+b.address) })
	for i := 1; i < len(all); i++ {
		a, b := all[i-1], all[i]
		if a.folded == b.folded && a.address != b.address {
			c.report(article.Problem{
				File: b.owner, Warning: true,
				Message: fmt.Sprintf("the address %s differs from %s (%s) only in capital letters, which some systems take for the same file", b.address, a.address, a.owner),
				Remedy:  "rename one of the two",
			})
		}
	}
}

// claim is an address with who has it.
type claim struct{ folded, address, owner string }

// hasCapital reports whether an address has a capital letter outside of
// percent-encoding.
func hasCapital(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '%':
			i += 2
		case c >= 'A' && c <= 'Z':
			return true
		}
	}
	return false
}
