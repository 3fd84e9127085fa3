//go:build linux

package export

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A real full disk: a file system in memory with hardly any room.
func TestRealFullDisk(t *testing.T) {
	eachWay(t, func(t *testing.T, o Options) {
		dir := mountSmall(t, "size=128k")
		out := filepath.Join(dir, "public")
		mustWrite(t, monday, out, o)
		_, err := write(t.Context(), tuesday.with(tree{"news/long/index.html": string(make([]byte, 256<<10))}).items(), out, o)
		if !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("error %v", err)
		}
		wantContains(t, err.Error(), "free some space")
		wantTree(t, out, monday)
		wantTidy(t, out)
		mustWrite(t, tuesday, out, o)
	})
}

// OUT is a mount point, as it is in a container: it cannot be exchanged.
func TestMountPoint(t *testing.T) {
	out := mountSmall(t, "size=1m")
	mustWrite(t, monday, out, fast())
	mustWrite(t, tuesday, out, fast())
	wantTidy(t, out)
}

// The same in a container whose own file system is read-only.
func TestMountPointInReadOnlyFolder(t *testing.T) {
	parent := mountSmall(t, "size=1m")
	out := filepath.Join(parent, "public")
	putDir(t, out)
	mountAt(t, out, "size=1m")
	if err := syscall.Mount("tmpfs", parent, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skip(err)
	}
	mustWrite(t, monday, out, fast())
	mustWrite(t, tuesday, out, fast())
	wantTidy(t, out)
}

func TestReadOnlyFileSystem(t *testing.T) {
	dir := mountSmall(t, "size=1m")
	out := filepath.Join(dir, "public")
	mustWrite(t, monday, out, fast())
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skip(err)
	}
	_, err := write(t.Context(), tuesday.items(), out, fast())
	if !errors.Is(err, syscall.EROFS) {
		t.Fatalf("error %v", err)
	}
	wantContains(t, err.Error(), "read-only")
	wantTree(t, out, monday)
}

func TestForbiddenFolder(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write everywhere")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	_, err := write(t.Context(), monday.items(), filepath.Join(dir, "public"), fast())
	if !errors.Is(err, syscall.EACCES) {
		t.Fatalf("error %v", err)
	}
	wantContains(t, err.Error(), "choose another folder")
}

func mountSmall(t *testing.T, options string) string {
	t.Helper()
	dir := t.TempDir()
	mountAt(t, dir, options)
	return dir
}

func mountAt(t *testing.T, dir, options string) {
	t.Helper()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		t.Skipf("a file system in memory cannot be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
}
