package rewrite

import "testing"

// A script in a select is one for all browsers, and what is in it is text.
func TestScriptInSelectStays(t *testing.T) {
	r := newTestRewriter(t, Options{})
	for _, in := range []string{
		`<select><script>document.write("<option>2024</option>")</script><option>a</select><p>b`,
		`<select><script src="/years.js"></script><script>var a="</select><iframe src=//leak.example>"</script></select><p>b`,
	} {
		if out, _ := rewriteString(t, r, in); out != in {
			t.Errorf("%s\nbecomes %s", in, out)
		}
		check(t, r, in)
		check(t, r, "<noscript>"+in+"</noscript>")
		check(t, r, "<select><script><!--<script></script>"+in)
		check(t, r, "<template><select>"+in)
	}
}
