// Command generate writes what is made from the provider catalogue: the index
// from hosts to providers, and docs/providers.md. It is run by go generate in the
// folder of the provider package.
package main

import (
	"fmt"
	"os"

	"github.com/gatefold/gatefold/provider"
)

// output is a file, as seen from the provider package, and what makes it.
type output struct {
	file string
	make func(*provider.Catalogue) ([]byte, error)
}

var outputs = []output{
	{"index_gen.go", makeIndex},
	{"snippet_gen.go", makeSnippets},
	{"../docs/providers.md", makeDocs},
}

func main() {
	for _, o := range outputs {
		text, err := o.make(provider.Default())
		if err == nil {
			err = os.WriteFile(o.file, text, 0o644)
		}
		if err != nil {
			fmt.Fprintf(os.Stderr, "generate: %s: %v\n", o.file, err)
			os.Exit(1)
		}
	}
}
