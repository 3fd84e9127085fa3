package provider

import (
	"strings"
	"testing"
)

// strangers are addresses that no provider knows, pathological ones among them.
var strangers = map[string]string{
	"plain":        "https://www.example.org/2026/11/a-story-about-tides.html",
	"relative":     "/2026/11/a-story-about-tides.html",
	"known-host":   "https://www.youtube.com/@harbour/videos",
	"known-suffix": "https://harbour.bandcamp.com/merch",
	"known-label":  "https://www.google.com/search?q=tides",
	"looks-like":   "https://harbour.example/@pilot/not-a-number",
	"many-labels":  "https://" + strings.Repeat("a.", 120) + "example/x",
	"long-label":   "https://" + strings.Repeat("a", 240) + ".example/x",
	"long-host":    "https://" + strings.Repeat("google.", 1400) + "example/x",
	"long":         "https://www.youtube.com/watch?v=" + strings.Repeat("a", 10_000),
	"almost-long":  "https://www.example.org/" + strings.Repeat("a/", 1000),
	"slashes":      "https://www.youtube.com/watch" + strings.Repeat("/", 1900),
	"long-handle":  "https://harbour.example/@" + strings.Repeat("a", 2000),
	"escapes":      "https://www.youtube.com/" + strings.Repeat("%41", 600),
	"at-signs":     "https://" + strings.Repeat("@", 1900) + "youtube.com/",
}

func TestStrangersCostNoAllocation(t *testing.T) {
	if raced {
		t.Skip("the race detector makes sync.Pool allocate; make unraced runs this test without it")
	}
	c := Default()
	for name, url := range strangers {
		if _, ok := c.Recognise(url); ok {
			t.Errorf("%s: %.80s is recognised", name, url)
		}
		if n := testing.AllocsPerRun(100, func() { c.Recognise(url) }); n != 0 {
			t.Errorf("%s: %v allocations, want 0", name, n)
		}
	}
}

func BenchmarkStranger(b *testing.B) {
	c := Default()
	for name, url := range strangers {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.Recognise(url)
			}
		})
	}
}

func BenchmarkRecognise(b *testing.B) {
	c := Default()
	for _, url := range []string{
		"https://www.youtube.com/watch?v=iwGFalTRHDA",
		"https://youtu.be/iwGFalTRHDA",
		"https://x.com/Interior/status/463440424141459456",
		"https://mastodon.social/@HackerNewsBot/100181134752056592",
		"http://maps.google.com/maps?q=48.858,2.294&z=15",
	} {
		b.Run(url, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.Recognise(url)
			}
		})
	}
}

func BenchmarkByKey(b *testing.B) {
	c := Default()
	b.ReportAllocs()
	for b.Loop() {
		c.ByKey("youtube", "iwGFalTRHDA")
	}
}

// BenchmarkStart is what a program pays before it recognises anything.
func BenchmarkStart(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		newCatalogue()
	}
}

// BenchmarkFirst is the first address of a provider: decoding and compiling.
func BenchmarkFirst(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		newCatalogue().Recognise("https://www.youtube.com/watch?v=iwGFalTRHDA")
	}
}

// BenchmarkWhole decodes all records.
func BenchmarkWhole(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		newCatalogue().All()
	}
}
