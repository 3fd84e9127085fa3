// Package evidence keeps receipts of what readers decided in a folder, as the
// log that package consent describes.
//
// A [Log] is the one program that writes. [Log.Append] waits until the receipt
// is on the disk, or for as long as its caller likes. One goroutine writes: it takes all receipts that have come while the disk was
// busy, writes them in one piece, has the disk confirm it (fsync), and only
// then acknowledges each of them. What was acknowledged survives the death of
// the program and of the machine.
//
// The folder holds
//
//	000001-2026-05.jsonl   the log: number and month in which the file began
//	000002-2026-06.jsonl
//	lock                   held while a Log is open; the system lets go of it
//	aside-…                the unfinished end of a file, see [Open]
//
// A file begins with the notices that are in force, so it can be understood
// when the ones before it have been deleted.
//
// If the disk is full or fails, receipts are lost, counted and complained
// about, but never half written: the file is cut back to what was acknowledged,
// and the next receipt tries again.
//
// Reading needs no lock: see [Files], [Walk], [Verify] and [Find].
package evidence
