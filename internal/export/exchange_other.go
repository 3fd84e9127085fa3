//go:build !linux && !darwin

package export

import "errors"

// exchange is not to be had: the tree falls back to two renames.
func exchange(a, b string) error { return errors.ErrUnsupported }
