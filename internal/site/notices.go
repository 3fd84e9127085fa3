package site

import (
	"github.com/gatefold/gatefold/consent"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// noticeGates are Gates that can say what a reader is shown before they decide.
type noticeGates interface {
	Notice(l *locale.Locale, m provider.Match) consent.Notice
	NoticeHash(l *locale.Locale, m provider.Match) string
}

// Notices gives what readers are shown before they load a piece of the
// publication: each text once, in the order of the documents. It is made anew
// with each call, which takes a moment on a large site.
func (s *Site) Notices() (all []consent.Notice) {
	gates, ok := s.parts.Gates.(noticeGates)
	if !ok {
		return nil
	}
	seen := map[string]bool{}
	for _, d := range s.paths.docs {
		e, ok := d.maker.(*embed)
		if !ok {
			continue
		}
		m, ok := e.piece.Match(s.parts.Catalogue)
		if !ok {
			continue // its document says what is wrong
		}
		if hash := gates.NoticeHash(e.words, m); !seen[hash] {
			seen[hash] = true
			all = append(all, gates.Notice(e.words, m))
		}
	}
	return all
}
