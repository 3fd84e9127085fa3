//go:build !linux

package main

// setApart does nothing: see disk_linux.go.
func setApart(string) {}

// settleDisk does nothing: see disk_linux.go.
func settleDisk() {}
