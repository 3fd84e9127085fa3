package provider

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

const (
	goldenMatches = "testdata/matches.golden"
	publisher     = "publisher.example"
)

// TestExamples compares what becomes of every provider's example addresses with
// a file that a person has read.
func TestExamples(t *testing.T) {
	want := sections(t)
	var all strings.Builder
	for _, p := range Default().All() {
		got := describe(t, p)
		fmt.Fprintf(&all, "-- %s --\n%s", p.ID, got)
		t.Run(p.ID, func(t *testing.T) {
			if !*update && got != want[p.ID] {
				t.Errorf("got\n%s\nwant\n%s\nIf this is meant, go test -run TestExamples -update; keys of published pages must stay.", got, want[p.ID])
			}
		})
	}
	if *update {
		if err := os.WriteFile(goldenMatches, []byte(all.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// sections reads the golden file: by provider.
func sections(t *testing.T) map[string]string {
	text, err := os.ReadFile(goldenMatches)
	if err != nil && !*update {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for s := range strings.SplitSeq("\n"+string(text), "\n-- ") {
		id, body, _ := strings.Cut(s, " --\n")
		parts[id] = strings.TrimSuffix(body, "\n") + "\n"
		if body == "" {
			parts[id] = ""
		}
	}
	return parts
}

// describe says what becomes of a provider's examples.
func describe(t *testing.T, p *Provider) string {
	var b strings.Builder
	for _, url := range p.Examples {
		m, ok := Default().Recognise(url)
		if !ok || m.Provider != p {
			t.Errorf("%s: %s is not recognised", p.ID, url)
			continue
		}
		fmt.Fprintf(&b, "%s\n\t%s", url, m.Noun)
		if m.Author != "" {
			fmt.Fprintf(&b, " by %s", m.Author)
		}
		fmt.Fprintf(&b, "\n\turl   %s\n\tkey   %s\n", m.URL, m.Key)
		if m.Opaque() != "" {
			fmt.Fprintf(&b, "\topaque %s\n", m.Opaque())
		} else if m.CanFrame() {
			fmt.Fprintf(&b, "\tframe %s (%s%s)\n", m.Frame(publisher), m.Ratio, px(m.Height))
		}
	}
	return b.String()
}

func px(height int) string {
	if height == 0 {
		return ""
	}
	return fmt.Sprintf("%d px", height)
}

func TestPatterns(t *testing.T) {
	eachProvider(t, func(t *testing.T, p *Provider) {
		c := checker{t, p}
		groups := map[string]bool{}
		for i := range p.Patterns {
			for _, name := range c.pattern(&p.Patterns[i]) {
				groups[name] = true
			}
		}
		for g, list := range p.Reserved {
			c.want(groups[g], "reserved words for the group %q, which no pattern has", g)
			c.list("reserved "+g, list)
			for _, w := range list {
				c.want(w == strings.ToLower(w), "reserved word %q is not in lower case", w)
			}
		}
		c.want((len(p.Patterns) > 0) == strings.HasPrefix(p.KeyBase, "https://"), "key base %q", p.KeyBase)
		c.want(p.KeyTail == "" || p.KeyTail == "/" && p.KeyBase != "https://", "key tail %q", p.KeyTail)
	})
}

// pattern checks one pattern and returns the names of its groups.
func (c checker) pattern(p *Pattern) []string {
	rx, err := regexp.Compile(p.RE)
	if err != nil {
		c.t.Error(err)
		return nil
	}
	c.want(strings.HasPrefix(p.RE, "^https?://"), "%s does not begin with ^https?://", p.RE)
	c.want(!strings.Contains(p.RE, "(?<"), "%s: write groups as (?P<name>...)", p.RE)
	names := rx.SubexpNames()
	c.filled("canonical", p.Canonical, names)
	c.filled("frame", p.Frame, append(names, "url", "host", "bbox"))
	for _, name := range []string{"zoom", "lat", "lon"} {
		c.want(!strings.Contains(p.Frame, "{bbox}") || slices.Contains(names, name), "{bbox} needs the group %s", name)
	}
	c.filled("poster", p.Poster, append(names, "url", "host"))
	c.want(p.Author == "" || slices.Contains(names, p.Author), "author: no group %q in %s", p.Author, p.RE)
	c.want(p.Ratio == "" || ratioForm.MatchString(p.Ratio) && p.Height == 0, "ratio %q, height %d", p.Ratio, p.Height)
	c.want(p.Height >= 0 && p.Height < 5000, "height %d", p.Height)
	c.resize(p.Resize)
	if r := p.Resolve; r != nil {
		c.want(slices.Contains(words("redirect oembed page"), r.Via), "resolve via %q", r.Via)
		c.want(p.Frame == "", "%s can be framed and needs no resolving", p.RE)
	}
	return names
}

// filled demands that a template uses only names that there are.
func (c checker) filled(what, template string, names []string) {
	for _, name := range placeholders(template) {
		c.want(slices.Contains(names, name), "%s: nothing fills {%s}", what, name)
	}
}

// TestExamplesAreUnmistakable holds every example against every expression, with
// no index in between.
func TestExamplesAreUnmistakable(t *testing.T) {
	eachProvider(t, func(t *testing.T, p *Provider) {
		used := make([]bool, len(p.Patterns))
		for _, url := range p.Examples {
			fits := fitting(url)
			if p.AnyHost {
				if len(fits) != 0 {
					t.Errorf("%s also fits %v", url, fits)
				}
			} else if len(fits) != 1 || fits[0] != p {
				t.Errorf("%s fits %v", url, fits)
			}
			for i := range p.Patterns {
				if regexp.MustCompile(p.Patterns[i].RE).MatchString(url) {
					used[i] = true
					break
				}
			}
		}
		for i, u := range used {
			if !u {
				t.Errorf("pattern %d has no example: %s", i, p.Patterns[i].RE)
			}
		}
	})
}

// fitting lists the specific providers whose patterns fit an address.
func fitting(url string) []*Provider {
	var fits []*Provider
	for _, p := range Default().All() {
		if !p.AnyHost && slices.ContainsFunc(expressions(p), func(re *regexp.Regexp) bool { return re.MatchString(url) }) {
			fits = append(fits, p)
		}
	}
	return fits
}

var compiled = map[*Provider][]*regexp.Regexp{}

// expressions compiles the patterns of a provider once.
func expressions(p *Provider) []*regexp.Regexp {
	if compiled[p] == nil {
		for i := range p.Patterns {
			compiled[p] = append(compiled[p], regexp.MustCompile(p.Patterns[i].RE))
		}
	}
	return compiled[p]
}

func TestEveryExampleComesBackByItsKey(t *testing.T) {
	c := Default()
	seen := map[string]Match{}
	eachProvider(t, func(t *testing.T, p *Provider) {
		for _, url := range p.Examples {
			m, _ := c.Recognise(url)
			wantSound(t, url, m)
			if other, ok := seen[p.ID+"/"+m.Key]; ok && other != m {
				t.Errorf("%s: the key %s stands for %+v and %+v", url, m.Key, other, m)
			}
			seen[p.ID+"/"+m.Key] = m
			if again, ok := c.Recognise(m.URL); ok && again != m && again.Provider == p && again.frame == m.frame {
				t.Errorf("%s and its permalink %s are different pieces: %+v, %+v", url, m.URL, m, again)
			}
		}
	})
}

// The permalink leads back to the provider, or a note says why not.
func TestPermalinksAreRecognised(t *testing.T) {
	c := Default()
	eachProvider(t, func(t *testing.T, p *Provider) {
		for _, url := range p.Examples {
			m, _ := c.Recognise(url)
			if again, ok := c.Recognise(m.URL); (!ok || again.Provider != p) && m.pattern.Note == "" {
				t.Errorf("%s: the permalink %s is not recognised", url, m.URL)
			}
		}
	})
}

// Frames have to be found again in pasted code: by the provider's own signature
// and by no other's.
func TestFramesAreRecognised(t *testing.T) {
	c := Default()
	eachProvider(t, func(t *testing.T, p *Provider) {
		for _, url := range p.Examples {
			m, _ := c.Recognise(url)
			if m.frame == "" {
				continue
			}
			frame := m.Frame(publisher)
			own := slices.IndexFunc(p.Signatures.Frames, func(f FrameForm) bool { return fits(f.RE, frame) })
			if own < 0 {
				t.Errorf("the own signature does not recognise the frame %s", frame)
			}
			for _, other := range c.All() {
				if other != p && !other.AnyHost && !p.AnyHost && slices.ContainsFunc(other.Signatures.Frames, func(f FrameForm) bool { return fits(f.RE, frame) }) {
					t.Errorf("the frame %s also looks like %s", frame, other.ID)
				}
			}
			checkWayBack(t, p.Signatures.Frames[max(own, 0)], frame, m)
		}
	})
}

// checkWayBack fills the permalink of a frame's signature and demands that it is
// known.
func checkWayBack(t *testing.T, f FrameForm, frame string, m Match) {
	rx := regexp.MustCompile(f.RE)
	groups := rx.FindStringSubmatchIndex(frame)
	if f.Canonical == "" || groups == nil {
		return
	}
	back, ok := parseTemplate(f.Canonical, rx).fill(frame, groups, frame)
	if back == m.URL {
		return
	}
	if again, known := Default().Recognise(back); !ok || !known || again.Provider != m.Provider {
		t.Errorf("the frame %s leads back to %s, which is not recognised", frame, back)
	}
}

func TestScriptsAreRecognised(t *testing.T) {
	c := Default()
	eachProvider(t, func(t *testing.T, p *Provider) {
		for _, script := range scripts(p) {
			if !slices.ContainsFunc(p.Signatures.Scripts, func(re string) bool { return fits(re, script) }) {
				t.Errorf("the own signature does not recognise the script %s", script)
			}
			for _, other := range c.All() {
				if other != p && !other.AnyHost && other.Script != p.Script && slices.ContainsFunc(other.Signatures.Scripts, func(re string) bool { return fits(re, script) }) {
					t.Errorf("the script %s also looks like %s", script, other.ID)
				}
			}
		}
	})
}

// scripts lists the addresses that a provider's script may have: as it is, or
// its template filled from the examples.
func scripts(p *Provider) []string {
	if p.Script == "" || !strings.Contains(p.Script, "{") {
		return slices.DeleteFunc([]string{p.Script}, func(s string) bool { return s == "" })
	}
	var list []string
	for _, url := range p.Examples {
		for _, re := range expressions(p) {
			groups := re.FindStringSubmatchIndex(url)
			if groups == nil {
				continue
			}
			if s, ok := parseTemplate(p.Script, re).fill(url, groups, url); ok && !strings.Contains(s, "{") {
				list = append(list, s)
			}
			break
		}
	}
	return list
}

func fits(re, s string) bool { return regexp.MustCompile(re).MatchString(s) }
