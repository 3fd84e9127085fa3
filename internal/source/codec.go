package source

import (
	"encoding/binary"
	"math"
	"slices"
	"time"

	"github.com/gatefold/gatefold/internal/article"
)

// encoder appends values in the form that decoder reads: numbers as varints,
// texts and lists behind their length.
type encoder struct {
	b   []byte
	loc *time.Location
}

func (e *encoder) number(n int64)       { e.b = binary.AppendVarint(e.b, n) }
func (e *encoder) length(n int)         { e.b = binary.AppendUvarint(e.b, uint64(n)) }
func (e *encoder) flag(yes bool)        { e.b = append(e.b, bit(yes)) }
func (e *encoder) sum(d article.Digest) { e.b = append(e.b, d[:]...) }

func (e *encoder) text(s string) {
	e.length(len(s))
	e.b = append(e.b, s...)
}

func (e *encoder) texts(ss []string) {
	e.length(len(ss))
	for _, s := range ss {
		e.text(s)
	}
}

func bit(yes bool) byte {
	if yes {
		return 1
	}
	return 0
}

// How the zone of a time is written.
const (
	noTime = iota
	inUTC
	inLocation // of the publication
	atOffset
)

func (e *encoder) time(t time.Time) {
	_, offset := t.Zone()
	zone := byte(atOffset)
	switch {
	case t.IsZero():
		e.b = append(e.b, noTime)
		return
	case t.Location() == time.UTC:
		zone = inUTC
	case t.Location() == e.loc:
		zone = inLocation
	}
	e.b = append(e.b, zone)
	e.number(t.Unix())
	e.length(t.Nanosecond())
	if zone == atOffset {
		e.number(int64(offset))
	}
}

// Types of values in Params.
const (
	anyNil = iota
	anyFalse
	anyTrue
	anyInt
	anyUint
	anyFloat
	anyText
	anyList
	anyTable
)

func (e *encoder) any(v any) {
	switch v := v.(type) {
	case bool:
		e.b = append(e.b, anyFalse+bit(v))
	case int64:
		e.b = append(e.b, anyInt)
		e.number(v)
	case uint64:
		e.b = binary.AppendUvarint(append(e.b, anyUint), v)
	case float64:
		e.b = binary.LittleEndian.AppendUint64(append(e.b, anyFloat), math.Float64bits(v))
	case string:
		e.b = append(e.b, anyText)
		e.text(v)
	case []any:
		e.b = append(e.b, anyList)
		e.length(len(v))
		for _, item := range v {
			e.any(item)
		}
	case map[string]any:
		e.b = append(e.b, anyTable)
		e.table(v)
	default:
		e.b = append(e.b, anyNil)
	}
}

// table writes keys in order, so that equal tables give equal bytes.
func (e *encoder) table(m map[string]any) {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	e.length(len(keys))
	for _, k := range keys {
		e.text(k)
		e.any(m[k])
	}
}

// decoder reads what encoder wrote. Texts share the memory of s. At the first
// thing that cannot be right, bad is set and everything else reads as zero.
type decoder struct {
	s     string
	loc   *time.Location
	bad   bool
	slabs *slabs // where short lists are put; nil until there is one
}

// slabs are blocks that short lists are cut from: of an article's tags, authors
// and frames there are tens of thousands of lists, each of a few items.
type slabs struct {
	texts   []string
	bylines []article.Byline
	frames  []article.EmbedKey
	names   [1 << 8]string // see decoder.name
}

// slabSize is how many items a block has.
const slabSize = 1024

func (d *decoder) blocks() *slabs {
	if d.slabs == nil {
		d.slabs = &slabs{}
	}
	return d.slabs
}

// cut takes a list of n items from a block, whose rest stays for the next.
func cut[T any](slab *[]T, n int) []T {
	if n > slabSize/8 {
		return make([]T, n)
	}
	if len(*slab) < n {
		*slab = make([]T, slabSize)
	}
	list := (*slab)[:n:n]
	*slab = (*slab)[n:]
	return list
}

func (d *decoder) fail() {
	d.bad, d.s = true, ""
}

func (d *decoder) byte() byte {
	if d.s == "" {
		d.fail()
		return 0
	}
	c := d.s[0]
	d.s = d.s[1:]
	return c
}

func (d *decoder) flag() bool { return d.byte() == 1 }

func (d *decoder) unsigned() uint64 {
	if d.s != "" && d.s[0] < 0x80 { // most numbers are small
		n := uint64(d.s[0])
		d.s = d.s[1:]
		return n
	}
	var n uint64
	for shift := 0; shift < 64; shift += 7 {
		c := d.byte()
		n |= uint64(c&0x7f) << shift
		if c < 0x80 {
			return n
		}
	}
	d.fail()
	return 0
}

func (d *decoder) number() int64 {
	n := d.unsigned()
	return int64(n>>1) ^ -int64(n&1)
}

// length reads the length of something of which each part takes a byte at
// least.
func (d *decoder) length() int {
	n := d.unsigned()
	if n > uint64(len(d.s)) {
		d.fail()
		return 0
	}
	return int(n)
}

func (d *decoder) text() string {
	n := d.length()
	s := d.s[:n]
	d.s = d.s[n:]
	return s
}

// name reads a text that many articles have alike: a section, a tag, a provider.
// Those that came lately are given again, so that who goes over the articles in
// another order than that of the file finds them in the processor's caches.
func (d *decoder) name() string {
	s := d.text()
	if s == "" {
		return s
	}
	at := (uint(len(s)) + 7*uint(s[0]) + 31*uint(s[len(s)-1]) + 101*uint(s[len(s)/2])) & (1<<8 - 1)
	known := &d.blocks().names[at]
	if *known != s {
		*known = s
	}
	return *known
}

// names reads a list of such texts.
func (d *decoder) names() []string {
	n := d.length()
	if n == 0 {
		return nil
	}
	ss := cut(&d.blocks().texts, n)
	for i := range ss {
		ss[i] = d.name()
	}
	return ss
}

func (d *decoder) texts() []string {
	n := d.length()
	if n == 0 {
		return nil
	}
	ss := cut(&d.blocks().texts, n)
	for i := range ss {
		ss[i] = d.text()
	}
	return ss
}

func (d *decoder) sum() article.Digest {
	var sum article.Digest
	if len(d.s) < len(sum) {
		d.fail()
		return sum
	}
	copy(sum[:], d.s)
	d.s = d.s[len(sum):]
	return sum
}

func (d *decoder) time() time.Time {
	zone := d.byte()
	if zone == noTime {
		return time.Time{}
	}
	t := time.Unix(d.number(), int64(d.unsigned()))
	switch zone {
	case inUTC:
		return t.UTC()
	case inLocation:
		return t.In(d.loc)
	case atOffset:
		return t.In(time.FixedZone("", int(d.number())))
	}
	d.fail()
	return time.Time{}
}

func (d *decoder) any(depth int) any {
	if depth > 2*maxDepth {
		d.fail()
	}
	switch d.byte() {
	case anyFalse:
		return false
	case anyTrue:
		return true
	case anyInt:
		return d.number()
	case anyUint:
		return d.unsigned()
	case anyFloat:
		return d.float()
	case anyText:
		return d.text()
	case anyList:
		items := make([]any, d.length())
		for i := range items {
			items[i] = d.any(depth + 1)
		}
		return items
	case anyTable:
		return d.table(depth + 1)
	}
	return nil
}

func (d *decoder) float() float64 {
	if len(d.s) < 8 {
		d.fail()
		return 0
	}
	bits := binary.LittleEndian.Uint64([]byte(d.s[:8]))
	d.s = d.s[8:]
	return math.Float64frombits(bits)
}

func (d *decoder) table(depth int) map[string]any {
	n := d.length()
	if n == 0 && depth == 0 {
		return nil
	}
	m := make(map[string]any, n)
	for range n {
		k := d.text()
		m[k] = d.any(depth)
	}
	return m
}
