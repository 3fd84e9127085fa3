//go:build unix

package export

import (
	"errors"
	"os"
	"syscall"
)

// createFile writes a file that must not exist yet. It goes past os.File, which
// makes five more system calls for each file to find out that it is not a
// socket: tens of thousands of small files are written here.
func createFile(path string, data []byte) error {
	fd, err := open(path)
	if err != nil {
		return &os.PathError{Op: "open", Path: path, Err: err}
	}
	err = writeAll(fd, data)
	if closed := syscall.Close(fd); err == nil && !errors.Is(closed, syscall.EINTR) {
		err = closed // EINTR: the file is closed all the same
	}
	if err != nil {
		return &os.PathError{Op: "write", Path: path, Err: err}
	}
	return nil
}

func open(path string) (fd int, err error) {
	for {
		fd, err = syscall.Open(path, syscall.O_WRONLY|syscall.O_CREAT|syscall.O_EXCL|syscall.O_CLOEXEC, 0o644)
		if !errors.Is(err, syscall.EINTR) {
			return fd, err
		}
	}
}

func writeAll(fd int, data []byte) error {
	for len(data) > 0 {
		n, err := syscall.Write(fd, data)
		if errors.Is(err, syscall.EINTR) {
			continue
		}
		if err != nil {
			return err
		}
		data = data[n:]
	}
	return nil
}
