package evidence

import (
	"io/fs"
	"os"
)

// disk performs every change that a log makes to the file system, so that tests
// can make any single one of them fail.
type disk struct {
	// before is called ahead of each change; an error from it is the
	// change's error, after so many bytes of a write have been written. Nil
	// outside tests.
	before func(op string, size int) (written int, err error)
}

func (d disk) check(op, path string) error {
	if d.before == nil {
		return nil
	}
	if _, err := d.before(op, 0); err != nil {
		return &fs.PathError{Op: op, Path: path, Err: err}
	}
	return nil
}

// create makes a file that must not exist yet.
func (d disk) create(path string) (*file, error) {
	if err := d.check("create", path); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL|os.O_APPEND, 0o600)
	if err != nil {
		return nil, err
	}
	return &file{f, d}, nil
}

// open opens a file to write at its end.
func (d disk) open(path string) (*file, error) {
	if err := d.check("open", path); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return nil, err
	}
	return &file{f, d}, nil
}

func (d disk) remove(path string) error {
	if err := d.check("remove", path); err != nil {
		return err
	}
	return os.Remove(path)
}

// file is an open file.
type file struct {
	*os.File
	disk disk
}

func (f *file) Write(b []byte) (int, error) {
	if f.disk.before == nil {
		return f.File.Write(b)
	}
	n, err := f.disk.before("write", len(b))
	if err == nil {
		return f.File.Write(b)
	}
	if m, err := f.File.Write(b[:n]); err != nil {
		return m, err
	}
	return n, &fs.PathError{Op: "write", Path: f.Name(), Err: err}
}

func (f *file) Sync() error {
	if err := f.disk.check("sync", f.Name()); err != nil {
		return err
	}
	return f.File.Sync()
}

// Truncate goes by the name: on Windows, a file that is open for appending
// cannot be cut.
func (f *file) Truncate(size int64) error {
	if err := f.disk.check("truncate", f.Name()); err != nil {
		return err
	}
	return os.Truncate(f.Name(), size)
}
