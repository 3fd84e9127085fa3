// Package decision reads what readers decided from the requests by which their
// browsers ask for it, for every server that keeps receipts.
//
// A reader presses a button of a gate. The form behind it asks this site for the
// document that opens the piece, or for the empty one that takes its place, and
// that request is the decision:
//
//	GET /_gatefold/embed/PROVIDER/KEY/?n=…&p=…[&always=…][&gpc=1]            given
//	GET /_gatefold/closed.HASH.html?n=…&p=…&do=refused|withdrawn[&always=…]  refused, withdrawn
//
// n is the hash of the notice that the gate shows, p the path of its page. Servers
// that do not know their pages in advance have two more: s, a seal over n and p
// that shows that they made this gate for this page, and, where a piece is
// closed, d, the path of its embed document. A piece that opens by itself because
// the reader had it remembered sends none of this.
//
// Reading a decision ([Read]) says nothing about whether the site has such a
// notice and such a page: that is for the server, which knows.
package decision
