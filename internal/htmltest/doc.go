// Package htmltest reads HTML documents the way a reader's browser does, so
// that tests can say what a reader would find.
//
//	doc := htmltest.Parse(t, page)
//	doc.One("article h1").Text()       // "The tide comes in twice"
//	doc.All("nav.tags a[href^=/tags/]") // every topic
//	doc.One("a.external").Name()       // what a screen reader calls it
//
// A mistake in a selector and a missing element stop the test at once, so that
// the next line need not ask.
package htmltest
