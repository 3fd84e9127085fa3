package gate

import (
	"strings"

	"github.com/gatefold/gatefold/provider"
)

// documents is the folder of embed documents, below Base.
const documents = "/_gatefold/embed/"

// DocumentPath is the address of the embed document of a piece, without
// Options.Base: "/_gatefold/embed/PROVIDER/KEY/", with the language behind it
// unless it is DefaultLang. lang is the language of the words in the document,
// as [locale.Locale.Lang] gives it, which is what [Gates.Append] links to.
//
// Of an unknown piece KEY is a hash, and only who holds the piece can make its
// document; with Options.Key it is the piece itself, signed.
func (g *Gates) DocumentPath(m provider.Match, lang string) string {
	return string(g.appendDocumentPath(make([]byte, 0, 128), m, lang))
}

// AppendDocumentPath appends to dst what [Gates.DocumentPath] gives, for those
// who need many.
func (g *Gates) AppendDocumentPath(dst []byte, m provider.Match, lang string) []byte {
	return g.appendDocumentPath(dst, m, lang)
}

func (g *Gates) appendDocumentPath(dst []byte, m provider.Match, lang string) []byte {
	dst = append(dst, documents...)
	if m.Provider != nil {
		dst = appendSegment(dst, m.Provider.ID)
	}
	dst = append(dst, '/')
	if g.signs() && m.Packed() != "" {
		dst = g.appendSigned(dst, m.Packed())
	} else {
		dst = appendSegment(dst, m.Key)
	}
	dst = append(dst, '/')
	if lang != "" && lang != g.o.DefaultLang {
		dst = appendSegment(dst, lang)
		dst = append(dst, '/')
	}
	return dst
}

// OpenPath is the inverse of [Gates.DocumentPath]: it gives the piece whose
// embed document has a path (without Options.Base), and the language of its
// words, DefaultLang where the path names none. It reports false for every path
// that DocumentPath does not give, and, without Options.Key, for those of
// unknown pieces: of these it is the articles that know what is behind the
// hash.
//
// Whether there are words in that language is for the caller to say.
func (g *Gates) OpenPath(path string) (m provider.Match, lang string, ok bool) {
	rest, ok := strings.CutPrefix(path, documents)
	if !ok || len(rest) > maxOpened {
		return m, "", false
	}
	id, rest, _ := strings.Cut(rest, "/")
	key, lang, _ := strings.Cut(rest, "/")
	if lang = strings.TrimSuffix(lang, "/"); lang == "" {
		lang = g.o.DefaultLang
	}
	switch {
	case id != provider.UnknownID:
		m, ok = g.o.Catalogue.ByKey(id, key)
	case g.signs():
		m, ok = g.openSigned(key)
	default:
		ok = false
	}
	if !ok || !canFrame(m) || g.DocumentPath(m, lang) != path {
		return provider.Match{}, "", false
	}
	return m, lang, true
}

const digits = "0123456789ABCDEF"

// appendSegment appends s as one segment of a path. What the catalogue gives
// passes unchanged; anything else cannot leave its segment.
func appendSegment(dst []byte, s string) []byte {
	if strings.Trim(s, ".") == "" {
		s = "_" // "", "." and ".." would be another folder
	}
	for i := range len(s) {
		if c := s[i]; isUnreserved(c) {
			dst = append(dst, c)
		} else {
			dst = append(dst, '%', digits[c>>4], digits[c&15])
		}
	}
	return dst
}

// isUnreserved is RFC 3986, section 2.3.
func isUnreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~'
}
