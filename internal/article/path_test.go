package article

import (
	"errors"
	"net/url"
	"strings"
	"testing"
)

func TestCheckPath(t *testing.T) {
	long := strings.Repeat("a", 201)
	tests := []struct {
		path string
		want error
	}{
		{"/", nil},
		{"/science/tides/", nil},
		{"/a.b-c_d~e/2024/", nil},
		{"/m%C3%A9t%C3%A9o/", nil},
		{"/a+b@c/", nil},
		{"/_gatefold-history/", nil},
		{"", ErrPathSlash},
		{"/tides", ErrPathSlash},
		{"tides/", ErrPathSlash},
		{"https://tides.example/", ErrPathSlash},
		{"//", ErrPathEmpty},
		{"//evil.example/", ErrPathEmpty},
		{"/a//b/", ErrPathEmpty},
		{"/./", ErrPathDots},
		{"/a/../b/", ErrPathDots},
		{"/a/%2E%2E/b/", ErrPathDots},
		{"/a/%2e/b/", ErrPathDots},
		{"/" + long + "/", ErrPathLong},
		{strings.Repeat("/abcdefghi", 201) + "/", ErrPathLong},
		{"/" + strings.Repeat("%C3%A9", 101) + "/", ErrPathLong},
		{`/a\b/`, ErrPathBytes},
		{"/a%5Cb/", ErrPathBytes},
		{"/a%2Fb/", ErrPathBytes},
		{"/a%00b/", ErrPathBytes},
		{"/a%0Ab/", ErrPathBytes},
		{"/a%FFb/", ErrPathBytes},
		{"/%61/", ErrPathEncoding},
		{"/m%c3%a9t%c3%a9o/", ErrPathEncoding},
		{"/météo/", ErrPathEncoding},
		{"/a b/", ErrPathEncoding},
		{"/a?b/", ErrPathEncoding},
		{"/a#b/", ErrPathEncoding},
		{"/%zz/", ErrPathEncoding},
		{"/_gatefold/", ErrPathReserved},
		{"/_gatefold/embed/x/", ErrPathReserved},
		{"/.gatefold/", ErrPathReserved},
		{"/.gatefold/manifest/", ErrPathReserved},
		{"/.gatefold-history/", nil},
		{"/news/.gatefold/", nil},
	}
	for _, tt := range tests {
		if got := CheckPath(tt.path); !errors.Is(got, tt.want) {
			t.Errorf("CheckPath(%q) = %v, want %v", tt.path, got, tt.want)
		}
	}
}

func TestEncodePathRoundTrips(t *testing.T) {
	for _, decoded := range []string{"/a/", "/a b/", "/100%/", "/é/ü/", "/a#b?c/", "/a:b;c,d/", "/[x]/", "/مد/"} {
		p := EncodePath(decoded)
		if err := CheckPath(p); err != nil {
			t.Errorf("EncodePath(%q) = %q, which %v", decoded, p, err)
		}
		u, err := url.Parse(p)
		if err != nil || u.Path != decoded || u.Host != "" || u.RawQuery != "" || u.Fragment != "" {
			t.Errorf("EncodePath(%q) = %q, which reads as %#v, %v", decoded, p, u, err)
		}
	}
}

func BenchmarkCheckPath(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if CheckPath("/science/how-tides-turn-around-the-moon/") != nil {
			b.Fatal("refused")
		}
	}
}
