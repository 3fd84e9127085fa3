package main

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/localise"
	"github.com/gatefold/gatefold/internal/retrofit"
	"github.com/gatefold/gatefold/rewrite"
)

// doorConfig is the configuration of the commands rewrite and proxy, for pages of
// somebody else's making. docs/retrofit.md explains each key; a test holds the two
// together.
type doorConfig struct {
	Origin         string   `toml:"origin"`
	FirstParty     []string `toml:"first_party"`
	Language       string   `toml:"language"`
	UnknownScripts string   `toml:"unknown_scripts"`
	ReportOnly     bool     `toml:"report_only"`
	Localise       []string `toml:"localise"`
	KeepDir        string   `toml:"keep_dir"`
	KeyFile        string   `toml:"key_file"`
	Days           *int     `toml:"days"` // nil: as long as may be; 0: not at all
	Evidence       string   `toml:"evidence"`

	Allow   []allowConfig                `toml:"allow"`
	Strings map[string]map[string]string `toml:"strings"`
}

// allowConfig lets a third party through.
type allowConfig struct {
	Host   string         `toml:"host"`
	Kinds  []rewrite.Kind `toml:"kinds"`
	Reason string         `toml:"reason"`
}

// doorFlags are the flags that rewrite and proxy share.
type doorFlags struct {
	Config     string `env:"GATEFOLD_CONFIG" placeholder:"FILE" help:"The configuration: first-party hosts, what is let through and why. See docs/retrofit.md."`
	Origin     string `env:"GATEFOLD_ORIGIN" placeholder:"URL" help:"Where readers find the site, in place of origin in the configuration."`
	ReportOnly bool   `name:"report-only" help:"Change nothing, and report what would be done."`
	Localise   bool   `help:"Fetch styles, fonts and pictures of others once and serve them from the site."`
}

// doors is what flags and configuration come to.
type doors struct {
	retrofit.Config
	failOn   []string
	evidence string // the folder for receipts; empty for none
	named    string // the configuration, for messages
	text     []byte
	flagged  bool // the origin is that of --origin
}

// read reads the configuration and lays the flags over it.
func (f *doorFlags) read() (*doors, error) {
	d := &doors{named: f.Config}
	var c doorConfig
	if f.Config != "" {
		var err error
		if d.text, err = readSmall(f.Config); err != nil {
			return nil, err
		}
		file := settingsFile{name: d.named, manual: "docs/retrofit.md", table: doorTable}
		if err := file.decode(d.text, &c); err != nil {
			return nil, err
		}
	}
	if f.Origin != "" {
		c.Origin, d.flagged = f.Origin, true
	}
	c.ReportOnly = c.ReportOnly || f.ReportOnly
	if f.Localise && len(c.Localise) == 0 {
		c.Localise = []string{"style", "font", "picture", "icon"}
	}
	if err := d.take(&c); err != nil {
		return nil, err
	}
	return d, d.flaws(d.Check())
}

// readSmall reads a file that holds settings.
func readSmall(name string) ([]byte, error) {
	const most = 1 << 20
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, &article.Problem{File: name, Message: "the file cannot be read", Remedy: "name the configuration with --config", Err: err}
	case !info.Mode().IsRegular() || info.Size() > most:
		return nil, &article.Problem{File: name, Message: "it is no text file of at most 1 MiB", Remedy: "it should hold settings only"}
	}
	text, err := os.ReadFile(name)
	return bytes.TrimPrefix(text, []byte("\ufeff")), err
}

// days gives how long a choice is remembered, as retrofit.Config has it.
func (c *doorConfig) days() int {
	switch {
	case c.Days == nil:
		return 0
	case *c.Days == 0:
		return -1
	}
	return *c.Days
}

// take turns what stands in the file into what is meant.
func (d *doors) take(c *doorConfig) error {
	d.Config = retrofit.Config{
		FirstParty: c.FirstParty, Language: c.Language, ReportOnly: c.ReportOnly, Days: c.days(), Strings: c.Strings,
		KeepDir: d.beside(c.KeepDir), Agent: "Gatefold " + version(),
	}
	d.evidence = d.beside(filepath.FromSlash(c.Evidence))
	if c.Origin != "" {
		u, err := url.Parse(c.Origin)
		if err != nil {
			u = &url.URL{Opaque: c.Origin} // Check says what is wrong
		}
		d.Origin = u
	}
	for _, a := range c.Allow {
		d.Allow = append(d.Allow, rewrite.Allow{Host: a.Host, Kinds: a.Kinds, Reason: a.Reason})
	}
	if n := c.Days; n != nil && *n < 0 {
		return d.problem("days", 0, fmt.Sprintf("a choice cannot be remembered for %d days", *n), "write 0, for not at all, to 180")
	}
	if err := d.takeLocalise(c.Localise); err != nil {
		return err
	}
	switch c.UnknownScripts {
	case "", "hold":
	case "fail":
		d.failOn = append(d.failOn, "unknown-script")
	default:
		return d.problem("unknown_scripts", 0, fmt.Sprintf("%q is nothing to do with a script", c.UnknownScripts),
			`write "hold", which holds unknown scripts back, or "fail", which also ends gatefold rewrite with exit code 3`)
	}
	stamp := programStamp()
	sum := sha256.Sum256(fmt.Appendf(nil, "%x %+v %s", stamp, *c, d.text))
	d.Stamp = hex.EncodeToString(sum[:8])
	var err error
	d.Key, err = key(d.beside(c.KeyFile))
	return err
}

func (d *doors) takeLocalise(words []string) error {
	for _, word := range words {
		var k rewrite.Kind
		err := k.UnmarshalText([]byte(word))
		if known := localise.Kinds(); err != nil || !slices.Contains(known, k) {
			return d.problem("localise", 0, fmt.Sprintf("no copy of %q can be kept", word), "there are style, font, picture and icon")
		}
		d.Localise = append(d.Localise, k)
	}
	if len(d.Localise) > 0 && d.KeepDir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return d.problem("keep_dir", 0, "the system has no place for copies", "name a folder for them")
		}
		d.KeepDir = filepath.Join(cache, "gatefold", "kept")
	}
	return nil
}

// beside is where a path of the configuration leads: it is relative to the file
// that it stands in.
func (d *doors) beside(path string) string {
	if path == "" || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(filepath.Dir(d.named), path)
}

// key gives the secret that signs addresses: that of the environment, or of a file,
// which is made if it is not there. nil: there is none.
func key(file string) ([]byte, error) {
	const least = 16
	text := []byte(os.Getenv("GATEFOLD_KEY"))
	if len(text) == 0 && file != "" {
		var err error
		if text, err = keyOf(file); err != nil {
			return nil, &article.Problem{File: file, Message: "the key cannot be read", Remedy: "name a file that this program may write with key_file", Err: err}
		}
	}
	text = bytes.TrimSpace(text)
	if n := len(text); n > 0 && n < least {
		return nil, errors.New("the key is too short: use at least 16 random characters")
	} else if n == 0 {
		return nil, nil
	}
	sum := sha256.Sum256(text)
	return sum[:], nil
}

func keyOf(file string) ([]byte, error) {
	text, err := os.ReadFile(file)
	if !errors.Is(err, fs.ErrNotExist) {
		return text, err
	}
	fresh := []byte(rand.Text() + "\n")
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return os.ReadFile(file) // another program was quicker
	}
	if err != nil {
		return nil, err
	}
	_, err = f.Write(fresh)
	return fresh, errors.Join(err, f.Close())
}

func (d *doors) problem(key string, line int, message, remedy string) *article.Problem {
	file := d.named
	switch {
	case key == "origin" && d.flagged:
		file, key = "--origin", ""
	case file == "":
		file = "the command line"
	case line == 0:
		line = lineOfSetting(d.text, key)
	}
	return &article.Problem{File: file, Line: line, Key: key, Message: message, Remedy: remedy}
}

// doorTable is the part of the configuration in which key stands.
func doorTable(key []string) reflect.Type {
	if len(key) > 1 && key[0] == "allow" {
		return reflect.TypeFor[allowConfig]()
	}
	return reflect.TypeFor[doorConfig]()
}

var allowHead = regexp.MustCompile(`(?m)^\s*\[\[\s*allow\s*\]\]`)

// flaws says what is wrong in the configuration as problems of its file.
func (d *doors) flaws(err error) error {
	if err == nil {
		return nil
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []error
		for _, e := range joined.Unwrap() {
			all = append(all, d.flaws(e))
		}
		return errors.Join(all...)
	}
	flaw, ok := errors.AsType[*retrofit.Flaw](err)
	if !ok {
		return err
	}
	line := 0
	if heads := allowHead.FindAllIndex(d.text, -1); flaw.Key == "allow" && flaw.Entry < len(heads) {
		at := heads[flaw.Entry]
		line = 1 + bytes.Count(d.text[:at[1]], []byte("\n"))
	}
	return d.problem(flaw.Key, line, flaw.Message, flaw.Remedy)
}

// remark says something that is no error.
func remark(w io.Writer, format string, args ...any) {
	fmt.Fprintln(w, "note: "+article.Printable(fmt.Sprintf(format, args...)))
}
