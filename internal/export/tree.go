package export

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
)

// layTree makes the whole new site beside OUT and lets the two change places.
// It gives errCannotMove, with OUT untouched, where that cannot be done.
func (b *build) layTree(ctx context.Context) error {
	growing, tree := filepath.Join(b.beside, growingDir), filepath.Join(b.beside, treeDir)
	strangers, err := b.findForeign()
	if err != nil {
		return err
	}
	if err := b.fillTree(ctx, growing, strangers); err != nil {
		_ = b.disk.removeAll(growing) // what is left, the next build discards
		return err
	}
	if err := b.disk.rename(growing, tree); err != nil {
		_ = b.disk.removeAll(growing)
		return err
	}
	if err := b.readyTree(tree); err != nil {
		_ = b.disk.removeAll(tree)
		return err
	}
	// The site is the new one from here on. What fails now, the next build
	// does again.
	if err := errors.Join(b.disk.sync(filepath.Dir(b.out)), b.retire(tree)); err != nil {
		return refuse(errors.Join(ErrUnfinished, err),
			"%s: the new site is in place, but the old one could not be cleared away: %v%s: build again to finish", b.given, err, remedy(err))
	}
	return nil
}

func (b *build) fillTree(ctx context.Context, tree string, strangers *foreign) error {
	if err := b.disk.mkdir(tree); err != nil {
		return err
	}
	if err := b.carry(strangers, tree); err != nil {
		return err
	}
	all := merge(b.todo, b.kept)
	err := parallel(ctx, all, b.opts.Workers, func(ctx context.Context, w *worker, i int) error {
		return b.plant(ctx, w, i, tree)
	})
	if err != nil {
		return err
	}
	if err := b.disk.mkdir(filepath.Join(tree, ownDir)); err != nil {
		return err
	}
	name := filepath.Join(ownDir, manifestFile)
	if err := b.disk.create(filepath.Join(tree, name), b.records.encode(b.places)); err != nil {
		return err
	}
	return b.disk.syncAll(tree, append(b.todoFiles(), name))
}

// plant puts one item into the tree: a second name for the file in OUT where
// it has not changed, else a new file.
func (b *build) plant(ctx context.Context, w *worker, i int, tree string) error {
	file := b.items[i].file
	name := filepath.Join(tree, filepath.FromSlash(file))
	if dir := filepath.Dir(name); dir != w.made {
		if err := b.disk.ensureDir(dir); err != nil {
			return err
		}
		w.made = dir
	}
	if b.keeps(i) && b.disk.link(b.path(file), name) == nil {
		b.count.same.Add(1)
		return nil
	}
	result, err := b.make(ctx, w, i, name)
	if err != nil {
		return err
	}
	if result == same {
		if err := b.disk.link(b.path(file), name); err != nil {
			return err
		}
		b.count.same.Add(1)
	} else {
		b.count.wrote(b.records[i].size)
	}
	b.progress.step()
	return nil
}

// readyTree gives the tree OUT's permissions and then OUT's place.
func (b *build) readyTree(tree string) error {
	if b.exists {
		info, err := os.Lstat(b.out)
		if err != nil {
			return err
		}
		if err := b.disk.chmod(tree, info.Mode().Perm()); err != nil {
			return err
		}
	}
	return b.swap(tree)
}

func (b *build) swap(tree string) error {
	if !b.exists {
		return b.disk.rename(tree, b.out)
	}
	err := b.disk.exchange(tree, b.out)
	if errors.Is(err, errors.ErrUnsupported) {
		err = b.swapInTwo(tree)
	}
	if errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.EXDEV) || errors.Is(err, fs.ErrPermission) {
		return errors.Join(errCannotMove, err)
	}
	return err
}

// swapInTwo exchanges the folders where the file system has no single step for
// it. Between the two OUT is missing for an instant; recover.go mends that if
// the program dies there.
func (b *build) swapInTwo(tree string) error {
	old := filepath.Join(b.beside, oldDir)
	if err := b.disk.rename(b.out, old); err != nil {
		return err
	}
	if err := b.disk.rename(tree, b.out); err != nil {
		return errors.Join(err, b.disk.rename(old, b.out))
	}
	return b.disk.rename(old, tree)
}

// keeps says whether the file of an item in OUT stays.
func (b *build) keeps(i int) bool {
	_, found := slices.BinarySearch(b.kept, i)
	return found
}

// todoFiles names the files that were to be written.
func (b *build) todoFiles() []string {
	files := make([]string, 0, len(b.todo)+1)
	for _, i := range b.todo {
		files = append(files, b.items[i].file)
	}
	return files
}
