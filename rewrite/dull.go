package rewrite

import "encoding/binary"

// dullSlot remembers the value of a class attribute that holds no provider's mark: a page
// says the same ones again and again.
type dullSlot struct {
	n    uint8
	text [longestDull]byte
}

const (
	dullBits    = 7
	dullSlots   = 1 << dullBits
	longestDull = 127
)

// mayMark reports whether the value of a class attribute may hold a mark.
func (s *stream) mayMark(value []byte) bool {
	n := len(value)
	if n < 8 || n > longestDull {
		return s.r.sieve.Classes(value)
	}
	sum := binary.LittleEndian.Uint64(value) ^ binary.LittleEndian.Uint64(value[n-8:])*0x100000001B3
	slot := &s.dull[sum*0x9E3779B97F4A7C15>>(64-dullBits)]
	if string(slot.text[:slot.n]) == string(value) {
		return false
	}
	if s.r.sieve.Classes(value) {
		return true
	}
	slot.n = uint8(copy(slot.text[:], value))
	return false
}
