package main

import (
	"net/http"
	"os"
	"reflect"
	"strings"
	"testing"
)

// What docs/hosting.md tells servers to send is what serve sends.
func TestHostingSaysTheSameHeaders(t *testing.T) {
	b, err := os.ReadFile("../../docs/hosting.md")
	if err != nil {
		t.Fatal(err)
	}
	doc := string(b)
	_, caddy, _ := strings.Cut(doc, "## A folder behind Caddy")
	caddy, nginx, _ := strings.Cut(caddy, "## A folder behind nginx")
	nginx, _, _ = strings.Cut(nginx, "\n## ")
	for server, text := range map[string]string{"Caddy": caddy, "nginx": nginx} {
		if !strings.Contains(text, "/_gatefold/embed/") || !strings.Contains(text, `"frame-ancestors 'self'"`) {
			t.Errorf("the snippet for %s lays the wall around embed documents", server)
		}
	}
	s := startServing(t, map[string]string{"content/about.md": "---\ntitle: About\n---\n", "static/a.svg": "<svg/>"})
	for _, path := range []string{"/a.svg", "/about/"} {
		res, err := http.Get(s.url + path)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		for name, values := range res.Header {
			switch name {
			case "Accept-Ranges", "Content-Length", "Content-Type", "Date", "Etag", "Last-Modified", "Vary":
				continue // servers make these themselves
			case "Content-Security-Policy":
				if path == "/about/" {
					continue // the page has it inside
				}
			}
			for server, text := range map[string]string{"Caddy": caddy, "nginx": nginx} {
				if !strings.Contains(strings.ToLower(text), strings.ToLower(name)) || !strings.Contains(text, values[0]) {
					t.Errorf("%s: the snippet for %s does not send %s: %s", path, server, name, values[0])
				}
			}
		}
	}
}

// Every environment variable of the commands is in the manual.
func TestEveryVariableIsDocumented(t *testing.T) {
	b, err := os.ReadFile("../../docs/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, command := range []reflect.Type{reflect.TypeFor[serveCommand](), reflect.TypeFor[buildCommand](), reflect.TypeFor[snapshotCommand]()} {
		for i := range command.NumField() {
			if name := command.Field(i).Tag.Get("env"); name != "" && !strings.Contains(string(b), "`"+name+"`") {
				t.Errorf("docs/configuration.md does not explain %s", name)
			}
		}
	}
}
