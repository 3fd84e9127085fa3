package main

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strconv"

	"github.com/gatefold/gatefold/internal/article"
)

type versionCommand struct{}

// Run prints the version that the Go toolchain recorded.
func (versionCommand) Run(s *streams) error {
	_, err := fmt.Fprintln(s.out, "gatefold", version())
	return err
}

func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(unknown version)"
	}
	return info.Main.Version
}

// programStamp identifies this build of the program, so that another one makes
// every page anew. A release is known by its version; a program that somebody
// builds while changing it, by its file, of which size and time are enough.
func programStamp() article.Digest {
	h := sha256.New()
	io.WriteString(h, version())
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			io.WriteString(h, s.Key+"="+s.Value+"\n")
		}
	}
	if path, err := os.Executable(); err == nil {
		if file, err := os.Stat(path); err == nil && version() == "(devel)" {
			io.WriteString(h, strconv.FormatInt(file.Size(), 10)+file.ModTime().UTC().String())
		}
	}
	return article.Digest(h.Sum(nil)[:16])
}
