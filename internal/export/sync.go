package export

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
)

// fewFiles is how many files are flushed one by one before the whole file
// system is asked at once.
const fewFiles = 8

// syncPath flushes a file or a folder.
func syncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !cannotSync(err) {
		return err
	}
	return nil
}

// cannotSync says that there is nothing to flush here: folders cannot be
// flushed on Windows and on some network file systems.
func cannotSync(err error) bool {
	return runtime.GOOS == "windows" || errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported)
}

// syncEach flushes files below dir, and dir itself.
func syncEach(dir string, files []string) error {
	for _, f := range files {
		if err := syncPath(filepath.Join(dir, filepath.FromSlash(f))); err != nil {
			return err
		}
	}
	return syncPath(dir)
}
