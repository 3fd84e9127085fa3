package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"

	"github.com/gatefold/gatefold/provider"
)

// Bounds on looking for the end of pasted code.
const (
	maxPastedBlock = 64 << 10 // bytes from a blank line to the end of the code
	maxGlue        = 4 << 20  // bytes looked at in one article
)

// pastedBlocks reads HTML blocks. By CommonMark (4.6) such a block ends at a blank
// line; but posts have paragraphs, and so has the code of some that authors paste.
// A blank line within the element of a provider's code does not end the block.
type pastedBlocks struct {
	parser.BlockParser
	catalogue *provider.Catalogue
}

// Open begins a block, also with an element whose start tag does not stand alone in
// its line, if it is a provider's and goes on over a blank line; and with one whose
// name has a colon, which is none to CommonMark (<fb:post>).
func (p pastedBlocks) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	node, state := p.BlockParser.Open(parent, reader, pc)
	if node != nil || ast.IsParagraph(pc.LastOpenedBlock().Node) {
		return node, state
	}
	line, segment := reader.PeekLine()
	if p.isPrefixed(line) {
		return p.open(reader, segment)
	}
	if parent.Kind() != ast.KindDocument {
		return node, state
	}
	s, src := of(pc), reader.Source()
	blank := nextBlank(src, segment.Start, min(s.glue, maxPastedBlock))
	end, looked := p.endOfCode(src, segment.Start, blank, s.glue)
	if s.glue -= looked; end == 0 {
		return node, state
	}
	return p.open(reader, segment)
}

// open begins a block with a line.
func (p pastedBlocks) open(reader text.Reader, segment text.Segment) (ast.Node, parser.State) {
	block := ast.NewHTMLBlock(ast.HTMLBlockType7)
	block.Lines().Append(segment)
	reader.AdvanceToEOL()
	return block, parser.NoChildren
}

// isPrefixed reports whether a line begins with an element of a provider's whose name
// has a colon.
func (p pastedBlocks) isPrefixed(line []byte) bool {
	line = bytes.TrimLeft(line, " ")
	end := bytes.IndexAny(line, " \t\n>/")
	if end < 0 || line[0] != '<' || bytes.IndexByte(line[:end], ':') < 0 {
		return false
	}
	_, ok := p.catalogue.Mark(string(bytes.ToLower(line[1:end])), nil)
	return ok
}

// nextBlank returns where the next blank line begins, or else the end of what may
// be looked at.
func nextBlank(src []byte, from, limit int) int {
	end := min(len(src), from+limit)
	for at := from; at < end; {
		n := bytes.IndexByte(src[at:end], '\n')
		if n < 0 {
			break
		}
		if at += n + 1; at < end && util.IsBlank(src[at:lineEnd(src, at)]) {
			return at
		}
	}
	return end
}

func lineEnd(src []byte, at int) int {
	if n := bytes.IndexByte(src[at:], '\n'); n >= 0 {
		return at + n + 1
	}
	return len(src)
}

// Continue adds a line to a block, or ends it.
func (p pastedBlocks) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, segment := reader.PeekLine()
	block := node.(*ast.HTMLBlock)
	byBlank := block.HTMLBlockType == ast.HTMLBlockType6 || block.HTMLBlockType == ast.HTMLBlockType7
	if !byBlank || !util.IsBlank(line) || node.Parent() == nil || node.Parent().Kind() != ast.KindDocument {
		return p.BlockParser.Continue(node, reader, pc)
	}
	if s := of(pc); segment.Start >= s.glued {
		from := max(s.glued, block.Lines().At(0).Start)
		end, looked := p.endOfCode(reader.Source(), from, segment.Start, s.glue)
		if s.glue -= looked; end == 0 {
			return p.BlockParser.Continue(node, reader, pc)
		}
		s.glued = end
	}
	block.Lines().Append(segment)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// endOfCode returns where the element of a provider ends that begins behind from
// and is open at a blank line; 0 if there is none. It looks at no more bytes than
// budget, and says at how many it did.
func (p pastedBlocks) endOfCode(src []byte, from, blank, budget int) (end, looked int) {
	limit := min(len(src), blank+maxPastedBlock, from+budget)
	z := html.NewTokenizer(bytes.NewReader(src[from:max(from, limit)]))
	name, depth := "", 0
	for at := from; ; {
		kind := z.Next()
		at += len(z.Raw())
		switch kind {
		case html.ErrorToken:
			return 0, at - from
		case html.StartTagToken:
			if t := z.Token(); depth > 0 && t.Data == name {
				depth++
			} else if depth == 0 && p.isCode(&t) {
				name, depth = t.Data, 1
			}
		case html.EndTagToken:
			if tag, _ := z.TagName(); depth == 0 || string(tag) != name {
				break
			}
			if depth--; depth == 0 && at > blank {
				return at, at - from
			}
		}
		if depth == 0 && at >= blank {
			return 0, at - from
		}
	}
}

// isCode reports whether an element is one that a provider's code is made of.
func (p pastedBlocks) isCode(t *html.Token) bool {
	m, ok := p.catalogue.Mark(t.Data, t.Attr)
	return ok && m.Kind == provider.NameMark && !m.Weak && t.Data != "img"
}
