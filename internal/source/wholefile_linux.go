package source

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// wholeFile gives the content of a file that is only ever replaced, never
// written over, as a window on the system's own memory: reading ten megabytes
// costs more than all that is done with them. The window stays open until the
// program ends, because texts share its memory.
func wholeFile(f *os.File, size int64) ([]byte, error) {
	if size <= 0 || int64(int(size)) != size {
		return nil, errors.ErrUnsupported
	}
	return unix.Mmap(int(f.Fd()), 0, int(size), unix.PROT_READ, unix.MAP_PRIVATE|unix.MAP_POPULATE)
}
