package source

import (
	"encoding/binary"
	"hash/crc32"
	"io/fs"
	"os"
	"slices"
	"strings"
	"unsafe"

	"github.com/gatefold/gatefold/internal/article"
)

// What is known of a folder is kept in two files. The first holds everything.
// The second, beside it, holds what has changed since the first was written, so
// that one changed article does not cost the writing of all; when it has grown
// large, the first is written anew. Neither has to be right about the other: an
// entry counts only while the file that it is about is as the entry says.
//
// Both begin with a line that names their form. What follows: the key of the
// options; in the second, the checksum of the first; the digests of the folder's
// pictures and bundles, the number of entries and the entries behind their
// length; at the end the CRC-32C of all.
const (
	cacheMagic   = "gatefold articles, form 4\n"
	changesMagic = "gatefold changes, form 1\n"
)

// changesFile names the second file.
func changesFile(cache string) string { return cache + ".changes" }

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

// openCache gives the state that the cache files hold. What is damaged, from
// another program or not ours alone is as good as nothing.
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
	if data, err = readCache(changesFile(f.opts.Cache)); err == nil {
		s.change(data, &f.opts)
	}
	return s
}

// readCache gives a file's content, if nobody else can have written it: what
// stands in it goes into pages unchecked.
func readCache(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	fi, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if !fi.Mode().IsRegular() || !isPrivate(fi) {
		return nil, fs.ErrPermission
	}
	return wholeFile(file, fi.Size())
}

// opened takes the envelope off the content of a cache file: the first line, the
// checksum, the key. The text that is left shares the memory of data, which
// must not change any more.
func opened(data []byte, magic string, o *Options) (d decoder, sum uint32, ok bool) {
	if len(data) < len(magic)+4 || string(data[:len(magic)]) != magic {
		return d, 0, false
	}
	end := len(data) - 4
	sum = binary.LittleEndian.Uint32(data[end:])
	if crc32.Checksum(data[:end], castagnoli) != sum {
		return d, 0, false
	}
	body := data[len(magic):end]
	d = decoder{s: unsafe.String(unsafe.SliceData(body), len(body)), loc: o.Location, slabs: &slabs{}}
	return d, sum, d.sum() == o.cacheKey()
}

func decodeCache(data []byte, o *Options) (*state, bool) {
	d, sum, ok := opened(data, cacheMagic, o)
	if !ok {
		return nil, false
	}
	s := &state{resources: d.sum(), bundles: d.sum(), base: base{sum: sum}}
	if s.entries, ok = d.entries(); !ok {
		return nil, false
	}
	s.base.count = len(s.entries)
	for _, e := range s.entries {
		e.based = true
	}
	return s, true
}

// change applies what has changed since the state's own file was written.
func (s *state) change(data []byte, o *Options) {
	d, _, ok := opened(data, changesMagic, o)
	if !ok || uint32(d.unsigned()) != s.base.sum {
		return
	}
	resources, bundles := d.sum(), d.sum()
	changed, ok := d.entries()
	if !ok {
		return
	}
	s.resources, s.bundles = resources, bundles
	s.entries = merged(s.entries, changed)
}

// merged joins two lists of entries, both sorted. Of the same source, that of
// the second counts.
func merged(old, changed []*entry) []*entry {
	all := make([]*entry, 0, len(old)+len(changed))
	for _, e := range changed {
		i, same := slices.BinarySearchFunc(old, e.source, bySource)
		all = append(append(all, old[:i]...), e)
		if same {
			i++
		}
		old = old[i:]
	}
	return append(all, old...)
}

func bySource(e *entry, source string) int { return strings.Compare(e.source, source) }

// entries reads the rest of a cache file.
func (d *decoder) entries() ([]*entry, bool) {
	n := d.length()
	// One block for all costs less than one for each.
	blocks, articles := make([]entry, n), make([]article.Article, n)
	entries := make([]*entry, n)
	for i := range entries {
		raw := d.text()
		one := decoder{s: raw, loc: d.loc, slabs: d.slabs}
		one.entry(&blocks[i], &articles[i])
		blocks[i].raw, blocks[i].saved = raw, true
		entries[i] = &blocks[i]
		d.bad = d.bad || one.bad || one.s != ""
		if i > 0 && entries[i-1].source >= entries[i].source {
			d.fail()
		}
	}
	return entries, !d.bad && d.s == ""
}
