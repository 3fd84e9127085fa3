package gate

import (
	"strconv"
	"strings"

	"github.com/gatefold/gatefold/provider"
)

// usualHeight is the height, in CSS px, of a frame of which nothing is known.
const usualHeight = 400

// frameHeight is the height that is reserved for a piece without a shape.
func frameHeight(m provider.Match) int {
	if m.Height <= 0 {
		return usualHeight
	}
	return min(max(m.Height, 50), 5000)
}

// shapes are the shapes that the style sheet knows, by width over height.
var shapes = []struct {
	class string
	ratio float64
}{
	{"gf-9x16", 9.0 / 16}, {"gf-1x1", 1}, {"gf-4x3", 4.0 / 3}, {"gf-3x2", 3.0 / 2}, {"gf-16x10", 16.0 / 10}, {"gf-16x9", 16.0 / 9},
}

// shape is the class of the shape nearest to a ratio such as "16:9"; "gf-any"
// where it is empty or none.
func shape(ratio string) string {
	const none = "gf-any"
	w, h, ok := strings.Cut(ratio, ":")
	if !ok {
		return none
	}
	width, err1 := strconv.ParseFloat(w, 64)
	height, err2 := strconv.ParseFloat(h, 64)
	if err1 != nil || err2 != nil || !(width > 0 && height > 0) {
		return none
	}
	best, least := none, 0.0
	for _, s := range shapes {
		// How far apart two shapes are is a matter of their quotient.
		d := width / height / s.ratio
		if d < 1 {
			d = 1 / d
		}
		if best == none || d < least {
			best, least = s.class, d
		}
	}
	return best
}
