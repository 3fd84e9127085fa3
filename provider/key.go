package provider

import "strings"

// maxKey bounds keys in bytes: file systems allow 255 for a name.
const maxKey = 200

// keyLetter gives the characters of addresses that keys cannot hold the letter
// that stands for them behind two tildes. No letter is a hexadecimal digit: two
// of those stand for a percent-encoded byte.
var keyLetter = [...]struct{ char, letter byte }{
	{'?', '.'}, {'=', '_'}, {'@', '-'}, {'&', 'n'}, {':', 'k'}, {'+', 'p'}, {',', 'm'},
	{';', 's'}, {'!', 'x'}, {'$', 'v'}, {'*', 'w'}, {'(', 'o'}, {')', 'q'},
	{'~', 't'}, {'#', 'h'}, {'[', 'l'}, {']', 'r'}, {'/', 'z'}, {'.', 'y'},
}

// letters and chars are the table read both ways.
var letters, chars = func() (l, c [256]byte) {
	for _, k := range keyLetter {
		l[k.char], c[k.letter] = k.letter, k.char
	}
	return l, c
}()

// makeKey writes an address in normal form as a key; "" if it gets too long.
func (p *Provider) makeKey(address string) string {
	short := p.shorten(address)
	if short == "" || len(short) > maxKey {
		return ""
	}
	key := appendKey(make([]byte, 0, len(short)+16), short)
	if len(key) > maxKey {
		return ""
	}
	return string(key)
}

// shorten writes an address as a reference relative to the provider's KeyBase:
// what follows it, or a path on its host, or a host and its path.
func (p *Provider) shorten(address string) string {
	if rest, ok := strings.CutPrefix(address, p.KeyBase); ok && rest != "" && rest[0] != '/' {
		if rest, ok = strings.CutSuffix(rest, p.KeyTail); ok && rest != "" {
			return rest
		}
	}
	if rest, ok := strings.CutPrefix(address, origin(p.KeyBase)); ok && strings.HasPrefix(rest, "/") && !strings.HasPrefix(rest, "//") {
		return rest
	}
	return strings.TrimPrefix(address, "https:")
}

// lengthen is the inverse of shorten.
func (p *Provider) lengthen(short string) string {
	switch {
	case strings.HasPrefix(short, "//"):
		return "https:" + short
	case strings.HasPrefix(short, "/"):
		return origin(p.KeyBase) + short
	default:
		return p.KeyBase + short + p.KeyTail
	}
}

// appendKey writes a reference in the alphabet of keys.
func appendKey(dst []byte, s string) []byte {
	slash := false // the last thing written was a lone tilde
	for i := range len(s) {
		c := s[i]
		switch {
		case c == '/' && !slash:
			dst = append(dst, '~')
			slash = true
			continue
		case c == '%':
			dst = append(dst, '~', '~') // its two digits follow
		case letters[c] != 0 && (c != '.' || len(dst) == 0):
			dst = append(dst, '~', '~', letters[c])
		default:
			dst = append(dst, c)
		}
		slash = false
	}
	return dst
}

// readKey is the inverse of appendKey. It is lenient: who calls it makes the key
// again and compares.
func readKey(key string) (string, bool) {
	b := make([]byte, 0, len(key))
	for i := 0; i < len(key); i++ {
		c := key[i]
		if c != '~' {
			if !unreserved(c) {
				return "", false
			}
			b = append(b, c)
			continue
		}
		run := 1
		for i+run < len(key) && key[i+run] == '~' {
			run++
		}
		i += run - 1
		if run != 2 {
			b = append(b, '/')
		}
		if run == 1 {
			continue
		}
		if i++; run > 3 || i >= len(key) {
			return "", false
		}
		switch c := key[i]; {
		case isHex(c):
			b = append(b, '%', c)
		case chars[c] != 0:
			b = append(b, chars[c])
		default:
			return "", false
		}
	}
	return string(b), true
}
