package main

import (
	"strings"
	"testing"
)

func TestRememberDays(t *testing.T) {
	for text, want := range map[string]int{
		"":                                180,
		"[embeds]\n":                      180,
		"[embeds]\nremember_days = 30\n":  30,
		"[embeds]\nremember_days = 0\n":   -1,
		"[embeds]\nremember_days = 180\n": 180,
	} {
		c, err := readConfigText(t, text)
		if err != nil || c.Embeds.check() != nil || c.Embeds.days() != want {
			t.Errorf("%q: %d days, want %d: %v", text, c.Embeds.days(), want, err)
		}
	}
	for _, text := range []string{"[embeds]\nremember_days = 181\n", "[embeds]\nremember_days = -1\n"} {
		c, err := readConfigText(t, text)
		if err != nil || c.Embeds.check() == nil || !strings.Contains(c.Embeds.check().Error(), "180") {
			t.Errorf("%q: %v, %v", text, err, c.Embeds.check())
		}
	}
	if _, err := readConfigText(t, "[embeds]\nremember_day = 1\n"); err == nil || !strings.Contains(err.Error(), `did you mean "remember_days"?`) {
		t.Errorf("a misspelt setting: %v", err)
	}
}
