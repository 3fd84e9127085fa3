package rewrite

import "bytes"

// A page that is kept as a file gets no headers from us: Options.Meta puts the
// policy into it, before anything that the policy governs.

// passMark moves on behind a byte order mark. It is none unless it comes first, and would
// begin the body.
func (s *stream) passMark() {
	const mark = "\uFEFF"
	if s.nested > 0 || !s.utf8 {
		return
	}
	for s.end < len(mark) && s.more() {
	}
	if bytes.HasPrefix(s.buf[:s.end], []byte(mark)) {
		s.pos = len(mark)
	}
}

// insertMeta puts the policy in at pos, where the head begins: behind the head's
// tag, or before whatever begins the head, or the body, without one: a tag, even an end tag,
// or text.
func (s *stream) insertMeta() {
	s.metaDone = true
	if !s.r.o.Meta || s.nested > 0 {
		return
	}
	text := s.metaHTML()
	for s.end-s.pos < len(text) && s.more() {
	}
	if bytes.HasPrefix(s.buf[s.pos:s.end], text) {
		return // it has been here before
	}
	s.copyTo(s.pos)
	s.put(text)
}

// metaHTML is what is put in. The encoding is said once more where the page says it
// in its first bytes: behind a policy it might be out of sight.
func (s *stream) metaHTML() []byte {
	var b []byte
	if s.named != "" {
		b = append(b, `<meta charset="`+s.named+`">`...)
	}
	b = append(b, `<meta http-equiv="Content-Security-Policy" content="`...)
	b = appendEncoded(b, []byte(s.r.ownPolicy(s.page)))
	return append(b, `"><meta http-equiv="x-dns-prefetch-control" content="off">`...)
}

// beforeTag puts the policy in before a start tag that begins what a head is for.
func (s *stream) beforeTag(t *tag) {
	switch t.kind {
	case eHtml:
	case eHead:
		s.metaNext = true
	default:
		s.insertMeta()
	}
}

// escapes takes the bytes out that begin another alphabet in ISO-2022-JP. A browser
// that is told nothing of a page's encoding may find that one out by itself, and
// would then read text where we read tags.
type escapes struct{ s *stream }

func (e escapes) Read(p []byte) (int, error) {
	n, err := e.s.plain.Read(p)
	for i := bytes.IndexByte(p[:n], 0x1B); i >= 0; i = bytes.IndexByte(p[:n], 0x1B) {
		p[i] = ' '
		if !e.s.warned {
			e.s.warned = true
			e.s.find(Finding{Kind: Unclear, Action: Dropped, Reason: "escape characters in a page that does not name its encoding"}, 0)
		}
	}
	return n, err
}
