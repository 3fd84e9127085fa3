package site

import (
	"fmt"
	"strings"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/page"
)

// describe gives the lists what editors say about them. A listing makes a
// section where there is none yet; one for a tag or an author that no story
// names waits for its story.
func (b *builder) describe(listings []*article.Listing) {
	for _, l := range listings {
		if l.Draft && !b.cfg.Drafts {
			continue
		}
		for _, ed := range b.site.editions {
			if strings.EqualFold(ed.lang, l.Lang) {
				b.describeIn(ed, l)
			}
		}
	}
}

func (b *builder) describeIn(ed *edition, l *article.Listing) {
	if had := ed.editorial[l.Key]; had != nil {
		first, second := had, l
		if second.Source < first.Source {
			first, second = second, first
		}
		b.problem(article.Problem{File: second.Source, Message: fmt.Sprintf("it describes the same list as %s", first.Source), Remedy: "keep one of the two"})
		l = first
	}
	ed.editorial[l.Key] = l
	folder, name, nested := strings.Cut(l.Key, "/")
	switch {
	case l.Key == "":
		ed.front.listing = l
	case l.Key == tagsKey || l.Key == authorsKey: // the index asks for it
	case folder == tagsKey && nested:
		b.attach(ed.tagOf[slug(name)], l)
	case folder == authorsKey && nested:
		b.attach(ed.authorOf[name], l)
	case nested:
		b.attach(ed.subsection(l.Key), l)
	case segment(l.Key) != "":
		b.attach(ed.section(l.Key), l)
	}
}

func (b *builder) attach(to *list, l *article.Listing) {
	if to != nil {
		to.listing = l
	}
}

// subsection makes the list of the stories in a folder below a section that
// an editor described. Its stories belong to the section all the same.
func (ed *edition) subsection(key string) *list {
	if l := ed.subsectionOf[key]; l != nil {
		return l
	}
	segments := strings.Split(key, "/")
	for i, s := range segments {
		if segments[i] = segment(s); segments[i] == "" {
			return nil
		}
	}
	l := &list{ed: ed, kind: page.SectionList, key: key, title: humanize(key[strings.LastIndexByte(key, '/')+1:]),
		path: ed.prefix + "/" + article.EncodePath(strings.Join(segments, "/")) + "/"}
	folder, _, _ := strings.Cut(key, "/")
	if section := ed.sectionOf[folder]; section != nil {
		for _, st := range section.stories {
			if strings.HasPrefix(st.ID, key+"/") {
				l.stories = append(l.stories, st)
			}
		}
	}
	ed.subsectionOf[key] = l
	ed.subsections = append(ed.subsections, l)
	return l
}
