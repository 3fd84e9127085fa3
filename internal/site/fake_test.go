package site

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/page"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// content is a publication in memory. Articles are loaded without their texts,
// as a source may do.
type content struct {
	articles []*article.Article
	listings []*article.Listing
	files    []File
	bodies   map[*article.Article]article.Body
}

func (c *content) Articles() []*article.Article { return c.articles }
func (c *content) Listings() []*article.Listing { return c.listings }
func (c *content) Files() []File                { return c.files }
func (c *content) Body(_ context.Context, a *article.Article) (article.Body, error) {
	return c.bodies[a], nil
}

// fileOnDisk opens a real file, for the documents that are one.
type fileOnDisk string

func (f fileOnDisk) Open() (*os.File, error) { return os.Open(string(f)) }

// file makes a static file with the given bytes.
func file(t *testing.T, path, text string) File {
	t.Helper()
	name := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return File{Path: path, Source: "static" + path, Size: int64(len(text)), Digest: digestOf(text), Content: fileOnDisk(name)}
}

func digestOf(values ...any) article.Digest {
	sum := sha256.Sum256([]byte(dump(values)))
	return article.Digest(sum[:16])
}

// add adds an article with the digest that a source would give it and takes its
// text away.
func (c *content) add(a *article.Article) *article.Article {
	if a.ID == "" {
		a.ID = strings.Trim(a.Path, "/")
	}
	if a.Source == "" {
		a.Source = "content/" + a.ID + ".md"
	}
	if a.Lang == "" {
		a.Lang = "en"
	}
	if a.TranslationKey == "" {
		a.TranslationKey = a.ID
	}
	if c.bodies == nil {
		c.bodies = map[*article.Article]article.Body{}
	}
	a.Frames, a.Refs = a.Body.Frames(), a.Body.Refs()
	a.Digest = article.Digest{}
	a.Digest = digestOf(*a)
	c.bodies[a], a.Body.Pieces = a.Body, nil
	c.articles = append(c.articles, a)
	return a
}

// day is a date in the year of the tests.
func day(n int) time.Time {
	return time.Date(2026, 3, 1, 8, 0, 0, 0, time.FixedZone("CET", 3600)).AddDate(0, 0, n)
}

// story makes a simple article of a section.
func anArticle(section, slug string, n int) *article.Article {
	return &article.Article{
		Path: "/" + section + "/" + slug + "/", Section: section, Headline: "About " + slug, Standfirst: "All about " + slug + ".",
		Published: day(n), Bylines: []article.Byline{{Name: "Mara Lind", Slug: "mara-lind"}}, Tags: []string{"Tides"},
		Body: article.Body{Pieces: []article.Piece{{HTML: "<p>Text of " + slug + ".</p>\n"}}, Text: "Text of " + slug + "."},
	}
}

// config is a small configuration.
func config() Config {
	return Config{BaseURL: "https://estuary.example", Title: map[string]string{"en": "The Estuary"}, PageSize: 3, Now: day(100)}
}

// parts puts fakes and the real rest together.
func parts(t testing.TB, c Content, pages Pages) Parts {
	t.Helper()
	b, err := locale.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	gates := gate.New(gate.Options{Catalogue: provider.Default(), Host: "estuary.example", DefaultLang: "en"})
	if pages == nil {
		pages = dumper{}
	}
	return Parts{Content: c, Pages: pages, Gates: gates, Bundle: b, Catalogue: provider.Default()}
}

func build(t testing.TB, cfg Config, c Content) *Site {
	t.Helper()
	s, err := New(cfg, parts(t, c, nil))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// at renders the document at a path.
func at(t testing.TB, s *Site, path string) string {
	t.Helper()
	d, ok := s.Find(path)
	if !ok {
		t.Fatalf("there is no document %s among %v", path, paths(s))
	}
	return rendered(t, d)
}

func rendered(t testing.TB, d *Document) string {
	t.Helper()
	b, err := d.Append(context.Background(), nil)
	if err != nil {
		t.Fatalf("%s: %v", d.Path, err)
	}
	return string(b)
}

// paths lists the documents that are not the program's own.
func paths(s *Site) []string {
	var all []string
	for _, d := range s.Documents() {
		if !strings.HasPrefix(d.Path, reserved) {
			all = append(all, d.Path)
		}
	}
	return all
}

// problems lists what the site has to say, one line each.
func problems(s *Site) []string {
	var all []string
	for _, p := range s.Problems() {
		all = append(all, p.Error())
	}
	return all
}

// dumper stands for a page renderer: it writes down all that a view says, so
// that nothing in it can change without a change of the bytes.
type dumper struct{ theme string }

func (p dumper) Story(dst []byte, v *page.Story) ([]byte, error) {
	return append(append(dst, dump(*v)...), hrefs(v.Article.Body, v.Resolve)...), nil
}

func (p dumper) List(dst []byte, v *page.List) ([]byte, error) {
	return append(append(dst, dump(*v)...), hrefs(v.Intro, v.Resolve)...), nil
}

func (p dumper) Notice(dst []byte, v *page.Notice) ([]byte, error) {
	return append(dst, dump(*v)...), nil
}

func (p dumper) Choices(dst []byte, v *page.Choices) ([]byte, error) {
	return append(dst, dump(*v)...), nil
}

func (p dumper) Redirect(dst []byte, v *page.Redirect) ([]byte, error) {
	return append(dst, dump(*v)...), nil
}
func (p dumper) Policy() string              { return gate.PagePolicy([]string{"sha256-x"}) }
func (p dumper) Fingerprint() article.Digest { return digestOf(p.theme) }

// hrefs follows the references of a text.
func hrefs(b article.Body, resolve func(*article.Ref) (string, bool)) string {
	var s strings.Builder
	for _, r := range b.Refs() {
		href, ok := resolve(&r)
		fmt.Fprintln(&s, "ref", r.Target, "=", href, ok)
	}
	return s.String()
}

// dump writes a value down, one line for each part of it that is not zero.
func dump(v any) string {
	var s strings.Builder
	dumpValue(&s, "", reflect.ValueOf(v))
	return s.String()
}

func dumpValue(s *strings.Builder, name string, v reflect.Value) {
	if !v.IsValid() || v.IsZero() {
		return
	}
	if t, ok := v.Interface().(time.Time); ok {
		fmt.Fprintln(s, name, "=", t.Format(time.RFC3339Nano))
		return
	}
	if _, ok := v.Interface().(*provider.Provider); ok {
		return // Match prints its ID by key
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		dumpValue(s, name, v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				dumpValue(s, name+"."+f.Name, v.Field(i))
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			dumpValue(s, fmt.Sprintf("%s[%d]", name, i), v.Index(i))
		}
	case reflect.Map:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(x, y reflect.Value) int { return strings.Compare(x.String(), y.String()) })
		for _, k := range keys {
			dumpValue(s, name+"["+k.String()+"]", v.MapIndex(k))
		}
	case reflect.Func:
	default:
		fmt.Fprintln(s, name, "=", fmt.Sprintf("%q", fmt.Sprint(v.Interface())))
	}
}
