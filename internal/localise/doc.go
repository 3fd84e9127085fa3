// Package localise keeps copies of style sheets, fonts and pictures of other hosts
// for the site, so that readers contact nobody else for them.
//
// A [Keeper] fetches each address once, over https and never from a private
// network (package courier sees to it), looks at what came instead of trusting its
// type, and keeps it under a name made of its content. A style sheet is read: what
// it loads is fetched too, three sheets deep, and its addresses are exchanged; what
// cannot be had is left empty. Drawings (SVG) are not kept: opened
// by themselves they could act as a page of the site.
//
// The folder it keeps things in may be deleted at any time, and shared by several
// programs: files are renamed into place when they are whole.
package localise
