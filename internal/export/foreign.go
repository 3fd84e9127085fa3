package export

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// errCannotMove says that OUT holds something that cannot be carried over into
// another folder, so that the journal has to be used.
var errCannotMove = errors.New("the output folder cannot be exchanged")

// foreign is what OUT holds that Gatefold did not write.
type foreign struct {
	dirs  []foreignDir // parents before children
	files []string
	links []foreignLink
}

type foreignDir struct {
	file string
	mode fs.FileMode
}

type foreignLink struct{ file, target string }

// findForeign walks OUT. errCannotMove is returned for what has no second
// name: sockets, devices, mount points.
func (b *build) findForeign() (*foreign, error) {
	f := &foreign{}
	if b.empty {
		return f, nil
	}
	return f, b.walkForeign(f, ".")
}

func (b *build) walkForeign(f *foreign, dir string) error {
	entries, err := os.ReadDir(b.path(dir))
	if err != nil {
		return err
	}
	for _, e := range entries {
		file := path.Join(dir, e.Name())
		switch {
		case file == ownDir:
		case e.IsDir():
			err = b.foreignFolder(f, file, e)
		default:
			if _, ours := b.old.find(file); !ours && !b.overwrites(file) {
				err = b.foreignFile(f, file, e)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// overwrites says whether a file whose owner is unknown, because the manifest
// was damaged, is one that the site is going to have.
func (b *build) overwrites(file string) bool {
	if !b.damaged {
		return false
	}
	_, found := findItem(b.items, file)
	return found
}

func (b *build) foreignFolder(f *foreign, file string, e fs.DirEntry) error {
	if isMountPoint(b.path(file)) {
		return errCannotMove
	}
	if !hasBelow(b.old, file) {
		info, err := e.Info()
		if err != nil {
			return err
		}
		f.dirs = append(f.dirs, foreignDir{file, info.Mode().Perm()})
	}
	return b.walkForeign(f, file)
}

func (b *build) foreignFile(f *foreign, file string, e fs.DirEntry) error {
	switch e.Type() {
	case 0:
		f.files = append(f.files, file)
	case fs.ModeSymlink:
		target, err := os.Readlink(b.path(file))
		if err != nil {
			return err
		}
		f.links = append(f.links, foreignLink{file, target})
	default:
		return errCannotMove
	}
	return nil
}

// carry gives everything foreign a second name in the folder tree. Nothing is
// changed in OUT.
func (b *build) carry(f *foreign, tree string) error {
	at := func(file string) string { return filepath.Join(tree, filepath.FromSlash(file)) }
	for _, d := range f.dirs {
		if err := b.disk.ensureDir(at(d.file)); err != nil {
			return err
		}
		if err := b.disk.chmod(at(d.file), d.mode|0o700); err != nil {
			return err
		}
	}
	for _, file := range f.files {
		if err := b.disk.ensureDir(filepath.Dir(at(file))); err != nil {
			return err
		}
		// Another user's files may not be linked (fs.protected_hardlinks),
		// and some file systems have no links at all.
		if err := b.disk.link(b.path(file), at(file)); err != nil {
			return errors.Join(errCannotMove, err)
		}
	}
	for _, l := range f.links {
		if err := b.disk.ensureDir(filepath.Dir(at(l.file))); err != nil {
			return err
		}
		if err := b.disk.symlink(l.target, at(l.file)); err != nil {
			return err
		}
	}
	return nil
}
