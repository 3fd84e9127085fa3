//go:build !linux

package source

import (
	"io/fs"
	"runtime"
)

// inode is not known here: size and time of modification have to do.
func inode(fs.FileInfo) (number uint64, changed int64) { return 0, 0 }

// isPrivate reports whether others than the owner may write a file.
func isPrivate(fi fs.FileInfo) bool {
	return runtime.GOOS == "windows" || fi.Mode().Perm()&0o022 == 0
}
