package report

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gatefold/gatefold/locale"
)

func TestWindow(t *testing.T) {
	bundle, err := locale.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	const token = "a-token-of-some-length"
	w := &Window{Book: sample(), Token: token, Locale: bundle.For}
	look := func(path, authorization string) *httptest.ResponseRecorder {
		rec := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodGet, path, nil)
		r.Header.Set("Authorization", authorization)
		r.Header.Set("Accept-Language", "ar;q=1, en")
		if !w.Shows(r) {
			t.Errorf("%s is not shown", path)
		}
		w.ServeHTTP(rec, r)
		return rec
	}
	for _, closed := range []string{Path, Path + "?token=", Path + "?token=wrong", Path + ".json?token=" + token + "x"} {
		if rec := look(closed, ""); rec.Code != 404 || strings.Contains(rec.Body.String(), "example") {
			t.Errorf("%s: %d", closed, rec.Code)
		}
	}
	rec := look(Path+"?token="+token, "")
	if rec.Code != 200 || !strings.Contains(rec.Body.String(), `lang="ar"`) || !strings.Contains(rec.Body.String(), "<style>"+Style()+"</style>") {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
	if rec.Header().Get("Cache-Control") != "no-store" || !strings.Contains(rec.Header().Get("Content-Security-Policy"), "style-src 'sha256-") {
		t.Errorf("%v", rec.Header())
	}
	if rec := look(Path+".json", "Bearer "+token); rec.Code != 200 || !strings.Contains(rec.Body.String(), `"version": 1`) {
		t.Errorf("%d %s", rec.Code, rec.Body)
	}
	w.Token = ""
	if rec := look(Path+"?token=", "Bearer "); rec.Code != 404 {
		t.Errorf("no token opens it: %d", rec.Code)
	}
}
