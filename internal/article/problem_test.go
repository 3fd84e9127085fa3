package article

import "testing"

func TestProblemIsPrintable(t *testing.T) {
	for _, test := range []struct {
		p    Problem
		want string
	}{
		{Problem{File: "content/a.md", Line: 3, Key: "date", Message: `"مد" is no date`, Remedy: "correct it"}, `content/a.md:3: date: "مد" is no date (correct it)`},
		{Problem{File: "content/\x1b[31ma.md", Key: "ta\u202egs", Message: "is \a odd\nerror: b"}, `content/\x1b[31ma.md: ta\u202egs: is \a odd\nerror: b`},
		{Problem{File: "a", Message: "b\u2028c\u200d"}, "a: b\u2028c\u200d"},
	} {
		if got := test.p.Error(); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}
