package localise

import (
	"encoding/hex"
	"net/http"
	"os"
	"path"
	"strings"
	"time"

	"github.com/gatefold/gatefold/gate"
)

// Serve serves a kept file. It reports false for paths that are none of its own.
func (k *Keeper) Serve(w http.ResponseWriter, r *http.Request) bool {
	file, ok := strings.CutPrefix(r.URL.Path, Prefix)
	if !ok || !isKeptName(file) || r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	f, err := k.store.open(file)
	if err != nil {
		return false
	}
	defer f.Close()
	h := w.Header()
	h.Set("Content-Type", typeOfExt(path.Ext(file)))
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Content-Security-Policy", gate.HeaderPolicy("default-src 'none'; sandbox"))
	http.ServeContent(w, r, "", time.Time{}, f)
	return true
}

// Open opens a kept file by the name that Used gives.
func (k *Keeper) Open(file string) (*os.File, error) { return k.store.open(file) }

// isKeptName says whether a name is one that store.keep makes.
func isKeptName(file string) bool {
	hash, ext, _ := strings.Cut(file, ".")
	_, err := hex.DecodeString(hash)
	return err == nil && len(hash) == 32 && typeOfExt("."+ext) != "application/octet-stream"
}
