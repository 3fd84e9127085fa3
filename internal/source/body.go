package source

import (
	"context"
	"errors"
	"fmt"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/snapshot"
)

// ErrChanged is returned by Body for an article whose file is no longer what
// it was when the article was loaded. Load again.
var ErrChanged = errors.New("the file has changed since it was loaded")

// Body returns the text of an article of this folder: the one it holds, without
// its beginning, or else, for an article that came from the cache, the one in
// its file.
func (f *Folder) Body(ctx context.Context, a *article.Article) (article.Body, error) {
	if a.Body.Pieces != nil {
		return a.Body, nil
	}
	if err := ctx.Err(); err != nil {
		return article.Body{}, err
	}
	s := f.current()
	e := s.find(a.Source)
	if e == nil || e.article == nil {
		return article.Body{}, fmt.Errorf("%s: it is not an article of this folder", a.Source)
	}
	if !sameText(a, e.article) {
		return article.Body{}, fmt.Errorf("%s: %w", a.Source, ErrChanged)
	}
	if pieces := e.held.pieces(); pieces != nil {
		body := a.Body
		body.Pieces = pieces
		return body, nil
	}
	src, _, err := readSource(f.root, a.Source, nil)
	if err != nil {
		return article.Body{}, readProblem(a.Source, err)
	}
	if sumOf(src) != e.good {
		return article.Body{}, fmt.Errorf("%s: %w", a.Source, ErrChanged)
	}
	side := readSidecar(f.root, a.Source, e.side.sum != noSidecar)
	if side.sum != e.goodSide {
		return article.Body{}, fmt.Errorf("%s: %w", snapshot.Sidecar(a.Source), ErrChanged)
	}
	return f.text(s, a, src, side)
}

// sameText reports whether two values of an article are of the same file, though
// perhaps with another status; see entry.settled.
func sameText(a, b *article.Article) bool {
	const last = len(article.Digest{}) - 1
	return [last]byte(a.Digest[:last]) == [last]byte(b.Digest[:last])
}

// text converts the text of a file that was in order when it was loaded.
func (f *Folder) text(s *state, a *article.Article, src []byte, side sidecar) (article.Body, error) {
	pg, problem := s.composer.open(a.Source, src)
	if problem != nil {
		return article.Body{}, problem
	}
	pg.side = side
	body, _ := s.composer.convert(pg, s.composer.shelf(pg, a.Path))
	body.Outside = body.Outside || a.Body.Outside // a caption's link counts, too
	return body, nil
}
