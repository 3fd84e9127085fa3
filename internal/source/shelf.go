package source

import (
	"net/url"
	"strings"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/markdown"
)

// shelf is the library as one article sees it: a [markdown.Pictures] that
// keeps a record.
type shelf struct {
	library    *library
	place      *place
	lang       string
	page       string // the article's own address
	firstParty func(host string) bool
	uses       []use
	given      map[string]answer
}

// answer is what an article got for a reference.
type answer struct {
	picture markdown.Picture
	err     error
}

// Picture implements [markdown.Pictures].
func (s *shelf) Picture(ref string) (markdown.Picture, error) {
	if a, ok := s.given[ref]; ok {
		return a.picture, a.err
	}
	pic, u, err := s.look(ref)
	if err != nil {
		err = about(ref, err)
	}
	u.sum = pictureSum(pic, err)
	s.uses = append(s.uses, u)
	if s.given == nil {
		s.given = make(map[string]answer, 4)
	}
	s.given[ref] = answer{pic, err}
	return pic, err
}

// look finds a picture and reads what it says about itself.
func (s *shelf) look(ref string) (markdown.Picture, use, error) {
	u, err := s.resolve(ref)
	if err != nil {
		return markdown.Picture{}, u, err
	}
	info, err := s.library.inspect(u.name, u.stat)
	if err != nil {
		return markdown.Picture{}, u, err
	}
	said := info.In(s.lang)
	return markdown.Picture{
		URL: u.address, Width: info.Width, Height: info.Height,
		Alt: said.Alt, Caption: said.Caption, Credit: said.Credit,
	}, u, nil
}

// resolve finds the file and the address that a reference means, without
// reading anything.
func (s *shelf) resolve(ref string) (use, error) {
	u := use{ref: ref}
	var err error
	if u.name, u.stat, err = s.library.find(s.place, s.local(ref)); err != nil {
		return u, err
	}
	u.address, err = s.address(u.name)
	return u, err
}

// local turns an absolute address on one of the publication's own hosts into
// a path.
func (s *shelf) local(ref string) string {
	if s.firstParty == nil || !strings.HasPrefix(ref, "http") {
		return ref
	}
	u, err := url.Parse(ref)
	if err != nil || u.Host == "" || !s.firstParty(strings.ToLower(u.Host)) {
		return ref
	}
	return u.EscapedPath()
}

// address is the library's, except for the article's own bundle: its address
// is known here already.
func (s *shelf) address(name string) (string, error) {
	if own := parent(s.place.source); s.place.bundle && s.library.tree.bundleOf(name) == own && s.library.primary(own) == s.place.source {
		return s.page + encodeName(name[len(own)+1:]), nil
	}
	return s.library.address(name)
}

// pictureSum is a digest of all that a page shows of a picture, or of what is
// said when there is none.
func pictureSum(p markdown.Picture, err error) article.Digest {
	var d digester
	if err != nil {
		d.text(err.Error())
	}
	d.text(p.URL, p.Alt, p.Caption, p.Credit, p.CreditURL)
	d.number(int64(p.Width), int64(p.Height))
	return d.sum()
}

// unescapePath takes the percent-encoding off a path; what is wrong in it is
// not the path of a picture.
func unescapePath(s string) (string, error) {
	decoded, err := url.PathUnescape(s)
	if err != nil || !isUTF8(decoded) || cleanText(decoded) != decoded || strings.Contains(decoded, `\`) {
		return "", errPathForm
	}
	return decoded, nil
}
