package consent

import (
	"errors"
	"fmt"
	"time"
)

// Entry is what a record is about: a [Start], a [Shown], a [Receipt] or an
// [Aside].
type Entry interface {
	Validate() error

	kind() string
}

// Start begins a file of the log.
type Start struct {
	// Version is the version of this format: 1.
	Version int `json:"version"`

	// Log is a random ID that all files of one log share.
	Log string `json:"log"`

	// File is the number of the file in its log, from 1.
	File int `json:"file"`

	Time time.Time `json:"time"`

	// Prev is the last hash of the file before; empty in the first file.
	Prev string `json:"prev,omitempty"`
}

// Version is the version of the format that this package writes and reads.
const Version = 1

// Shown keeps a notice in the log.
type Shown struct {
	Time time.Time `json:"time"` // when it was written here
	Hash string    `json:"notice"`
	Notice
}

// Aside says that the file ended in a line that was not finished when the
// program died, and that its bytes were moved to a file beside the log. Nothing
// in such a line was ever acknowledged.
type Aside struct {
	Time   time.Time `json:"time"`
	Bytes  int64     `json:"bytes"`
	SHA256 string    `json:"sha256"` // of the bytes, in base64url
}

func (Start) kind() string   { return "start" }
func (Shown) kind() string   { return "notice" }
func (Receipt) kind() string { return "receipt" }
func (Aside) kind() string   { return "aside" }

// Validate says what is wrong with a start.
func (s Start) Validate() error {
	switch {
	case s.Version != Version:
		return fmt.Errorf("version %d is not known: a newer program has written this log", s.Version)
	case !isToken(s.Log, idLength):
		return fmt.Errorf("log %q is not %d letters, digits, - and _", s.Log, idLength)
	case s.File < 1:
		return fmt.Errorf("%d is no number of a file", s.File)
	case (s.File == 1) != (s.Prev == "") || s.Prev != "" && !isToken(s.Prev, hashLength):
		return errors.New("prev is not the hash of a record; the first file has none, every other has one")
	}
	return checkTime(s.Time)
}

// Validate says what is wrong with a notice in the log.
func (s Shown) Validate() error {
	if s.Hash != s.Notice.Hash() {
		return fmt.Errorf("notice %s has the hash %s", s.Hash, s.Notice.Hash())
	}
	if err := s.Notice.Validate(); err != nil {
		return err
	}
	return checkTime(s.Time)
}

// Validate says what is wrong with an aside.
func (a Aside) Validate() error {
	if a.Bytes < 1 || !isToken(a.SHA256, hashLength) {
		return errors.New("bytes is not a number from 1, or sha256 no hash")
	}
	return checkTime(a.Time)
}
