package evidence

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"
)

const (
	lockName  = "lock"
	asideName = "aside-"
)

var fileName = regexp.MustCompile(`^(\d{6,})-(\d{4}-\d{2})\.jsonl$`)

// numbered is a file of the log in its folder.
type numbered struct {
	number int
	path   string
}

// nameOf gives the name of a file of the log.
func nameOf(number int, began time.Time) string {
	return fmt.Sprintf("%06d-%s.jsonl", number, began.Format("2006-01"))
}

// list gives the files of the log in a folder, oldest first.
func list(dir string) ([]numbered, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var all []numbered
	for _, e := range entries {
		if m := fileName.FindStringSubmatch(e.Name()); m != nil {
			n, err := strconv.Atoi(m[1])
			if err != nil {
				continue // a number that no log comes to
			}
			all = append(all, numbered{n, filepath.Join(dir, e.Name())})
		}
	}
	slices.SortStableFunc(all, func(a, b numbered) int { return a.number - b.number })
	return all, nil
}

// ErrNone says that there is no log where one was looked for.
var ErrNone = errors.New("no receipts are kept there")

// Files gives the files of a log, oldest first. name is the log's folder, or
// one file, which then stands alone.
func Files(name string) ([]string, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: %w: name the folder that evidence in gatefold.toml names, or one of its files", name, ErrNone)
	case err != nil:
		return nil, err
	case !info.IsDir():
		return []string{name}, nil
	}
	all, err := list(name)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s: %w: the folder holds no file like %s", name, ErrNone, nameOf(1, time.Now()))
	}
	names := make([]string, len(all))
	for i, f := range all {
		names[i] = f.path
	}
	return names, nil
}
