package browser

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

// patience is how long anything on a page may take.
const patience = 45 * time.Second

// Page is a tab. Its methods end the test when the browser fails them.
type Page struct {
	t    failer
	ctx  context.Context
	stop context.CancelFunc

	mu         sync.Mutex
	violations []string
	errors     []string
}

// failer is the part of testing.TB that a page needs.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
	Cleanup(func())
}

// Page opens an empty tab and empties the browser's cookies and cache, and what
// the hosts that are served keep in it. The tab is closed at the end of the test.
func (b *Browser) Page(t failer, v View) *Page {
	t.Helper()
	p := &Page{t: t}
	p.ctx, p.stop = chromedp.NewContext(b.root)
	t.Cleanup(p.stop)
	p.do("opening a page", forget(), v.apply(), p.watch())
	for _, host := range b.served() {
		p.do("emptying the storage of "+host, forgetStorage("https://"+host))
	}
	return p
}

// forget empties cookies and cache.
func forget() chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		if _, err := cdp.Call(ctx, t, network.ClearBrowserCookies, cdp.Empty{}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, t, network.ClearBrowserCache, cdp.Empty{})
		return err
	})
}

// forgetStorage empties what an origin keeps in the browser.
func forgetStorage(origin string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, storage.ClearDataForOrigin, storage.ClearDataForOriginParams{Origin: origin, StorageTypes: "local_storage"})
		return err
	})
}

// watch collects what the page complains about.
func (p *Page) watch() chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		if err := chromedp.Listen(p.ctx, p.hear); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, t, audits.Enable, cdp.Empty{})
		return err
	})
}

// hear is called with every event of the tab, the frames of other sites aside.
func (p *Page) hear(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *audits.EventIssueAdded:
		if d := e.Issue.Details.ContentSecurityPolicyIssueDetails; d != nil {
			p.violations = append(p.violations, fmt.Sprintf("%s blocked %q (%s)", d.ViolatedDirective, d.BlockedURL, d.ContentSecurityPolicyViolationType))
		}
	case *runtime.EventExceptionThrown:
		p.errors = append(p.errors, describe(e.ExceptionDetails))
	}
}

// Violations lists what a content security policy of the page, or of a
// document of the same site in it, has blocked.
func (p *Page) Violations() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.violations...)
}

// Errors lists the script errors that nobody caught.
func (p *Page) Errors() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.errors...)
}

// Open goes to an address and waits until it has loaded.
//
// The library's own wait ends early when a frame of the page that is left goes
// to a fragment in the meantime, so this one looks at the document instead.
func (p *Page) Open(address string) {
	p.t.Helper()
	what := "opening " + address
	before := p.loader()
	answer := run(p, what, func(ctx context.Context, t *chromedp.Target) (page.NavigateResult, error) {
		return cdp.Call(ctx, t, page.Navigate, page.NavigateParams{URL: address})
	})
	if answer.ErrorText != "" {
		p.t.Fatalf("%s: %s", what, answer.ErrorText)
	}
	if answer.LoaderID == "" {
		return // another place in the same document
	}
	p.Until(what, func() bool { return p.loader() != before })
	p.WaitFor(`document.readyState == "complete" && performance.timing.loadEventEnd`)
}

// loader names the load that made the document which the tab shows.
func (p *Page) loader() cdp.LoaderID {
	p.t.Helper()
	tree := run(p, "asking for the frames", func(ctx context.Context, t *chromedp.Target) (page.GetFrameTreeResult, error) {
		return cdp.Call(ctx, t, page.GetFrameTree, cdp.Empty{})
	})
	return tree.FrameTree.Frame.LoaderID
}

// Hurry makes the timers of documents that are opened from now on run a hundred
// times as fast.
func (p *Page) Hurry() {
	p.t.Helper()
	const faster = `{ const set = window.setTimeout; window.setTimeout = (f, wait, ...more) => set(f, wait / 100, ...more) }`
	p.First(faster)
}

// First runs a script in every document that is opened from now on, before any
// script of its own: to put something into the browser that it does not have.
func (p *Page) First(script string) {
	p.t.Helper()
	p.do("putting a script first", chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		return err
	}))
}

// Look changes how the page is looked at.
func (p *Page) Look(v View) {
	p.t.Helper()
	p.do("changing the view", v.apply())
}

// do runs steps, each with a time limit.
func (p *Page) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	for _, step := range steps {
		run(p, what, step)
	}
}

// run runs one action with a time limit and returns its value.
func run[T any](p *Page, what string, a chromedp.Action[T]) T {
	p.t.Helper()
	v, err := try(p.ctx, a)
	if err != nil {
		p.t.Fatalf("%s: %v", what, err)
	}
	return v
}

// try runs one action with a time limit, in a tab or in a frame of another site.
func try[T any](in context.Context, a chromedp.Action[T]) (T, error) {
	return chromedp.Run(in, func(ctx context.Context, t *chromedp.Target) (T, error) {
		ctx, cancel := context.WithTimeout(ctx, patience)
		defer cancel()
		return a(ctx, t)
	})
}

// Eval evaluates a JavaScript expression in the page, whether or not the
// page's own scripts may run. A promise is waited for.
func Eval[T any](p *Page, expression string) T {
	p.t.Helper()
	return run(p, "evaluating "+short(expression), evaluate[T](expression))
}

func evaluate[T any](expression string) chromedp.Action[T] {
	return chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise)
}

// WaitFor waits until a JavaScript expression is true. While it cannot be
// evaluated, as when a document on its way has not come to an element that the
// expression looks at, it is not.
func (p *Page) WaitFor(expression string) {
	p.t.Helper()
	var last error
	holds := func() bool {
		var is bool
		is, last = try(p.ctx, evaluate[bool]("!!("+expression+")"))
		return is && last == nil
	}
	if !wait(holds) {
		p.t.Fatalf("%s: waited %v for %s (the last error was: %v)", p.address(), patience, expression, last)
	}
}

// Until waits until a condition outside the page holds, such as a contact that
// the browser makes when it finds the time.
func (p *Page) Until(what string, holds func() bool) {
	p.t.Helper()
	if !wait(holds) {
		p.t.Fatalf("%s: waited %v for %s", p.address(), patience, what)
	}
}

// wait reports whether a condition came to hold within the time there is.
func wait(holds func() bool) bool {
	const pause = 10 * time.Millisecond
	for end := time.Now().Add(patience); !holds(); time.Sleep(pause) {
		if time.Now().After(end) {
			return false
		}
	}
	return true
}

// address is what the tab shows, for messages.
func (p *Page) address() string {
	address, err := try(p.ctx, evaluate[string]("location.href"))
	if err != nil {
		return "a page without an address"
	}
	return address
}

// short cuts a long expression for a message.
func short(s string) string {
	const most = 120
	if len(s) > most {
		return s[:most] + "…"
	}
	return s
}

// describe says what a script stumbled over and where.
func describe(d *runtime.ExceptionDetails) string {
	what := d.Text
	if d.Exception != nil && d.Exception.Description != "" {
		what = d.Exception.Description
	}
	return fmt.Sprintf("%s:%d: %s", d.URL, d.LineNumber+1, what)
}
