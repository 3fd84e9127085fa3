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

// arrange sorts the items by file, and gives the place that each had before.
// guess is how the site's items were sorted the last time: most often that is
// right again, and finding so is ten times as fast as sorting.
func arrange(items []item, guess []int32) ([]item, []int32) {
	if len(guess) == len(items) {
		if sorted := permuted(items, guess); isSorted(sorted) {
			return sorted, guess
		}
	}
	places := make([]int32, len(items))
	for i := range places {
		places[i] = int32(i)
	}
	slices.SortFunc(places, func(a, b int32) int { return strings.Compare(items[a].file, items[b].file) })
	return permuted(items, places), places
}

func permuted(items []item, places []int32) []item {
	sorted := make([]item, len(items))
	for i, place := range places {
		sorted[i] = items[place]
	}
	return sorted
}

// isSorted says whether the items are in order, each file once.
func isSorted(items []item) bool {
	for i := 1; i < len(items); i++ {
		if items[i-1].file >= items[i].file {
			return false
		}
	}
	return true
}

// checkNames finds what cannot be written: two items with one name, and names
// that lead elsewhere. Names of items that are kept are not used to write.
func checkNames(items []item, todo []int) error {
	for _, i := range todo {
		if !validFile(items[i].file) {
			return fmt.Errorf("the site has a page whose file name %q cannot be written", items[i].file)
		}
	}
	if isSorted(items) {
		return nil
	}
	for i := 1; i < len(items); i++ {
		if items[i-1].file == items[i].file {
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
