// Package caddygate is a Caddy module that puts gates into the pages of a site, of
// whatever making: "http.handlers.gatefold".
//
//	example.org {
//		gatefold {
//			allow stats.example.org "our own count of visits, in the same building" script
//		}
//		reverse_proxy 127.0.0.1:8080
//	}
//
// "make caddy" builds a Caddy with it, from cmd/caddy; so does, with further modules,
//
//	xcaddy build --with github.com/gatefold/gatefold/caddygate=./caddygate --with github.com/gatefold/gatefold=.
//
// It stands inside encode and around everything that makes pages. Errors of
// handlers go on to handle_errors, which needs a gatefold of its own if its pages
// are to have gates. docs/retrofit.md has all settings.
package caddygate
