//go:build !race

package main

// raced says that the race detector is watching.
const raced = false
