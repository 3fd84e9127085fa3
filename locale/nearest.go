package locale

import "github.com/gatefold/gatefold/internal/spelling"

// nearest returns the candidate that was probably meant by s, or "" where there
// are none.
func nearest(s string, candidates []string) string {
	best, _ := spelling.Nearest(s, candidates)
	return best
}
