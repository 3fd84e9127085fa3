package provider

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// FuzzPaste checks what must hold for every fragment: nothing overlaps, every
// match comes back by its key, what was found is gone after it is taken out, and
// nothing is left that a browser would load from elsewhere.
func FuzzPaste(f *testing.F) {
	addSnippets(f)
	for _, code := range hostile {
		f.Add(code)
	}
	f.Fuzz(func(t *testing.T, code string) {
		found, err := Default().Paste(code)
		wantSoundPasted(t, code, found)
		if err != nil {
			if !errors.Is(err, ErrTooLarge) && !errors.Is(err, ErrDoubtful) {
				t.Errorf("error %v", err)
			}
			return
		}
		wantNothingLeft(t, code, without(code, found))
	})
}

// addSnippets adds the code that the providers hand out.
func addSnippets(f *testing.F) {
	files, err := filepath.Glob(snippets + "/*/*.html")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		code, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(code))
	}
}

// hostile is code that is meant to be read in two ways.
var hostile = []string{
	`<svg><style><img src="https://elsewhere.example/"></style></svg>`,
	`<svg><title><iframe src="https://elsewhere.example/"></iframe></title></svg>`,
	`<math><style><!--</style><img src="https://elsewhere.example/">--></math>`,
	`<svg></p><style><!--</style><img src=https://elsewhere.example/>-->`,
	`<svg><![CDATA[><img src=https://elsewhere.example/>]]></svg>`,
	`<noscript><style></noscript><img src=https://elsewhere.example/></style></noscript>`,
	`<noscript><!--</noscript><img src=https://elsewhere.example/>--></noscript>`,
	`<noscript><noscript><noscript><noscript><noscript><noscript>x`,
	`<iframe src="https://www.youtube.com/embed/iwGFalTRHDA"`,
	`<iframe src="https://www.youtube.com/embed/iwGFalTRHDA">`,
	`<textarea><iframe src="https://elsewhere.example/"></iframe>`,
	`<!-- <iframe src="https://elsewhere.example/"></iframe>`,
	`<script><!--<script></script><img src=https://elsewhere.example/>--></script>`,
	`<a class=twitter-tweet><a class=twitter-tweet><a class=twitter-tweet>`,
	`<div class=twitter-tweet><p>x</div></p><script src=//platform.twitter.com/widgets.js></div>`,
	`<table><tr><td><noscript></td></table><iframe src="https://player.vimeo.com/video/742007267"></noscript>`,
	"<iframe src=\"https://www.youtube.com\x00/embed/iwGFalTRHDA\"></iframe>",
	`<img srcset=",,,https://elsewhere.example/ 1x,,//a.example 2x">`,
	`<object><object><param name=movie value=//www.youtube.com/v/iwGFalTRHDA></object></object>`,
	`<plaintext><iframe src="https://elsewhere.example/">`,
	`<template><img src=//elsewhere.example></template>`,
	`<iframe/src=//elsewhere.example/><img src=//elsewhere.example>`,
	`<div class="embedly-card"><div class="embedly-card"><a href="https://vimeo.com/1234567">x</a>`,
}

// wantNothingLeft looks at code from which everything was taken out. Taking out
// may put the text on both sides together, so what is found then is no error of
// its own unless a parser sees it too; but nothing may load from elsewhere.
func wantNothingLeft(t *testing.T, code, left string) {
	t.Helper()
	if strings.Contains(code, "<base") || strings.Contains(code, "<BASE") {
		return
	}
	for _, scripting := range []bool{false, true} {
		doc, err := html.ParseWithOptions(strings.NewReader(left), html.ParseOptionEnableScripting(scripting))
		if err != nil {
			continue // too deep for the parser
		}
		for n := range doc.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if m, ok := Default().Mark(n.Data, n.Attr); ok && m.Host != "" && !m.Weak && m.Kind != FormMark {
				t.Errorf("%q\nleaves %q\nwhich loads from %s: %+v", code, left, m.Host, m)
			}
		}
	}
}

func TestHostileFragments(t *testing.T) {
	for _, code := range hostile {
		found, err := Default().Paste(code)
		wantSoundPasted(t, code, found)
		if err == nil {
			wantNothingLeft(t, code, without(code, found))
		}
	}
}
