package provider

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// strangeAddress reads the address of an unknown piece: it returns it as a
// browser would ask for it, and its host with the port if that is not the usual
// one. Path, query and fragment stay as they are, byte for byte, but for what a
// browser escapes in any case.
func strangeAddress(raw string) (address, host string, ok bool) {
	if len(raw) > maxAddress {
		return "", "", false
	}
	raw = trimControls(raw)
	after, usual, ok := cutScheme(raw)
	if !ok {
		return "", "", false
	}
	end := strings.IndexAny(after, "/?#\\")
	if end < 0 {
		end = len(after)
	}
	name, port, _ := strings.Cut(after[:end], ":")
	var place [maxHost + 1]byte
	clean, ok := appendHost(place[:0], name)
	if !ok || !isPublic(string(clean)) {
		return "", "", false
	}
	host = string(clean)
	if port != "" && port != usual {
		// A port of an http server does not speak https.
		if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 || port[0] == '0' || usual != "443" {
			return "", "", false
		}
		host += ":" + port
	}
	rest, ok := strangeRest(after[end:])
	return "https://" + host + rest, host, ok
}

// strangeRest reads path, query and fragment. Controls and backslashes are
// refused: browsers drop the ones and turn the others around.
func strangeRest(rest string) (string, bool) {
	if rest == "" || rest[0] != '/' {
		rest = "/" + rest
	}
	if !utf8.ValidString(rest) {
		return "", false
	}
	b := make([]byte, 0, len(rest)+16)
	for i := range len(rest) {
		switch c := rest[i]; {
		case c < ' ' || c == 0x7f || c == '\\':
			return "", false
		case c >= utf8.RuneSelf, strings.IndexByte(" \"<>`", c) >= 0:
			b = appendQueryEscaped(b, rest[i:i+1])
		default:
			b = append(b, c)
		}
	}
	return string(b), true
}
