package main

import (
	"os"

	"golang.org/x/sys/unix"
)

// topFolder is EXT4_TOPDIR_FL of the kernel, "chattr +T": what stands in such a
// folder has nothing to do with each other.
const topFolder = 0x20000

// setApart asks the file system to put the folders in dir into parts of the
// disk of their own. ext4 passes over numbers of files that have been deleted in
// the last minutes, one after the other, whenever it makes a new file in the
// same part; a folder of 100,000 files that some other program has just
// deleted makes the next files six times as dear. A part of the disk that was
// cleared as a whole may still be chosen. Other file systems do not know the
// request, or do not need it.
func setApart(dir string) {
	f, err := os.Open(dir)
	if err != nil {
		return
	}
	defer f.Close()
	flags, err := unix.IoctlGetUint32(int(f.Fd()), unix.FS_IOC_GETFLAGS)
	if err == nil {
		_ = unix.IoctlSetPointerInt(int(f.Fd()), unix.FS_IOC_SETFLAGS, int(flags|topFolder))
	}
}

// settleDisk waits until everything that has been written is on the disk. A
// build ends with that, and would do it for whatever ran before.
func settleDisk() { unix.Sync() }
