package export

import (
	"context"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/article"
)

// content makes the bytes of a file. *site.Document does.
type content interface {
	// Append renders the content onto dst.
	Append(ctx context.Context, dst []byte) ([]byte, error)
	// Open opens content that is a file already, and returns nil and no
	// error where it is not.
	Open() (*os.File, error)
}

// item is one file that OUT is going to hold.
type item struct {
	file    string         // slash-separated, relative to OUT
	key     article.Digest // equal keys mean equal bytes
	content content
}

// arrange sorts the items by file and finds those that cannot be written.
func arrange(items []item) error {
	byFile := func(a, b item) int { return strings.Compare(a.file, b.file) }
	if !slices.IsSortedFunc(items, byFile) {
		slices.SortFunc(items, byFile)
	}
	for i := range items {
		if !validFile(items[i].file) {
			return fmt.Errorf("the site has a page whose file name %q cannot be written", items[i].file)
		}
		if i > 0 && items[i-1].file == items[i].file {
			return fmt.Errorf("the site has two pages for the file %s", items[i].file)
		}
	}
	return nil
}

// nested finds a file that another item needs as a folder. In sorted order
// the two need not be neighbours: "a", "a-b", "a/b". Only items that are going
// to be written are looked at: the others have been written before.
func nested(items []item, todo []int) error {
	for _, i := range todo {
		for dir := path.Dir(items[i].file); dir != "."; dir = path.Dir(dir) {
			if _, found := findItem(items, dir); found {
				return bothError(dir)
			}
		}
		below := items[i].file + "/"
		if j, _ := findItem(items, below); j < len(items) && strings.HasPrefix(items[j].file, below) {
			return bothError(items[i].file)
		}
	}
	return nil
}

func bothError(file string) error {
	return fmt.Errorf("the site has both a file %s and files in a folder of that name", file)
}

// findItem finds a file among sorted items, or the place where it would be.
func findItem(items []item, file string) (int, bool) {
	return slices.BinarySearchFunc(items, file, func(it item, f string) int { return strings.Compare(it.file, f) })
}
