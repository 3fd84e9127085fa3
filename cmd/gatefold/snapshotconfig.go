package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/source"
	"github.com/gatefold/gatefold/internal/spelling"
	"github.com/gatefold/gatefold/provider"
)

// snapshotsConfig says what of embeds is kept and shown. What is absent is
// allowed.
type snapshotsConfig struct {
	Keep     *bool    `toml:"keep"`
	Pictures *bool    `toml:"pictures"`
	Without  []string `toml:"without"`
}

// rules gives it to who reads articles.
func (c *snapshotsConfig) rules() source.Snapshots {
	no := func(b *bool) bool { return b != nil && !*b }
	return source.Snapshots{Off: no(c.Keep), TextOnly: no(c.Pictures), Without: c.Without}
}

// check refuses providers that the catalogue does not have: nothing would be
// forbidden then.
func (c *snapshotsConfig) check() error {
	var all []error
	for _, id := range c.Without {
		if err := checkProvider(id); err != "" {
			all = append(all, &article.Problem{File: configFile, Key: "snapshots.without", Message: err, Remedy: likeProvider(id)})
		}
	}
	return errors.Join(all...)
}

// checkProvider says what is wrong with the ID of a provider.
func checkProvider(id string) string {
	if _, ok := provider.Default().Get(id); ok || id == provider.UnknownID {
		return ""
	}
	return fmt.Sprintf("the catalogue has no provider %q", id)
}

// likeProvider names the provider that was probably meant.
func likeProvider(id string) string {
	var ids []string
	for _, p := range provider.Default().All() {
		ids = append(ids, p.ID)
	}
	slices.Sort(ids)
	if best, edits := spelling.Nearest(id, ids); edits <= 2 {
		return fmt.Sprintf("did you mean %q?", best)
	}
	return "docs/providers.md lists all providers"
}
