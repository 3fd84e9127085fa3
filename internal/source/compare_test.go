package source

import (
	"github.com/google/go-cmp/cmp"

	"github.com/gatefold/gatefold/internal/article"
)

type problem = article.Problem

// compare gives the difference between what is wanted and what there is.
func compare(want, got any) string {
	if d := cmp.Diff(want, got); d != "" {
		return "(-want +got)\n" + d
	}
	return ""
}
