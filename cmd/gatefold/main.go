// Command gatefold publishes a folder of articles whose pages contact nobody
// but the publisher until the reader says yes, and puts the same gates into
// sites that stay as they are.
//
//	gatefold new DIR                 a small publication to begin with
//	gatefold serve DIR               the site over HTTP, following every change
//	gatefold build DIR -o OUT        exactly the same site as a folder of files
//	gatefold snapshot DIR            what the embeds say, kept beside the articles
//	gatefold rewrite IN OUT          a folder of pages of any making, with gates
//	gatefold proxy --upstream URL    the same in front of any site
//	gatefold evidence verify DIR     whether the receipts are as they were written
//
// See docs/configuration.md for gatefold.toml, docs/retrofit.md for rewrite and
// proxy.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), endings()...)
	// The second signal ends the program at once: from the first one on they
	// have their usual effect again.
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// endings are the signals that end the program: a key, a supervisor, a terminal
// that is closed. Whoever started it with nohup wants it to outlive the last.
func endings() []os.Signal {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		signals = append(signals, syscall.SIGHUP)
	}
	return signals
}
