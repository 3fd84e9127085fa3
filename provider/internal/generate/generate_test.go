package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/gatefold/gatefold/provider"
)

func TestOutputsAreCurrent(t *testing.T) {
	for _, o := range outputs {
		want, err := o.make(provider.Default())
		if err != nil {
			t.Errorf("%s: %v", o.file, err)
			continue
		}
		have, err := os.ReadFile(filepath.Join("..", "..", o.file))
		if err != nil {
			t.Error(err)
		}
		if !bytes.Equal(have, want) {
			t.Errorf("%s is not current: run go generate ./provider", o.file)
		}
	}
}

func TestTextIsEscaped(t *testing.T) {
	if got, want := text("a_b *c* <d> [e] | `f`"), "a\\_b \\*c\\* &lt;d> \\[e] \\| \\`f\\`"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
