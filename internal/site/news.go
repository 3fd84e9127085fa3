package site

import (
	"context"
	"strings"
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

// What Google wants of a news sitemap: articles that were created in the last
// two days, at most a thousand of them.
const (
	newsAge = 48 * time.Hour
	newsMax = 1000
)

// newsUntil is when an article stops being news.
func newsUntil(a *article.Article) time.Time {
	if a.Published.IsZero() || a.Standalone {
		return time.Time{}
	}
	return a.Published.Add(newsAge)
}

// newsmap makes the news sitemap. No time of the build is in it, only what was
// news then: two builds with the same news make the same bytes.
type newsmap struct{ stories []*story }

// news returns the stories that are news at Config.Now, newest first.
func (b *builder) news() []*story {
	now := b.cfg.Now
	if now.IsZero() {
		return nil
	}
	var fresh []*story
	for _, ed := range b.site.editions {
		for _, st := range latest(ed.front.stories, newsMax) {
			if st.Published.After(now) {
				continue
			}
			if !newsUntil(st.Article).After(now) {
				break
			}
			fresh = append(fresh, st)
		}
	}
	return fresh[:min(newsMax, len(fresh))]
}

func (m *newsmap) key(s *Site, d *digester) article.Digest {
	d.str("news")
	d.digest(s.stamp)
	for _, st := range m.stories {
		d.digest(st.ed.stamp)
		d.digest(st.digest)
	}
	return d.sum()
}

func (m *newsmap) append(_ context.Context, s *Site, _ *Document, dst []byte) ([]byte, error) {
	dst = append(dst, xmlHeader+`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"`+
		` xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">`+"\n"...)
	for _, st := range m.stories {
		dst = append(dst, "<url>\n"...)
		dst = appendElement(dst, "loc", s.url(st.Path))
		dst = append(dst, "<news:news>\n<news:publication>\n"...)
		dst = appendElement(dst, "news:name", st.ed.pub.Title)
		dst = appendElement(dst, "news:language", newsLanguage(st.Lang))
		dst = append(dst, "</news:publication>\n<news:publication_date>"...)
		dst = st.Published.AppendFormat(dst, time.RFC3339)
		dst = append(dst, "</news:publication_date>\n"...)
		dst = appendElement(dst, "news:title", st.Headline)
		dst = append(dst, "</news:news>\n</url>\n"...)
	}
	return append(dst, "</urlset>\n"...), nil
}

// newsLanguage is a language as Google News knows it: the ISO 639 code alone,
// except that Chinese is told apart by country.
func newsLanguage(tag string) string {
	tag = strings.ToLower(tag)
	base, _, _ := strings.Cut(tag, "-")
	if base != "zh" {
		return base
	}
	if strings.Contains(tag, "hant") || strings.HasSuffix(tag, "-tw") || strings.HasSuffix(tag, "-hk") {
		return "zh-tw"
	}
	return "zh-cn"
}
