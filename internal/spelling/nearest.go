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

// distance counts the bytes to insert, delete or replace to turn a into b
// (Levenshtein), one row of the table at a time.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
