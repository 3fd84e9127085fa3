package main

import "github.com/gatefold/gatefold/provider"

func makeDocs(c *provider.Catalogue) ([]byte, error) { return []byte("# Providers\n"), nil }
