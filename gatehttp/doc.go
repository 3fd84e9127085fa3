// Package gatehttp keeps the promise for any net/http program: HTML that passes
// through it contacts nobody but the site until the reader says yes.
//
// A [Door] stands around a handler ([Door.Middleware]): an application, an
// httputil.ReverseProxy, a module of another server. It looks at each answer
// when its headers are complete (plan.go):
//
//   - An HTML page goes through package rewrite as it streams. The rewriter runs
//     as a coroutine (feed.go): each Write of the handler goes through it to its
//     end, so nothing runs beside the handler, a Flush is a flush, and nothing is
//     left when the handler breaks off. Its headers change with it: a length
//     only where all of it is there, a weak ETag of its own (validators.go), the
//     policy. Around a reverse proxy ([Door.Proxy]) the rewriter reads pages from
//     the upstream by itself, without a coroutine (short.go).
//   - XHTML is translated to HTML on the way (xhtml.go), for it is another
//     language in which the same bytes mean something else.
//   - What is no page but can act like one (XML, SVG, scripts that may be
//     workers) is not changed and gets the policy of a page.
//   - All else passes as it is.
//
// From all answers, 1xx included, the headers go that make a browser contact
// somebody else by itself (headers.go). A part of a page is never passed on, nor
// a 304 for a copy from before the door was there: the door asks the handler
// again, for the whole (again.go). What it cannot read it does not send.
//
// What the pages need, embed documents above all, the door serves itself
// (own.go), and it can keep receipts of what readers decide by asking for them
// (receipts.go): a door does not know its pages, but it knows its own seal in each
// of their gates. Style sheets of the site pass unchanged: what they load is governed by
// the policy of the page that uses them, so an @import of another host's is
// refused by the browser.
//
// A door honours no "no-transform": it is no proxy on the reader's way but part of
// the publisher's own site (docs/decisions).
package gatehttp
