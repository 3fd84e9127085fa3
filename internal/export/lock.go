package export

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gatefold/gatefold/internal/filelock"
)

// lock keeps other builds away from OUT until release is called. Two locks are
// taken: one beside OUT, because OUT may not exist and may be exchanged while
// it is held, and one inside, for those who may not write beside it.
//
// canMove is false when there is no writing beside OUT.
func (t *target) lock() (release func(), canMove bool, err error) {
	var held []*os.File
	release = func() {
		if canMove {
			t.tidyBeside()
		}
		for _, f := range held {
			f.Close()
		}
	}
	outer, err := t.lockBeside()
	if err != nil && !errors.Is(err, errNoRoom) {
		return nil, false, err
	}
	canMove = outer != nil
	if outer != nil {
		held = append(held, outer)
	}
	if _, err := os.Lstat(filepath.Join(t.out, ownDir)); err != nil {
		return release, canMove, nil
	}
	inner, err := t.lockFile(t.own(lockFile))
	if err != nil {
		release()
		return nil, false, err
	}
	held = append(held, inner)
	return release, canMove, nil
}

// errNoRoom says that there is no writing beside OUT.
var errNoRoom = errors.New("the folder above is not ours to write in")

// lockBeside makes the folder beside OUT, and OUT's parents if need be.
func (t *target) lockBeside() (*os.File, error) {
	if err := os.MkdirAll(filepath.Dir(t.out), 0o755); err != nil {
		return nil, err
	}
	for {
		err := t.disk.mkdir(t.beside)
		if errors.Is(err, fs.ErrPermission) || isReadOnly(err) {
			return nil, errNoRoom
		}
		if err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
		if err := t.checkBeside(); err != nil {
			return nil, err
		}
		f, err := t.lockFile(filepath.Join(t.beside, lockFile))
		if errors.Is(err, fs.ErrNotExist) {
			continue // the other build has just removed it
		}
		return f, err
	}
}

// lockFile takes the lock of a file, which it makes if need be. The file must
// still be the one at its path afterwards: the build that held it before may
// have removed it.
func (t *target) lockFile(path string) (*os.File, error) {
	for {
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
		if err != nil {
			return nil, err
		}
		if err := filelock.Try(f); err != nil {
			f.Close()
			if errors.Is(err, filelock.ErrHeld) {
				return nil, refuse(ErrBusy, "%s: another build is writing there: wait for it to end", t.given)
			}
			return nil, err
		}
		if isStillAt(f, path) {
			return f, nil
		}
		f.Close()
	}
}

func isStillAt(f *os.File, path string) bool {
	opened, err := f.Stat()
	if err != nil {
		return false
	}
	there, err := os.Lstat(path)
	return err == nil && os.SameFile(opened, there)
}

// checkBeside refuses to work in a folder that somebody has put a link to at
// the place of ours. One that has just gone is no error.
func (t *target) checkBeside() error {
	info, err := os.Lstat(t.beside)
	if err == nil && !info.IsDir() {
		return refuse(ErrPlace, "%s is in the way of a folder that the build needs: remove it", t.beside)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// tidyBeside removes the folder beside OUT, with the lock still held. What it
// leaves does no harm: the next build uses it again.
func (t *target) tidyBeside() {
	if t.disk.remove(filepath.Join(t.beside, lockFile)) == nil {
		_ = t.disk.remove(t.beside) // not empty: another build has come
	}
}
