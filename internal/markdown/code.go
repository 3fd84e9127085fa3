package markdown

import (
	"bytes"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark/ast"
)

// maxCode bounds how much code is coloured, in bytes: of a block, and hardly
// more than three times that of an article. Longer code is shown plain.
const maxCode = 32 << 10

// fenced appends a fenced code block.
func (w *writer) fenced(n *ast.FencedCodeBlock) {
	language := ""
	if n.Info != nil {
		info := string(unescape(n.Info.Segment.Value(w.original)))
		language, _, _ = strings.Cut(strings.TrimSpace(info), " ")
		language, _, _ = strings.Cut(language, "{")
	}
	w.code(w.codeLines(n), language)
}

// codeLines gives the lines of a code block, with the indent that tabs leave.
func (w *writer) codeLines(n node) []byte {
	lines := n.Lines()
	var b []byte
	for i := range lines.Len() {
		line := lines.At(i)
		for range line.Padding {
			b = append(b, ' ')
		}
		b = append(b, w.original[line.Start:line.Stop]...)
		if line.ForceNewline && !bytes.HasSuffix(b, []byte("\n")) {
			b = append(b, '\n')
		}
	}
	return w.unescaped(b)
}

// unescaped gives code in which escaped shortcodes stand as they are meant to
// be read: Hugo reads shortcodes in code, too, so there is no other way to show
// one. Those that are not escaped stay: code is shown, not run.
func (w *writer) unescaped(b []byte) []byte {
	if !bytes.Contains(b, []byte("{{</*")) && !bytes.Contains(b, []byte("{{%/*")) {
		return b
	}
	var out []byte
	for len(b) > 0 {
		i := bytes.Index(b, []byte("{{"))
		if i < 0 {
			break
		}
		out, b = append(out, b[:i]...), b[i:]
		if isTag(b) {
			if t, n, ok := w.parsing.tagAt(b); ok && t.literal != nil {
				out, b = append(out, t.literal...), b[n:]
				continue
			}
		}
		out, b = append(out, b[:2]...), b[2:]
	}
	return append(out, b...)
}

// code appends code, coloured if its language is known. The block takes focus
// so that it can be scrolled with the keyboard.
func (w *writer) code(b []byte, language string) {
	w.str(`<pre tabindex="0"><code`)
	if name := className(language); name != "" {
		w.str(` class="language-` + name + `"`)
	}
	w.str(">")
	if !w.coloured(b, language) {
		w.buf = appendEscaped(w.buf, b)
	}
	w.str("</code></pre>\n")
}

// className gives the part of a language's name that can stand in a class.
func className(language string) string {
	for i := range len(language) {
		if c := language[i]; !isAlnum(c) && c != '-' && c != '_' && c != '+' && c != '#' && c != '.' {
			return ""
		}
	}
	return language
}

// coloured appends code with a class at each token, the classes that chroma's
// style sheets use. It reports false, and appends nothing, where the language
// is unknown or its lexer fails.
func (w *writer) coloured(b []byte, language string) (ok bool) {
	w.colouring += len(b)
	if language == "" || len(b) > maxCode || w.colouring > 3*maxCode {
		return false
	}
	lexer, known := w.c.lexers()[strings.ToLower(language)]
	if !known {
		return false
	}
	start := len(w.buf)
	defer func() {
		// A lexer is a thousand expressions that somebody wrote; one that
		// fails must not take the article with it.
		if recover() != nil || !ok {
			w.buf, ok = w.buf[:start], false
		}
	}()
	tokens, err := chroma.Coalesce(lexer).Tokenise(nil, string(b))
	if err != nil {
		return false
	}
	for token := tokens(); token != chroma.EOF; token = tokens() {
		w.token(token)
	}
	return true
}

// token appends a token in a span with its class, if it has one.
func (w *writer) token(t chroma.Token) {
	class := ""
	for kind := t.Type; class == "" && kind > 0; kind = kind.Parent() {
		class = chroma.StandardTypes[kind]
		if kind == kind.Parent() {
			break
		}
	}
	if class == "" || t.Type == chroma.Text || t.Type == chroma.TextWhitespace {
		w.buf = appendEscaped(w.buf, t.Value)
		return
	}
	w.str(`<span class="` + class + `">`)
	w.buf = appendEscaped(w.buf, t.Value)
	w.str("</span>")
}

// lexerTable finds lexers by the names and aliases of their languages. chroma
// itself would try hundreds of file patterns for a name it does not know.
type lexerTable map[string]chroma.Lexer

func newLexerTable() lexerTable {
	table := lexerTable{}
	for _, l := range lexers.GlobalLexerRegistry.Lexers {
		config := l.Config()
		table[strings.ToLower(config.Name)] = l
		for _, alias := range config.Aliases {
			table[strings.ToLower(alias)] = l
		}
	}
	return table
}
