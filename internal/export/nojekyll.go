package export

import (
	"context"
	"os"

	"github.com/gatefold/gatefold/internal/article"
)

// noJekyllFile tells GitHub Pages to publish folders whose names begin with an
// underscore, as ours does. Other hosts take no notice of it.
const noJekyllFile = ".nojekyll"

// noJekyll is a file without content.
type noJekyll struct{}

func (noJekyll) Append(_ context.Context, dst []byte) ([]byte, error) { return dst, nil }
func (noJekyll) Open() (*os.File, error)                              { return nil, nil }

// noJekyllItem is the file as a part of a site.
func noJekyllItem() item {
	return item{file: noJekyllFile, key: article.Digest{1}, content: noJekyll{}}
}
