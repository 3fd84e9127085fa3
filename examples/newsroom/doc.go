// Package newsroom is a sample publication: Kittiwake, a magazine about an
// invented bay, in English and Arabic. It is what the README runs, what the
// screenshots show and what the browser tests read.
//
//	go run ./cmd/gatefold serve examples/newsroom
//
// There is no code in it. The articles are below content, the pictures are
// made by the program in draw, and the test reads everything as Gatefold does
// and holds it to what a publication should contain.
package newsroom

//go:generate go run ./draw -o .
