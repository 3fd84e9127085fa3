package snapshot

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"syscall"

	"github.com/gatefold/gatefold/internal/article"
)

// Store keeps snapshots in the folder of a publication. It never leaves the
// folder, and every file that it writes is there whole or not at all.
type Store struct{ Root *os.Root }

// ErrBroken is wrapped by what [Store.Update] says of a file that cannot be
// understood. It is left as it is.
var ErrBroken = errors.New("the file of snapshots is broken")

// Load reads the snapshots of an article. An article without any has an empty
// file.
func (s Store) Load(source string) (*File, []*article.Problem) {
	name := Sidecar(source)
	src, err := s.read(name)
	if err != nil {
		return &File{name: name}, []*article.Problem{unreadable(name, err)}
	}
	return Parse(name, src)
}

func unreadable(name string, err error) *article.Problem {
	return &article.Problem{File: name, Message: "the file cannot be read: " + reason(err), Remedy: "check that it is a readable file in the publication's folder", Err: err}
}

// reason gives an error without the operation and the path.
func reason(err error) string {
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		return pe.Err.Error()
	}
	return err.Error()
}

// read gives the bytes of a file, none if there is no such file, and one more
// than [MaxFile] of one that is too large.
func (s Store) read(name string) ([]byte, error) {
	f, err := s.Root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	switch fi, err := f.Stat(); {
	case err != nil:
		return nil, err
	case !fi.Mode().IsRegular():
		return nil, errors.New("it is not a regular file")
	}
	return io.ReadAll(io.LimitReader(f, MaxFile+1))
}

// Update changes the snapshots of an article. What somebody else has written in
// the meantime is kept: the change is made again on top of it. A broken file is
// an error and stays as it is.
func (s Store) Update(source string, change func(*File) error) error {
	name := Sidecar(source)
	for range 3 {
		before, err := s.read(name)
		if err != nil {
			return unreadable(name, err)
		}
		f, problems := Parse(name, before)
		if p := firstError(problems); p != nil {
			return fmt.Errorf("%w: %w", ErrBroken, p)
		}
		if err := change(f); err != nil {
			return err
		}
		if bytes.Equal(f.src, before) {
			return nil
		}
		if now, err := s.read(name); err != nil || !bytes.Equal(now, before) {
			continue
		}
		return s.write(name, f.src)
	}
	return &article.Problem{File: name, Message: "the file changes all the time", Remedy: "run the command again when nobody writes to it"}
}

// write puts a file in its place in one step.
func (s Store) write(name string, data []byte) error {
	const ordinary = 0o644
	mode := fs.FileMode(ordinary)
	if fi, err := s.Root.Stat(name); err == nil {
		mode = fi.Mode().Perm()
	}
	// Hidden and temporary by its name: nobody publishes it meanwhile.
	temp := path.Join(path.Dir(name), "."+path.Base(name)+"."+rand.Text()[:8]+".tmp")
	err := s.writeNew(temp, data, mode)
	if err == nil {
		err = s.Root.Rename(temp, name)
	}
	if err != nil {
		_ = s.Root.Remove(temp) // it may not even be there
		return fmt.Errorf("%s cannot be written: %w", name, err)
	}
	s.sync(path.Dir(name))
	return nil
}

func (s Store) writeNew(name string, data []byte, mode fs.FileMode) error {
	f, err := s.Root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// sync makes the name of a new file last. Not every file system can.
func (s Store) sync(dir string) {
	if d, err := s.Root.Open(dir); err == nil {
		_ = d.Sync()
		d.Close()
	}
}

// AddPicture keeps a picture of an article's snapshots and returns its name,
// which is made of its bytes: the same picture is kept once. Ext is ".jpg" or
// ".png".
func (s Store) AddPicture(source, ext string, data []byte) (string, error) {
	sum := sha256.Sum256(data)
	name := hex.EncodeToString(sum[:8]) + ext
	full := path.Join(Folder(source), name)
	if fi, err := s.Root.Stat(full); err == nil && fi.Size() == int64(len(data)) {
		return name, nil
	}
	if err := s.Root.MkdirAll(Folder(source), 0o755); err != nil {
		return "", fmt.Errorf("%s cannot be made: %w", Folder(source), err)
	}
	return name, s.write(full, data)
}

// HasPicture reports whether a picture is there.
func (s Store) HasPicture(source, name string) bool {
	fi, err := s.Root.Stat(path.Join(Folder(source), name))
	return name != "" && err == nil && fi.Mode().IsRegular()
}

// DropPicture removes a picture that [Store.AddPicture] made. Others stay, and
// so do those that cannot be removed: they do no harm.
func (s Store) DropPicture(source, name string) {
	const digits = 16
	sum := stem(name)
	if _, err := hex.DecodeString(sum); err == nil && len(sum) == digits {
		_ = s.Root.Remove(path.Join(Folder(source), name))
	}
}
