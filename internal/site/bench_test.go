package site

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/page"
)

// big is a publication of n articles of the shape that measurements use: eight
// sections, 400 tags, 80 authors, two embeds an article and none of them twice,
// 60 pictures.
func big(n int) *content {
	sections := [...]string{"coast", "town", "kitchen", "garden", "workshop", "sky", "music", "walks"}
	c := &content{articles: make([]*article.Article, n)}
	for i := range c.articles {
		section := sections[i%len(sections)]
		slug := fmt.Sprintf("story-%06d", i)
		a := &article.Article{
			ID: section + "/" + slug, Source: "content/" + section + "/" + slug + ".md", Path: "/" + section + "/" + slug + "/", Lang: "en", Section: section,
			Headline: "A headline of about six words", Standfirst: "A standfirst of eighteen words or so, which says what the story is about and why to read it.",
			Published: day(0).Add(time.Duration(i) * 3 * time.Hour), TranslationKey: section + "/" + slug,
			Digest: article.Digest{byte(i), byte(i >> 8), byte(i >> 16)},
			Frames: []article.EmbedKey{{Provider: "youtube", Key: fmt.Sprintf("v%010d", i)}, {Provider: "instagram", Key: fmt.Sprintf("p~i%09d", i)}},
		}
		for j := range 4 {
			a.Tags = append(a.Tags, fmt.Sprintf("Topic %d", (i*7+j*101)%400))
		}
		author := i % 80
		a.Bylines = []article.Byline{{Name: fmt.Sprintf("Author %d", author), Slug: fmt.Sprintf("author-%d", author)}}
		c.articles[i] = a
	}
	for i := range 60 {
		c.files = append(c.files, File{Path: fmt.Sprintf("/pictures/%02d.jpg", i), Digest: article.Digest{1, byte(i)}})
	}
	return c
}

func BenchmarkNew(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 50_000} {
		for _, langs := range [][]string{{"en"}, {"en", "ar"}} {
			b.Run(fmt.Sprintf("articles=%d/languages=%d", n, len(langs)), func(b *testing.B) {
				p, cfg := parts(b, big(n), nil), config()
				cfg.PageSize, cfg.Languages = 20, langs
				b.ReportAllocs()
				b.ResetTimer()
				for b.Loop() {
					s, err := New(cfg, p)
					if err != nil {
						b.Fatal(err)
					}
					b.ReportMetric(float64(len(s.Documents())), "documents")
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/article")
			})
		}
	}
}

// silent renders nothing: what is measured is the making of views.
type silent struct{ dumper }

func (silent) Story(dst []byte, _ *page.Story) ([]byte, error) { return dst, nil }
func (silent) List(dst []byte, _ *page.List) ([]byte, error)   { return dst, nil }

func BenchmarkViews(b *testing.B) {
	s, err := New(config(), parts(b, big(2_000), silent{}))
	if err != nil {
		b.Fatal(err)
	}
	var stories, lists []*Document
	for _, d := range s.Documents() {
		switch d.maker.(type) {
		case *story:
			stories = append(stories, d)
		case *listPage:
			lists = append(lists, d)
		}
	}
	for name, docs := range map[string][]*Document{"story": stories, "list": lists} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				if _, err := docs[i%len(docs)].Append(context.Background(), nil); err != nil {
					b.Fatal(err)
				}
				i++
			}
		})
	}
}

func BenchmarkFind(b *testing.B) {
	s, err := New(config(), parts(b, big(2_000), nil))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		s.Find("/town/story-000001/")
	}
}
