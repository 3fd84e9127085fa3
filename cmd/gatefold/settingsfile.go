package main

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/internal/spelling"
)

// settingsFile is a file of settings in TOML, of which a misspelt one is an
// error.
type settingsFile struct {
	name   string // in messages
	manual string // the document that explains the settings

	// table gives the struct whose fields may stand where a key stands.
	table func(key []string) reflect.Type
}

// decode reads the settings. Its errors are problems with place and remedy.
func (f settingsFile) decode(text []byte, settings any) error {
	err := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields().Decode(settings)
	if err == nil {
		return nil
	}
	if unknown, ok := errors.AsType[*toml.StrictMissingError](err); ok {
		var all []error
		for i := range unknown.Errors {
			line, _ := unknown.Errors[i].Position()
			key := unknown.Errors[i].Key()
			all = append(all, f.problem(err, line, key, "there is no such setting", f.suggest(key)))
		}
		return errors.Join(all...)
	}
	remedy := "see " + f.manual + " for what may stand here"
	message := strings.TrimPrefix(strings.TrimPrefix(err.Error(), "toml: "), "rewrite: ")
	if m := wrongKind.FindStringSubmatch(message); m != nil {
		message = fmt.Sprintf("%s stands here, and it should be %s", kindName(m[1]), kindName(m[2]))
	}
	if strings.HasSuffix(message, "at start of value") {
		message, remedy = "what stands here is no value", "a text stands in quotation marks"
	}
	if wrong, ok := errors.AsType[*toml.DecodeError](err); ok {
		line, _ := wrong.Position()
		return f.problem(err, line, wrong.Key(), message, remedy)
	}
	return f.problem(err, 0, nil, message, remedy)
}

func (f settingsFile) problem(cause error, line int, key []string, message, remedy string) error {
	return &article.Problem{File: f.name, Line: line, Key: strings.Join(key, "."), Message: message, Remedy: remedy, Err: cause}
}

// suggest names the setting that was probably meant.
func (f settingsFile) suggest(key []string) string {
	t := f.table(key)
	names := make([]string, t.NumField())
	for i := range names {
		names[i] = t.Field(i).Tag.Get("toml")
	}
	const hopeless = 4
	last := key[len(key)-1]
	best, edits := spelling.Nearest(last, names)
	if edits >= hopeless || 2*edits > len(last) {
		return f.manual + " lists all settings"
	}
	return fmt.Sprintf("did you mean %q?", best)
}

// wrongKind is how the TOML library says that a value is of another kind than
// the setting: in words of Go, which mean nothing to those who write settings.
var wrongKind = regexp.MustCompile(`^cannot decode TOML (\w+) into (?:.* of type )?(\S+)$`)

// kindName names a kind of TOML values, or a type of Go that holds one.
func kindName(kind string) string {
	switch {
	case kind == "string":
		return "a text in quotation marks"
	case kind == "integer" || strings.HasPrefix(kind, "int"):
		return "a whole number"
	case kind == "float":
		return "a number with a fraction"
	case kind == "boolean" || kind == "bool":
		return "true or false"
	case kind == "array" || strings.HasPrefix(kind, "[]"):
		return "a list in square brackets"
	case strings.Contains(kind, "date") || strings.Contains(kind, "time"):
		return "a date"
	}
	return "a table of settings"
}
