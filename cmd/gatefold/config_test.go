package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// Every setting is explained in the manual, and the manual explains no other.
func TestEverySettingIsDocumented(t *testing.T) {
	manual, err := os.ReadFile("../../docs/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, typ := range []reflect.Type{reflect.TypeFor[config](), reflect.TypeFor[editionConfig](), reflect.TypeFor[linkConfig](), reflect.TypeFor[snapshotsConfig](), reflect.TypeFor[embedsConfig]()} {
		for i := range typ.NumField() {
			key := typ.Field(i).Tag.Get("toml")
			if !strings.Contains(string(manual), "`"+key+"`") && !strings.Contains(string(manual), "["+key) {
				t.Errorf("docs/configuration.md does not explain %s", key)
			}
		}
	}
}

func TestReadConfig(t *testing.T) {
	for _, c := range []struct {
		name, text, want string
	}{
		{"empty", "", ""},
		{"good", "title = \"A\"\n[language.ar]\ntitle = \"ب\"\n[[footer]]\ntext = \"x\"\nhref = \"/x/\"\n", ""},
		{"byte order mark", "\ufefftitle = \"A\"\n", ""},
		{"too large", strings.Repeat("#", 1<<20+1), "larger than 1 MiB"},
		{"typo", "title = \"A\"\nbase_ur = \"https://a.example\"\n", `gatefold.toml:2: base_ur: there is no such setting (did you mean "base_url"?)`},
		{"typo in a table", "[language.ar]\ntitel = \"A\"\n", `gatefold.toml:2: language.ar.titel: there is no such setting (did you mean "title"?)`},
		{"wrong type", "\n\npage_size = \"many\"\n", "gatefold.toml:3: page_size: "},
		{"not TOML", "title = \n", "gatefold.toml:1: "},
		{"nothing like it", "zzzzzzzzzz = 1\n", "docs/configuration.md lists all settings"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := readConfigText(t, c.text)
			switch {
			case c.want == "" && err != nil:
				t.Errorf("got %v, want no error", err)
			case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
				t.Errorf("got %v, want an error with %q", err, c.want)
			}
		})
	}
}

func readConfigText(t *testing.T, text string) (config, error) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, configFile), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	c, _, err := readConfig(root)
	return c, err
}

// A folder without a configuration is a publication too.
func TestDefaults(t *testing.T) {
	var c config
	s := c.site(pressOptions{dir: filepath.Join("a", "shore")})
	if s.Title["en"] != "shore" || s.BaseURL != localBase || len(s.Languages) != 1 {
		t.Errorf("defaults are %+v", s)
	}
	s = c.site(pressOptions{dir: ".", baseURL: "https://b.example"})
	if s.BaseURL != "https://b.example" {
		t.Errorf("the flag's base URL is not used: %q", s.BaseURL)
	}
}
