package markdown

import (
	"errors"
	"strings"

	"github.com/gatefold/gatefold/internal/article"
)

// album is the pictures of the tests: every name exists unless it says
// otherwise.
type album struct{}

func (album) Picture(ref string) (Picture, error) {
	switch {
	case strings.Contains(ref, "missing"):
		return Picture{}, errors.New("there is no such file")
	case strings.Contains(ref, "bomb"):
		return Picture{}, &article.Problem{Message: "the picture is too large", Remedy: "reduce it"}
	}
	p := Picture{URL: "/pictures/" + strings.TrimPrefix(ref, "/"), Width: 800, Height: 600}
	if strings.Contains(ref, "told") {
		p.Alt, p.Caption, p.Credit, p.CreditURL = "A told boat", "Told by <the file>", "File Agency", "https://agency.example/"
	}
	return p, nil
}
