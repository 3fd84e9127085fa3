package provider

import "strings"

// doubly are the ways in which an ampersand gets about that was escaped once too
// often. No service has a parameter that begins so.
var doubly = [...]string{"&amp;", "&#38;", "&#038;", "&#x26;"}

// unescapedTwice undoes what a text editor or a database did to the ampersands of
// an address once too often; all others are returned as they are.
func unescapedTwice(address string) string {
	if !strings.Contains(address, ";") {
		return address
	}
	for range 4 {
		before := address
		for _, wrong := range doubly {
			address = strings.ReplaceAll(address, wrong, "&")
		}
		if address == before {
			break
		}
	}
	return address
}
