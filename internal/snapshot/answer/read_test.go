package answer

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gatefold/gatefold/internal/snapshot"
	"github.com/gatefold/gatefold/internal/snapshot/courier"
	"github.com/gatefold/gatefold/provider"
)

func matchOf(t testing.TB, address string) provider.Match {
	t.Helper()
	m, ok := provider.Default().Recognise(address)
	if !ok {
		t.Fatalf("%s is not recognised", address)
	}
	return m
}

func TestRead(t *testing.T) {
	const (
		video   = "https://www.youtube.com/watch?v=aaaaaaaaaaa"
		post    = "https://x.com/mlindholm/status/1790637656616943991"
		poster  = "https://i.ytimg.com/vi/aaaaaaaaaaa/hqdefault.jpg"
		flickr  = "https://www.flickr.com/photos/mlindholm/5123456789/"
		podcast = "https://www.mixcloud.com/mlindholm/low-tide/"
	)
	tests := map[string]struct {
		address, contentType, body string
		want                       Said
		err                        error
	}{
		"a video": {address: video, body: `{"type":"video","version":"1.0","title":"Low &amp; high tide\u0000","author_name":" Mara\nLindholm ","html":"<iframe src=\"https://www.youtube.com/embed/aaaaaaaaaaa\"></iframe>","thumbnail_url":"http://i.ytimg.com/vi/aaaaaaaaaaa/0.jpg"}`,
			want: Said{Quote: provider.Quote{Title: "Low & high tide", Author: "Mara Lindholm"}, Picture: "https://i.ytimg.com/vi/aaaaaaaaaaa/0.jpg"}},
		"without a picture": {address: video, body: `{"title":"Tide"}`, want: Said{Quote: provider.Quote{Title: "Tide"}, Picture: poster}},
		"a post": {address: post, body: `{"url":"` + post + `","author_name":"Mara Lindholm","author_url":"https://x.com/mlindholm","type":"rich","version":1.0,
			"html":"<blockquote class=\"twitter-tweet\"><p lang=\"en\" dir=\"ltr\">The ferry runs again.<br>It is blue now.<\/p>&mdash; Mara Lindholm (@mlindholm) <a href=\"` + post + `?ref_src=twsrc%5Etfw\">May 15, 2024<\/a><\/blockquote>\n<script async src=\"https://platform.x.com/widgets.js\" charset=\"utf-8\"><\/script>"}`,
			want: Said{Quote: provider.Quote{Author: "Mara Lindholm", Handle: "mlindholm", Lang: "en", Text: "The ferry runs again.\nIt is blue now."}}},
		"a photograph": {address: flickr, body: `{"type":"photo","url":"https://live.staticflickr.com/1/b.jpg","thumbnail_url":"https://live.staticflickr.com/1/s.jpg","title":"Pier","author_name":"Mara"}`,
			want: Said{Quote: provider.Quote{Title: "Pier", Author: "Mara", Handle: "mlindholm"}, Picture: "https://live.staticflickr.com/1/b.jpg"}},
		"another name":      {address: podcast, body: `{"title":"Low tide","image":"//thumbs.mixcloud.com/1.jpg"}`, want: Said{Quote: provider.Quote{Title: "Low tide", Handle: "mlindholm"}, Picture: "https://thumbs.mixcloud.com/1.jpg"}},
		"wrong types":       {address: video, body: `{"title":7,"author_name":["Mara"],"html":{"a":1},"thumbnail_url":true,"type":null,"width":1e999,"title2":{}}`, want: Said{Picture: poster}},
		"a huge number":     {address: video, body: `{"title":"Tide","width":` + strings.Repeat("9", 5000) + `}`, want: Said{Quote: provider.Quote{Title: "Tide"}, Picture: poster}},
		"Latin-1":           {address: video, contentType: "application/json; charset=ISO-8859-1", body: "{\"title\":\"Fl\xf6\xdfe\"}", want: Said{Quote: provider.Quote{Title: "Flöße"}, Picture: poster}},
		"a byte order mark": {address: video, body: "\ufeff{\"title\":\"Tide\"}", want: Said{Quote: provider.Quote{Title: "Tide"}, Picture: poster}},
		"JSON as a page":    {address: video, contentType: "text/html", body: `{"title":"Tide"}`, want: Said{Quote: provider.Quote{Title: "Tide"}, Picture: poster}},
		"hostile pictures":  {address: flickr, body: `{"title":"Tide","thumbnail_url":"javascript:alert(1)","thumbnail":"https://user:pass@a.example/","image":"file:///etc/passwd"}`, want: Said{Quote: provider.Quote{Title: "Tide", Handle: "mlindholm"}}},
		"hostile code":      {address: video, body: `{"title":"<script>alert(1)</script>","html":"<img src=x onerror=alert(1)><iframe src=javascript:alert(1)>"}`, want: Said{Quote: provider.Quote{Title: "<script>alert(1)</script>"}, Picture: poster}},
		"a login page":      {address: video, contentType: "text/html; charset=utf-8", body: "\n<!DOCTYPE html><title>Log in</title>", err: ErrPage},
		"a page as JSON":    {address: video, contentType: "application/json", body: "<html>", err: ErrPage},
		"an empty page":     {address: video, contentType: "text/html", err: ErrPage},
		"nothing":           {address: video, err: ErrFormat},
		"a list":            {address: video, body: `[{"title":"Tide"}]`, err: ErrFormat},
		"null":              {address: video, body: `null`, err: ErrFormat},
		"cut off":           {address: video, body: `{"title":"Ti`, err: ErrFormat},
		"nested":            {address: video, body: strings.Repeat(`{"a":`, 200_000), err: ErrFormat},
		"not text":          {address: video, body: "{\"title\":\"\xff\xfe\"}", err: ErrCharset},
		"no such charset":   {address: video, contentType: "application/json; charset=klingon", body: "{}", err: ErrCharset},
		"an error":          {address: flickr, body: `{"error":{"code":190,"message":"token"}}`, err: ErrRefused},
		"nothing to say":    {address: flickr, body: `{"version":"1.0","type":"rich"}`, err: ErrEmpty},
	}
	for name, test := range tests {
		a := &courier.Answer{Type: first(test.contentType, "application/json"), Body: []byte(test.body)}
		said, err := Read(a, matchOf(t, test.address), provider.Default())
		if !errors.Is(err, test.err) || (err == nil) != (test.err == nil) {
			t.Errorf("%s: %v, want %v", name, err, test.err)
		}
		if said == nil {
			continue
		}
		said.Quote.Date, said.Quote.DateOnly = time.Time{}, false // told by the id of a post
		if diff := cmp.Diff(test.want, *said); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestDates(t *testing.T) {
	day := time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	m := matchOf(t, "https://vimeo.com/76979871")
	for in, want := range map[string]time.Time{
		"2026-05-01 00:00:00": day, "2026-05-01T00:00:00Z": day, "2026-05-01": day, "0001-01-01": {}, "yesterday": {}, "1970-01-01 00:00:00": {},
	} {
		got, dayOnly := fields{"upload_date": []byte(`"` + in + `"`)}.date(m)
		if !got.Equal(want) || dayOnly != (in == "2026-05-01") {
			t.Errorf("%s: %v %v", in, got, dayOnly)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("application/json", []byte(`{"title":"a","html":"<blockquote class=\"twitter-tweet\"><p>b</p></blockquote>","thumbnail_url":"https://a.example/"}`))
	f.Add("application/json; charset=utf-16", []byte("\xff\xfe{\x00}\x00"))
	m := matchOf(f, "https://x.com/mlindholm/status/1790637656616943991")
	f.Fuzz(func(t *testing.T, contentType string, body []byte) {
		said, err := Read(&courier.Answer{Type: contentType, Body: body}, m, provider.Default())
		if err != nil {
			return
		}
		q := &said.Quote
		for _, s := range []string{q.Author, q.Handle, q.Title} {
			if snapshot.Line(s) != s {
				t.Errorf("not a line: %q", s)
			}
		}
		if snapshot.Text(q.Text) != q.Text {
			t.Errorf("not a text: %q", q.Text)
		}
		if said.Picture != "" && !strings.HasPrefix(said.Picture, "https://") {
			t.Errorf("picture %q", said.Picture)
		}
	})
}
