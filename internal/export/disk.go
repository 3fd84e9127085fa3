package export

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// disk performs every change that a build makes to the file system, so that
// tests can make any single one of them fail, or the program die before it.
type disk struct {
	// before is called ahead of each change; an error from it is the
	// change's error. Nil outside tests.
	before func(op, path string) error
	// lazy leaves out the flushing, which only a power failure would miss.
	lazy bool
}

func (d disk) check(op, path string) error {
	if d.before == nil {
		return nil
	}
	if err := d.before(op, path); err != nil {
		return &fs.PathError{Op: op, Path: path, Err: err}
	}
	return nil
}

// mkdir makes one folder; one that is there already is an error.
func (d disk) mkdir(path string) error {
	if err := d.check("mkdir", path); err != nil {
		return err
	}
	return os.Mkdir(path, 0o755)
}

// create writes a file that must not exist yet.
func (d disk) create(path string, data []byte) error {
	if err := d.check("create", path); err != nil {
		return err
	}
	return createFile(path, data)
}

// copy writes a file that must not exist yet from src. The kernel moves the
// bytes, or shares them, where the file system can.
func (d disk) copy(path string, src *os.File) (int64, error) {
	if err := d.check("copy", path); err != nil {
		return 0, err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return 0, err
	}
	n, err := io.Copy(f, src)
	if err != nil {
		f.Close()
		return n, err
	}
	return n, f.Close()
}

func (d disk) link(from, to string) error {
	if err := d.check("link", to); err != nil {
		return err
	}
	return os.Link(from, to)
}

func (d disk) symlink(target, path string) error {
	if err := d.check("symlink", path); err != nil {
		return err
	}
	return os.Symlink(target, path)
}

func (d disk) chmod(path string, mode fs.FileMode) error {
	if err := d.check("chmod", path); err != nil {
		return err
	}
	return os.Chmod(path, mode)
}

func (d disk) rename(from, to string) error {
	if err := d.check("rename", to); err != nil {
		return err
	}
	return os.Rename(from, to)
}

// exchange lets two folders change places in one step. It gives
// errors.ErrUnsupported where the file system cannot.
func (d disk) exchange(a, b string) error {
	if err := d.check("exchange", b); err != nil {
		return err
	}
	return exchange(a, b)
}

// remove removes a file or an empty folder.
func (d disk) remove(path string) error {
	if err := d.check("remove", path); err != nil {
		return err
	}
	return os.Remove(path)
}

// removeAll removes a folder that holds nothing but our own work.
func (d disk) removeAll(path string) error {
	if err := d.check("remove", path); err != nil {
		return err
	}
	return os.RemoveAll(path)
}

// sync makes a file or a folder's list of names survive a power failure.
func (d disk) sync(path string) error {
	if err := d.check("sync", path); err != nil || d.lazy {
		return err
	}
	return syncPath(path)
}

// syncFiles does the same for some files below dir.
func (d disk) syncFiles(dir string, files []string) error {
	if err := d.check("sync", dir); err != nil || d.lazy {
		return err
	}
	if len(files) > fewFiles {
		return syncFolder(dir, files)
	}
	return syncEach(dir, files)
}

// syncAll does the same for everything below dir, of which files are the new
// ones.
func (d disk) syncAll(dir string, files []string) error {
	if err := d.check("sync", dir); err != nil || d.lazy {
		return err
	}
	return syncFolder(dir, files)
}

// ensureDir makes a folder and its parents where they are missing.
func (d disk) ensureDir(path string) error {
	err := d.mkdir(path)
	switch {
	case err == nil || errors.Is(err, fs.ErrExist):
		return nil
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := d.ensureDir(filepath.Dir(path)); err != nil {
		return err
	}
	if err := d.mkdir(path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}
