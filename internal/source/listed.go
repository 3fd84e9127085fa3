package source

import (
	"io/fs"
	"os"
)

// listed is one name in a folder, and what the file system says of it without
// following it.
type listed struct {
	name string
	mode fs.FileMode // the bits of its type
	stat stat
}

// plainContents reads a folder with os.File alone, on systems for which nothing faster
// is written. What disappears meanwhile is left out.
func plainContents(f *os.File) ([]listed, error) {
	entries, err := f.ReadDir(-1)
	all := make([]listed, 0, len(entries))
	for _, e := range entries {
		if fi, err := e.Info(); err == nil {
			all = append(all, listed{name: e.Name(), mode: fi.Mode().Type(), stat: statOf(fi)})
		}
	}
	return all, err
}
