package provider

import "bytes"

// Sieve says of a name in a start tag whether it may be a provider's mark, in a
// few nanoseconds and without an allocation. What passes has to be looked at with
// [Catalogue.Mark]; what does not pass is no mark. It is for those who see every
// tag of a page.
type Sieve struct {
	classes, ids, attributes, elements sieveBits

	hosts *hostIndex // of the addresses in signatures
}

// sieveBits has three bits for each name: for its first bytes, and for all of it,
// or, where only the beginning is known, for that.
type sieveBits struct {
	starts, wholes [1 << 13 / 64]uint64
	likes          [1 << 10 / 64]uint64
}

// Sieve makes the sieve of the catalogue.
func (c *Catalogue) Sieve() *Sieve {
	x, s := c.marks(), new(Sieve)
	for name := range x.classes {
		s.classes.add(name)
	}
	for name := range x.weak {
		s.classes.add(name)
	}
	for name := range x.placeholders {
		s.classes.add(name)
	}
	for name := range x.ids {
		s.ids.add(name)
	}
	for _, like := range x.classesLike {
		s.classes.addPrefix(like.prefix)
	}
	for _, like := range x.idsLike {
		s.ids.addPrefix(like.prefix)
	}
	for name := range x.attributes {
		s.attributes.add(attributeRoot(name))
	}
	for name := range x.weakNames {
		s.attributes.add(attributeRoot(name))
	}
	for _, name := range [...]string{"data-service", "data-plyr-provider", "data-provider", "data-video-provider", "data-video-type", "data-platform", "data-embed-src", "data-frame-src", "data-oembed-url"} {
		s.attributes.add(attributeRoot(name)) // see isServiceKey and isFrameKey
	}
	s.attributes.addPrefix("iframe")
	for _, class := range holders {
		s.classes.add(class)
	}
	s.classes.add(frameHolder)
	for name := range x.elements {
		s.elements.add(name)
	}
	for _, name := range [...]string{"amp-iframe", "oembed", "embetty-video"} {
		s.elements.add(name) // they hold addresses, see loadOf
	}
	s.hosts = &x.hosts
	return s
}

// Value reports whether the value of an attribute whose name begins with "data-", as
// it is written in the page, may hold the address of a provider's frame.
func (s *Sieve) Value(value []byte) bool {
	switch {
	case len(value) == 0:
		return false
	case value[0] == '{':
		return bytes.Contains(value, []byte("_url")) || bytes.Contains(value, []byte("videoType"))
	case value[0] == '<', value[0] == '&':
		return bytes.Contains(value, []byte("iframe")) || bytes.Contains(value, []byte("blockquote"))
	case value[0] == 'P':
		return mayBePacked(value)
	}
	if !isAbsolute(value) || len(value) > maxAddress {
		return false
	}
	after := value[bytes.IndexByte(value, '/')+1:]
	if len(after) == 0 || after[0] != '/' {
		return bytes.IndexByte(value, '&') >= 0
	}
	end := bytes.IndexAny(after[1:], `/?#\&`)
	if end < 0 {
		return false
	}
	var place [maxHost + 1]byte
	if end > maxHost {
		return false
	}
	host := place[:0]
	for _, c := range after[1 : 1+end] {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		host = append(host, c)
	}
	var found [maxCandidates]candidate
	_, claimed := s.hosts.lookup(host, found[:0])
	return claimed || after[1+end] == '&'
}

// Classes reports whether one of the classes in the value of a class attribute, as
// it is written in the page, may be a mark. One with character references may be.
func (s *Sieve) Classes(value []byte) bool {
	for i := 0; i < len(value); {
		for i < len(value) && value[i] <= ' ' {
			i++
		}
		start := i
		for i < len(value) && value[i] > ' ' {
			if value[i] == '&' {
				return true
			}
			i++
		}
		if i > start && s.classes.has(value[start:i]) {
			return true
		}
	}
	return false
}

// ID reports the same of the value of an id attribute.
func (s *Sieve) ID(value []byte) bool { return s.ids.has(value) || bytes.IndexByte(value, '&') >= 0 }

// Attribute reports whether the name of an attribute, in lower case, may be a
// mark.
func (s *Sieve) Attribute(name []byte) bool { return s.attributes.has(attributeRoot(name)) }

// Element reports whether the name of an element, in lower case, may be a mark.
func (s *Sieve) Element(name []byte) bool { return s.elements.has(name) }

// attributeRoot is what tells an attribute from others: nearly all of them begin
// with "data-".
func attributeRoot[T string | []byte](name T) T {
	const usual = "data-"
	if len(name) > len(usual) && string(name[:len(usual)]) == usual {
		return name[len(usual):]
	}
	return name
}

func (b *sieveBits) add(name string) {
	start, whole := sieveStart([]byte(name)), sieveWhole([]byte(name))
	b.starts[start/64] |= 1 << (start % 64)
	b.wholes[whole/64] |= 1 << (whole % 64)
}

func (b *sieveBits) addPrefix(prefix string) {
	start := sieveStart([]byte(prefix))
	b.starts[start/64] |= 1 << (start % 64)
	b.likes[start%1024/64] |= 1 << (start % 64)
}

func (b *sieveBits) has(name []byte) bool {
	start := sieveStart(name)
	return b.starts[start/64]>>(start%64)&1 != 0 && b.hasWhole(name, start)
}

// hasWhole is asked of few names.
func (b *sieveBits) hasWhole(name []byte, start uint32) bool {
	if b.likes[start%1024/64]>>(start%64)&1 != 0 {
		return true
	}
	whole := sieveWhole(name)
	return b.wholes[whole/64]>>(whole%64)&1 != 0
}

// sieveLength is how many bytes of a name count at first. The names of which only
// the beginning is known are no shorter.
const sieveLength = 4

// sieveStart is a multiplicative hash of the first four bytes.
func sieveStart(name []byte) uint32 {
	var n uint32
	if len(name) >= sieveLength {
		n = uint32(name[0]) | uint32(name[1])<<8 | uint32(name[2])<<16 | uint32(name[3])<<24
	} else {
		for i, c := range name {
			n |= uint32(c) << (8 * i)
		}
	}
	return n * 2654435769 >> (32 - 13)
}

// sieveWhole is FNV-1a of the whole name.
func sieveWhole(name []byte) uint32 {
	n := uint32(2166136261)
	for _, c := range name {
		n = (n ^ uint32(c)) * 16777619
	}
	return n >> (32 - 13)
}
