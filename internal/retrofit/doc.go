// Package retrofit wires what a site of somebody else's making needs to keep the
// promise: the gates, the rewriter, copies of what the site may serve itself, the
// book of what was found. The commands rewrite and proxy and the Caddy module are
// three ways to it.
//
// [Retrofit.Door] is for pages that are served. [Retrofit.Folder] rewrites a folder
// of pages into another one, whole or not at all, with package export.
package retrofit
