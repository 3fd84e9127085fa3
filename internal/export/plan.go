package export

import (
	"errors"
	"hash/crc32"
	"io/fs"
	"os"
	"path"
	"strings"
	"syscall"
)

// plan says what has to happen so that OUT holds the items.
type plan struct {
	records manifest // one for each item; those of todo are completed as they are written
	todo    []int    // items to write
	kept    []int    // items whose file in OUT stays
	remove  []string // files of ours that the site no longer has
}

// compare walks the items and the manifest, both sorted by file, side by side.
func compare(items []item, old manifest) *plan {
	p := &plan{records: make(manifest, len(items)), kept: make([]int, 0, len(items))}
	for i := range items {
		order := 1
		for len(old) > 0 {
			if order = strings.Compare(old[0].file, items[i].file); order >= 0 {
				break
			}
			p.goes(old[0].file)
			old = old[1:]
		}
		if len(old) == 0 || order > 0 || old[0].key != items[i].key {
			p.records[i] = record{file: items[i].file, key: items[i].key}
			p.todo = append(p.todo, i)
		} else {
			p.records[i] = old[0]
			p.kept = append(p.kept, i)
		}
		if len(old) > 0 && order == 0 {
			old = old[1:]
		}
	}
	for i := range old {
		p.goes(old[i].file)
	}
	return p
}

// goes notes a file of ours that the site no longer has.
func (p *plan) goes(file string) {
	if validFile(file) {
		p.remove = append(p.remove, file)
	}
}

// smallSite is the number of files up to which a whole tree costs less than a
// tenth of a second.
const smallSite = 2000

// small says whether every file may be looked at in every build.
func (p *plan) small() bool { return len(p.records) <= smallSite }

// wantsTree says whether the whole tree should be laid out anew: for small
// sites because it is the safest and cheap, and where most files change
// because it is no dearer than the journal.
func (p *plan) wantsTree() bool { return p.small() || len(p.todo) > len(p.kept) }

// verify looks at the files that would be kept and puts those that are missing
// or not as they were written on the list of what to write. deep reads them.
func (p *plan) verify(t *target, deep bool) error {
	kept := p.kept[:0]
	var broken []int
	for _, i := range p.kept {
		ok, err := intact(t.path(p.records[i].file), &p.records[i], deep)
		if err != nil {
			return err
		}
		if ok {
			kept = append(kept, i)
		} else {
			broken = append(broken, i)
		}
	}
	p.kept = kept
	p.todo = merge(p.todo, broken)
	return nil
}

// merge joins two sorted lists.
func merge(a, b []int) []int {
	if len(b) == 0 {
		return a
	}
	out := make([]int, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0] < b[0] {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// intact says whether a file is as the record says.
func intact(name string, r *record, deep bool) (bool, error) {
	info, err := os.Lstat(name)
	if isAbsent(err) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if !info.Mode().IsRegular() || info.Size() != r.size {
		return false, nil
	}
	if !deep || r.copied {
		return true, nil
	}
	b, err := os.ReadFile(name)
	if err != nil {
		return false, err
	}
	return crc32.Checksum(b, castagnoli) == r.sum, nil
}

// isAbsent says that there is no such file, also because a folder of its path
// is a file.
func isAbsent(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

// checkForeign refuses to write where somebody else's file is. old is what is
// ours; trustAll is set when that is not known any more.
func (p *plan) checkForeign(t *target, items []item, old manifest, trustAll bool) error {
	if t.empty {
		return nil
	}
	seen := map[string]bool{}
	for _, i := range p.todo {
		file := items[i].file
		if _, ours := old.find(file); ours {
			if isDir(t.path(file)) {
				return inTheWay(t, file)
			}
			continue
		}
		if err := checkFolders(t, path.Dir(file), old, trustAll, seen); err != nil {
			return err
		}
		info, err := os.Lstat(t.path(file))
		if isAbsent(err) {
			continue
		}
		if err != nil {
			return err
		}
		if trustAll && info.Mode().IsRegular() {
			continue
		}
		if !info.IsDir() || !hasBelow(old, file) {
			return inTheWay(t, file)
		}
		if err := checkFolderGoes(t, file, old); err != nil {
			return err
		}
	}
	return nil
}

// checkFolders refuses a path that leads through somebody else's file or link.
func checkFolders(t *target, dir string, old manifest, trustAll bool, seen map[string]bool) error {
	if dir == "." || seen[dir] {
		return nil
	}
	seen[dir] = true
	if err := checkFolders(t, path.Dir(dir), old, trustAll, seen); err != nil {
		return err
	}
	info, err := os.Lstat(t.path(dir))
	if isAbsent(err) {
		return nil
	}
	if err != nil {
		return err
	}
	if _, ours := old.find(dir); info.IsDir() || ours {
		return nil
	}
	return inTheWay(t, dir)
}

// checkFolderGoes refuses to remove a folder of ours, to make room for a file,
// in which there is somebody else's file.
func checkFolderGoes(t *target, dir string, old manifest) error {
	entries, err := os.ReadDir(t.path(dir))
	if err != nil {
		return err
	}
	for _, e := range entries {
		file := path.Join(dir, e.Name())
		if _, ours := old.find(file); ours {
			continue
		}
		if !e.IsDir() || !hasBelow(old, file) {
			return inTheWay(t, file)
		}
		if err := checkFolderGoes(t, file, old); err != nil {
			return err
		}
	}
	return nil
}

// hasBelow says whether the manifest has files in a folder.
func hasBelow(m manifest, dir string) bool {
	prefix := dir + "/"
	i, _ := findRecord(m, prefix)
	return i < len(m) && strings.HasPrefix(m[i].file, prefix)
}

func inTheWay(t *target, file string) error {
	return refuse(ErrForeign, "%s: the site has a page there, but what is there was not written by Gatefold: move it away, or change the page's path", t.path(file))
}
