package export

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// recover puts right what a build left that was killed: first beside OUT, then
// within it. It needs the lock.
func (t *target) recover() error {
	if err := t.recoverBeside(); err != nil {
		return err
	}
	if err := t.look(); err != nil {
		return err
	}
	if !t.exists {
		return nil
	}
	if _, err := os.Lstat(t.own(journalFile)); err == nil {
		return t.finishJournal()
	}
	return t.discardStage()
}

// recoverBeside removes the folders that stood in OUT's place or were going
// to. If a build died between two renames there is no OUT: the new site takes
// its place if it is whole, else the old one takes it back.
func (t *target) recoverBeside() error {
	tree, old := filepath.Join(t.beside, treeDir), filepath.Join(t.beside, oldDir)
	if _, err := os.Lstat(t.out); isAbsent(err) && isDir(old) {
		from := old
		if _, _, err := readManifest(filepath.Join(tree, ownDir, manifestFile)); err == nil {
			from = tree
		}
		if err := t.disk.rename(from, t.out); err != nil {
			return err
		}
	}
	for _, dir := range []string{tree, old} {
		if err := t.retire(dir); err != nil {
			return err
		}
	}
	// What was never whole holds only our work and second names.
	if growing := filepath.Join(t.beside, growingDir); isDir(growing) {
		return t.disk.removeAll(growing)
	}
	return nil
}

func isDir(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.IsDir()
}

// finishJournal takes the steps of the journal, whether it is ours or a dead
// build's. Steps that have been taken already are no error.
func (t *target) finishJournal() error {
	b, err := readBounded(t.own(journalFile), maxManifest)
	if err != nil && !errors.Is(err, errDamaged) {
		return err
	}
	steps, err := decodeJournal(b)
	if err != nil {
		return t.dropJournal()
	}
	root, err := os.OpenRoot(t.out)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, s := range steps {
		if err := t.take(root, s); err != nil {
			return err
		}
	}
	return t.closeJournal()
}

// closeJournal makes the new manifest valid and forgets the journal.
func (t *target) closeJournal() error {
	from := filepath.Join(t.own(stageDir), manifestFile)
	if err := t.disk.rename(from, t.own(manifestFile)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := t.disk.sync(filepath.Join(t.out, ownDir)); err != nil {
		return err
	}
	if err := t.disk.remove(t.own(journalFile)); err != nil {
		return err
	}
	return t.disk.removeAll(t.own(stageDir))
}

// dropJournal gives up a journal that the disk has damaged, and with it the
// manifest: nobody knows how far the steps were taken, so that everything has
// to be written again.
func (t *target) dropJournal() error {
	if err := t.disk.remove(t.own(manifestFile)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := t.disk.create(t.own(manifestFile), nil); err != nil {
		return err
	}
	if err := t.disk.remove(t.own(journalFile)); err != nil {
		return err
	}
	return t.disk.removeAll(t.own(stageDir))
}

// take takes one step. All of it happens below root, whatever links a stranger
// may have put into OUT.
func (t *target) take(root *os.Root, s step) error {
	if s.stage == removal {
		return t.takeAway(root, s.file)
	}
	from := path.Join(ownDir, stageDir, staged(s.stage))
	err := t.rootRename(root, from, s.file)
	if err == nil {
		return nil
	}
	if _, gone := root.Lstat(from); errors.Is(gone, fs.ErrNotExist) {
		return nil // taken before
	}
	if err := t.disk.check("mkdir", path.Dir(s.file)); err != nil {
		return err
	}
	if err := root.MkdirAll(path.Dir(s.file), 0o755); err != nil {
		return err
	}
	return t.rootRename(root, from, s.file)
}

func (t *target) rootRename(root *os.Root, from, to string) error {
	if err := t.disk.check("rename", to); err != nil {
		return err
	}
	return root.Rename(from, to)
}

// takeAway removes a file of ours and the folders that are empty without it.
func (t *target) takeAway(root *os.Root, file string) error {
	if err := t.disk.check("remove", file); err != nil {
		return err
	}
	if info, err := root.Lstat(file); err == nil && info.IsDir() {
		return nil // not ours any more
	}
	if err := root.Remove(file); err != nil && !isAbsent(err) {
		return err
	}
	for dir := path.Dir(file); dir != "."; dir = path.Dir(dir) {
		if info, err := root.Lstat(dir); err == nil && !info.IsDir() {
			return nil // a file has its name by now
		}
		if err := t.disk.check("remove", dir); err != nil {
			return err
		}
		err := root.Remove(dir)
		if errors.Is(err, fs.ErrExist) || errors.Is(err, syscall.EBUSY) {
			return nil // not empty, or a mount point
		}
		if err != nil && !isAbsent(err) {
			return err
		}
	}
	return nil
}

// discardStage removes a stage that no journal made binding, and the empty
// folders that were made for it.
func (t *target) discardStage() error {
	list, err := os.ReadFile(filepath.Join(t.own(stageDir), dirsFile))
	if err == nil {
		t.removeMade(strings.Split(string(list), "\x00"))
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if !isDir(t.own(stageDir)) {
		return nil
	}
	if err := t.disk.removeAll(t.own(stageDir)); err != nil {
		return fmt.Errorf("removing what an unfinished build left: %w", err)
	}
	if _, err := os.Lstat(t.own(manifestFile)); errors.Is(err, fs.ErrNotExist) {
		t.removeFirst()
	}
	return nil
}

// removeMade removes folders, children first, where they are empty.
func (t *target) removeMade(dirs []string) {
	for _, dir := range slices.Backward(dirs) {
		if validFile(dir) {
			_ = t.disk.remove(t.path(dir))
		}
	}
}

// removeFirst removes our own folder from an OUT that never had a site, and
// OUT where nothing else is in it and it is not a mount point.
func (t *target) removeFirst() {
	_ = t.disk.remove(t.own(lockFile))
	_ = t.disk.remove(filepath.Join(t.out, ownDir))
}
