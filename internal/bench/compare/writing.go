package main

import (
	"bufio"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// writeAgain measures what it takes to write the files of a site and nothing
// else: the least that any generator pays.
func (b *bench) writeAgain(costs []cost, site string) ([]cost, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	list, copied := site+".list", site+".copy"
	if err := listFiles(site, list); err != nil {
		return nil, err
	}
	return b.add(costs, self, "-write", list, "-o", copied)
}

// listFiles writes the size and the path of every file below a folder, folders
// with the size -1 and before what is in them.
func listFiles(dir, list string) error {
	f, err := os.Create(list)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	err = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || path == dir {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		size := info.Size()
		if e.IsDir() {
			size = -1
		}
		_, err = fmt.Fprintf(w, "%d %s\n", size, path[len(dir)+1:])
		return err
	})
	if err != nil {
		return err
	}
	return w.Flush()
}

// writeFiles is the control: it makes the folders and files of a list below out,
// each file with the three system calls that it takes: open, write, close, and
// nothing that only os.File wants to know.
func writeFiles(list, out string) error {
	text, err := os.ReadFile(list)
	if err != nil {
		return err
	}
	if err := os.Mkdir(out, 0o755); err != nil {
		return err
	}
	var content []byte
	for line := range strings.Lines(string(text)) {
		size, path, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		n, err := strconv.Atoi(size)
		if err != nil {
			return err
		}
		path = out + "/" + path
		if n < 0 {
			err = os.Mkdir(path, 0o755)
		} else {
			if n > len(content) {
				content = make([]byte, 2*n)
			}
			err = writeFile(path, content[:n])
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func writeFile(path string, content []byte) error {
	fd, err := syscall.Open(path, syscall.O_WRONLY|syscall.O_CREAT|syscall.O_EXCL|syscall.O_CLOEXEC, 0o644)
	if err != nil {
		return &os.PathError{Op: "open", Path: path, Err: err}
	}
	for len(content) > 0 && err == nil {
		var n int
		n, err = syscall.Write(fd, content)
		content = content[max(n, 0):]
	}
	if closed := syscall.Close(fd); err == nil {
		err = closed
	}
	if err != nil {
		return &os.PathError{Op: "write", Path: path, Err: err}
	}
	return nil
}
