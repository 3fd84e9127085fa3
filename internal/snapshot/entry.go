package snapshot

import (
	"time"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/provider"
)

// Source says where a snapshot comes from.
type Source string

// The sources. An entry that an editor wrote is nobody else's to change.
const (
	Pasted Source = "pasted" // the code in the article
	OEmbed Source = "oembed" // the provider's answer
	Editor Source = "editor" // a person
)

// Entry is what is kept of one piece. The zero value of each field means that
// nothing is said about it, and stands in no file.
type Entry struct {
	URL      string // the permalink, or another address of the piece
	Provider string // the ID, for people who read the file
	provider.Quote

	Picture    string // the name of a file in [Folder]
	PictureAlt string // what it shows

	Kept    time.Time // when this was written down
	Source  Source
	Checked time.Time // the day on which the provider was last asked about the piece
	Missed  time.Time // the day on which it was first not found, until it is found again
	Gone    time.Time // the day on which it was given up; the gate then offers no accept
	GoneWhy string

	ETag         string // of the provider's answer, for asking whether it has changed
	LastModified string

	Drop bool   // "keep = false": nothing of the piece is to be shown
	Note string // a person's, shown to nobody

	Line int // where it stands in the file, from 1; 0 for one that does not yet
}

// Says reports whether there is anything to show.
func (e *Entry) Says() bool {
	return e.Text != "" || e.Title != "" || e.Author != "" || e.Handle != "" || e.Picture != ""
}

// Snapshot returns what the gate shows: nil where there is nothing to say. A
// piece that is gone says so even if nothing of it may be kept.
func (e *Entry) Snapshot() *gate.Snapshot {
	if e.Drop || !e.Says() {
		if e.Gone.IsZero() {
			return nil
		}
		return &gate.Snapshot{Gone: e.Gone}
	}
	return &gate.Snapshot{Quote: e.Quote, Kept: e.Kept, Gone: e.Gone}
}
