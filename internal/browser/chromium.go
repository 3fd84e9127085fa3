package browser

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/chromedp/chromedp"
)

// ErrMissing says that there is no Chromium on this machine.
var ErrMissing = errors.New("no Chromium found: install the Debian package chromium (make setup does)")

// Browser is a running Chromium and the world it lives in.
type Browser struct {
	*World
	root    context.Context // of chromedp; pages are made from it
	stop    []func()        // newest first
	profile string
}

// Start starts a Chromium of its own. Close stops it.
func Start() (*Browser, error) {
	program, err := find()
	if err != nil {
		return nil, err
	}
	b := &Browser{}
	if b.profile, err = os.MkdirTemp("", "gatefold-browser-"); err != nil {
		return nil, fmt.Errorf("making a profile for Chromium: %w", err)
	}
	b.defers(func() { os.RemoveAll(b.profile) })
	b.World = newWorld()
	b.defers(b.World.close)
	if err := os.WriteFile(filepath.Join(b.profile, "Local State"), []byte(b.World.preferences()), 0o600); err != nil {
		b.Close()
		return nil, fmt.Errorf("making a profile for Chromium: %w", err)
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), b.flags(program)...)
	b.defers(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	b.defers(cancel)
	b.root = ctx
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		b.Close()
		return nil, fmt.Errorf("starting %s: %w", program, err)
	}
	return b, nil
}

func (b *Browser) defers(f func()) { b.stop = append(b.stop, f) }

// Close stops the browser and its servers. It may be called again.
func (b *Browser) Close() {
	for len(b.stop) > 0 {
		last := len(b.stop) - 1
		f := b.stop[last]
		b.stop = b.stop[:last]
		f()
	}
}

// find names the program to run.
func find() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			return p, nil
		}
	}
	return "", ErrMissing
}

// flags starts Chromium without a screen, without traffic of its own, and with
// every host name leading to b's World.
func (b *Browser) flags(program string) []chromedp.ExecAllocatorOption {
	return append(quiet(),
		chromedp.ExecPath(program),
		chromedp.Flag("user-data-dir", b.profile),
		// A name leads to this machine, and there to the port of a server.
		chromedp.Flag("testing-fixed-http-port", port(b.World.plain)),
		chromedp.Flag("testing-fixed-https-port", port(b.World.secure)),
	)
}

// quiet are the flags that do not depend on the world.
func quiet() []chromedp.ExecAllocatorOption {
	var options []chromedp.ExecAllocatorOption
	for _, name := range []string{
		"no-first-run", "no-default-browser-check", "headless", "no-sandbox", "disable-gpu", "disable-quic", "hide-scrollbars",
		"disable-background-networking", "disable-component-update", "disable-sync", "disable-default-apps",
		"disable-extensions", "disable-breakpad", "disable-client-side-phishing-detection", "disable-dev-shm-usage",
		"disable-domain-reliability", "no-pings", "metrics-recording-only", "mute-audio", "ignore-certificate-errors",
		"disable-background-timer-throttling", "disable-backgrounding-occluded-windows", "disable-renderer-backgrounding",
		"disable-ipc-flooding-protection", "disable-popup-blocking",
	} {
		options = append(options, chromedp.Flag(name, true))
	}
	return append(options,
		chromedp.Flag("disable-features", "Translate,OptimizationHints,MediaRouter,InterestFeedContentSuggestions,NetworkTimeServiceQuerying,CertificateTransparencyComponentUpdater,AutofillServerCommunication,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable"),
		chromedp.Flag("force-color-profile", "srgb"),
		chromedp.Flag("password-store", "basic"),
		chromedp.Flag("lang", "en-US"),
		chromedp.Flag("gaia-url", "http://127.0.0.1:9"), // it asks there who is signed in; nobody listens
	)
}
