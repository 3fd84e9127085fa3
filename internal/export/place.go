package export

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
)

// Resolve gives a path as a whole one, with its symbolic links followed as far as
// it exists: the rest will be made.
func Resolve(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(path)
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return real, err
	}
	up := filepath.Dir(path)
	if up == path {
		return "", err
	}
	if up, err = Resolve(up); err != nil {
		return "", err
	}
	return filepath.Join(up, filepath.Base(path)), nil
}

// Within says whether path is dir or stands below it; both are resolved.
func Within(path, dir string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}
