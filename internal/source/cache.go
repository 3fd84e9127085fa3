package source

import (
	"encoding/binary"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/article"
)

// cacheMagic begins a cache file and names its form. What follows: the key of
// the options, the digests of the folder's pictures and bundles, the number of
// entries and the entries behind their length; at the end the CRC-32C of all.
const cacheMagic = "gatefold articles, form 3\n"

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// cacheKey tells apart options with which the same files read differently.
func (o *Options) cacheKey() article.Digest {
	var d digester
	d.digest(o.Stamp)
	d.text(o.DefaultLang, o.Location.String())
	d.text(o.Languages...)
	sections := make([]string, 0, len(o.Permalinks))
	for s := range o.Permalinks {
		sections = append(sections, s)
	}
	slices.Sort(sections)
	for _, s := range sections {
		d.text(s, o.Permalinks[s])
	}
	return d.sum()
}

// openCache gives the state that the cache file holds. One that is damaged,
// from another program or not ours alone is as good as none.
func (f *Folder) openCache() *state {
	if f.opts.Cache == "" {
		return &state{}
	}
	data, err := readCache(f.opts.Cache)
	if err != nil {
		return &state{}
	}
	s, ok := decodeCache(data, &f.opts)
	if !ok {
		return &state{}
	}
	return s
}

// readCache reads the file, if nobody else can have written it: what stands in
// it goes into pages unchecked.
func readCache(name string) (string, error) {
	file, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer file.Close()
	fi, err := file.Stat()
	if err != nil {
		return "", err
	}
	if !fi.Mode().IsRegular() || !isPrivate(fi) {
		return "", fs.ErrPermission
	}
	var b strings.Builder
	b.Grow(int(fi.Size()))
	_, err = io.Copy(&b, file)
	return b.String(), err
}

func decodeCache(data string, o *Options) (*state, bool) {
	body, ok := strings.CutPrefix(data, cacheMagic)
	if !ok || len(body) < 4 {
		return nil, false
	}
	body, tail := body[:len(body)-4], body[len(body)-4:]
	if checksum(data[:len(data)-4]) != binary.LittleEndian.Uint32([]byte(tail)) {
		return nil, false
	}
	d := decoder{s: body, loc: o.Location}
	if d.sum() != o.cacheKey() {
		return nil, false
	}
	s := &state{resources: d.sum(), bundles: d.sum()}
	// One block for all costs less than one for each.
	n := d.length()
	entries, articles := make([]entry, n), make([]article.Article, n)
	s.entries = make([]*entry, n)
	for i := range s.entries {
		raw := d.text()
		one := decoder{s: raw, loc: o.Location}
		one.entry(&entries[i], &articles[i])
		entries[i].raw = raw
		s.entries[i] = &entries[i]
		d.bad = d.bad || one.bad || one.s != ""
	}
	sorted := slices.IsSortedFunc(s.entries, func(a, b *entry) int { return strings.Compare(a.source, b.source) })
	return s, !d.bad && d.s == "" && sorted
}

// checksum is the CRC of a text, taken in pieces so that it is not copied.
func checksum(s string) uint32 {
	var buf [32 << 10]byte
	sum := uint32(0)
	for s != "" {
		n := copy(buf[:], s)
		sum = crc32.Update(sum, castagnoli, buf[:n])
		s = s[n:]
	}
	return sum
}

// saveCache writes the cache file anew if something has changed. A cache that
// cannot be written costs time at the next start and nothing else.
func (f *Folder) saveCache(last, s *state) {
	if f.opts.Cache == "" || sameCache(last, s) {
		return
	}
	_ = writeCache(f.opts.Cache, func(w io.Writer) error { return f.encodeCache(w, s) })
}

// sameCache reports whether the file holds the state already.
func sameCache(last, s *state) bool {
	if last.resources != s.resources || last.bundles != s.bundles {
		return false
	}
	kept := 0
	for _, e := range s.entries {
		if e.listing != nil {
			continue
		}
		if kept++; e.raw == "" {
			return false
		}
	}
	stored := 0
	for _, e := range last.entries {
		if e.raw != "" {
			stored++
		}
	}
	return kept == stored
}

// encodeCache writes what the cache file holds, in pieces: as a whole it would
// be the largest thing in memory. Listings are left out: they are few, and their
// texts are needed in any case.
func (f *Folder) encodeCache(w io.Writer, s *state) error {
	const piece = 64 << 10
	out := summing{w: w}
	enc := encoder{b: make([]byte, 0, 2*piece), loc: f.opts.Location}
	one := encoder{loc: f.opts.Location}
	enc.b = append(enc.b, cacheMagic...)
	enc.sum(f.opts.cacheKey())
	enc.sum(s.resources)
	enc.sum(s.bundles)
	n := 0
	for _, e := range s.entries {
		if e.listing == nil {
			n++
		}
	}
	enc.length(n)
	for _, e := range s.entries {
		switch {
		case e.listing != nil:
		case e.raw != "":
			enc.text(e.raw)
		default:
			one.b = one.b[:0]
			one.entry(e)
			enc.length(len(one.b))
			enc.b = append(enc.b, one.b...)
		}
		if len(enc.b) >= piece {
			out.write(enc.b)
			enc.b = enc.b[:0]
		}
	}
	out.write(enc.b)
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
