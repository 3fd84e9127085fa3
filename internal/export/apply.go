package export

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
)

// applyJournal writes what has changed into a stage within OUT, makes the
// steps binding and takes them.
func (b *build) applyJournal(ctx context.Context) error {
	if err := b.prepare(ctx); err != nil {
		return errors.Join(err, b.discardStage())
	}
	if err := b.finishJournal(); err != nil {
		return refuse(errors.Join(ErrUnfinished, err),
			"%s: the new site is complete, but not all of it could be put in place: %v%s: build again to finish", b.given, err, remedy(err))
	}
	return nil
}

// prepare does everything that may fail. Its last act, the renaming of the
// journal, is the moment at which the site is bound to be the new one.
func (b *build) prepare(ctx context.Context) error {
	stage := b.own(stageDir)
	if err := b.disk.ensureDir(b.out); err != nil {
		return err
	}
	if err := b.disk.ensureDir(stage); err != nil {
		return err
	}
	put, err := b.fillStage(ctx, stage)
	if err != nil {
		return err
	}
	if err := b.makeRoom(put); err != nil {
		return err
	}
	if err := b.disk.create(filepath.Join(stage, manifestFile), b.records.encode(b.places)); err != nil {
		return err
	}
	if err := b.disk.create(filepath.Join(stage, journalFile), encodeJournal(b.order(put))); err != nil {
		return err
	}
	names := []string{manifestFile, journalFile}
	for _, i := range put {
		names = append(names, staged(i))
	}
	if err := b.disk.syncFiles(stage, names); err != nil {
		return err
	}
	if err := b.disk.rename(filepath.Join(stage, journalFile), b.own(journalFile)); err != nil {
		return err
	}
	return nil
}

// fillStage makes the files that have changed, and returns the items that are
// to be put in place.
func (b *build) fillStage(ctx context.Context, stage string) ([]int, error) {
	var mu sync.Mutex
	unchanged := map[int]bool{}
	err := parallel(ctx, b.todo, b.opts.Workers, func(ctx context.Context, w *worker, i int) error {
		result, err := b.make(ctx, w, i, filepath.Join(stage, staged(i)))
		if err != nil {
			return err
		}
		if result == same {
			mu.Lock()
			unchanged[i] = true
			mu.Unlock()
			b.count.same.Add(1)
		} else {
			b.count.wrote(b.records[i].size)
		}
		b.progress.step()
		return nil
	})
	if err != nil {
		return nil, err
	}
	b.count.same.Add(int64(len(b.kept)))
	put := make([]int, 0, len(b.todo))
	for _, i := range b.todo {
		if !unchanged[i] {
			put = append(put, i)
		}
	}
	return put, nil
}

// dirsFile in the stage lists the folders that makeRoom makes, so that they
// can be removed again if the site does not become the new one.
const dirsFile = "folders"

// makeRoom makes the folders that new files need while it may still fail: a
// full disk must not be met half-way. Where a file of ours is in the way the
// folder is made later, when the file is gone.
func (b *build) makeRoom(put []int) error {
	var missing []string
	seen := map[string]bool{".": true}
	for _, i := range put {
		dir := path.Dir(b.items[i].file)
		if seen[dir] {
			continue
		}
		missing = appendMissing(missing, b, dir, seen)
	}
	if len(missing) == 0 {
		return nil
	}
	list := strings.Join(missing, "\x00")
	if err := b.disk.create(filepath.Join(b.own(stageDir), dirsFile), []byte(list)); err != nil {
		return err
	}
	for _, dir := range missing {
		if err := b.disk.mkdir(b.path(dir)); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	return nil
}

// appendMissing adds a folder that is not there, after its parents.
func appendMissing(missing []string, b *build, dir string, seen map[string]bool) []string {
	if seen[dir] {
		return missing
	}
	seen[dir] = true
	if _, err := os.Lstat(b.path(dir)); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return missing
	}
	if _, file := b.old.find(path.Dir(dir)); file {
		return missing
	}
	return append(appendMissing(missing, b, path.Dir(dir), seen), dir)
}

// blocks says whether a file that goes stands where a file or a folder of the
// new site is going to be.
func (b *build) blocks(file string) bool {
	prefix := file + "/"
	if i, _ := findItem(b.items, prefix); i < len(b.items) && strings.HasPrefix(b.items[i].file, prefix) {
		return true
	}
	for dir := path.Dir(file); dir != "."; dir = path.Dir(dir) {
		if _, found := findItem(b.items, dir); found {
			return true
		}
	}
	return false
}
