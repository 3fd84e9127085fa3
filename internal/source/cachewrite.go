package source

import (
	"encoding/binary"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
)

// base is the first cache file, as a state was read from it.
type base struct {
	sum   uint32 // its checksum; the zero base is no file
	count int    // its entries
}

// saveCache writes what the cache files do not hold yet. A cache that cannot be
// written costs time at the next start and nothing else.
func (f *Folder) saveCache(last, s *state) {
	if f.opts.Cache == "" {
		return
	}
	based, changes, fresh := 0, 0, last.resources != s.resources || last.bundles != s.bundles
	for _, e := range s.entries {
		switch {
		case e.listing != nil:
		case e.based:
			based++
		default:
			changes++
			fresh = fresh || !e.saved
		}
	}
	// What is in the first file and counts no more is waste in it.
	waste := changes + last.base.count - based
	switch {
	case last.base.count == 0 || waste > last.base.count/8:
		if fresh || last.base.count == 0 && changes > 0 || waste > last.base.count/4 {
			_ = writeCache(f.opts.Cache, func(w io.Writer) error { return f.encodeCache(w, s) })
			_ = os.Remove(changesFile(f.opts.Cache))
		}
	case fresh:
		_ = writeCache(changesFile(f.opts.Cache), func(w io.Writer) error { return f.encodeChanges(w, s, last.base) })
	}
}

// encodeCache writes what the first file holds.
func (f *Folder) encodeCache(w io.Writer, s *state) error {
	enc := encoder{loc: f.opts.Location}
	enc.b = append(enc.b, cacheMagic...)
	enc.sum(f.opts.cacheKey())
	return enc.entries(w, s, func(*entry) bool { return true })
}

// encodeChanges writes what the second file holds beside that first one.
func (f *Folder) encodeChanges(w io.Writer, s *state, first base) error {
	enc := encoder{loc: f.opts.Location}
	enc.b = append(enc.b, changesMagic...)
	enc.sum(f.opts.cacheKey())
	enc.b = binary.AppendUvarint(enc.b, uint64(first.sum))
	return enc.entries(w, s, func(e *entry) bool { return !e.based })
}

// entries writes the state's entries of a kind, in pieces: as a whole they would
// be the largest thing in memory. Listings are left out: they are few, and their
// texts are needed in any case.
func (e *encoder) entries(w io.Writer, s *state, kind func(*entry) bool) error {
	const piece = 64 << 10
	out := summing{w: w}
	one := encoder{loc: e.loc}
	kept := make([]*entry, 0, len(s.entries))
	for _, x := range s.entries {
		if x.listing == nil && kind(x) {
			kept = append(kept, x)
		}
	}
	e.sum(s.resources)
	e.sum(s.bundles)
	e.length(len(kept))
	for _, x := range kept {
		if x.raw != "" {
			e.text(x.raw)
		} else {
			one.b = one.b[:0]
			one.entry(x)
			e.length(len(one.b))
			e.b = append(e.b, one.b...)
		}
		if len(e.b) >= piece {
			out.write(e.b)
			e.b = e.b[:0]
		}
	}
	out.write(e.b)
	out.write(binary.LittleEndian.AppendUint32(nil, out.sum))
	return out.err
}

// summing passes on what is written, with its checksum so far and its first
// error.
type summing struct {
	w   io.Writer
	sum uint32
	err error
}

func (s *summing) write(b []byte) {
	if s.err != nil {
		return
	}
	s.sum = crc32.Update(s.sum, castagnoli, b)
	_, s.err = s.w.Write(b)
}

// writeCache puts a file in its place in one step. Only its owner can read it.
func writeCache(name string, encode func(io.Writer) error) error {
	dir := filepath.Dir(name)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	file, err := os.CreateTemp(dir, filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	err = encode(file)
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(file.Name(), name)
	}
	if err != nil {
		os.Remove(file.Name())
	}
	return err
}
