// Package spelling finds the name that was probably meant, for messages about a
// name that nobody knows.
package spelling

// Nearest returns the candidate that takes the fewest edits to become s, the first
// of those that tie, and the number of edits. Without candidates it returns ""
// and -1.
func Nearest(s string, candidates []string) (best string, edits int) {
	edits = -1
	for _, c := range candidates {
		if d := distance(s, c); edits < 0 || d < edits {
			best, edits = c, d
		}
	}
	return best, edits
}

// distance counts the bytes to insert, delete or replace, and the neighbours to
// exchange, to turn a into b (optimal string alignment), one row of the table at
// a time.
func distance(a, b string) int {
	before, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		next[0] = i + 1
		for j := range len(b) {
			cost := row[j]
			if a[i] != b[j] {
				cost++
			}
			next[j+1] = min(cost, next[j]+1, row[j+1]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row, next = row, next, before
	}
	return row[len(b)]
}
