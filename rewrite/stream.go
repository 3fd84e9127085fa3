package rewrite

import (
	"bytes"
	"io"
	"net/url"

	"golang.org/x/net/html"
)

// stream is one page on its way through.
type stream struct {
	window
	r    *Rewriter
	page *Page
	res  Result

	findings, documents int // there will probably be

	t     tag      // the tag that is looked at; its offsets are from pos
	small [32]byte // for short names
	host  [longestHost + 1]byte
	own   []byte // what addresses of the own site begin with, see isOnOwn
	tmp   []byte // for what is put into the page
	made  []byte // the gate that was made last

	context
	pieces
	cuts  []cut
	edits []edit // of the tag
	css   sheet
	hooks hooks
	*recent
	styled    decoded // the style attribute that is looked at
	styledAt  *attribute
	markAttrs []html.Attribute
	keyBuf    []byte
	values    []byte // of the attributes of the tag, where they were written with references
	lately    judgement
	x         extent
	path      string // of the page
	policy    sitePolicy
	charset

	nested    int      // documents within documents
	hasBase   bool     // a base element was seen
	base0     *url.URL // the base of the page where it is another site's
	moved     bool     // base0 is taken out, so links are made whole
	elsewhere bool     // paths do not lead to the own origin
	closer    io.Closer
	metaDone  bool      // Options.Meta has been seen to
	metaNext  bool      // its place is here
	plain     io.Reader // src before escapes are taken out
	warned    bool

	line bool // something stands in the line before pos
	told bool // and words in the link, if we are in one

	body, bodyEnd int64 // of the script that was looked at last, in the page
}

// recent is what a stream remembers from page to page. Each thing has one place that it
// shares with others; what comes later takes it.
type recent struct {
	dull      [dullSlots]dullSlot
	parties   [1 << partyBits]party
	addresses [1 << addressBits]string
}

// cut is a stretch of the page that is taken out when it comes by, and what takes
// its place. Offsets are of the page.
type cut struct {
	from, to int64
	piece    found // without one nothing takes its place
}

// newStream makes a stream with its window.
func newStream(r *Rewriter) *stream {
	s := &stream{r: r, recent: new(recent), window: window{buf: make([]byte, firstWindow), most: maxWindow, out: make([]byte, 0, outSize)}}
	s.hooks = hooks{s.judgeText, s.judgeInAttribute, s.swapText, s.swapInAttribute}
	return s
}

// begin sets the stream up for a page. The window is that of the page before.
func (s *stream) begin(dst io.Writer, src io.Reader, p *Page) {
	s.dst, s.src, s.page = dst, src, p
	s.kept = -1
	s.frozen = s.r.o.ReportOnly
	s.langs = append(s.langs[:0], "")
	s.metaDone = !s.r.o.Meta
	if p.URL != nil {
		s.path = p.URL.EscapedPath()
	}
	s.policy = sitePolicy{page: p.URL, base: s.r.o.Gates.Base()}
	for _, policy := range p.Policies {
		s.policy.add(policy)
	}
}

// reset forgets the page. What was made room for stays.
func (s *stream) reset() {
	clear(s.markAttrs)
	*s = stream{
		r:        s.r,
		hooks:    s.hooks,
		recent:   s.recent,
		window:   window{buf: s.buf, most: s.most, out: s.out[:0]},
		t:        tag{attrs: s.t.attrs[:0]},
		tmp:      s.tmp[:0],
		made:     s.madeRoom(),
		own:      s.own[:0],
		findings: s.findings, documents: s.documents,
		context: context{open: s.open[:0], drawing: s.drawing[:0], langs: s.langs[:0]},
		pieces:  pieces{said: s.said, ids: s.ids},
		edits:   s.edits[:0], markAttrs: s.markAttrs[:0], keyBuf: s.keyBuf[:0], values: s.values[:0], cuts: s.cuts[:0],
		x: extent{t: tag{attrs: s.x.t.attrs[:0]}},
	}
	clear(s.said)
	clear(s.ids)
}

// madeRoom is the room in which gates are made, if it is not uncommonly large.
func (s *stream) madeRoom() []byte {
	const most = 16 << 10
	if cap(s.made) > most {
		return nil
	}
	return s.made[:0]
}

// run rewrites the page, from pos on.
func (s *stream) run() {
	s.passMark()
	for s.err == nil {
		s.glide()
		if !s.next() {
			break
		}
	}
	s.copyTo(s.end)
	s.flush()
}

// next deals with the next token, and reports false at the end of the page.
func (s *stream) next() bool {
	i := 0
	if s.pos == s.end || s.buf[s.pos] != '<' {
		if i = 1; s.end-s.pos < 2 || s.buf[s.pos+1] != '<' { // a line end is the usual text
			i = bytes.IndexByte(s.buf[s.pos:s.end], '<')
		}
	}
	if len(s.cuts) > 0 && s.applyCut(i) {
		return true
	}
	if !s.metaDone && (s.metaNext || !isBlank(s.buf[s.pos:s.textEnd(i)])) {
		s.insertMeta() // behind the head's tag, or before the text that begins the body
		return true
	}
	if i < 0 {
		s.noteText(s.end)
		s.pos = s.end
		if s.line {
			s.kept = -1
		}
		return s.more()
	}
	if i > 0 {
		s.noteText(s.pos + i)
		s.pos += i
	}
	if s.kept >= 0 && s.line {
		s.kept = -1
	}
	b := s.buf[s.pos:s.end]
	if len(b) < 3 && !s.eof {
		if s.more() || !s.eof {
			return true
		}
		b = s.buf[s.pos:s.end]
	}
	switch c := at(b, 1); {
	case isLetter(c):
		return s.startTag(b)
	case c == '/':
		return s.endTag(b)
	case c == '!':
		return s.declaration(b)
	case c == '?':
		return s.skipPast('>')
	}
	s.line = true
	s.pos++ // it is text
	return true
}

// textEnd is where the text before a "<" ends that is i bytes away, or -1 for none.
func (s *stream) textEnd(i int) int {
	if i < 0 {
		return s.end
	}
	return s.pos + i
}

func isBlank(text []byte) bool { return len(trim(text)) == 0 }

func at(b []byte, i int) byte {
	if i < len(b) {
		return b[i]
	}
	return 0
}

// noteText notes whether there is anything to see before buf[i].
func (s *stream) noteText(i int) {
	for _, c := range s.buf[s.pos:i] {
		if !isSpace(c) {
			s.line, s.told = true, true
			return
		}
	}
}

// unfinished deals with a token that the window does not hold to its end: it
// reads more, or, where there is no more, lets the rest pass, since a browser
// drops it. It reports false at the end of the page.
func (s *stream) unfinished() bool {
	if s.moreToken() {
		return true
	}
	if s.full {
		s.dropTag(tooLong)
		return true
	}
	if i := indexEnd(s.buf[s.pos:s.end], "noscript"); s.noscript > 0 && i >= 0 {
		if n := int(s.t.nameEnd); s.t.closing && 0 < n && n <= i {
			s.endHere()
		} else {
			s.dropLong()
		}
		return true
	}
	s.pos = s.end
	return false
}

// moreToken reads more until the token at pos may have ended.
func (s *stream) moreToken() bool {
	had := s.end - s.pos
	for {
		from := s.end - s.pos
		if !s.more() {
			return s.end-s.pos > had
		}
		if s.full || bytes.IndexByte(s.buf[s.pos+from:s.end], '>') >= 0 && (had < 4<<10 || s.end-s.pos > had+had/8) {
			return true
		}
	}
}

const (
	tooMany = "it has more attributes than are looked at"
	tooLong = "it is longer than a tag may be"
	unread  = "it is too long to be looked at"
)

// startTag deals with a start tag.
func (s *stream) startTag(b []byte) bool {
	n := s.scan(&s.t, b, false)
	if n == 0 {
		return s.unfinished()
	}
	t := &s.t
	if t.over {
		s.dropTag(tooMany)
		return true
	}
	if s.noscript > 0 && indexEnd(b[:n], "noscript") >= 0 {
		s.dropTag("it holds the end of the noscript that it stands in")
		return true
	}
	if !s.metaDone {
		s.beforeTag(t)
	}
	if len(t.attrs) > 0 || t.marked || t.traits&watched != 0 || t.kind == none && s.r.sieve.Element(s.name()) {
		if s.decide() {
			return true // it is gone, with or without its content
		}
		if s.outgrows() {
			s.forgetEdits()
			s.dropTag(tooLong)
			return true
		}
	}
	s.enter(t)
	return true
}

// name is the name of the tag in lower case, as far as it is short, and nothing where
// the window does not hold it.
func (s *stream) name() []byte {
	first := 1
	if s.t.closing {
		first = 2
	}
	return lowered(s.buf[s.pos+first:s.pos+max(first, int(s.t.nameEnd))], s.small[:])
}

// element is the name of the tag in lower case, for a report.
func (s *stream) element() string {
	if s.t.kind != none {
		return find(s.t.key).name()
	}
	return string(s.name())
}

// endTag deals with an end tag.
func (s *stream) endTag(b []byte) bool {
	switch c := at(b, 2); {
	case c == '>': // "</>" is nothing at all
		s.pos += 3
		return true
	case !isLetter(c):
		return s.skipPast('>')
	}
	n := s.scan(&s.t, b, false)
	if n == 0 {
		return s.unfinished()
	}
	if s.noscript > 0 && indexEnd(b[1:n], "noscript") >= 0 {
		s.dropTag("it holds the end of the noscript that it stands in")
		return true
	}
	if !s.metaDone {
		s.insertMeta() // the body may begin with it
	}
	s.leave(&s.t)
	return true
}

// done makes the changes to the tag and moves on behind it.
func (s *stream) done(t *tag) {
	s.applyEdits()
	s.pos += int(t.length)
}

// endHere ends an end tag that the page breaks off in behind its name, so that what
// it ends has ended. What follows is text.
func (s *stream) endHere() {
	s.find(Finding{Kind: Unclear, Element: string(s.name()), Action: Kept, Reason: "the page breaks off in its end tag"}, 0)
	s.endAtName()
	s.sayLeftOut()
}

// endAtName ends an end tag behind its name, and moves on to there.
func (s *stream) endAtName() {
	s.t.length = s.t.nameEnd
	s.leave(&s.t)
	s.copyTo(s.pos)
	s.put([]byte{'>'})
}

// dropTag leaves out a tag that is not looked at, up to where its tokenizer says
// that it ends. Of an end tag only the name stays: without it, what it ends would go on.
func (s *stream) dropTag(why string) {
	s.find(Finding{Kind: Unclear, Element: string(s.name()), Action: Dropped, Reason: why}, 0)
	d := drop{state: 'n'}
	i := 1
	if s.t.closing && s.t.nameEnd > 0 {
		s.endAtName()
		i = 0
	}
	for {
		n, ended := d.tag(s.buf[s.pos+i : s.end])
		s.cut(s.pos, s.pos+i+n)
		s.pos += i + n
		if i = 0; ended || !s.more() {
			s.sayLeftOut()
			return
		}
	}
}

// drop follows a tag without noting anything.
type drop struct {
	state byte // 'n': its name; 0: names of attributes; '=': before a value; 'u': an unquoted value; a quote
	key   bool // a name has begun
}

func (d *drop) tag(b []byte) (n int, ended bool) {
	for i, c := range b {
		switch d.state {
		case '"', '\'':
			if c == d.state {
				d.state, d.key = 0, false
			}
			continue
		case '=':
			switch {
			case isSpace(c):
				continue
			case c == '"' || c == '\'':
				d.state = c
				continue
			}
			d.state = 'u'
		}
		switch {
		case c == '>':
			return i + 1, true
		case d.state == 'n':
			if isSpace(c) || c == '/' {
				d.state = 0
			}
		case d.state == 'u':
			if isSpace(c) {
				d.state, d.key = 0, false
			}
		case c == '/':
			d.key = false
		case c == '=' && d.key:
			d.state = '='
		case !isSpace(c):
			d.key = true
		}
	}
	return len(b), false
}
