// Package gate turns one piece of third-party content into what the page holds
// in its place: a gate, which says who would be contacted and what for, and
// which loads nothing from elsewhere until the reader accepts.
package gate
