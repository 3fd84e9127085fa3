package caddygate

import (
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/caddyserver/caddy/v2"
)

// key gives the secret that signs addresses: that of the settings, or one that is
// made once and kept beside Caddy's own.
func (h *Handler) key() ([]byte, error) {
	const least = 16
	secret := []byte(replaced(h.Key))
	if len(secret) == 0 && h.Key == "" {
		var err error
		if secret, err = ownKey(filepath.Join(caddy.AppDataDir(), "gatefold")); err != nil {
			return nil, fmt.Errorf("gatefold: no key can be kept: set one with key: %w", err)
		}
	}
	if len(secret) < least {
		return nil, errors.New("gatefold: key is too short: use at least 16 random characters")
	}
	sum := sha256.Sum256(secret)
	return sum[:], nil
}

func ownKey(dir string) ([]byte, error) {
	name := filepath.Join(dir, "key")
	text, err := os.ReadFile(name)
	if !errors.Is(err, fs.ErrNotExist) {
		return text, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return os.ReadFile(name) // another one was quicker
	}
	if err != nil {
		return nil, err
	}
	fresh := []byte(rand.Text())
	_, err = f.Write(fresh)
	return fresh, errors.Join(err, f.Close())
}
