// Package filelock keeps a second program away from files that one is writing,
// where the system can: the lock goes with the process that holds it, however it
// ends.
package filelock

import "errors"

// ErrHeld says that somebody else holds the lock.
var ErrHeld = errors.New("locked")
