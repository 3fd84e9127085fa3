// Package picture makes a picture of a stranger into one that the site can
// publish: decoded and encoded anew, so that nothing but its pixels is left of
// it; turned the way it is meant to be seen; and no larger than a page needs.
//
// A picture's header is read before anything is decoded, so one that says it is
// huge, or is no picture, costs nothing.
//
// Colour profiles are not understood: the pictures of a few cameras come out
// paler than they are.
package picture
