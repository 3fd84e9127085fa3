package caddygate

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/caddyserver/caddy/v2"
	"github.com/caddyserver/caddy/v2/caddyconfig/caddyfile"
	"github.com/caddyserver/caddy/v2/caddyconfig/httpcaddyfile"
	"github.com/caddyserver/caddy/v2/modules/caddyhttp"

	"github.com/gatefold/gatefold/internal/localise"
	"github.com/gatefold/gatefold/internal/spelling"
	"github.com/gatefold/gatefold/rewrite"
)

func init() {
	caddy.RegisterModule(Handler{})
	httpcaddyfile.RegisterHandlerDirective("gatefold", func(h httpcaddyfile.Helper) (caddyhttp.MiddlewareHandler, error) {
		g := new(Handler)
		return g, g.UnmarshalCaddyfile(h.Dispenser)
	})
	httpcaddyfile.RegisterDirectiveOrder("gatefold", httpcaddyfile.After, "encode")
}

// UnmarshalCaddyfile reads
//
//	gatefold {
//		origin       <url>
//		first_party  <host...>
//		allow        <host> <reason> [<kind...>]
//		language     <tag>
//		report_only
//		localise     [<kind...>]
//		keep_dir     <folder>
//		key          <secret>
//		days         <number>
//		evidence     <folder>
//		report_token <secret>
//	}
func (h *Handler) UnmarshalCaddyfile(d *caddyfile.Dispenser) error {
	for d.Next() {
		if d.NextArg() {
			return d.ArgErr()
		}
		for d.NextBlock(0) {
			read, known := settings[d.Val()]
			if !known {
				meant, _ := spelling.Nearest(d.Val(), slices.Sorted(maps.Keys(settings)))
				return d.Errf("gatefold has no setting %q: did you mean %q?", d.Val(), meant)
			}
			if err := read(h, d); err != nil {
				return err
			}
		}
	}
	return nil
}

// settings read one setting each.
var settings = map[string]func(*Handler, *caddyfile.Dispenser) error{
	"origin":       text(func(h *Handler) *string { return &h.Origin }),
	"language":     text(func(h *Handler) *string { return &h.Language }),
	"keep_dir":     text(func(h *Handler) *string { return &h.KeepDir }),
	"key":          text(func(h *Handler) *string { return &h.Key }),
	"evidence":     text(func(h *Handler) *string { return &h.Evidence }),
	"report_token": text(func(h *Handler) *string { return &h.ReportToken }),
	"first_party":  readFirstParty,
	"allow":        readAllow,
	"report_only":  readReportOnly,
	"localise":     readLocalise,
	"days":         readDays,
}

// text reads a setting that is one word.
func text(field func(*Handler) *string) func(*Handler, *caddyfile.Dispenser) error {
	return func(h *Handler, d *caddyfile.Dispenser) error {
		if !d.Args(field(h)) || d.NextArg() {
			return d.ArgErr()
		}
		return nil
	}
}

func readFirstParty(h *Handler, d *caddyfile.Dispenser) error {
	hosts := d.RemainingArgs()
	if len(hosts) == 0 {
		return d.ArgErr()
	}
	h.FirstParty = append(h.FirstParty, hosts...)
	return nil
}

func readAllow(h *Handler, d *caddyfile.Dispenser) error {
	var a Allow
	if !d.Args(&a.Host, &a.Reason) {
		return d.Err(`write allow HOST "reason": every exception has a reason, which stands in the report`)
	}
	var err error
	if a.Kinds, err = readKinds(d); err != nil {
		return err
	}
	h.Allow = append(h.Allow, a)
	return nil
}

func readReportOnly(h *Handler, d *caddyfile.Dispenser) error {
	h.ReportOnly = true
	if d.NextArg() {
		return d.ArgErr()
	}
	return nil
}

func readLocalise(h *Handler, d *caddyfile.Dispenser) (err error) {
	if h.Localise, err = readKinds(d); err == nil && len(h.Localise) == 0 {
		h.Localise = localise.Kinds()
	}
	for _, k := range h.Localise {
		if !slices.Contains(localise.Kinds(), k) {
			return d.Errf("no copy of %q can be kept: there are style, font, picture and icon", k)
		}
	}
	return err
}

func readKinds(d *caddyfile.Dispenser) (kinds []rewrite.Kind, err error) {
	for _, word := range d.RemainingArgs() {
		var k rewrite.Kind
		if err := k.UnmarshalText([]byte(word)); err != nil {
			return nil, d.Err(strings.TrimPrefix(err.Error(), "rewrite: "))
		}
		kinds = append(kinds, k)
	}
	return kinds, nil
}

func readDays(h *Handler, d *caddyfile.Dispenser) error {
	var word string
	if !d.Args(&word) || d.NextArg() {
		return d.ArgErr()
	}
	n, err := strconv.Atoi(word)
	if err != nil {
		return d.Errf("days: %q is no number", word)
	}
	switch {
	case n < 0:
		return d.Errf("days: %d is no number of days (0, for not at all, to 180)", n)
	case n == 0:
		n = -1 // 0 stands for the default
	}
	h.Days = n
	return nil
}

var _ caddyfile.Unmarshaler = (*Handler)(nil)
