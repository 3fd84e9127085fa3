package site

// How a list of articles is cut into pages; see "Pages that keep still" in the
// package comment. Articles are indexed from the oldest, 0, to the newest.

// numbered returns how many numbered pages a list of total articles has beside
// its landing page, with size articles to a page.
func numbered(total, size int) int { return max(total/size-1, 0) }

// span returns the articles from (inclusive) to (exclusive) of a page. Number 0
// is the landing page.
func span(number, total, size int) (from, to int) {
	if number == 0 {
		return numbered(total, size) * size, total
	}
	return (number - 1) * size, number * size
}
