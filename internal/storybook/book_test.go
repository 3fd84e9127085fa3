package storybook

import (
	"context"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/internal/site"
	"github.com/gatefold/gatefold/provider"
)

func book(t *testing.T) *site.Site {
	t.Helper()
	o, err := Plain("http://localhost:8080")
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range s.Problems() {
		t.Error(p)
	}
	return s
}

func written(t *testing.T, s *site.Site, path string) string {
	t.Helper()
	d, ok := s.Find(path)
	if !ok {
		t.Fatalf("there is no %s", path)
	}
	b, err := d.Append(context.Background(), nil)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return string(b)
}

// Every exhibit has its pages, in both directions, and each state is on the
// pages that stand still.
func TestEveryExhibitInEveryState(t *testing.T) {
	s := book(t)
	all := exhibits(provider.Default())
	for i := range all {
		x := &all[i]
		for _, lang := range languages {
			at := prefix(lang) + "/" + x.id + "/"
			if got, want := strings.Count(written(t, s, at), `<section class="gf `), len(x.matches)+2; got != want {
				t.Errorf("%s has %d gates, not %d", at, got, want)
			}
			for _, shade := range []string{stillLight, stillDark} {
				page := written(t, s, at+shade+"/")
				if got := strings.Count(page, `<section class="gf `); got != len(States) {
					t.Errorf("%s%s/ has %d gates, not one for each of %d states", at, shade, got, len(States))
				}
				if strings.Contains(page, "/_gatefold/gate.") {
					t.Errorf("%s%s/ holds the script, which would move what stands still", at, shade)
				}
			}
		}
	}
}

// What no provider claims is there in each of its kinds, and so is what a
// program shows, known and unknown.
func TestStrangersAreExhibited(t *testing.T) {
	kinds := map[provider.StrangerKind]bool{}
	programs := map[bool]bool{}
	for _, x := range exhibits(provider.Default()) {
		if x.id != strangersID && x.id != opaqueID {
			continue
		}
		for _, m := range x.matches {
			s, unknown := m.Stranger()
			kinds[s.Kind] = true
			if x.id == opaqueID {
				programs[unknown] = m.Opaque() != ""
			}
		}
	}
	for _, kind := range []provider.StrangerKind{provider.StrangeFrame, provider.StrangePicture, provider.StrangeVideo, provider.StrangeAudio, provider.StrangeScript} {
		if !kinds[kind] {
			t.Errorf("there is no piece of the kind %c", kind)
		}
	}
	if !programs[true] || !programs[false] {
		t.Errorf("programs of unknown hosts and of providers: %v", programs)
	}
	s := book(t)
	for _, lang := range languages {
		for id, says := range map[string]string{strangersID: "maps.example.com", opaqueID: "polls.example.com"} {
			if at := prefix(lang) + "/" + id + "/"; !strings.Contains(written(t, s, at), says) {
				t.Errorf("%s does not name %s", at, says)
			}
		}
	}
}

// The list of choices is shown in every state, each different from the others.
func TestChoicesInEveryState(t *testing.T) {
	s := book(t)
	for _, lang := range languages {
		for _, shade := range []string{stillLight, stillDark} {
			page := written(t, s, prefix(lang)+"/"+choicesID+"/"+shade+"/")
			sections := strings.Split(page, `<section class="gf"`)[1:]
			if len(sections) != len(ChoicesStates) {
				t.Fatalf("%d lists, not %d", len(sections), len(ChoicesStates))
			}
			seen := map[string]bool{}
			for i, html := range sections {
				state := &ChoicesStates[i]
				html, _, _ = strings.Cut(html, "</section>")
				_, shown, _ := strings.Cut(html, "<p ")
				if seen[shown] {
					t.Errorf("%s looks like another state", state.Name)
				}
				seen[shown] = true
				if got := strings.Count(html, "<li "); got != len(state.kept) {
					t.Errorf("%s: %d choices are listed, not %d", state.Name, got, len(state.kept))
				}
				if strings.Contains(shown, "{") {
					t.Errorf("%s: a placeholder is left in %s", state.Name, shown)
				}
				if all := !strings.Contains(html, `class="gf-all" hidden`); all != (len(state.kept) > 1) {
					t.Errorf("%s: the button for everything is shown: %v", state.Name, all)
				}
			}
			if strings.Contains(page, "/_gatefold/choices.") {
				t.Error("the page holds the script, which would change what stands still")
			}
		}
	}
}

// stretch is the gate below the heading of a state.
func stretch(t *testing.T, page, anchor string) string {
	t.Helper()
	_, rest, ok := strings.Cut(page, `id="`+anchor+`"`)
	if !ok {
		t.Fatalf("there is no state %s", anchor)
	}
	gate, _, _ := strings.Cut(rest, "</section>")
	return gate
}

// A state that looked like the first one would show nothing.
func TestStatesDiffer(t *testing.T) {
	page := written(t, book(t), "/youtube/"+stillLight+"/")
	for i := range States {
		s := &States[i]
		gate := stretch(t, page, s.anchor())
		for what, want := range map[string]bool{
			`class="gf gf-on `:  s.on,
			`class="gf gf-off `: s.off,
			`<iframe src="/`:    s.loads,
			"High tide":         s.Quoted,
		} {
			if got := strings.Contains(gate, what); got != want {
				t.Errorf("%s: %q is there: %v", s.Name, what, got)
			}
		}
		for class, message := range map[string]string{"gf-now": s.now, "gf-note": s.note} {
			_, tag, found := strings.Cut(gate, `class="`+class+`"`)
			_, words, _ := strings.Cut(tag, ">")
			words, _, _ = strings.Cut(words, "<")
			if message != "" && (!found || words == "" || strings.Contains(words, "{")) {
				t.Errorf("%s: the line %s says %q", s.Name, class, words)
			}
			if message == "" && words != "" {
				t.Errorf("%s: the line %s says %q", s.Name, class, words)
			}
		}
		if s.again && !strings.Contains(gate, `class="gf-again" aria-`) {
			t.Errorf("%s: there is no button to try again", s.Name)
		}
	}
}

// A dark page is dark on any device, and its own policy lets it.
func TestDark(t *testing.T) {
	s := book(t)
	light, black := written(t, s, "/youtube/"+stillLight+"/"), written(t, s, "/youtube/"+stillDark+"/")
	if !strings.Contains(light, onDarkDevices) || !strings.Contains(light, followsDevice) {
		t.Fatal("the theme's style has another form than darkStyle knows")
	}
	if strings.Contains(black, "prefers-color-scheme:dark") {
		t.Error("the dark page still follows the device")
	}
}

// What stands behind a gate names no other host: nothing can be contacted.
func TestCanned(t *testing.T) {
	s := book(t)
	n := 0
	for _, d := range s.Documents() {
		if !strings.HasPrefix(d.Path, "/_gatefold/embed/") {
			continue
		}
		n++
		if page := written(t, s, d.Path); strings.Contains(page, "://") {
			t.Fatalf("%s holds an address: %s", d.Path, page)
		}
	}
	if n == 0 {
		t.Error("there are no documents behind the gates")
	}
}
