// Command draw makes every picture of the example newsroom, from code alone.
//
//	go run ./examples/newsroom/draw
//
// A picture is a [scene]: a function that paints on a [canvas] with shapes
// ([path]), colours ([paint]) and one small palette that all pictures share,
// so that they look like the work of one studio. The list in pictures.go says
// which file each scene becomes and what is written into it: caption,
// alternative text, credit and copyright, as IPTC and XMP, the way a picture
// desk hands pictures on. Articles that leave a caption or a credit out get
// them from there.
//
// Nothing is random: noise comes from hashes of the coordinates, so drawing
// again on the same machine gives the same files.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	dir := flag.String("o", "examples/newsroom", "the publication's folder")
	only := flag.String("only", "", "draw only pictures whose path contains this")
	flag.Parse()
	if err := drawAll(*dir, *only); err != nil {
		fmt.Fprintln(os.Stderr, "draw:", err)
		os.Exit(1)
	}
}

// drawAll writes the pictures whose path contains only below dir.
func drawAll(dir, only string) error {
	for _, p := range pictures {
		if !strings.Contains(p.path, only) {
			continue
		}
		file, err := p.encode()
		if err != nil {
			return fmt.Errorf("%s: %w", p.path, err)
		}
		name := filepath.Join(dir, filepath.FromSlash(p.path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, file, 0o644); err != nil {
			return err
		}
	}
	return nil
}
