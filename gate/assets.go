package gate

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"sync"
)

//go:embed assets
var assetFiles embed.FS

// Asset is a file that the site serves unchanged for ever: its name changes
// with its content.
type Asset struct {
	Path string // "/_gatefold/gate.HASH.js", without Options.Base
	Type string // media type with charset
	Body []byte
}

// Assets are the files that pages with gates and embed documents need.
func Assets() []Asset {
	a := assets()
	return []Asset{a.gate, a.choices, a.embed, a.height, a.style, a.closed}
}

// ScriptPath is the address of the script for pages that hold a gate, without
// Options.Base. The page loads it with defer; all of it works without.
func ScriptPath() string { return assets().gate.Path }

// ChoicesPath is the address of the script for the page of choices, see
// [Gates.AppendChoices], without Options.Base. The page loads it with defer.
func ChoicesPath() string { return assets().choices.Path }

// closedPath is the address of the empty document that takes the place of the
// provider's when a reader without scripts closes a piece.
func closedPath() string { return assets().closed.Path }

// Style is the style sheet of gates, which the page inlines. It takes colours
// from the custom properties --paper, --muted, --line, --accent and --accent-ink,
// and does without them.
func Style() string { return assets().gateStyle }

// StyleHash is the hash by which a policy allows an inline style sheet:
// "sha256-…", to be given to [PagePolicy].
func StyleHash(css string) string {
	sum := sha256.Sum256([]byte(css))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// made is what this package serves, ready to be served.
type made struct {
	gateStyle                                   string // inlined by pages
	gate, choices, embed, height, style, closed Asset
}

var assets = sync.OnceValue(func() made {
	const script, style, html = "text/javascript; charset=utf-8", "text/css; charset=utf-8", "text/html; charset=utf-8"
	return made{
		gateStyle: squeezeStyle("gate.css"),
		gate:      asset("gate", ".js", script, alone("memory.js", "gate.js")),
		choices:   asset("choices", ".js", script, alone("memory.js", "choices.js")),
		embed:     asset("embed", ".js", script, squeeze("embed.js")),
		height:    asset("height", ".js", script, squeeze("height.js")),
		style:     asset("embed", ".css", style, squeezeStyle("embed.css")),
		closed:    asset("closed", ".html", html, squeeze("closed.html")),
	}
})

func asset(name, ext, mediaType, body string) Asset {
	sum := sha256.Sum256([]byte(body))
	return Asset{Path: "/_gatefold/" + name + "." + hex.EncodeToString(sum[:5]) + ext, Type: mediaType, Body: []byte(body)}
}

func read(name string) string {
	data, err := assetFiles.ReadFile("assets/" + name)
	if err != nil {
		panic(err) // the program was built without its assets
	}
	return string(data)
}

// alone joins scripts into one whose names are nobody else's.
func alone(names ...string) string {
	script := "(()=>{\n"
	for _, name := range names {
		script += squeeze(name)
	}
	return script + "})()\n"
}

// squeeze takes indentation, empty lines and lines of comment out of a script,
// and the blanks around signs. Line ends stay, for they end statements, but for
// those after an opening brace and before a closing one.
func squeeze(name string) string {
	var b strings.Builder
	for line := range strings.Lines(read(name)) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "//") {
			b.WriteString(closeUp(line))
			b.WriteByte('\n')
		}
	}
	return strings.NewReplacer("{\n", "{", "\n}", "}").Replace(b.String())
}

// closeUp takes out blanks that stand beside a sign and in no quotation marks.
func closeUp(line string) string {
	const signs = "=<>!&|?:{}()[],;+*"
	out := make([]byte, 0, len(line))
	var quote byte
	for i := range len(line) {
		c := line[i]
		switch {
		case quote != 0:
			if c == quote && line[i-1] != '\\' {
				quote = 0
			}
		case c == '\'' || c == '"' || c == '`':
			quote = c
		case c == ' ' && (strings.IndexByte(signs, line[i-1]) >= 0 || strings.IndexByte(signs, line[i+1]) >= 0):
			continue
		}
		out = append(out, c)
	}
	return string(out)
}

// squeezeStyle takes comments, line ends and indentation out of a style sheet.
func squeezeStyle(name string) string {
	css := read(name)
	for {
		before, rest, found := strings.Cut(css, "/*")
		if !found {
			break
		}
		_, after, _ := strings.Cut(rest, "*/")
		css = before + after
	}
	var b strings.Builder
	for line := range strings.Lines(css) {
		line = strings.TrimSpace(line)
		line = strings.Replace(line, ": ", ":", 1)
		b.WriteString(strings.Replace(line, " {", "{", 1))
	}
	return strings.ReplaceAll(b.String(), ";}", "}")
}
