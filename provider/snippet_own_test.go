package provider

import "testing"

// What bears a provider's name, or leads to a piece, and yet is a part of the page stays.
func TestPartsOfThePageStay(t *testing.T) {
	c := Default()
	for _, code := range []string{
		`<button class="g-recaptcha" data-sitekey="a" data-callback="send" data-action="submit">Send</button>`,
		`<input type="submit" class="h-captcha" data-sitekey="a" value="Send">`,
		`<section class="instagram-media"><h2>Our pictures</h2><p>Taken by readers.</p></section>`,
		`<header data-settings='{"background_video_link":"a","youtube_url":"https:\/\/www.youtube.com\/watch?v=dQw4w9WgXcQ"}'><h1>Harbour</h1><p>Welcome.</p></header>`,
		`<div class="youtube" data-id="dQw4w9WgXcQ"><nav><a href="/a">A</a></nav></div>`,
		`<div class="contact" data-map-src="https://www.google.com/maps/embed?pb=!1m18!1m12"><address>Quay 1</address></div>`,
		`<div class="gist"><h2>In short</h2><p>See <a href="https://gist.github.com/a/0123456789abcdef0123456789abcdef">this</a>.</p></div>`,
	} {
		if found, err := c.Paste(code); err != nil || len(found) != 0 {
			t.Errorf("%s: %v, %v", code, found, err)
		}
	}
	for _, code := range []string{
		`<div class="g-recaptcha" data-sitekey="a"></div>`,
		`<div data-vimeo-id="76979871"><h3>Film</h3></div>`,
		`<button data-spotify-id="spotify:episode:0aB1cD2eF3gH4iJ5kL6mN7">Fog</button>`,
	} {
		if found, err := c.Paste(code); err != nil || len(found) != 1 || !found[0].Known() {
			t.Errorf("%s: %v, %v", code, found, err)
		}
	}
}
