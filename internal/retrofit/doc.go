// Package retrofit wires what a site of somebody else's making needs to keep the
// promise: the gates, the rewriter, copies of what the site may serve itself, the
// book of what was found. The commands rewrite and proxy and the Caddy module are
// three ways to it.
//
// [Retrofit.Door] is for pages that are served; package folder, below this one,
// rewrites a folder of pages into another one, whole or not at all. It is a package
// of its own because it needs the press, which the Caddy module does without.
package retrofit
