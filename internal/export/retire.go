package export

import (
	"errors"
	"os"
	"path"
	"path/filepath"
)

// retire removes a folder that stood in OUT's place, or was whole and going to.
// Files that its manifest does not name are looked at: a stranger's file that
// came into OUT after its last look is moved into the new one.
func (t *target) retire(dir string) error {
	if !isDir(dir) {
		return nil
	}
	m, _, err := readManifest(filepath.Join(dir, ownDir, manifestFile))
	if err != nil && !errors.Is(err, errDamaged) && !isAbsent(err) {
		return err
	}
	if err := t.retireFolder(dir, ".", m); err != nil {
		return err
	}
	if err := t.disk.removeAll(filepath.Join(dir, ownDir)); err != nil {
		return err
	}
	return t.disk.remove(dir)
}

func (t *target) retireFolder(root, dir string, m manifest) error {
	here := filepath.Join(root, filepath.FromSlash(dir))
	entries, err := os.ReadDir(here)
	if err != nil {
		return err
	}
	for _, e := range entries {
		file := path.Join(dir, e.Name())
		switch {
		case file == ownDir:
			continue
		case e.IsDir():
			err = t.retireFolder(root, file, m)
		default:
			err = t.retireFile(filepath.Join(here, e.Name()), file, m)
		}
		if err != nil {
			return err
		}
	}
	if dir == "." {
		return nil
	}
	return t.disk.remove(here)
}

func (t *target) retireFile(name, file string, m manifest) error {
	if _, ours := m.find(file); !ours {
		if _, err := os.Lstat(t.path(file)); isAbsent(err) {
			return t.rescue(name, file)
		}
	}
	return t.disk.remove(name)
}

// rescue moves a stranger's file into OUT.
func (t *target) rescue(name, file string) error {
	if err := t.disk.ensureDir(filepath.Dir(t.path(file))); err != nil {
		return err
	}
	return t.disk.rename(name, t.path(file))
}
