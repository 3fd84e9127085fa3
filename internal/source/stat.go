package source

import (
	"io/fs"
	"time"
)

// stat is what tells without reading whether a file has changed. Times are ns
// since 1970.
type stat struct {
	size, modified, changed int64
	inode                   uint64
}

func statOf(fi fs.FileInfo) stat {
	s := stat{size: fi.Size(), modified: fi.ModTime().UnixNano()}
	s.inode, s.changed = inode(fi)
	return s
}

// File systems tick: two writes within one tick leave the same time.
const (
	fineTick   = 20 * time.Millisecond // where times have a fraction of a second
	coarseTick = 2 * time.Second       // FAT, and others that count in seconds
)

// settled returns s if a file that was read at the given time cannot have
// changed since without s showing it, and else the zero stat, which equals
// that of no file.
func (s stat) settled(read time.Time) stat {
	tick := fineTick
	if s.modified%int64(time.Second) == 0 && s.changed%int64(time.Second) == 0 {
		tick = coarseTick
	}
	if read.UnixNano()-max(s.modified, s.changed) < int64(tick) {
		return stat{}
	}
	return s
}
