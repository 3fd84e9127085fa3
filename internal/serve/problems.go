package serve

import (
	"bytes"
	"cmp"
	_ "embed"
	"html/template"
	"net/http"
	"strconv"

	"github.com/gatefold/gatefold/internal/article"
)

// problemsPath is where editors see what is wrong with the publication.
const problemsPath = "/_gatefold/problems/"

//go:embed problems.html
var problemsSource string

var problemsPage = template.Must(template.New("problems.html").Parse(problemsSource))

// problemsView is what the page shows.
type problemsView struct {
	Failure          string // why the newest state is not shown at all
	Errors, Warnings []*article.Problem
	Home             string
}

// problems sends the page.
func (s *Server) problems(w http.ResponseWriter, r *http.Request, now *edition) (int, int64) {
	view := problemsView{Home: now.documents.base() + "/"}
	if now.failure != nil {
		view.Failure = now.failure.Error()
	}
	for _, p := range now.problems {
		if p.Warning {
			view.Warnings = append(view.Warnings, p)
		} else {
			view.Errors = append(view.Errors, p)
		}
	}
	var page bytes.Buffer
	if err := problemsPage.Execute(&page, view); err != nil {
		return s.broken(w, r, err)
	}
	h := w.Header()
	for i := range plainFields {
		h[plainFields[i].name] = plainFields[i].value
	}
	h["Content-Type"] = []string{"text/html; charset=utf-8"}
	h["Cache-Control"] = []string{"no-store"}
	h["X-Robots-Tag"] = []string{"noindex"}
	h["Content-Length"] = []string{strconv.Itoa(page.Len())}
	w.WriteHeader(http.StatusOK)
	if r.Method == http.MethodHead {
		return http.StatusOK, 0
	}
	n, _ := w.Write(page.Bytes())
	return http.StatusOK, int64(n)
}

// news gives the problems of now that were not there before, and how many of
// those before are gone.
func news(before, now []*article.Problem) (added []*article.Problem, gone int) {
	known := map[string]bool{}
	for _, p := range before {
		known[p.Error()] = true
	}
	for _, p := range now {
		if text := p.Error(); known[text] {
			delete(known, text)
		} else {
			added = append(added, p)
		}
	}
	return added, len(known)
}

// place says where a problem is, for the log.
func place(p *article.Problem) string {
	if p.Line > 0 {
		return p.File + ":" + strconv.Itoa(p.Line)
	}
	return cmp.Or(p.File, "the publication")
}
