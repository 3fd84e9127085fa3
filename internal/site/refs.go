package site

import (
	"path"
	"strings"
	"sync"

	"github.com/gatefold/gatefold/internal/article"
)

// answer says how the search for a reference's target ended.
type answer uint8

const (
	found     answer = iota
	unknown          // there is no such page
	ambiguous        // there are several
	hidden           // readers cannot see it yet or any more
)

// refs finds the stories that references name. Its tables are made when the
// first reference is followed: many publications have none.
type refs struct {
	site  *Site
	known []*story // of every status

	once   sync.Once
	byID   map[refKey]*story
	byName map[refKey]*story // by the last part of ID or path; nil where several have it
	byPath map[string]*story
}

// refKey is a name in one language, in lower case.
type refKey struct {
	ed   *edition
	name string
}

func (r *refs) build() {
	r.byID = make(map[refKey]*story, len(r.known))
	r.byName = make(map[refKey]*story, len(r.known))
	r.byPath = make(map[string]*story, len(r.known))
	for _, st := range r.known {
		id := refKey{st.ed, strings.ToLower(st.ID)}
		if r.byID[id] == nil {
			r.byID[id] = st
		}
		if r.byPath[st.Path] == nil {
			r.byPath[st.Path] = st
		}
		name := path.Base(id.name)
		r.call(st, name)
		if last := strings.ToLower(path.Base(fileOf(st.Path[:len(st.Path)-1]))); last != name {
			r.call(st, last)
		}
	}
}

// call notes that a story has a name.
func (r *refs) call(st *story, name string) {
	key := refKey{st.ed, name}
	if _, taken := r.byName[key]; taken {
		r.byName[key] = nil
	} else {
		r.byName[key] = st
	}
}

// story finds the story that a target without fragment names, as seen from the
// folder from of a page in the edition own. Lang is the language wanted; if it
// is empty, the page's own or else the default one. See article.Ref for the
// forms of a target.
func (r *refs) story(target, from, lang string, own *edition) (*story, answer) {
	r.once.Do(r.build)
	target, suffix := r.clean(target)
	if suffix != "" {
		lang = suffix
	}
	for _, ed := range r.editions(lang, own) {
		if st, why := r.storyIn(ed, target, from); why != unknown {
			return st, why
		}
	}
	return nil, unknown
}

// editions returns those in which a target may be, in order.
func (r *refs) editions(lang string, own *edition) []*edition {
	if lang != "" {
		return r.site.inLang(lang)
	}
	first := r.site.editions[0]
	if own == first {
		return []*edition{own}
	}
	return []*edition{own, first}
}

// inLang returns the edition in a language, if there is one.
func (s *Site) inLang(lang string) []*edition {
	for i, ed := range s.editions {
		if strings.EqualFold(ed.lang, lang) {
			return s.editions[i : i+1]
		}
	}
	return nil
}

// clean takes off what names the same page with and without it: extension,
// language, "index", a slash at the end.
func (r *refs) clean(target string) (name, lang string) {
	name = strings.TrimSuffix(target, "/")
	for _, ext := range [...]string{".md", ".markdown", ".html"} {
		cut, ok := strings.CutSuffix(name, ext)
		if !ok {
			continue
		}
		name = cut
		if i := strings.LastIndexByte(name, '.'); i >= 0 && len(r.site.inLang(name[i+1:])) > 0 {
			name, lang = name[:i], name[i+1:]
		}
		break
	}
	if name == "index" || strings.HasSuffix(name, "/index") {
		name = strings.TrimSuffix(strings.TrimSuffix(name, "index"), "/")
	}
	return name, lang
}

// storyIn finds a story in one edition.
func (r *refs) storyIn(ed *edition, target, from string) (*story, answer) {
	rooted := strings.HasPrefix(target, "/")
	if rooted {
		if st := r.byPath[target+"/"]; st != nil {
			return r.seen(st)
		}
	} else if st := r.byID[refKey{ed, fold(path.Join(from, target))}]; st != nil {
		return r.seen(st)
	}
	name := fold(strings.TrimPrefix(target, "/"))
	if st := r.byID[refKey{ed, name}]; st != nil {
		return r.seen(st)
	}
	if rooted || name == "" || strings.Contains(name, "/") {
		return nil, unknown
	}
	st, taken := r.byName[refKey{ed, name}]
	if st != nil {
		return r.seen(st)
	}
	if taken {
		return nil, ambiguous
	}
	return nil, unknown
}

func fold(name string) string { return strings.ToLower(path.Clean(name)) }

// seen says whether readers can see a story.
func (r *refs) seen(st *story) (*story, answer) {
	if st.public() || st.Status == article.Withdrawn || r.site.cfg.Drafts {
		return st, found
	}
	return st, hidden
}

// folderOf returns the folder of an ID.
func folderOf(id string) string {
	if i := strings.LastIndexByte(id, '/'); i >= 0 {
		return id[:i]
	}
	return ""
}

// resolve gives the href of a reference in the text of a story; "#" where it
// leads nowhere.
func (s *Site) resolve(st *story, ref *article.Ref) (href string, why answer) {
	return s.resolveFrom(st.ed, ref.From, ref)
}

// resolveFrom gives the href of a reference in a text in the folder from.
func (s *Site) resolveFrom(ed *edition, from string, ref *article.Ref) (href string, why answer) {
	target, fragment, cut := strings.Cut(ref.Target, "#")
	if cut {
		fragment = "#" + fragment
	}
	switch {
	case target == "" && cut:
		return fragment, found
	case target == "":
		return "#", unknown
	}
	if ref.From != "" {
		from = ref.From
	}
	st, why := s.refs.story(target, from, ref.Lang, ed)
	if why == found {
		return s.href(st.Path) + fragment, found
	}
	if l := s.refs.list(target, ref.Lang, ed); why == unknown && l != nil {
		return s.href(l.path) + fragment, found
	}
	return "#", why
}

// list finds the list that a target names by its folder: "science",
// "/science/_index.md", "/".
func (r *refs) list(target, lang string, own *edition) *list {
	name, suffix := r.clean(target)
	if suffix != "" {
		lang = suffix
	}
	if name == "_index" || strings.HasSuffix(name, "/_index") {
		name = strings.TrimSuffix(name, "_index")
	}
	name = strings.Trim(name, "/")
	for _, ed := range r.editions(lang, own) {
		if l := ed.listAt(name); l != nil {
			return l
		}
	}
	return nil
}

// listAt returns the list of a folder below content.
func (ed *edition) listAt(name string) *list {
	if name == "" {
		return ed.front
	}
	if l := ed.sectionOf[name]; l != nil {
		return l
	}
	if l := ed.subsectionOf[name]; l != nil {
		return l
	}
	if tag, ok := strings.CutPrefix(name, tagsKey+"/"); ok {
		return ed.tagOf[tag]
	}
	if author, ok := strings.CutPrefix(name, authorsKey+"/"); ok {
		return ed.authorOf[author]
	}
	for _, x := range ed.indexes {
		if x.list.key == name {
			return &x.list
		}
	}
	return nil
}
