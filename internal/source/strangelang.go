package source

import (
	"path"
	"strings"

	"golang.org/x/text/language"
)

// strangeLanguage returns the language that the name of a text file seems to
// mean and that the publication does not have, or "": "tides.fr.md" is an
// article of its own then, in the default language, which is seldom what its
// author wants. "v1.2.md" and "notes.draft.md" mean none.
func (p *placer) strangeLanguage(name string) string {
	base := path.Base(name)
	base = strings.TrimSuffix(base, path.Ext(base))
	i := strings.LastIndexByte(base, '.')
	if i <= 0 {
		return ""
	}
	suffix := base[i+1:]
	main, _, _ := strings.Cut(suffix, "-")
	if len(main) != 2 || p.language(suffix) != "" { // three letters are more often something else
		return ""
	}
	if tag, err := language.Parse(suffix); err != nil || tag == language.Und {
		return ""
	}
	return suffix
}
