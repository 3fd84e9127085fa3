// Package browser opens pages in a real Chromium, for tests of what a reader
// sees and, above all, of whom their browser contacts.
//
// Every host name in the world leads to a server of this package, on the
// machine itself: [Browser.Serve] says what a host answers, and whatever is
// asked of any host, known or not, is written down ([Browser.Contacts]). What
// never becomes a connection, such as a look-up of a name, [Browser.Lookups]
// reads from Chromium's own log of its network.
//
// The browser is started without any background traffic of its own, with a
// fresh profile, and every [Page] has a cookie jar and cache of its own. Pages
// are driven like a reader drives them: by real key presses and clicks.
//
// Outside CI a test that needs Chromium is skipped where there is none; in CI
// (the environment variable CI is set) it fails.
package browser
