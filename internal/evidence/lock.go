package evidence

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gatefold/gatefold/internal/filelock"
)

// ErrBusy says that another program writes the log.
var ErrBusy = errors.New("another program writes there")

// lock keeps other writers away from a folder until the file is closed. The
// file stays where it is: a lock that is removed can be taken twice.
func lock(dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, lockName), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := filelock.Try(f); err != nil {
		f.Close()
		if errors.Is(err, filelock.ErrHeld) {
			return nil, fmt.Errorf("%s: %w: stop the other gatefold, or name another folder", dir, ErrBusy)
		}
		return nil, err
	}
	return f, nil
}
