//go:build !linux

package export

// isMountPoint cannot tell here; a rename that fails will.
func isMountPoint(dir string) bool { return false }

// syncFolder flushes the new files one by one.
func syncFolder(dir string, files []string) error { return syncEach(dir, files) }
