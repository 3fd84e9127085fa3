package source

import (
	"errors"
	"io/fs"
	"os"
	"slices"

	"golang.org/x/sys/unix"
)

// contents does what plainContents does without a value in memory for each file: a
// publication has tens of thousands of them, and each start looks at all.
func contents(f *os.File) ([]listed, error) {
	names, err := f.Readdirnames(-1)
	slices.Sort(names) // now, while they are short
	all := make([]listed, 0, len(names))
	raw, rawErr := f.SyscallConn()
	if rawErr != nil {
		return nil, rawErr
	}
	control := raw.Control(func(fd uintptr) {
		var st unix.Stat_t
		for _, name := range names {
			if statErr := statAt(int(fd), name, &st); statErr == nil {
				all = append(all, listed{name: name, mode: typeOf(st.Mode), stat: statFrom(&st)})
			} else if !errors.Is(statErr, fs.ErrNotExist) && err == nil {
				err = statErr
			}
		}
	})
	return all, errors.Join(err, control)
}

// statAt looks at a name in an open folder. A link is not followed.
func statAt(fd int, name string, st *unix.Stat_t) error {
	for {
		err := unix.Fstatat(fd, name, st, unix.AT_SYMLINK_NOFOLLOW)
		if !errors.Is(err, unix.EINTR) {
			return err
		}
	}
}

func statFrom(st *unix.Stat_t) stat {
	return stat{size: st.Size, modified: st.Mtim.Nano(), changed: st.Ctim.Nano(), inode: st.Ino}
}

// typeOf gives the type of a file as fs.FileMode has it: only what the walk
// tells apart.
func typeOf(mode uint32) fs.FileMode {
	switch mode & unix.S_IFMT {
	case unix.S_IFREG:
		return 0
	case unix.S_IFDIR:
		return fs.ModeDir
	case unix.S_IFLNK:
		return fs.ModeSymlink
	}
	return fs.ModeIrregular
}
