package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/gatefold/gatefold/internal/article"
)

// Exit codes.
const (
	exitOK     = 0
	exitFailed = 1 // the publication or the machine: something is wrong with files, a port, a disk
	exitUsage  = 2 // the command line
)

// commands is the command line.
type commands struct {
	New      newCommand      `cmd:"" help:"Make a small publication to begin with."`
	Serve    serveCommand    `cmd:"" help:"Serve the site over HTTP and follow every change of the folder."`
	Build    buildCommand    `cmd:"" help:"Write the site into a folder, whole or not at all."`
	Snapshot snapshotCommand `cmd:"" help:"Keep what the embeds of articles say, beside the articles."`
	Rewrite  rewriteCommand  `cmd:"" help:"Put gates into a folder of pages of any making."`
	Proxy    proxyCommand    `cmd:"" help:"Stand in front of any site and put gates into its pages."`
	Evidence evidenceCommand `cmd:"" help:"Check, show, export and delete the receipts that serve and proxy keep."`
	Version  versionCommand  `cmd:"" help:"Print the version."`
}

// meant names the command whose help says what was wrong with the command line.
func meant(err error) string {
	wrong, ok := errors.AsType[*kong.ParseError](err)
	if !ok || wrong.Context == nil || wrong.Context.Selected() == nil {
		return "gatefold"
	}
	return wrong.Context.Selected().FullPath()
}

// streams are where a command talks to.
type streams struct{ out, err io.Writer }

// errReported ends a command that has already told what is wrong.
var errReported = errors.New("reported")

// run runs one command and returns its exit code. It never ends the process.
func run(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
	s := &streams{out: stdout, err: stderr}
	code := -1
	parser, err := kong.New(&commands{},
		kong.Name("gatefold"),
		kong.Description("Publishes articles whose pages contact nobody but the publisher until the reader says yes, and puts the same gates into sites that stay as they are."),
		kong.Writers(stdout, stderr),
		kong.Exit(func(c int) { code = c }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(s),
	)
	if err != nil {
		fmt.Fprintln(stderr, "gatefold:", err)
		return exitFailed
	}
	parser.Model.HelpFlag.Help = "Say what a command does, and what it takes."
	selected, err := parser.Parse(asked(args))
	if code >= 0 { // kong has printed its help
		return code
	}
	if err != nil {
		fmt.Fprintf(stderr, "gatefold: %v\nTry: %s --help\n", err, meant(err))
		return exitUsage
	}
	if err := selected.Run(); err != nil {
		report(stderr, err)
		var coded interface{ ExitCode() int }
		if errors.As(err, &coded) {
			return coded.ExitCode()
		}
		return exitFailed
	}
	return exitOK
}

// asked understands what people type who do not know the program yet: nothing
// at all, "help", "help serve" and "--version".
func asked(args []string) []string {
	switch {
	case len(args) == 0:
		return []string{"--help"}
	case args[0] == "help":
		return append(slices.Clone(args[1:]), "--help")
	case args[0] == "--version" && len(args) == 1:
		return []string{"version"}
	}
	return args
}

// report prints an error. Problems stand a line each, as editors and compilers
// have them; everything else follows the program's name.
func report(w io.Writer, err error) {
	if errors.Is(err, errReported) {
		return
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range joined.Unwrap() {
			report(w, e)
		}
		return
	}
	if p := (*article.Problem)(nil); errors.As(err, &p) {
		fmt.Fprintln(w, p.Error())
		return
	}
	for i, line := range strings.Split(strings.TrimSpace(err.Error()), "\n") {
		if line = article.Printable(line); i == 0 {
			line = "gatefold: " + line
		}
		fmt.Fprintln(w, line)
	}
}
