package page

import (
	"strings"
	"testing"
)

func TestMinifyStyle(t *testing.T) {
	for in, want := range map[string]string{
		"":                                    "",
		"a { color : red ; }":                 "a{color :red}",
		"/* one */ a /* two */ b{}":           "a b{}",
		"a > b , c:hover d ~ e{}":             "a>b,c:hover d ~ e{}",
		"p :first-child {}":                   "p :first-child{}",
		"a{width:calc(1px + 2px*3 - 1em)}":    "a{width:calc(1px + 2px*3 - 1em)}",
		"@media (min-width: 4rem) and (x){}":  "@media (min-width:4rem) and (x){}",
		`a::after{content:"  /* \" */ ;}  "}`: `a::after{content:"  /* \" */ ;}  "}`,
		"a{color:red !important}":             "a{color:red!important}",
		"a{}\n\n  b{}":                        "a{}b{}",
		"a{b:c;;}":                            "a{b:c;}",
		"a{} /* open":                         "a{}",
		`a{content:"open`:                     `a{content:"open`,
		"a{grid-area:1 / 2}":                  "a{grid-area:1 / 2}",
		"a{b:url( 'x y' )}":                   "a{b:url('x y')}",
		":root:lang(ar), :root:lang(fa){}":    ":root:lang(ar),:root:lang(fa){}",
	} {
		if got := minifyStyle(in); got != want {
			t.Errorf("minifyStyle(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestMinifyTwiceIsOnce(t *testing.T) {
	css, err := builtIn.ReadFile("theme/style.css")
	if err != nil {
		t.Fatal(err)
	}
	once := minifyStyle(string(css))
	if twice := minifyStyle(once); twice != once {
		t.Error("a second pass changes the style")
	}
	if strings.Contains(once, "/*") || strings.Contains(once, "\n") {
		t.Error("the style holds a comment or a line end")
	}
	if o, c := strings.Count(once, "{"), strings.Count(once, "}"); o != c || o != strings.Count(string(css), "{") {
		t.Errorf("%d braces open and %d close", o, c)
	}
}
