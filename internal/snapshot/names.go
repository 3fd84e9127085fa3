package snapshot

import (
	"path"
	"strings"
)

// suffix ends the name of every file of snapshots.
const suffix = ".snapshots.toml"

// folderSuffix ends the name of every folder of their pictures.
const folderSuffix = ".snapshots"

// Sidecar returns the name of the file that keeps the snapshots of an article
// whose text is in source: "content/coast/story.snapshots.toml" for
// "content/coast/story.md".
func Sidecar(source string) string { return stem(source) + suffix }

// Folder returns the folder with the pictures of an article's snapshots.
func Folder(source string) string { return stem(source) + folderSuffix }

// Stem returns what a file of snapshots has in common with the name of its
// article, which is the article's without the extension; false for other files.
func Stem(name string) (string, bool) { return strings.CutSuffix(name, suffix) }

// InFolder reports whether a file lies in a folder of snapshots' pictures.
func InFolder(name string) bool {
	return strings.HasSuffix(path.Dir(name), folderSuffix)
}

func stem(source string) string { return strings.TrimSuffix(source, path.Ext(source)) }
