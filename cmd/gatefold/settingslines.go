package main

import (
	"bytes"
	"errors"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/gatefold/gatefold/internal/article"
)

// located gives the problems of settings within an error the lines in which the
// settings stand. text is the file that was read.
func (f settingsFile) located(err error, text []byte) error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []error
		for _, e := range joined.Unwrap() {
			all = append(all, f.located(e, text))
		}
		return errors.Join(all...)
	}
	p, ok := errors.AsType[*article.Problem](err)
	if !ok || p.File != f.name || p.Line > 0 || p.Key == "" {
		return err
	}
	placed := *p
	placed.Line = lineOfSetting(text, p.Key)
	return &placed
}

// lineOfSetting returns the line of a setting such as "embeds.forbid"; that of
// the first one below it where only those stand in the file; 0 if it is not there.
func lineOfSetting(text []byte, key string) int {
	var p unstable.Parser
	p.Reset(text)
	table, within := "", 0
	for p.NextExpression() {
		e := p.Expression()
		var parts []string
		offset := -1
		for k := e.Key(); k.Next(); {
			if raw := k.Node().Raw; offset < 0 && raw.Length > 0 {
				offset = int(raw.Offset)
			}
			parts = append(parts, string(k.Node().Data))
		}
		if offset < 0 || offset > len(text) {
			continue
		}
		path := strings.Join(parts, ".")
		switch {
		case e.Kind == unstable.Table || e.Kind == unstable.ArrayTable:
			table = path + "."
		default:
			path = table + path
		}
		line := 1 + bytes.Count(text[:offset], []byte("\n"))
		switch {
		case path == key:
			return line
		case within == 0 && (strings.HasPrefix(path, key+".") || strings.HasPrefix(key, path+".")):
			within = line
		}
	}
	return within
}
