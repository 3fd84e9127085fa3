// Package report adds up what rewriting finds on the pages of a site, for the
// people who run it: what would have contacted whom and where, what was done, what
// the site loses by that, and how to let it through.
//
// A [Book] collects; its [Report] is JSON for programs ([Report.WriteJSON], version
// [Version]) and a page for people ([Report.WritePage]), which contacts nobody.
package report
