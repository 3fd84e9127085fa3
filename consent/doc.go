// Package consent holds what a reader decided about a piece of third-party
// content, and the record of it.
//
// A [Notice] is the exact text that a reader was shown. Its [Notice.Hash]
// names it for ever, so that a record can point to it after the site's words
// have changed.
package consent
