package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// starter is what a new publication holds. {title} and {date} are filled in.
//
//go:embed starter
var starter embed.FS

type newCommand struct {
	Dir string `arg:"" help:"The folder to make. It is new, or holds nothing but hidden files."`
}

// Run writes a small publication, to be read, changed and served.
func (c *newCommand) Run(s *streams) error {
	if err := c.vacant(); err != nil {
		return err
	}
	if err := os.MkdirAll(c.Dir, 0o755); err != nil {
		return fmt.Errorf("cannot make the folder %s: %w", c.Dir, err)
	}
	root, err := os.OpenRoot(c.Dir)
	if err != nil {
		return folderError(c.Dir, err)
	}
	defer root.Close()
	files, err := fs.Sub(starter, "starter")
	if err != nil {
		return err
	}
	fill := strings.NewReplacer("{title}", c.title(), "{date}", time.Now().UTC().Format(time.DateOnly))
	var written []string
	err = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		written = append(written, name)
		return place(root, name, fill.Replace(string(text)))
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, "Wrote %s into %s\nSee it with: gatefold serve %s\n", strings.Join(written, ", "), c.Dir, c.Dir)
	return err
}

// vacant says whether the folder can be had: nothing of anybody's is in it.
func (c *newCommand) vacant() error {
	entries, err := os.ReadDir(c.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s is not a folder that can be read: choose another name: %w", c.Dir, err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			return fmt.Errorf("the folder %s is not empty (it holds %s): choose a new one", c.Dir, e.Name())
		}
	}
	return nil
}

// title makes the publication's name of the folder's, where that reads like one.
func (c *newCommand) title() string {
	const otherwise = "A new publication"
	dir, err := filepath.Abs(c.Dir)
	if err != nil {
		return otherwise
	}
	odd := false
	name := strings.Map(func(r rune) rune {
		switch {
		case r == '-' || r == '_' || r == ' ':
			return ' '
		case !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r):
			odd = true
		}
		return r
	}, filepath.Base(dir))
	name = strings.TrimSpace(name)
	first, n := utf8.DecodeRuneInString(name)
	if odd || n == 0 || !utf8.ValidString(name) {
		return otherwise
	}
	return string(unicode.ToUpper(first)) + name[n:]
}

// place writes a file that is not there yet.
func place(root *os.Root, name, text string) error {
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}
