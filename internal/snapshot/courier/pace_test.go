package courier

import (
	"context"
	"net/http"
	"net/netip"
	"testing"
	"testing/synctest"
	"time"
)

// One question at a time, with a pause in between, and a longer one when the
// host asks for it.
func TestPace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p paces
		began := time.Now()
		var times []time.Duration
		for range 3 {
			if err := p.of("a.example").enter(t.Context(), time.Minute); err != nil {
				t.Fatal(err)
			}
			times = append(times, time.Since(began))
			p.of("a.example").leave(time.Second)
		}
		if times[0] != 0 || times[1] != time.Second || times[2] != 2*time.Second {
			t.Error(times)
		}
		p.of("a.example").rest(30 * time.Second)
		if err := p.of("a.example").enter(t.Context(), time.Minute); err != nil || time.Since(began) < 30*time.Second {
			t.Errorf("%v after %v", err, time.Since(began))
		}
		p.of("a.example").leave(time.Hour)
		if err := p.of("a.example").enter(t.Context(), time.Minute); err == nil || err.Error() != "the host wants to be left alone for a while (for 1h0m0s)" {
			t.Error(err)
		}
		if err := p.of("b.example").enter(t.Context(), time.Minute); err != nil {
			t.Errorf("another host waits: %v", err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := p.of("b.example").enter(ctx, time.Minute); err == nil {
			t.Error("two at a time")
		}
	})
}

func TestDelay(t *testing.T) {
	c := New(Options{Delay: time.Second})
	for attempt, want := range map[int]time.Duration{1: time.Second, 2: 2 * time.Second, 3: 4 * time.Second, 40: 32 * time.Second} {
		for range 20 {
			if d := c.delay(attempt, nil); d < want/2 || d > want*3/2 {
				t.Errorf("attempt %d: %v", attempt, d)
			}
		}
	}
	if d := c.delay(1, http.Header{"Retry-After": {"7"}}); d != 7*time.Second {
		t.Error(d)
	}
}

func TestRetryAfterHeader(t *testing.T) {
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	for in, want := range map[string]time.Duration{
		"120": 2 * time.Minute, " 1 ": time.Second, "Sun, 22 Nov 2026 09:00:30 GMT": 30 * time.Second,
		"Sun, 22 Nov 2026 08:00:30 GMT": 0, "99999999": 24 * time.Hour,
	} {
		if d, ok := retryAfter(in, now); !ok || d != want {
			t.Errorf("%q: %v %v", in, d, ok)
		}
	}
	for _, in := range []string{"", "-1", "soon", "1.5", "99999999999999999999"} {
		if d, ok := retryAfter(in, now); ok {
			t.Errorf("%q: %v", in, d)
		}
	}
}

func TestIsPublic(t *testing.T) {
	for in, want := range map[string]bool{
		"8.8.8.8": true, "1.1.1.1": true, "2a00:1450:4001:80b::200e": true, "64:ff9b::808:808": true, "2002:808:808::1": true,
		"172.32.0.1": true, "100.128.0.1": true, "192.0.1.1": true, "2001:200::1": true,
		"172.31.255.255": false, "100.127.0.1": false, "198.19.0.1": false, "240.0.0.1": false, "255.255.255.255": false,
		"::": false, "::1": false, "::8.8.8.8": false, "::ffff:8.8.8.8": true, "::ffff:10.0.0.1": false, "fe80::1": false, "ff02::1": false,
		"fc00::1": false, "64:ff9b::7f00:1": false, "64:ff9b:1::808:808": false, "2001::1": false, "2001:db8::1": false, "2002:c0a8:1::": false,
		"2a00::1%eth0": false,
	} {
		if got := IsPublic(netip.MustParseAddr(in)); got != want {
			t.Errorf("%s: %v", in, got)
		}
	}
	if IsPublic(netip.Addr{}) {
		t.Error("no address is public")
	}
	if guard("tcp", "127.0.0.1:443", nil) == nil || guard("tcp", "8.8.8.8:443", nil) != nil {
		t.Error("guard")
	}
}
