package folder

import (
	"io"
	"net/http"
	"path"
	"regexp"
	"strings"
)

// pageExts are the names of files that servers send as HTML.
var pageExts = setOf(".html", ".htm", ".shtml", ".shtm", ".stm")

// packedExts are what servers send in the place of a file whose name stands in
// front.
var packedExts = setOf(".gz", ".br", ".zst")

// programExts are names of files that are run, and whose result is the page.
var programExts = setOf(".php", ".php5", ".php7", ".php8", ".phtml", ".asp", ".aspx", ".ashx", ".jsp", ".jspx", ".do", ".cfm", ".cgi", ".pl", ".py", ".rb", ".erb")

// plainExts are what servers send as something else than HTML, so that it is not
// looked at.
var plainExts = setOf(".css", ".js", ".mjs", ".map", ".json", ".webmanifest", ".xml", ".rss", ".atom", ".xsl", ".txt", ".md", ".csv", ".pdf", ".svg",
	".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".bmp", ".tif", ".tiff", ".woff", ".woff2", ".ttf", ".otf", ".eot",
	".mp3", ".m4a", ".ogg", ".oga", ".wav", ".flac", ".mp4", ".m4v", ".webm", ".mov", ".ogv", ".vtt", ".zip", ".tar", ".tgz", ".wasm")

func setOf(names ...string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, n := range names {
		set[n] = true
	}
	return set
}

// language is the ending by which a server finds the page in the reader's language, as
// in "index.html.en" and "index.html.pt-br".
var language = regexp.MustCompile(`^\.[a-z]{2}(-[a-z0-9]{2,8})?$`)

// isPage says whether servers send a file as HTML.
func (f *folder) isPage(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	switch {
	case pageExts[ext]:
		return true
	case ext == "":
		return f.looksLikeHTML(name)
	case language.MatchString(ext):
		before := name[:len(name)-len(ext)]
		return pageExts[strings.ToLower(path.Ext(before))] && f.looksLikeHTML(name)
	}
	return false
}

// mayBePage says whether a file that is no page by its name may be one all the same.
func (f *folder) mayBePage(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return programExts[ext] || !plainExts[ext] && f.looksLikeHTML(name)
}

// looksLikeHTML looks at the beginning of a file.
func (f *folder) looksLikeHTML(name string) bool {
	file, err := f.root.Open(name)
	if err != nil {
		return false
	}
	defer file.Close()
	start := make([]byte, 512)
	n, _ := io.ReadFull(file, start)
	return strings.HasPrefix(http.DetectContentType(start[:n]), "text/html")
}
