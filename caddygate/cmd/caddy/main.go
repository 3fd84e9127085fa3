// Command caddy is Caddy with everything that belongs to it and the gates of
// package caddygate.
package main

import (
	caddycmd "github.com/caddyserver/caddy/v2/cmd"
	_ "github.com/caddyserver/caddy/v2/modules/standard"

	_ "github.com/gatefold/gatefold/caddygate"
)

func main() {
	caddycmd.Main()
}
