// Package snapshot keeps what the embeds of an article say, in a file beside
// the article that a person can read, edit and put under version control:
//
//	content/coast/story.md                the article
//	content/coast/story.snapshots.toml    what its embeds say
//	content/coast/story.snapshots/        their pictures
//
// docs/snapshots.md describes the file. It is an array of tables, one for each
// piece:
//
//	[[snapshot]]
//	url    = "https://social.example/@mara/1"
//	author = "Mara Lindholm"
//	text   = "The ferry runs again."
//	kept   = 2026-11-22T09:30:00Z
//	source = "pasted"
//
// # Two writers
//
// People and the program write into the same file, so it is never encoded anew.
// [Parse] remembers where each value stands; [File.Put] exchanges the values
// that differ and leaves every other byte as it is: comments, order, spacing,
// keys of one's own. What comes out is read again before it is used. A file
// that is broken is never written to, and neither is what an entry says whose
// source is "editor". Writing replaces the whole file in one step ([Store]).
//
// # Trust
//
// What a piece says was written by strangers. All of it is plain text, cleaned
// of control characters and bounded in length; addresses are http or https;
// names of pictures are names within the folder. Everything on disk is reached
// through an [os.Root].
//
// The folders below this one fetch: courier asks other hosts without being led
// astray, answer reads what they say, picture makes pictures harmless, and
// keeper decides what to ask and what to keep.
package snapshot
