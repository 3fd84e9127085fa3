package htmltest

import "strings"

// Ordinary is a page of 20 kB as sites have them, for benchmarks: text, pictures of
// its own, a frame, a script of another site.
var Ordinary = `<!doctype html><html lang="en"><head><title>A page</title><link rel="stylesheet" href="/a.css"><script src="/a.js" defer></script>` +
	`<link rel="preconnect" href="https://fonts.example"></head><body>` +
	strings.Repeat(`<p class="x">Some text of a page with <a href="/b">a link</a> and <em>words</em> that go on for a while, as they do in pages.</p>`+
		`<figure><img src="/pictures/a.jpg" alt="A picture" width="600" height="400"><figcaption>What it shows</figcaption></figure>`, 75) +
	`<iframe src="https://www.youtube.com/embed/jofNR_WkoCE"></iframe><script src="https://stats.example/s.js"></script></body></html>`
