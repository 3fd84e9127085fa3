// Package browser opens pages in a real Chromium, for tests of what a reader
// sees and, above all, of whom their browser contacts.
//
// Every host name in the world leads to a server of this package, on the
// machine itself: [World.Serve] says what a host answers, and whatever is asked
// of any host, known or not, is written down ([World.Contacts]): the look-up of
// its name, the connection, the request. The look-ups are seen because the
// [World] is the browser's name server too; a hint such as dns-prefetch does
// nothing else.
//
// The browser is started without any background traffic of its own and with a
// fresh profile. It is not one of Chromium's throw-away contexts: there, such
// hints are ignored, and a test would find a page innocent that is not. So all
// pages share cookies and cache, which a new [Page] empties. Pages are driven
// like a reader drives them: by real key presses and clicks.
//
// Outside CI a test that needs Chromium is skipped where there is none; in CI
// (the environment variable CI is set) it fails.
package browser
