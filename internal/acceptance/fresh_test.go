package acceptance

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// elsewhere are folders that no program is made from.
var elsewhere = []string{".git", "node_modules", "dist", "public", "testdata"}

// noticeSources looks at every file that the program or the sample publication
// is made from. The go command remembers which files a test looked at, but not
// what a compiler looked at that the test started: without this it would repeat
// an old result for a changed program.
func noticeSources() error {
	return filepath.WalkDir("../..", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if slices.Contains(elsewhere, d.Name()) {
				return filepath.SkipDir
			}
			return nil
		}
		if _, err = os.Stat(name); errors.Is(err, fs.ErrNotExist) {
			return nil // somebody is at work
		}
		return err
	})
}
