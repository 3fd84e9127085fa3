package gate

import (
	"time"

	"github.com/gatefold/gatefold/provider"
)

// Snapshot is what a piece said when the article was written. It belongs to the
// article: most readers then need not open the piece, and one that its author
// deletes leaves no hole.
type Snapshot struct {
	provider.Quote
	Picture *Picture // nil where none was kept

	Kept time.Time // when this was written down; zero where nobody knows
	Gone time.Time // when the piece was found to be gone; zero while it is not known to be
}

// Picture is a picture of the piece that was copied to the site.
type Picture struct {
	Src           string // path on the own site, without Options.Base: "/coast/story.snapshots/1.jpg"
	Alt           string // empty where nobody described it
	Width, Height int    // px; 0 where unknown
}
