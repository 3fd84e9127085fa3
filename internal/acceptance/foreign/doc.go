// Package foreign tries in a real browser what rewrite and gatehttp make of
// pages that somebody else made: that they contact nobody by themselves, and that
// gates in them work whatever the page's own style says.
//
// It holds tests only. The ways in which a page can contact somebody are kept in
// testdata/vectors, in the project's own words; those that others have collected
// are tried too where they are present (HTTPLeaks, html5lib-tests).
package foreign
