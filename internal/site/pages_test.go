package site

import (
	"fmt"
	"slices"
	"testing"
)

func TestPagesCoverEveryArticleOnce(t *testing.T) {
	for size := 1; size <= 5; size++ {
		for total := range 30 {
			n := numbered(total, size)
			next := 0
			for number := 1; number <= n; number++ {
				from, to := span(number, total, size)
				if from != next || to-from != size {
					t.Fatalf("page %d of %d articles by %d holds %d to %d, want %d more from %d", number, total, size, from, to, size, next)
				}
				next = to
			}
			from, to := span(0, total, size)
			if from != next || to != total {
				t.Fatalf("the landing page of %d articles by %d holds %d to %d, want %d to %d", total, size, from, to, next, total)
			}
			if total >= size && (to-from < size || to-from > 2*size-1) {
				t.Fatalf("the landing page of %d articles by %d holds %d", total, size, to-from)
			}
		}
	}
}

// changed lists the paths of documents whose key or bytes differ between two
// sites, or that are in one only; it fails where bytes differ and keys do not.
func changed(t *testing.T, before, after *Site) []string {
	t.Helper()
	all := map[string]bool{}
	for _, s := range []*Site{before, after} {
		for _, d := range s.Documents() {
			all[d.Path] = true
		}
	}
	var diff []string
	for path := range all {
		x, okX := before.Find(path)
		y, okY := after.Find(path)
		if !okX || !okY {
			diff = append(diff, path)
			continue
		}
		sameBytes := rendered(t, x) == rendered(t, y) && x.Type == y.Type && x.Status == y.Status && x.File == y.File
		if sameKey := x.Key == y.Key; sameKey && !sameBytes {
			t.Errorf("%s has other bytes and the same key", path)
		} else if !sameKey {
			diff = append(diff, path)
		}
	}
	slices.Sort(diff)
	return diff
}

func section(n int) *content {
	c := &content{}
	for i := range n {
		a := anArticle("science", fmt.Sprintf("story-%02d", i), i)
		a.Tags = nil
		c.add(a)
	}
	return c
}

// Adding an article changes the newest page of each list it is in, and what
// always shows the newest; no old page.
func TestNewArticleLeavesOldPagesAlone(t *testing.T) {
	newest := []string{"/", "/404.html", "/authors/", "/authors/mara-lind/", "/index.xml", "/science/", "/science/index.xml", "/sitemap.xml"}
	for _, test := range []struct {
		have int
		also []string // beside newest and the article
	}{
		{have: 3},
		{have: 4},
		{have: 5, also: []string{"/authors/mara-lind/page/1/", "/science/page/1/"}},
		{have: 6},
		{have: 7},
		// A page is complete: it gets its number, and the one before it
		// learns what it is called.
		{have: 8, also: []string{"/authors/mara-lind/page/1/", "/authors/mara-lind/page/2/", "/science/page/1/", "/science/page/2/"}},
		{have: 10},
		{have: 20, also: []string{"/authors/mara-lind/page/5/", "/authors/mara-lind/page/6/", "/science/page/5/", "/science/page/6/"}},
	} {
		t.Run(fmt.Sprint(test.have), func(t *testing.T) {
			before, after := build(t, config(), section(test.have)), build(t, config(), section(test.have+1))
			want := slices.Concat(newest, test.also, []string{fmt.Sprintf("/science/story-%02d/", test.have)})
			slices.Sort(want)
			if got := changed(t, before, after); !slices.Equal(got, want) {
				t.Errorf("one more than %d articles changes %v, want %v", test.have, got, want)
			}
		})
	}
}

func TestOldPageKeepsItsArticles(t *testing.T) {
	for total := 6; total < 40; total++ {
		s := build(t, config(), section(total))
		d, ok := s.Find("/science/page/1/")
		if !ok {
			t.Fatalf("with %d articles there is no first page", total)
		}
		p := d.maker.(*listPage)
		for i, st := range p.shown(s) {
			if want := fmt.Sprintf("science/story-%02d", i); st.ID != want {
				t.Errorf("with %d articles, the first page shows %s as number %d, want %s", total, st.ID, i, want)
			}
		}
	}
}

func TestPagesLinkToEachOther(t *testing.T) {
	s := build(t, config(), section(10)) // pages 1 and 2, and 4 on the landing page
	for _, test := range []struct{ path, newer, older string }{
		{"/science/", "", "/science/page/2/"},
		{"/science/page/2/", "/science/", "/science/page/1/"},
		{"/science/page/1/", "/science/page/2/", ""},
	} {
		d, ok := s.Find(test.path)
		if !ok {
			t.Fatalf("no document %s", test.path)
		}
		newer, older := d.maker.(*listPage).neighbours(s)
		if newer != test.newer || older != test.older {
			t.Errorf("%s leads to %q and %q, want %q and %q", test.path, newer, older, test.newer, test.older)
		}
	}
	if _, ok := s.Find("/science/page/3/"); ok {
		t.Error("the landing page has a number as well")
	}
}
