package storybook

import (
	"strings"

	"github.com/gatefold/gatefold/gate"
)

// The theme is dark where the reader's device is. A page that is to be dark
// everywhere has another style sheet, and so needs another hash in its policy.
const (
	onDarkDevices = "@media screen and (prefers-color-scheme:dark)"
	followsDevice = "color-scheme:light dark"
)

// darkStyle makes a style sheet of the theme dark.
func darkStyle(css string) string {
	css = strings.ReplaceAll(css, onDarkDevices, "@media screen")
	return strings.ReplaceAll(css, followsDevice, "color-scheme:dark")
}

// dark gives a document the dark form of its style sheet.
func dark(page, css string) string {
	changed := darkStyle(css)
	page = strings.Replace(page, "<style>"+css, "<style>"+changed, 1)
	return strings.Replace(page, gate.StyleHash(css), gate.StyleHash(changed), 1)
}
