package site

import (
	"context"

	"github.com/gatefold/gatefold/internal/article"
)

const robotsPath = "/robots.txt"

// robots makes robots.txt (RFC 9309). Embed documents are closed to crawlers:
// what they frame belongs to somebody else. The scripts and styles are not.
type robots struct{}

func (b *builder) addRobots() {
	if b.ownFile(robotsPath) != nil {
		return // the publisher's own
	}
	d := b.make(robotsPath, robots{})
	d.Type = typePlain
	b.add(d, "robots.txt")
}

func (robots) key(s *Site, d *digester) article.Digest {
	d.str("robots")
	d.digest(s.stamp)
	return d.sum()
}

func (robots) append(_ context.Context, s *Site, _ *Document, dst []byte) ([]byte, error) {
	dst = append(dst, "User-agent: *\nDisallow: "...)
	dst = append(dst, s.href(reserved+"embed/")...)
	for _, path := range [...]string{sitemapPath, newsPath} {
		dst = append(dst, "\nSitemap: "...)
		dst = append(dst, s.url(path)...)
	}
	return append(dst, '\n'), nil
}
