package main

import (
	"errors"
	"fmt"

	"github.com/gatefold/gatefold/consent"
	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/spelling"
	"github.com/gatefold/gatefold/provider"
)

// embedsConfig says how gates behave.
type embedsConfig struct {
	RememberDays *int     `toml:"remember_days"` // nil: as long as may be; 0: not at all
	Forbid       []string `toml:"forbid"`        // IDs of providers
}

// days gives how long a choice is remembered, as gate.Options has it.
func (c *embedsConfig) days() int {
	switch {
	case c.RememberDays == nil:
		return consent.MaxDays
	case *c.RememberDays == 0:
		return -1
	}
	return *c.RememberDays
}

func (c *embedsConfig) check() error {
	if n := c.RememberDays; n != nil && (*n < 0 || *n > consent.MaxDays) {
		return &article.Problem{File: configFile, Key: "embeds.remember_days", Message: fmt.Sprintf("a choice cannot be remembered for %d days", *n),
			Remedy: fmt.Sprintf("give a number from 0, for not at all, to %d", consent.MaxDays)}
	}
	return c.checkForbidden()
}

// checkForbidden finds providers that the catalogue does not have: a misspelt
// one would be let through.
func (c *embedsConfig) checkForbidden() error {
	var all []error
	for _, id := range c.Forbid {
		if _, ok := provider.Default().Get(id); ok || id == provider.UnknownID {
			continue
		}
		remedy := "docs/providers.md lists all providers with their IDs"
		ids := make([]string, 0, 256)
		for _, p := range provider.Default().All() {
			ids = append(ids, p.ID)
		}
		if best, edits := spelling.Nearest(id, ids); edits < 4 {
			remedy = fmt.Sprintf("did you mean %q?", best)
		}
		all = append(all, &article.Problem{File: configFile, Key: "embeds.forbid", Message: fmt.Sprintf("there is no provider %q", id), Remedy: remedy})
	}
	return errors.Join(all...)
}
