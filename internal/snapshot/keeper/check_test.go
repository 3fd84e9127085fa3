package keeper

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/gatefold/gatefold/internal/snapshot"
)

// service is a provider that says of each piece what the test wants: a status, or
// 200 with a title.
type service struct {
	mu      sync.Mutex
	answers map[string]int // by the letter that the ids are made of
}

func (s *service) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for letter, status := range s.answers {
		if strings.Contains(r.URL.String(), strings.Repeat(letter, 5)) && status != http.StatusOK {
			if status == http.StatusFound {
				http.Redirect(w, r, "https://www.youtube.com/login?next=1", status)
				return
			}
			w.WriteHeader(status)
			return
		}
	}
	if strings.HasPrefix(r.URL.Path, "/login") {
		fmt.Fprint(w, "<title>Log in</title>")
		return
	}
	fmt.Fprint(w, `{"title":"There"}`)
}

func (s *service) say(letter string, status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answers[letter] = status
}

func video(letter string) string {
	return "https://www.youtube.com/watch?v=" + strings.Repeat(letter, 11)
}

func (d *desk) videos(letters string) (pieces []Piece) {
	for i, l := range strings.Split(letters, "") {
		pieces = append(pieces, d.piece("v"+l+".md", i+1, video(l)))
	}
	return pieces
}

func newService(d *desk) *service {
	s := &service{answers: map[string]int{}}
	d.Host("www.youtube.com", s.serve)
	return s
}

// days runs checks on days one after the other and gives the outcomes of each.
func (d *desk) days(want string, pieces []Piece) {
	d.t.Helper()
	for day, w := range strings.Split(want, ", ") {
		if got := outcomesOf(d.check(pieces...)); got != w {
			d.t.Errorf("day %d: %s, want %s", day+1, got, w)
		}
		d.now = d.now.AddDate(0, 0, 1)
	}
}

func TestNotFoundOnTwoDays(t *testing.T) {
	d := newDesk(t)
	s := newService(d)
	s.say("a", 404)
	pieces := d.videos("ab")
	if got := outcomesOf(d.check(pieces...)) + "; " + outcomesOf(d.check(pieces...)); got != "missed alive; missed alive" {
		t.Errorf("twice on one day: %s", got)
	}
	d.now = d.now.AddDate(0, 0, 1)
	d.days("gone alive, gone alive", pieces)
	e := d.entry("va.md")
	if e.Gone.IsZero() || e.GoneWhy != "check: not found (404) at www.youtube.com" || e.Snapshot() == nil {
		t.Errorf("%+v", e)
	}
	if d.read("content/vb.snapshots.toml") != "" {
		t.Error("an entry was made only to say that a piece is there")
	}
	s.say("a", 200)
	d.days("back alive, alive alive", pieces)
	if e := d.entry("va.md"); !e.Gone.IsZero() || !e.Missed.IsZero() || e.GoneWhy != "" {
		t.Errorf("%+v", e)
	}
}

func TestGoneForGood(t *testing.T) {
	d := newDesk(t)
	newService(d).say("a", 410)
	d.days("gone, gone", d.videos("a"))
}

func TestFoundAgainInBetween(t *testing.T) {
	d := newDesk(t)
	s := newService(d)
	pieces := d.videos("ab")
	s.say("a", 404)
	d.days("missed alive", pieces)
	s.say("a", 200)
	d.days("alive alive", pieces)
	s.say("a", 404)
	d.days("missed alive, gone alive", pieces)
}

// A provider that fails as a whole has an outage; nothing of it is given up
// before two weeks have passed.
func TestOutage(t *testing.T) {
	d := newDesk(t)
	s := newService(d)
	pieces := d.videos("abcd")
	for _, l := range []string{"a", "b", "c", "d"} {
		s.say(l, 404)
	}
	d.days("outage outage outage outage, outage outage outage outage", pieces)
	s.say("d", 200)
	d.days("gone gone gone alive", pieces)

	d = newDesk(t)
	s = newService(d)
	for _, l := range []string{"a", "b", "c"} {
		s.say(l, 410)
	}
	pieces = d.videos("abc")
	d.days("outage outage outage", pieces)
	d.now = d.now.AddDate(0, 0, 14)
	d.days("gone gone gone", pieces)
}

// Being shut out says something only where others are not.
func TestShutOut(t *testing.T) {
	for _, status := range []int{401, 403, 302, 400} {
		d := newDesk(t)
		s := newService(d)
		s.say("a", status)
		d.days("doubtful, doubtful, doubtful", d.videos("a"))
		if d.read("content/va.snapshots.toml") != "" {
			t.Errorf("%d: %s", status, d.read("content/va.snapshots.toml"))
		}
		d.days("missed alive, gone alive", d.videos("ab"))
	}
}

func TestNoAnswerIsNoVerdict(t *testing.T) {
	d := newDesk(t)
	s := newService(d)
	for _, status := range []int{429, 500, 503} {
		s.say("a", status)
		d.days("unreachable alive", d.videos("ab"))
	}
	if got := d.read("content/va.snapshots.toml"); got != "" {
		t.Error(got)
	}
}

// What a person wrote stays: the words, and that a piece is gone.
func TestCheckAndEditors(t *testing.T) {
	d := newDesk(t)
	s := newService(d)
	editors := "[[snapshot]]\nurl = \"" + video("a") + "\"\ntext = \"Mine\"   # and only mine\nsource = \"editor\"\n"
	byHand := "[[snapshot]]\nurl = \"" + video("b") + "\"\ngone = 2026-01-01\ngone_why = \"she told us\"\n"
	d.write("content/va.snapshots.toml", editors)
	d.write("content/vb.snapshots.toml", byHand)
	pieces := d.videos("abc")
	d.days("alive gone alive", pieces)
	if d.read("content/va.snapshots.toml") != editors || d.read("content/vb.snapshots.toml") != byHand {
		t.Error("something was written")
	}
	s.say("a", 410)
	d.days("gone gone alive", pieces)
	if got := d.read("content/va.snapshots.toml"); !strings.HasPrefix(got, editors) || d.entry("va.md").Text != "Mine" || d.entry("va.md").Source != snapshot.Editor {
		t.Error(got)
	}
}

// Providers without an endpoint are asked for the head of the page.
func TestCheckOfPages(t *testing.T) {
	d := newDesk(t)
	status, method := http.StatusOK, ""
	d.Host("t.me", func(w http.ResponseWriter, r *http.Request) {
		if method = r.Method; method == http.MethodHead && status == 405 {
			w.WriteHeader(status)
			return
		}
		if status == http.StatusFound {
			http.Redirect(w, r, "/accounts/login/?next="+r.URL.Path, status)
			return
		}
		w.WriteHeader(status % 405)
	})
	p := d.piece("a.md", 1, "https://t.me/mlindholm/83")
	if p.Match.OEmbed() != "" {
		t.Fatal("it has an endpoint")
	}
	for s, want := range map[int]string{200: "alive", 404: "missed", 503: "unreachable", 403: "doubtful"} {
		status = s
		if got := outcomesOf(d.check(p)); got != want || method != http.MethodHead {
			t.Errorf("%d: %s by %s", s, got, method)
		}
	}
	d.Host("t.me", func(w http.ResponseWriter, r *http.Request) {
		if method = r.Method; method == http.MethodHead {
			w.WriteHeader(http.StatusMethodNotAllowed)
		} else {
			w.Write(make([]byte, 3<<20))
		}
	})
	if got := outcomesOf(d.check(p)); got != "alive" || method != http.MethodGet {
		t.Errorf("%s by %s", got, method)
	}
}

func TestAsksToLogIn(t *testing.T) {
	const asked = "https://social.example/p/1"
	for came, want := range map[string]bool{
		asked: false, "https://social.example/accounts/login/?next=1": true, "https://login.social.example/": true, "https://social.example/authwall": true,
		"https://social.example/authors/1": false, "https://social.example/p/1/": false, "https://social.example/blog/login-made-easy": false,
	} {
		if got := asksToLogIn(asked, came); got != want {
			t.Errorf("%s: %v", came, got)
		}
	}
}
