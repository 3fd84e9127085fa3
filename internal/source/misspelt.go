package source

import (
	"fmt"
	"slices"

	"github.com/gatefold/gatefold/internal/spelling"
)

// meantKeys are the keys with a meaning that a misspelt one can have been meant
// to be, in the spelling of docs/front-matter.md.
var meantKeys = []string{
	"title", "standfirst", "description", "summary", "linkTitle", "date", "publishDate", "pubdate", "published",
	"updated", "lastmod", "modified", "expiryDate", "unpublishdate", "draft", "withdrawn", "corrections",
	"author", "authors", "tags", "categories", "keywords", "lead", "images", "cover", "featured_image", "image",
	"related", "slug", "url", "aliases", "translationKey", "weight", "standalone", "build", "headless", "params",
}

// misspelt warns of keys that nobody understood and that are a slip of the
// finger away from one with a meaning. The article may have any parameters of its
// own; where the key that is meant is there too, the other is one of them.
func (m *matter) misspelt() {
	for i := range m.fields {
		f := &m.fields[i]
		if m.taken[i] || f.value.kind == null || foreignKeys[f.key] != "" {
			continue
		}
		if meant := m.meant(f.key); meant != "" {
			m.warn(f, "is no key with a meaning here", fmt.Sprintf("did you mean %q? A parameter of your own can stand below params", meant))
		}
	}
}

// meant names the key that one with a slip of the finger was to be, or "".
func (m *matter) meant(key string) string {
	const short = 5 // a shorter word with two letters changed is another word
	slips := 1
	if len(key) >= short {
		slips = 2
	}
	if len(key) < short-1 {
		return ""
	}
	near := make([]string, 0, len(meantKeys))
	for _, k := range meantKeys {
		if k := lower(k); max(len(k)-len(key), len(key)-len(k)) <= slips {
			near = append(near, k)
		}
	}
	best, edits := spelling.Nearest(key, near)
	if edits <= 0 || edits > slips || m.has(best) {
		return ""
	}
	return meantKeys[slices.IndexFunc(meantKeys, func(k string) bool { return lower(k) == best })]
}

// has says whether the front matter holds a key.
func (m *matter) has(key string) bool {
	return slices.ContainsFunc(m.fields, func(f field) bool { return f.key == key })
}
