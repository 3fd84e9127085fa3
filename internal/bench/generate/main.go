// Command generate writes a made-up publication for measurements.
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/gatefold/gatefold/internal/bench/publication"
)

func main() {
	n := flag.Int("n", 10_000, "how many articles")
	seed := flag.Uint64("seed", 1, "the same seed gives the same bytes")
	out := flag.String("o", "", "the folder to make")
	flag.Parse()
	if *out == "" {
		fmt.Fprintln(os.Stderr, "generate: name a folder with -o")
		os.Exit(2)
	}
	if err := publication.Write(*out, publication.Plan{Articles: *n, Seed: *seed}); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}
