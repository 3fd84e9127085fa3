package export

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gatefold/gatefold/internal/article"
)

// record is what the manifest says about one file that Gatefold wrote.
type record struct {
	file string         // slash-separated, relative to OUT
	key  article.Digest // equal keys mean equal bytes
	size int64          // bytes
	sum  uint32         // CRC-32C of the content; 0 with copied set
	// copied is true for a file that was copied from the publication
	// without its bytes passing through the program.
	copied bool
}

// manifest lists what Gatefold wrote into an OUT, sorted by file. Its paths are
// for comparing only: they have not been checked.
type manifest []record

// find returns the record of a file.
func (m manifest) find(file string) (*record, bool) {
	i, ok := findRecord(m, file)
	if !ok {
		return nil, false
	}
	return &m[i], true
}

// findRecord finds a file's record, or the place where it would be.
func findRecord(m manifest, file string) (int, bool) {
	return slices.BinarySearchFunc(m, file, func(r record, f string) int { return strings.Compare(r.file, f) })
}

// The manifest's form: the first line manifestMagic; the number of records and
// the bytes that their paths have together; the records; for each record, the
// place that the site had it in; at last the CRC-32C of all that, four bytes,
// big endian. Numbers are unsigned varints. A record is the number of bytes
// that its path shares with the one before, the length of the rest and the
// rest, the key, the size doubled and one more if the file was copied, and four
// bytes of checksum unless it was.
const manifestMagic = "gatefold manifest 1\n"

// maxManifest bounds what is read into memory: room for millions of files.
const maxManifest = 1 << 30

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// errDamaged says that a manifest or a journal is not what was written.
var errDamaged = errors.New("its checksum does not match its content")

// encode gives the written form. places may be nil.
func (m manifest) encode(places []int32) []byte {
	var paths int
	for i := range m {
		paths += len(m[i].file)
	}
	const most = 40 // bytes of a record beside its path
	dst := make([]byte, 0, len(manifestMagic)+paths+most*len(m)+most)
	dst = append(dst, manifestMagic...)
	dst = binary.AppendUvarint(dst, uint64(len(m)))
	dst = binary.AppendUvarint(dst, uint64(paths))
	last := ""
	for i := range m {
		dst = m[i].encode(dst, last)
		last = m[i].file
	}
	for i := range m {
		place := i
		if places != nil {
			place = int(places[i])
		}
		dst = binary.AppendUvarint(dst, uint64(place))
	}
	return appendSum(dst)
}

// appendSum closes a written form.
func appendSum(b []byte) []byte {
	return binary.BigEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
}

func (r *record) encode(dst []byte, last string) []byte {
	shared := sharedPrefix(last, r.file)
	dst = binary.AppendUvarint(dst, uint64(shared))
	dst = binary.AppendUvarint(dst, uint64(len(r.file)-shared))
	dst = append(dst, r.file[shared:]...)
	dst = append(dst, r.key[:]...)
	if r.copied {
		return binary.AppendUvarint(dst, uint64(r.size)<<1|1)
	}
	dst = binary.AppendUvarint(dst, uint64(r.size)<<1)
	return binary.BigEndian.AppendUint32(dst, r.sum)
}

func sharedPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// decodeManifest reads the written form, and gives the places that the site had
// the files in. Whatever is wrong with it is errDamaged: who asks can only build
// everything again.
func decodeManifest(b []byte) (manifest, []int32, error) {
	r, err := newReader(b, manifestMagic)
	if err != nil {
		return nil, nil, err
	}
	n, paths := r.uvarint(), r.uvarint()
	if n > uint64(len(b)) || paths > maxManifest {
		return nil, nil, errDamaged
	}
	var names strings.Builder
	names.Grow(int(paths))
	m, lengths := make(manifest, n), make([]int32, n)
	for i := range m {
		before := names.Len()
		r.path(&names, lengths, i)
		lengths[i] = int32(names.Len() - before)
		r.record(&m[i])
		if r.bad || uint64(names.Len()) > paths {
			return nil, nil, errDamaged
		}
	}
	all := names.String()
	for i, length := range lengths {
		m[i].file, all = all[:length], all[length:]
		if i > 0 && m[i-1].file >= m[i].file {
			return nil, nil, errDamaged
		}
	}
	places := lengths // whose memory is free now
	for i := range places {
		place := r.uvarint()
		if place >= n {
			return nil, nil, errDamaged
		}
		places[i] = int32(place)
	}
	if r.bad || len(r.rest) > 0 {
		return nil, nil, errDamaged
	}
	return m, places, nil
}

// path appends the path of record i to those of the records before it.
func (r *reader) path(names *strings.Builder, lengths []int32, i int) {
	shared := r.uvarint()
	if shared > 0 {
		if i == 0 || shared > uint64(lengths[i-1]) {
			r.bad = true
			return
		}
		start := names.Len() - int(lengths[i-1])
		names.WriteString(names.String()[start : start+int(shared)])
	}
	names.Write(r.text())
}

// record reads what follows the path.
func (r *reader) record(rec *record) {
	copy(rec.key[:], r.bytes(uint64(len(rec.key))))
	size := r.uvarint()
	rec.size, rec.copied = int64(size>>1), size&1 == 1
	if !rec.copied {
		rec.sum = r.uint32()
	}
}

// readManifest reads the manifest file. A missing one is fs.ErrNotExist.
func readManifest(path string) (manifest, []int32, error) {
	b, err := readBounded(path, maxManifest)
	if err != nil {
		return nil, nil, err
	}
	return decodeManifest(b)
}

// readBounded reads a regular file of at most limit bytes.
func readBounded(path string, limit int64) ([]byte, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > limit {
		return nil, errDamaged
	}
	return os.ReadFile(path)
}

// validFile says whether a name may stand in OUT: relative, without "..", not
// in our own folder, and meaning the same to this system as to us.
func validFile(name string) bool {
	if _, err := filepath.Localize(name); err != nil || name == "." {
		return false
	}
	rest, own := strings.CutPrefix(name, ownDir)
	return !own || rest != "" && rest[0] != '/'
}

// reader takes apart a written form whose checksum has been found right; it
// notes damage instead of returning an error from every step.
type reader struct {
	rest []byte
	bad  bool
}

func newReader(b []byte, magic string) (*reader, error) {
	const sumSize = 4
	if len(b) < len(magic)+sumSize || string(b[:len(magic)]) != magic {
		return nil, errDamaged
	}
	end := len(b) - sumSize
	if crc32.Checksum(b[:end], castagnoli) != binary.BigEndian.Uint32(b[end:]) {
		return nil, errDamaged
	}
	return &reader{rest: b[len(magic):end]}, nil
}

func (r *reader) uvarint() uint64 {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 {
		r.bad, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

func (r *reader) bytes(n uint64) []byte {
	if n > uint64(len(r.rest)) {
		r.bad, r.rest = true, nil
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) text() []byte { return r.bytes(r.uvarint()) }

func (r *reader) uint32() uint32 {
	b := r.bytes(4)
	if b == nil {
		return 0
	}
	return binary.BigEndian.Uint32(b)
}
