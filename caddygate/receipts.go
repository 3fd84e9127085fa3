package caddygate

import (
	"fmt"
	"log/slog"
	"path/filepath"

	"github.com/caddyserver/caddy/v2"

	"github.com/gatefold/gatefold/internal/evidence"
)

// logs are the open logs of receipts by folder. Caddy sets up a new configuration
// while the old one is at work, and only one program may write a log, so both
// have the same.
var logs = caddy.NewUsagePool()

// pooled is a log that is closed when no configuration uses it.
type pooled struct{ *evidence.Log }

// Destruct is for the pool.
func (p pooled) Destruct() error { return p.Close() }

// openReceipts gives the log in the folder of the settings.
func (h *Handler) openReceipts(log *slog.Logger) (*evidence.Log, error) {
	dir := replaced(h.Evidence)
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(caddy.AppDataDir(), "gatefold", dir)
	}
	kept, _, err := logs.LoadOrNew(dir, func() (caddy.Destructor, error) {
		l, err := evidence.Open(evidence.Options{Dir: dir, Log: log})
		return pooled{l}, err
	})
	if err != nil {
		return nil, fmt.Errorf("gatefold: %w", err)
	}
	h.receipts = dir
	return kept.(pooled).Log, nil
}

// closeReceipts lets go of the log.
func (h *Handler) closeReceipts() error {
	if h.receipts == "" {
		return nil
	}
	_, err := logs.Delete(h.receipts)
	h.receipts = ""
	return err
}
