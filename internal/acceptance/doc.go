// Package acceptance tries the whole program as its users would: it builds
// gatefold, runs it on the sample publication and looks at the result in a
// browser whose every other host is a local stand-in that keeps a record.
//
// It holds tests only. What can be tested in one room is tested there.
package acceptance
