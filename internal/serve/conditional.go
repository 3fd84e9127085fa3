package serve

import "strings"

// matches says whether an If-None-Match header names the tag, by the weak
// comparison that RFC 9110, section 13.1.2, asks for. tag has its quotes.
func matches(headers []string, tag string) bool {
	for _, h := range headers {
		for h = strings.TrimLeft(h, " \t,"); h != ""; h = strings.TrimLeft(h, " \t,") {
			if h[0] == '*' {
				return true
			}
			h = strings.TrimPrefix(h, "W/")
			if h == "" || h[0] != '"' {
				return false // not a list of tags
			}
			end := strings.IndexByte(h[1:], '"')
			if end < 0 {
				return false
			}
			if h[:end+2] == tag {
				return true
			}
			h = h[end+2:]
		}
	}
	return false
}
