// Package courier asks other hosts on the editor's behalf: politely, and without
// being led anywhere that it has no business in.
//
// The addresses that it is given come from articles and from the answers of
// strangers, so any of them may be an attack on the network that the program
// runs in. A courier connects only to public addresses. It looks a name up once
// and connects to exactly the addresses that it has checked, so a name that
// changes its meaning in between (DNS rebinding) gains nothing; the same goes for
// every redirect. It speaks https only, keeps no cookies, sends no Referer, uses
// no proxy, and reads no more and waits no longer than it was told.
//
// Each host is asked one thing at a time, with a pause in between. What fails in
// passing is tried again, later each time. A host that asks for patience
// (Retry-After) gets it, and one that does not answer three times in a row is
// left alone until the program is started again.
package courier
