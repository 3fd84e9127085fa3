package main

import (
	"context"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/site"
	"github.com/gatefold/gatefold/internal/source"
)

// content shows the site what a folder holds.
type content struct {
	*source.Publication
	folder *source.Folder
	files  []site.File
}

func newContent(folder *source.Folder, p *source.Publication) *content {
	c := &content{Publication: p, folder: folder, files: make([]site.File, len(p.Files))}
	for i := range p.Files {
		f := &p.Files[i]
		c.files[i] = site.File{Path: f.Path, Source: f.Name(), Size: f.Size, ModTime: f.ModTime, Digest: f.Digest, Content: f}
	}
	return c
}

func (c *content) Articles() []*article.Article { return c.Publication.Articles }
func (c *content) Listings() []*article.Listing { return c.Publication.Listings }
func (c *content) Files() []site.File           { return c.files }

func (c *content) Body(ctx context.Context, a *article.Article) (article.Body, error) {
	return c.folder.Body(ctx, a)
}
