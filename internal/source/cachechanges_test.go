package source

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// cachedFolder is a publication whose cache a test looks into.
type cachedFolder struct {
	*folder
	cache   string
	options func(*Options)
}

// newCached makes a publication of n articles and its cache.
func newCached(t *testing.T, n int) *cachedFolder {
	t.Helper()
	files := map[string]string{}
	for i := range n {
		files[fmt.Sprintf("content/news/%03d.md", i)] = storyWith(fmt.Sprintf("weight: %d", i+1))
	}
	k := &cachedFolder{cache: filepath.Join(t.TempDir(), "articles")}
	k.options = func(o *Options) { o.Cache = k.cache }
	k.folder = newFolder(t, files)
	k.settle(func(*Options) {}) // so that the cache is written once
	loadOf(t, k.open(k.options))
	return k
}

// settle opens the folder anew until no file can have changed unnoticed since
// it was read: within a tick of the clock the program may not believe its eyes.
func (k *cachedFolder) settle(options func(*Options)) {
	k.t.Helper()
	for began := time.Now(); time.Since(began) < time.Minute; {
		f := k.open(options)
		loadOf(k.t, f)
		settled := true
		for _, e := range f.current().entries {
			settled = settled && e.stat != (stat{}) && e.uses.settled
		}
		if settled {
			return
		}
	}
	k.t.Fatal("the files are not settled after a minute")
}

func (k *cachedFolder) files() (first, changes []byte) {
	k.t.Helper()
	first, err := os.ReadFile(k.cache)
	if err != nil {
		k.t.Fatal(err)
	}
	changes, err = os.ReadFile(changesFile(k.cache))
	if err != nil && !os.IsNotExist(err) {
		k.t.Fatal(err)
	}
	return first, changes
}

// weight asks a new run of the program for what one article says, and whether
// it had to read any file for it.
func (k *cachedFolder) weight(name string) (weight int, read bool) {
	k.t.Helper()
	f := k.open(k.options)
	s := f.openCache()
	if e := s.find("content/" + name); e != nil && e.article != nil {
		weight = e.article.Weight
	}
	for _, a := range loadOf(k.t, f).Articles {
		read = read || holds(f, a)
	}
	return weight, read
}

func TestChangesStandBesideTheCache(t *testing.T) {
	k := newCached(t, 40)
	before, none := k.files()
	if none != nil {
		t.Error("a fresh cache has changes")
	}
	k.write("content/news/007.md", storyWith("weight: 70"))
	k.write("content/news/new.md", storyWith("weight: 80"))
	k.settle(k.options)
	after, changes := k.files()
	if !bytes.Equal(before, after) {
		t.Error("the whole cache is written because of one article")
	}
	if len(changes) == 0 || len(changes) > len(before)/8 {
		t.Errorf("the changes are %d bytes beside %d", len(changes), len(before))
	}
	for name, want := range map[string]int{"news/007.md": 70, "news/new.md": 80, "news/008.md": 9} {
		if got, read := k.weight(name); got != want || read {
			t.Errorf("%s has the weight %d, want %d; read again: %t", name, got, want, read)
		}
	}
	k.settle(k.options)
	if again, more := k.files(); !bytes.Equal(again, before) || !bytes.Equal(more, changes) {
		t.Error("the cache of an unchanged folder changes")
	}
}

func TestManyChangesMakeANewCache(t *testing.T) {
	k := newCached(t, 40)
	before, _ := k.files()
	for i := range 6 {
		k.write(fmt.Sprintf("content/news/%03d.md", i), storyWith("weight: 500"))
		k.settle(k.options)
	}
	after, _ := k.files()
	if bytes.Equal(before, after) {
		t.Error("the changes grow for ever")
	}
	if got, read := k.weight("news/003.md"); got != 500 || read {
		t.Errorf("the weight is %d, read again: %t", got, read)
	}
	for i := range 30 {
		k.remove(fmt.Sprintf("content/news/%03d.md", i))
	}
	k.settle(k.options)
	if small, changes := k.files(); len(small) > len(after)/2 || changes != nil {
		t.Error("what was removed stays in the cache")
	}
}

func TestChangesAreNotTrusted(t *testing.T) {
	k := newCached(t, 40)
	k.write("content/news/007.md", storyWith("weight: 70"))
	k.settle(k.options)
	first, changes := k.files()
	for name, bad := range map[string][]byte{"empty": {}, "cut": changes[:len(changes)-9], "flipped": flip(changes, len(changes)/2), "longer": append(bytes.Clone(changes), 0)} {
		k.writeCacheFile(changesFile(k.cache), bad, 0o600)
		if s := k.open(k.options).openCache(); s.find("content/news/007.md").article.Weight != 8 {
			t.Errorf("changes that are %s are used", name)
		}
	}
	other := newCached(t, 39)
	strange, _ := other.files()
	k.writeCacheFile(k.cache, strange, 0o600)
	k.writeCacheFile(changesFile(k.cache), changes, 0o600)
	if s := k.open(k.options).openCache(); s.find("content/news/007.md").article.Weight != 8 {
		t.Error("the changes of another cache are used")
	}
	k.writeCacheFile(k.cache, first, 0o600)
	k.writeCacheFile(changesFile(k.cache), changes, 0o666)
	if s := k.open(k.options).openCache(); s.find("content/news/007.md").article.Weight != 8 {
		t.Error("changes that anybody may write are used")
	}
}
