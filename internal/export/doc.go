// Package export writes a site into a folder, whole or not at all.
//
// A reader of the folder, a web server say, finds the old site or the new one
// and never a page that is half written. Two ways lead there; plan.go chooses.
//
//   - The tree (tree.go): the whole new site is laid out in a folder beside
//     OUT, in which unchanged files are hard links to the old ones; then the
//     two folders change places in one step of the file system. Nothing that
//     happens at any moment leaves a mixture.
//   - The journal (journal.go): only what has changed is written, into a stage
//     inside OUT. A journal that names every step makes it binding, the files
//     are renamed into place one by one, and the next build finishes what a
//     dead one left undone. Each file is old or new at any moment, new pages
//     come before the lists that lead to them, and removals come last. This is
//     the way for large sites with few changes, and for an OUT that cannot be
//     moved because it is a mount point.
//
// What Gatefold has written stands in OUT/.gatefold/manifest: path, key, size
// and checksum of every file. It says which files need not be made again and
// which may be removed. Everything else in OUT belongs to somebody else: it is
// never removed and never written over.
package export
