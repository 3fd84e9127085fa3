package provider

import "strings"

// pagesOf returns a set of words.
func pagesOf(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// Nearly every service has pages of its own at the same addresses. Where the first part
// of a path may be the name of anything, these words are no name: those of firstPages
// whatever follows, those of onlyPages where nothing does. What is a page of one
// service only is in its record; see [Provider.Reserved].
var (
	firstPages = pagesOf("about account accounts category categories help legal login policies policy privacy search settings signin signup support tag tags terms")
	onlyPages  = pagesOf(`api app apps blog business careers community contact cookies dashboard developers discover docs download downloads
		education enterprise events explore faq features home index.html jobs join logout mobile news notifications popular premium press
		pricing pro products register shop sign-in sign-up store team topics tos trending upload`)
)

// isPage reports whether an address leads to a page of the service itself: the
// expression takes the first part of the path for a name that it is not.
func (f *form) isPage(address string, groups []int) bool {
	start := len(origin(address)) + 1
	if start > len(address) {
		return false
	}
	end := len(address)
	if n := strings.IndexAny(address[start:], "/?#"); n >= 0 {
		end = start + n
	}
	for i := 2; i+1 < len(groups); i += 2 {
		if groups[i] != start || groups[i+1] < end {
			continue
		}
		word := strings.ToLower(address[start:end])
		behind := strings.TrimPrefix(address[end:], "/")
		return firstPages[word] || onlyPages[word] && (behind == "" || behind[0] == '?' || behind[0] == '#')
	}
	return false
}
