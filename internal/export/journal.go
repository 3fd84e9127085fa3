package export

import (
	"encoding/binary"
	"slices"
	"strconv"
)

// step is one change that a journal makes binding.
type step struct {
	file  string // slash-separated, relative to OUT
	stage int    // the number of the staged file to put there, or removal
}

// removal as a step's stage means that the file goes.
const removal = -1

// The journal's form: the first line journalMagic; the number of steps; each
// step as the staged file's number plus one (0 for a removal), the length of
// the path, the path; at last a CRC-32C as in the manifest.
const journalMagic = "gatefold journal 1\n"

func encodeJournal(steps []step) []byte {
	b := []byte(journalMagic)
	b = binary.AppendUvarint(b, uint64(len(steps)))
	for _, s := range steps {
		b = binary.AppendUvarint(b, uint64(s.stage+1))
		b = binary.AppendUvarint(b, uint64(len(s.file)))
		b = append(b, s.file...)
	}
	return appendSum(b)
}

func decodeJournal(b []byte) ([]step, error) {
	r, err := newReader(b, journalMagic)
	if err != nil {
		return nil, err
	}
	n := r.uvarint()
	if n > uint64(len(b)) {
		return nil, errDamaged
	}
	steps := make([]step, 0, n)
	for range n {
		stage := r.uvarint()
		s := step{stage: int(stage) - 1, file: string(r.text())}
		if r.bad || stage > maxManifest || !validFile(s.file) {
			return nil, errDamaged
		}
		steps = append(steps, s)
	}
	if len(r.rest) > 0 {
		return nil, errDamaged
	}
	return steps, nil
}

// staged is the name of a staged file within the stage.
func staged(n int) string { return strconv.Itoa(n) }

// order arranges the steps so that a reader who comes in between misses
// nothing: what is new first, because nobody knows its address yet; then what
// has changed, which may lead there; removals at last, when nothing leads to
// them any more. Only a removal that makes room for a file goes first.
func (b *build) order(put []int) []step {
	var room, added, changed, last []step
	for _, file := range b.remove {
		if b.blocks(file) {
			room = append(room, step{file, removal})
		} else {
			last = append(last, step{file, removal})
		}
	}
	for _, i := range put {
		s := step{b.items[i].file, i}
		if _, known := b.old.find(s.file); known {
			changed = append(changed, s)
		} else {
			added = append(added, s)
		}
	}
	return slices.Concat(room, added, changed, last)
}
