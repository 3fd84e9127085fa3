package source

import (
	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/provider"
)

// entry writes an entry as it is kept in the cache file: everything but the
// text of the article.
func (e *encoder) entry(x *entry) {
	e.text(x.source)
	e.stat(x.stat)
	e.sum(x.sum)
	e.side(x.side)
	e.uses(&x.uses)
	e.length(len(x.problems))
	for _, p := range x.problems {
		e.problem(p)
	}
	stored := x.article != nil && x.good == x.sum && x.goodSide == x.side.sum
	e.flag(stored)
	if stored {
		e.flag(x.schedule.draft)
		e.flag(x.schedule.withdrawn)
		e.time(x.schedule.publish)
		e.article(x.article)
	}
}

// entry reads an entry into x, and its article, if it has one, into a.
func (d *decoder) entry(x *entry, a *article.Article) {
	x.source, x.stat, x.sum = d.text(), d.stat(), d.sum()
	x.side = d.side()
	x.uses = d.uses()
	if n := d.length(); n > 0 {
		x.problems = make([]*article.Problem, n)
		for i := range x.problems {
			x.problems[i] = d.problem()
		}
	}
	if d.flag() {
		x.schedule.draft, x.schedule.withdrawn = d.flag(), d.flag()
		x.schedule.publish = d.time()
		d.article(a)
		a.Source = x.source
		x.article, x.good, x.goodSide, x.schedule.expires = a, x.sum, x.side.sum, a.Expires
	}
}

// side writes what is known of the snapshots beside a file: one byte where there
// are none.
func (e *encoder) side(s sideState) {
	e.flag(s.sum != noSidecar)
	if s.sum != noSidecar {
		e.sum(s.sum)
		e.stat(s.stat)
	}
}

func (d *decoder) side() (s sideState) {
	if d.flag() {
		s.sum, s.stat = d.sum(), d.stat()
	}
	return s
}

func (e *encoder) stat(s stat) {
	e.number(s.size)
	e.number(s.modified)
	e.number(s.changed)
	e.number(int64(s.inode))
}

func (d *decoder) stat() stat {
	return stat{size: d.number(), modified: d.number(), changed: d.number(), inode: uint64(d.number())}
}

// uses writes the record of the pictures so that it can be read later.
func (e *encoder) uses(u *uses) {
	e.length(u.count)
	if u.count == 0 {
		return
	}
	e.flag(u.settled)
	packed := encoder{}
	for _, x := range u.all() {
		packed.use(&x)
	}
	e.length(len(packed.b))
	e.b = append(e.b, packed.b...)
}

func (d *decoder) uses() uses {
	u := uses{count: d.length(), settled: true}
	if u.count > 0 {
		u.settled = d.flag()
		u.packed = d.text()
	}
	return u
}

func (e *encoder) use(u *use) {
	e.text(u.ref)
	e.text(u.name)
	e.text(u.address)
	e.stat(u.stat)
	e.sum(u.sum)
}

func (d *decoder) use() use {
	return use{ref: d.text(), name: d.text(), address: d.text(), stat: d.stat(), sum: d.sum()}
}

func (e *encoder) problem(p *article.Problem) {
	e.text(p.File)
	e.number(int64(p.Line))
	e.text(p.Key)
	e.text(p.Message)
	e.text(p.Remedy)
	e.flag(p.Warning)
}

func (d *decoder) problem() *article.Problem {
	return &article.Problem{
		File: d.text(), Line: int(d.number()), Key: d.text(), Message: d.text(), Remedy: d.text(), Warning: d.flag(),
	}
}

// article writes what is known of an article without its text.
func (e *encoder) article(a *article.Article) {
	for _, s := range []string{a.ID, a.Path, a.Lang, a.Section, a.Headline, a.Standfirst, a.Description, a.TranslationKey} {
		e.text(s)
	}
	e.bylines(a.Bylines)
	e.time(a.Published)
	e.time(a.Updated)
	e.time(a.Modified)
	e.time(a.Expires)
	e.corrections(a.Corrections)
	for _, ss := range [][]string{a.Tags, a.Keywords, a.Related, a.Aliases} {
		e.texts(ss)
	}
	e.figure(a.Lead)
	e.flag(a.Standalone)
	e.number(int64(a.Weight))
	e.table(a.Params)
	e.length(a.Body.Words)
	e.flag(a.Body.Outside)
	e.frames(a.Frames)
	e.refs(a.Refs)
	e.sum(a.Digest)
}

func (d *decoder) article(a *article.Article) {
	a.ID, a.Path, a.Lang, a.Section = d.text(), d.text(), d.name(), d.name()
	a.Headline, a.Standfirst, a.Description, a.TranslationKey = d.text(), d.text(), d.text(), d.text()
	a.Bylines = d.bylines()
	a.Published = d.time()
	a.Updated = d.time()
	a.Modified = d.time()
	a.Expires = d.time()
	a.Corrections = d.corrections()
	a.Tags, a.Keywords, a.Related, a.Aliases = d.names(), d.texts(), d.texts(), d.texts()
	a.Lead = d.figure()
	a.Standalone = d.flag()
	a.Weight = int(d.number())
	a.Params = d.table(0)
	a.Body.Words = int(d.unsigned())
	a.Body.Outside = d.flag()
	a.Frames = d.frames()
	a.Refs = d.refs()
	a.Digest = d.sum()
}

func (e *encoder) bylines(bs []article.Byline) {
	e.length(len(bs))
	for _, b := range bs {
		e.text(b.Name)
		e.text(b.Slug)
	}
}

func (d *decoder) bylines() []article.Byline {
	n := d.length()
	if n == 0 {
		return nil
	}
	bs := cut(&d.blocks().bylines, n)
	for i := range bs {
		bs[i] = article.Byline{Name: d.name(), Slug: d.name()}
	}
	return bs
}

func (e *encoder) corrections(cs []article.Correction) {
	e.length(len(cs))
	for _, c := range cs {
		e.time(c.Date)
		e.text(c.Text)
	}
}

func (d *decoder) corrections() []article.Correction {
	n := d.length()
	if n == 0 {
		return nil
	}
	cs := make([]article.Correction, n)
	for i := range cs {
		cs[i] = article.Correction{Date: d.time(), Text: d.text()}
	}
	return cs
}

func (e *encoder) figure(f *article.Figure) {
	e.flag(f != nil)
	if f == nil {
		return
	}
	e.texts([]string{f.Src, f.Alt, f.Caption, f.Title, f.Credit, f.CreditURL, f.Link, f.Lang})
	e.flag(f.Decorative)
	e.number(int64(f.Width))
	e.number(int64(f.Height))
}

func (d *decoder) figure() *article.Figure {
	if !d.flag() {
		return nil
	}
	if d.length() != 8 {
		d.fail()
	}
	f := &article.Figure{}
	for _, s := range []*string{&f.Src, &f.Alt, &f.Caption, &f.Title, &f.Credit, &f.CreditURL, &f.Link, &f.Lang} {
		*s = d.text()
	}
	f.Decorative = d.flag()
	f.Width, f.Height = int(d.number()), int(d.number())
	return f
}

func (e *encoder) frames(ks []article.EmbedKey) {
	e.length(len(ks))
	for _, k := range ks {
		e.text(k.Provider)
		e.text(k.Key)
		if k.Provider == provider.UnknownID {
			e.text(k.Packed)
		}
	}
}

func (d *decoder) frames() []article.EmbedKey {
	n := d.length()
	if n == 0 {
		return nil
	}
	ks := cut(&d.blocks().frames, n)
	for i := range ks {
		ks[i] = article.EmbedKey{Provider: d.name(), Key: d.text()}
		if ks[i].Provider == provider.UnknownID {
			ks[i].Packed = d.text()
		}
	}
	return ks
}

func (e *encoder) refs(rs []article.Ref) {
	e.length(len(rs))
	for i := range rs {
		e.ref(&rs[i])
	}
}

func (e *encoder) ref(r *article.Ref) {
	e.text(r.Target)
	e.text(r.From)
	e.text(r.Lang)
	e.number(int64(r.Line))
}

func (d *decoder) refs() []article.Ref {
	n := d.length()
	if n == 0 {
		return nil
	}
	rs := make([]article.Ref, n)
	for i := range rs {
		rs[i] = d.ref()
	}
	return rs
}

func (d *decoder) ref() article.Ref {
	return article.Ref{Target: d.text(), From: d.text(), Lang: d.text(), Line: int(d.number())}
}
