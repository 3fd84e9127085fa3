package main

import (
	"fmt"

	"github.com/gatefold/gatefold/consent"
	"github.com/gatefold/gatefold/internal/article"
)

// embedsConfig says how gates behave.
type embedsConfig struct {
	RememberDays *int `toml:"remember_days"` // nil: as long as may be; 0: not at all
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
	return nil
}
