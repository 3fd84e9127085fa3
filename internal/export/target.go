package export

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// The names of our own things.
const (
	ownDir       = ".gatefold" // in OUT; everything else below is in it
	manifestFile = "manifest"  // what we wrote
	journalFile  = "journal"   // steps that are binding but not done
	stageDir     = "stage"     // files that wait for their steps
	lockFile     = "lock"      // held by the build that is running
	besidePrefix = "."         // .NAME.gatefold stands beside OUT
	besideSuffix = ".gatefold" // and holds the next three
	growingDir   = "growing"   // the new site while it is being made
	treeDir      = "tree"      // the new site when it is whole; afterwards the old one
	oldDir       = "old"       // the old site, between two renames
)

// target is the folder that the site goes into.
type target struct {
	given  string // as the caller named it, for messages
	out    string // absolute, its parent free of symbolic links
	beside string // the folder beside it in which the tree grows
	exists bool
	empty  bool // or absent, or with nothing but our own folder in it
	disk   disk
}

// openTarget finds out where OUT is and refuses the places where an output
// would destroy something.
func openTarget(out, publication string, d disk) (*target, error) {
	if out == "" {
		return nil, refuse(ErrPlace, "no output folder was given: name one with -o")
	}
	abs, err := filepath.Abs(out)
	if err != nil {
		return nil, err
	}
	parent, err := Resolve(filepath.Dir(abs))
	if err != nil {
		return nil, err
	}
	t := &target{given: out, out: filepath.Join(parent, filepath.Base(abs)), disk: d}
	t.beside = filepath.Join(parent, besidePrefix+filepath.Base(abs)+besideSuffix)
	if err := t.checkPlace(publication); err != nil {
		return nil, err
	}
	return t, t.look()
}

// sourceDirs are the folders of a publication that are read: an output in one
// of them would become input.
var sourceDirs = []string{"content", "static", "theme"}

// checkPlace refuses an OUT that is the root, that is or holds the
// publication, or that stands in a part of it that is read.
func (t *target) checkPlace(publication string) error {
	if filepath.Dir(t.out) == t.out {
		return refuse(ErrPlace, "%s: the root of a file system cannot be the output: choose a folder of its own", t.given)
	}
	if publication == "" {
		return nil
	}
	dir, err := Resolve(publication)
	if err != nil {
		return err
	}
	if Within(dir, t.out) {
		return refuse(ErrPlace, "%s: this folder holds the publication itself: choose another one, such as %s",
			t.given, filepath.Join(publication, "public"))
	}
	for _, name := range sourceDirs {
		if Within(t.out, filepath.Join(dir, name)) {
			return refuse(ErrPlace, "%s: this folder is inside the publication's %s folder and would become part of the site: choose another one, such as %s",
				t.given, name, filepath.Join(publication, "public"))
		}
	}
	return nil
}

// look finds out what is in OUT now.
func (t *target) look() error {
	info, err := os.Lstat(t.out)
	if errors.Is(err, fs.ErrNotExist) {
		t.exists, t.empty = false, true
		return nil
	}
	if err != nil {
		return err
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		return refuse(ErrPlace, "%s is a symbolic link, and replacing it would not replace what it leads to: name the folder itself", t.given)
	}
	if !info.IsDir() {
		return refuse(ErrPlace, "%s is a file: name a folder", t.given)
	}
	names, err := os.ReadDir(t.out)
	if err != nil {
		return err
	}
	t.exists = true
	t.empty = len(names) == 0 || len(names) == 1 && names[0].Name() == ownDir
	return nil
}

// own gives the path of one of our own things in OUT.
func (t *target) own(name string) string { return filepath.Join(t.out, ownDir, name) }

// path gives the place of a file of the site.
func (t *target) path(file string) string { return filepath.Join(t.out, filepath.FromSlash(file)) }
