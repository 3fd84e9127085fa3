package main

import (
	"testing"
	"testing/synctest"
	"time"
)

// TestScheduledArticle asks the site for an article before it is due, while it
// is public and after it has expired, and each site for when it changes.
func TestScheduledArticle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		due, gone := time.Now().Add(5*time.Second), time.Now().Add(time.Hour)
		dir := publication(t, map[string]string{
			"content/news/old.md":  "---\ntitle: Old\ndate: 1990-05-04\n---\nText.\n",
			"content/news/soon.md": "---\ntitle: Soon\ndate: " + due.Format(time.RFC3339Nano) + "\nexpiryDate: " + gone.Format(time.RFC3339Nano) + "\n---\nText.\n",
		})
		d := &desk{opts: pressOptions{dir: dir}}
		defer d.Close()
		see := func(public bool, next time.Time) {
			t.Helper()
			s, _, err := d.load(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if _, found := s.Find("/news/soon/"); found != public {
				t.Errorf("after %v the article is public: %t", time.Now(), found)
			}
			if at := s.(interface{ NextChange() time.Time }).NextChange(); !at.Equal(next) {
				t.Errorf("the next change is at %v, want %v", at, next)
			}
		}
		see(false, due)
		time.Sleep(time.Until(due) + time.Millisecond)
		see(true, gone)
		time.Sleep(time.Until(gone) + time.Millisecond)
		see(false, due.Add(48*time.Hour)) // until then it is news
	})
}
