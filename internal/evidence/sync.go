package evidence

import (
	"errors"
	"os"
	"runtime"
	"syscall"
)

// syncDir makes a folder's list of names survive a power failure, where the
// system has a way to do that.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	err = d.Sync()
	if runtime.GOOS == "windows" || errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		return nil
	}
	return err
}
