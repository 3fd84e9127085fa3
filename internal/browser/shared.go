package browser

import (
	"errors"
	"net/http"
	"os"
	"sync"
	"testing"
)

// shared is the browser of a test binary: starting one takes a second.
var shared struct {
	once sync.Once
	*Browser
	err error
}

// Main runs the tests of a package that uses [Shared] and stops its browser:
//
//	func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }
func Main(m *testing.M) int {
	code := m.Run()
	if shared.Browser != nil {
		shared.Close()
	}
	return code
}

// Shared returns the browser that all tests of a package use, one after the
// other. The list of contacts is empty and no host is served.
func Shared(t testing.TB) *Browser {
	t.Helper()
	shared.once.Do(func() { shared.Browser, shared.err = Start() })
	need(t, shared.err)
	shared.World.mu.Lock()
	shared.World.hosts = map[string]http.Handler{}
	shared.World.mu.Unlock()
	shared.Forget()
	return shared.Browser
}

// need skips or fails a test for want of a browser.
func need(t testing.TB, err error) {
	t.Helper()
	switch {
	case err == nil:
	case errors.Is(err, ErrMissing) && os.Getenv("CI") == "":
		t.Skip(err)
	default:
		t.Fatal(err)
	}
}
