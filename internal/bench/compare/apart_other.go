//go:build !linux

package main

// setApart does nothing: see apart_linux.go.
func setApart(string) {}
