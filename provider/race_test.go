//go:build race

package provider

// raced says that the race detector watches. Under it sync.Pool drops some of
// what it is given, on purpose, and package regexp keeps its machines there.
const raced = true
