package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

// builder makes a site. It goes once over the content for each question; what
// it keeps is in the site.
type builder struct {
	site       *Site
	cfg        *Config
	parts      *Parts
	firstParty func(host string) bool

	digester  digester
	texts     textBlocks
	visible   []*story // that have a page of their own with their text, by age
	bySource  []*story // the same in the order of their files, which is that of memory
	withdrawn []*story
	files     []File // sorted by path
	embeds    embeds
	embedded  bool // some page holds an embed
}

// build tells the story of how a site comes about.
func (b *builder) build() {
	b.site.stamp = b.programStamp()
	for _, lang := range b.cfg.Languages {
		b.site.editions = append(b.site.editions, b.newEdition(lang))
	}
	b.place(b.parts.Content.Articles())
	b.group()
	b.describe(b.parts.Content.Listings())
	for _, ed := range b.site.editions {
		b.arrange(ed)
	}
	b.embedded = b.countFrames() > 0
	for _, ed := range b.site.editions {
		ed.pub = b.publication(ed)
		ed.stamp = b.stampOf(ed)
	}
	b.translate()
	b.listDocuments()
	b.checkReferences()
	slices.SortStableFunc(b.site.problems, func(x, y *article.Problem) int {
		return cmp.Or(strings.Compare(x.File, y.File), cmp.Compare(x.Line, y.Line))
	})
}

// programStamp makes the digest of what all documents depend on.
func (b *builder) programStamp() article.Digest {
	d := &b.digester
	d.digest(b.cfg.Stamp)
	d.digest(b.parts.Pages.Fingerprint())
	d.digest(b.parts.Bundle.Fingerprint())
	for _, s := range [...]string{b.cfg.BaseURL, b.cfg.Identity, b.parts.Pages.Policy()} {
		d.str(s)
	}
	for _, list := range [...][]string{b.cfg.Languages, b.cfg.FirstParty} {
		d.num(len(list))
		for _, s := range list {
			d.str(s)
		}
	}
	return d.sum()
}

// problem notes what an editor has to know.
func (b *builder) problem(p article.Problem) { b.site.problems = append(b.site.problems, &p) }

// place puts every article that readers may see into its edition.
func (b *builder) place(articles []*article.Article) {
	byLang := map[string]*edition{}
	for _, ed := range b.site.editions {
		byLang[strings.ToLower(ed.lang)] = ed
	}
	stories := make([]story, len(articles))
	b.visible = make([]*story, 0, len(articles))
	b.site.refs.known = make([]*story, 0, len(articles))
	for i, a := range articles {
		b.notice(a)
		st := &stories[i]
		st.Article, st.ed = a, byLang[strings.ToLower(a.Lang)]
		if st.ed == nil {
			b.problem(article.Problem{File: a.Source, Key: "lang", Message: fmt.Sprintf("the publication has no language %q", a.Lang),
				Remedy: "add it to languages in " + b.cfg.File + ", or change the language of the article"})
			continue
		}
		b.site.refs.known = append(b.site.refs.known, st)
		switch {
		case a.Status == article.Withdrawn:
			b.withdrawn = append(b.withdrawn, st)
		case a.Status == article.Published || b.cfg.Drafts:
			b.visible = append(b.visible, st)
		default:
			continue
		}
		// All that can be said of an article alone is said now: later the
		// stories come by age, and each time that costs a way through memory.
		st.identify(&b.digester)
		st.doc.Path, st.doc.File = b.placeOf(a.Path)
	}
	// Content may come in any order, and equal content makes equal sites.
	b.bySource = slices.Clone(b.visible)
	if source := func(x, y *story) int { return strings.Compare(x.Source, y.Source) }; !slices.IsSortedFunc(b.bySource, source) {
		slices.SortStableFunc(b.bySource, source)
	}
	sortByAge(b.visible)
	sortByAge(b.withdrawn)
}

// notice keeps the earliest time at which an article changes the site.
func (b *builder) notice(a *article.Article) {
	if a.Status == article.Draft || a.Status == article.Withdrawn {
		return
	}
	for _, t := range [...]time.Time{a.Published, a.Expires, newsUntil(a)} {
		if t.After(b.cfg.Now) && (b.site.next.IsZero() || t.Before(b.site.next)) {
			b.site.next = t
		}
	}
}

// translate joins the stories that are translations of each other.
func (b *builder) translate() {
	if len(b.site.editions) < 2 {
		return
	}
	all := make(map[string][]*story, len(b.visible))
	for _, ed := range b.site.editions {
		for _, st := range b.visible {
			if st.ed != ed || st.TranslationKey == "" {
				continue
			}
			if had := all[st.TranslationKey]; len(had) == 0 || had[len(had)-1].ed != ed {
				all[st.TranslationKey] = append(had, st)
			}
		}
	}
	b.site.byTranslation = all
}
