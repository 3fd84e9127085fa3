package source

import (
	"context"
	"errors"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/provider"
)

// What is packed says the same as what was read.
func TestPackedIsAsRead(t *testing.T) {
	for _, dir := range []string{"testdata/hugo-site", "../../examples/newsroom"} {
		open := func(cache string) (*Folder, *Publication) {
			f, err := Open(dir, Options{Catalogue: provider.Default(), Languages: []string{"en", "ar", "de"}, Cache: cache})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { f.Close() })
			p, err := f.Load(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			return f, p
		}
		_, read := open("")
		f, packed := open(filepath.Join(t.TempDir(), "articles"))
		if len(read.Articles) != len(packed.Articles) {
			t.Fatalf("%s: %d articles, want %d", dir, len(packed.Articles), len(read.Articles))
		}
		kinds, tight := map[string]int{}, 0
		for i, want := range read.Articles {
			if packed.Articles[i].Body.Pieces == nil {
				tight++
			}
			got := *packed.Articles[i]
			got.Body = textOf(t, f, packed.Articles[i])
			full := *want
			full.Body.Text = ""
			if diff := differs(full, got, kinds); diff != "" {
				t.Errorf("%s: %s is another one", want.Source, diff)
			}
		}
		if tight < len(read.Articles)/2 || len(kinds) < 3 {
			t.Errorf("%s: %d of %d articles are packed, and their texts hold %v: too few to tell anything", dir, tight, len(read.Articles), kinds)
		}
	}
}

// differs names the field in which two articles are not the same; one that is
// nil and an empty one are. It counts the kinds of the pieces.
func differs(want, got article.Article, kinds map[string]int) string {
	for i, p := range want.Body.Pieces {
		if i >= len(got.Body.Pieces) || !reflect.DeepEqual(p, got.Body.Pieces[i]) {
			return "a piece of the text"
		}
		for j := range reflect.TypeOf(p).NumField() {
			if !reflect.ValueOf(p).Field(j).IsZero() {
				kinds[reflect.TypeOf(p).Field(j).Name]++
			}
		}
	}
	w, g := reflect.ValueOf(want), reflect.ValueOf(got)
	for i := range w.NumField() {
		x, y := w.Field(i), g.Field(i)
		empty := (x.Kind() == reflect.Slice || x.Kind() == reflect.Map) && x.Len() == 0 && y.Len() == 0
		if empty || reflect.DeepEqual(x.Interface(), y.Interface()) {
			continue
		}
		if a, ok := x.Interface().(time.Time); ok && compare(a, y.Interface()) == "" {
			continue
		}
		return w.Type().Field(i).Name
	}
	return ""
}

// Many texts fill many blocks, and one that is longer than a block has its own.
func TestPackedTextsStayApart(t *testing.T) {
	p := packer{}
	var held []heldBody
	var want []article.Body
	for i := range 40 {
		html := make([]byte, i*i*packBlock/400)
		for j := range html {
			html[j] = byte('a' + (i+j)%26)
		}
		b := article.Body{Pieces: []article.Piece{{HTML: string(html)}, {Ref: &article.Ref{Target: "a", Line: i}}, {Embed: &article.Embed{Line: i}}, {Figure: &article.Figure{Width: i}}}}
		want, held = append(want, b), append(held, p.body(&b))
	}
	for i := range held {
		for range 2 { // a text is asked for by its page and by feeds
			if !reflect.DeepEqual(held[i].pieces(), want[i].Pieces) {
				t.Errorf("text %d is another one", i)
			}
		}
	}
	if empty := p.body(&article.Body{Pieces: []article.Piece{}}); empty.pieces() == nil {
		t.Error("a text without words is taken for none")
	}
}

// The text of an article is never that of what its file says by now.
func TestHeldTextOfAnotherLoad(t *testing.T) {
	f := newFolder(t, map[string]string{"content/news/a.md": storyWith("weight: 1")}, func(o *Options) { o.Cache = filepath.Join(t.TempDir(), "articles") })
	old := f.load().fine().article("news/a.md")
	if body := textOf(t, f.Folder, old); len(body.Pieces) == 0 {
		t.Error("there is no text")
	}
	f.write("content/news/a.md", storyWith("weight: 1")+"\nAnd more.\n")
	f.load().fine()
	if body, err := f.Body(context.Background(), old); !errors.Is(err, ErrChanged) {
		t.Errorf("the old article has the text %v, %v", body.Pieces, err)
	}
}
