package rewrite

import "bytes"

// prescanName finds the encoding that the beginning of a page names (HTML, "prescan
// a byte stream to determine its encoding"). It knows nothing of scripts and
// styles, as browsers do not at this point.
func prescanName(b []byte) string {
	for i := 0; i < len(b); i++ {
		if b[i] != '<' {
			continue
		}
		rest := b[i:]
		switch {
		case bytes.HasPrefix(rest, []byte("<!--")):
			end := bytes.Index(rest[2:], []byte("-->")) // the dashes may be the same
			if end < 0 {
				return ""
			}
			i += 2 + end + 2
		case len(rest) > 5 && equal(rest[:5], "<meta") && (isSpace(rest[5]) || rest[5] == '/'):
			name, n := prescanMeta(rest[5:])
			if name != "" {
				return name
			}
			i += 5 + n - 1
		case len(rest) > 1 && isLetter(rest[1]), len(rest) > 2 && rest[1] == '/' && isLetter(rest[2]):
			n := bytes.IndexAny(rest, " \t\n\r\f>")
			if n < 0 {
				return ""
			}
			i += n
			for {
				_, _, m, ok := prescanAttribute(b[i:])
				i += m
				if !ok {
					break
				}
			}
		case len(rest) > 1 && (rest[1] == '!' || rest[1] == '/' || rest[1] == '?'):
			end := bytes.IndexByte(rest, '>')
			if end < 0 {
				return ""
			}
			i += end
		}
	}
	return ""
}

// prescanMeta reads the attributes of a meta element.
func prescanMeta(b []byte) (encoding string, n int) {
	seen := map[string]bool{}
	var gotPragma, needPragma, known bool
	for {
		name, value, m, ok := prescanAttribute(b[n:])
		n += m
		if !ok {
			break
		}
		if seen[name] {
			continue
		}
		seen[name] = true
		switch name {
		case "http-equiv":
			gotPragma = gotPragma || value == "content-type"
		case "content":
			if label := charsetOf([]byte(value)); label != nil && !known {
				encoding, needPragma, known = encodingName(string(label)), true, true
			}
		case "charset":
			encoding, needPragma, known = encodingName(value), false, true
		}
	}
	if !known || needPragma && !gotPragma {
		return "", n
	}
	switch encoding {
	case "utf-16be", "utf-16le":
		return "utf-8", n
	case "x-user-defined":
		return "windows-1252", n
	}
	return encoding, n
}

// prescanAttribute reads one attribute ("get an attribute"), in lower case. ok is
// false where there is none left.
func prescanAttribute(b []byte) (name, value string, n int, ok bool) {
	for n < len(b) && (isSpace(b[n]) || b[n] == '/') {
		n++
	}
	if n >= len(b) || b[n] == '>' {
		return "", "", n, false
	}
	start := n
	for n < len(b) && (b[n] != '=' || n == start) && !isSpace(b[n]) && b[n] != '/' && b[n] != '>' {
		n++
	}
	name = string(lowerASCII(b[start:n]))
	for n < len(b) && isSpace(b[n]) {
		n++
	}
	if n >= len(b) || b[n] != '=' {
		return name, "", n, n < len(b)
	}
	n++
	for n < len(b) && isSpace(b[n]) {
		n++
	}
	if n >= len(b) {
		return name, "", n, false
	}
	if q := b[n]; q == '"' || q == '\'' {
		end := bytes.IndexByte(b[n+1:], q)
		if end < 0 {
			return name, "", len(b), false
		}
		return name, string(lowerASCII(b[n+1 : n+1+end])), n + end + 2, true
	}
	start = n
	for n < len(b) && !isSpace(b[n]) && b[n] != '>' {
		n++
	}
	return name, string(lowerASCII(b[start:n])), n, true
}
