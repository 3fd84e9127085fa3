package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"reflect"
	"strings"
	"syscall"
	"unicode"

	"github.com/gatefold/gatefold/internal/article"
)

const configFile = "gatefold.toml"

// config is gatefold.toml. Everything is optional. docs/configuration.md
// explains each key; a test holds the two together.
type config struct {
	Title       string   `toml:"title"`
	Tagline     string   `toml:"tagline"`
	Description string   `toml:"description"`
	Copyright   string   `toml:"copyright"`
	BaseURL     string   `toml:"base_url"`
	Languages   []string `toml:"languages"`
	Sections    []string `toml:"sections"`
	FirstParty  []string `toml:"first_party"`
	TimeZone    string   `toml:"time_zone"`
	PageSize    int      `toml:"page_size"`
	FeedSize    int      `toml:"feed_size"`
	Privacy     string   `toml:"privacy"`
	Identity    string   `toml:"identity"`
	Evidence    string   `toml:"evidence"`

	Language   map[string]editionConfig     `toml:"language"`
	Authors    map[string]string            `toml:"authors"`
	Footer     []linkConfig                 `toml:"footer"`
	Permalinks map[string]string            `toml:"permalinks"`
	Snapshots  snapshotsConfig              `toml:"snapshots"`
	Embeds     embedsConfig                 `toml:"embeds"`
	Strings    map[string]map[string]string `toml:"strings"`
}

// editionConfig is what the publication is called in one language.
type editionConfig struct {
	Name        string            `toml:"name"`
	Title       string            `toml:"title"`
	Tagline     string            `toml:"tagline"`
	Description string            `toml:"description"`
	Copyright   string            `toml:"copyright"`
	Footer      []linkConfig      `toml:"footer"`
	Sections    map[string]string `toml:"sections"`
}

type linkConfig struct {
	Text string `toml:"text"`
	Href string `toml:"href"`
}

// settingsOf is the file of a publication's settings.
var settingsOf = settingsFile{name: configFile, manual: "docs/configuration.md", table: configTable}

// readConfig reads the publication's configuration; a folder without one has
// the zero configuration. The text comes back too, for the stamp of all pages.
func readConfig(root *os.Root) (config, []byte, error) {
	var c config
	text, err := configText(root)
	if errors.Is(err, fs.ErrNotExist) {
		return c, nil, nil
	}
	if err != nil {
		return c, nil, err
	}
	if err := settingsOf.decode(text, &c); err != nil {
		return c, nil, err
	}
	if bad := controlCharacter(reflect.ValueOf(c)); bad != "" {
		return c, nil, &article.Problem{File: configFile, Message: fmt.Sprintf("the text %q holds a control character", bad), Remedy: "remove it: no page can show it"}
	}
	return c, text, nil
}

// controlCharacter returns a text of the configuration that holds a character
// that HTML and XML do not allow, or "". TOML can write every one of them.
func controlCharacter(v reflect.Value) string {
	isControl := func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' }
	switch v.Kind() {
	case reflect.String:
		if strings.ContainsFunc(v.String(), isControl) {
			return v.String()
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if bad := controlCharacter(v.Field(i)); bad != "" {
				return bad
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			if bad := controlCharacter(v.Index(i)); bad != "" {
				return bad
			}
		}
	case reflect.Map:
		for it := v.MapRange(); it.Next(); {
			if bad := controlCharacter(it.Key()) + controlCharacter(it.Value()); bad != "" {
				return bad
			}
		}
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			return controlCharacter(v.Elem())
		}
	}
	return ""
}

// configText reads the file. One that never ends, or that waits for a writer,
// is refused before it is opened, and again should it change meanwhile.
func configText(root *os.Root) ([]byte, error) {
	const most = 1 << 20
	unreadable := &article.Problem{File: configFile, Message: "the file cannot be read", Remedy: "check its permissions; a link must not lead out of the folder"}
	info, err := root.Stat(configFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, err
	case err == nil && !info.Mode().IsRegular():
		return nil, &article.Problem{File: configFile, Message: "it is not a regular file", Remedy: "remove it, or put a text file in its place"}
	}
	file, err := root.OpenFile(configFile, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		unreadable.Err = err
		return nil, unreadable
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, most+1))
	switch {
	case err != nil:
		unreadable.Err = err
		return nil, unreadable
	case len(text) > most:
		return nil, &article.Problem{File: configFile, Message: "the file is larger than 1 MiB", Remedy: "it should hold settings only"}
	}
	return bytes.TrimPrefix(text, []byte("\ufeff")), nil
}

// configTable is the part of the configuration in which key stands.
func configTable(key []string) reflect.Type {
	t := reflect.TypeFor[config]()
	if len(key) > 1 {
		switch key[0] {
		case "language":
			t = reflect.TypeFor[editionConfig]()
		case "footer":
			t = reflect.TypeFor[linkConfig]()
		case "snapshots":
			t = reflect.TypeFor[snapshotsConfig]()
		case "embeds":
			t = reflect.TypeFor[embedsConfig]()
		}
		if key[len(key)-2] == "footer" {
			t = reflect.TypeFor[linkConfig]()
		}
	}
	return t
}
