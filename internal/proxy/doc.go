// Package proxy stands in front of a site and lets its pages pass through a door
// of package gatehttp.
//
// It is httputil.ReverseProxy with what a site needs that is moved behind another
// name: redirects and cookies of the upstream's own host become the reader's
// (mapping.go), forwarded headers say who asked (request.go), an upstream that is
// silent is given up (patience.go), and readers see a page that says so, while the
// log has the reason (proxy.go). Event streams, web sockets and parts of films pass
// through.
package proxy
