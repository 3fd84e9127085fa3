// Command recognise says who would be contacted if the pieces behind some
// addresses were shown in a page:
//
//	go run ./examples/recognise https://vimeo.com/55073825 https://example.org/
//
// It contacts nobody to find out.
package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/gatefold/gatefold/provider"
)

func main() { tell(os.Stdout, os.Args[1:]) }

// tell writes what the catalogue knows of each address.
func tell(w io.Writer, addresses []string) {
	catalogue := provider.Default()
	for _, address := range addresses {
		match, ok := catalogue.Recognise(address)
		if !ok {
			fmt.Fprintf(w, "%s\n  is an ordinary link\n", address)
			continue
		}
		fmt.Fprintf(w, "%s\n  is %s: %s\n", address, match.Provider.Name, match.Noun)
		if who := match.Provider.Controller; who != "" {
			fmt.Fprintf(w, "  answered for by %s, %s\n", who, match.Provider.Country)
		}
		if match.CanFrame() {
			fmt.Fprintf(w, "  showing it contacts %s\n", strings.Join(match.FrameHosts(), ", "))
		} else {
			fmt.Fprintln(w, "  it cannot be shown on another page; a gate links to it")
		}
	}
}
