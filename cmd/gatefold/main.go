// Command gatefold publishes a folder of articles whose pages contact nobody
// but the publisher until the reader says yes.
//
//	gatefold serve DIR           the site over HTTP, following every change
//	gatefold build DIR -o OUT    exactly the same site as a folder of files
//	gatefold snapshot DIR        what the embeds say, kept beside the articles
//	gatefold evidence verify     whether the receipts are as they were written
//
// See docs/configuration.md for gatefold.toml.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// The second signal ends the program at once: from the first one on they
	// have their usual effect again.
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
