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

// Content makes the bytes of a file. *site.Document does.
type Content interface {
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
	content Content
}

// arrange sorts the items by file, and gives the place that each had before.
// guess is how the site's items were sorted the last time, when their files were
// those of old: most often that is right again, and finding so is ten times as
// fast as sorting. Two items with one name are an error. What was in items is
// another order of the same.
func arrange(items []item, guess []int32, old manifest) ([]item, []int32, error) {
	if len(guess) == len(items) && isOrder(items, guess, old) {
		permute(items, guess)
		for i := range items {
			items[i].file = old[i].file // which lie side by side in memory
		}
		return items, guess, nil
	}
	places := make([]int32, len(items))
	for i := range places {
		places[i] = int32(i)
	}
	slices.SortFunc(places, func(a, b int32) int { return strings.Compare(items[a].file, items[b].file) })
	permute(items, places)
	for i := 1; i < len(items); i++ {
		if items[i-1].file == items[i].file {
			return nil, nil, fmt.Errorf("the site has two pages for the file %s", items[i].file)
		}
	}
	return items, places, nil
}

// isOrder says whether the items, taken in these places, are the files of old,
// which are in order.
func isOrder(items []item, places []int32, old manifest) bool {
	if len(places) != len(old) {
		return false
	}
	for i, place := range places {
		if items[place].file != old[i].file {
			return false
		}
	}
	return true
}

// permute puts into place i what was in places[i], going round each circle of
// places once. There are too many items to have them twice.
func permute(items []item, places []int32) {
	done := make([]bool, len(items))
	for start := range items {
		if done[start] {
			continue
		}
		first, i := items[start], start
		for {
			done[i] = true
			from := int(places[i])
			if from == start {
				items[i] = first
				break
			}
			items[i] = items[from]
			i = from
		}
	}
}

// checkNames finds names that lead elsewhere. Names of items that are kept are
// not used to write.
func checkNames(items []item, todo []int) error {
	for _, i := range todo {
		if !validFile(items[i].file) {
			return fmt.Errorf("the site has something at /%s, which would be a file that this system does not allow, or that is Gatefold's own: give it another address",
				strings.TrimSuffix(items[i].file, "index.html"))
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
