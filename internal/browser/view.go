package browser

import (
	"context"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// View is how a page is looked at. The zero value is a window of 1280 by 800
// CSS px with scripts, in light colours.
type View struct {
	NoScript      bool
	Width, Height int     // CSS px; 0 for 1280 and 800
	Scale         float64 // device pixels per CSS px; 0 for 1
	Dark          bool
	ForcedColors  bool
	ReducedMotion bool
	Print         bool
}

func (v View) size() (width, height int) {
	width, height = v.Width, v.Height
	if width == 0 {
		width = 1280
	}
	if height == 0 {
		height = 800
	}
	return width, height
}

// apply makes Chromium look at its pages that way.
func (v View) apply() chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		width, height := v.size()
		metrics := emulation.SetDeviceMetricsOverrideParams{Width: int64(width), Height: int64(height), DeviceScaleFactor: v.Scale}
		if v.Scale == 0 {
			metrics.DeviceScaleFactor = 1
		}
		if _, err := cdp.Call(ctx, t, emulation.SetDeviceMetricsOverride, metrics); err != nil {
			return err
		}
		if _, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, v.media()); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: v.NoScript})
		return err
	})
}

func (v View) media() emulation.SetEmulatedMediaParams {
	p := emulation.SetEmulatedMediaParams{}
	if v.Print {
		p.Media = "print"
	}
	choose := func(name string, yes bool, is, isNot string) {
		value := isNot
		if yes {
			value = is
		}
		p.Features = append(p.Features, &emulation.MediaFeature{Name: name, Value: value})
	}
	choose("prefers-color-scheme", v.Dark, "dark", "light")
	choose("forced-colors", v.ForcedColors, "active", "none")
	choose("prefers-reduced-motion", v.ReducedMotion, "reduce", "no-preference")
	return p
}
