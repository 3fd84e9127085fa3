//go:build !linux

package source

import (
	"io"
	"os"
)

// wholeFile gives the content of a file.
func wholeFile(f *os.File, size int64) ([]byte, error) {
	return io.ReadAll(io.LimitReader(f, size))
}
