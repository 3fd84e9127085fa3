// Command screenshots takes the pictures that the README shows, of the sample
// publication in a real browser. No other host is reachable: where a piece is
// open, a stand-in takes the place of its provider's frame.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/png"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"

	"golang.org/x/image/draw"

	"github.com/gatefold/gatefold/internal/browser"
)

// host is a name for the publication; links in pages lead elsewhere.
const host = "newsroom.test"

func main() {
	out := flag.String("o", "docs/screenshots", "the folder to write")
	story := flag.String("story", "", "the URL path of the article to show; the first one with a video if empty")
	flag.Parse()
	if err := run(*out, *story); err != nil {
		fmt.Fprintln(os.Stderr, "screenshots:", err)
		os.Exit(1)
	}
}

func run(out, story string) error {
	work, err := os.MkdirTemp("", "gatefold-screenshots-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	root := filepath.Join(work, "site")
	build := exec.Command("go", "run", "./cmd/gatefold", "build", "examples/newsroom", "-o", root)
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("building the sample publication: %w", err)
	}
	if story == "" {
		if story, err = storyWithVideo(root); err != nil {
			return err
		}
	}
	b, err := browser.Start()
	if err != nil {
		return err
	}
	defer b.Close()
	b.Serve(host, http.FileServer(http.Dir(root)))
	b.Serve("www.youtube-nocookie.com", http.HandlerFunc(standIn))
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	c := &camera{browser: b, out: out}
	defer c.close()
	return c.shoot(story)
}

// standIn is what stands in the place of a provider's player.
func standIn(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, `<!doctype html><html lang="en"><title>Stand-in</title><style>
body { margin: 0; height: 100vh; display: grid; place-items: center; background: linear-gradient(160deg, #16324a, #2f6f73 60%, #d9a86a); color: #fff; font: 600 1.1rem system-ui }
</style><p>The provider’s player stands here.</p></html>`)
}

// video begins the address of a YouTube video's embed document; that of a short,
// which is taller than it is wide, goes on with "~shorts".
const video = `action="/_gatefold/embed/youtube/`

func storyWithVideo(root string) (string, error) {
	files, err := filepath.Glob(filepath.Join(root, "*", "*", "index.html"))
	if err != nil {
		return "", err
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			return "", err
		}
		if bytes.Contains(text, []byte(video)) && !bytes.Contains(text, []byte(video+"~shorts")) {
			rel, err := filepath.Rel(root, filepath.Dir(f))
			return "/" + filepath.ToSlash(rel) + "/", err
		}
	}
	return "", fmt.Errorf("no article of the sample publication has a video")
}

// camera takes pictures one after another. It stands in for a test: a failure
// of the browser ends the program.
type camera struct {
	browser  *browser.Browser
	out      string
	cleanups []func()
}

func (c *camera) Helper()          {}
func (c *camera) Cleanup(f func()) { c.cleanups = append(c.cleanups, f) }
func (c *camera) Fatalf(format string, args ...any) {
	c.close()
	c.browser.Close()
	fmt.Fprintf(os.Stderr, "screenshots: "+format+"\n", args...)
	os.Exit(1)
}

func (c *camera) close() {
	for _, f := range c.cleanups {
		f()
	}
	c.cleanups = nil
}

const gate = `.gf:has([action*="/youtube/"])`

// shoot takes all pictures.
func (c *camera) shoot(story string) error {
	desk := browser.View{Width: 1280, Height: 1500}
	narrow := browser.View{Width: 720, Height: 900, Scale: 1.5}
	p := c.browser.Page(c, narrow)
	p.Open("https://" + host + story)
	load(p)
	if err := c.part(p, "gate-before.png", gate, narrow.Scale); err != nil {
		return err
	}
	p.Click(gate + " .gf-yes button")
	p.WaitFor(`(now => now.textContent == now.dataset.loaded.replace('{provider}', now.closest('.gf').dataset.who))(document.querySelector('` + gate + ` .gf-now'))`)
	if err := c.part(p, "gate-after.png", gate, narrow.Scale); err != nil {
		return err
	}
	for _, s := range []struct {
		name, path string
		view       browser.View
	}{
		{"front.png", "/", desk},
		{"story-dark.png", story, browser.View{Width: 1280, Height: 1500, Dark: true}},
		{"front-arabic.png", "/ar/", desk},
		{"story-narrow.png", story, browser.View{Width: 390, Height: 844, Scale: 2}},
	} {
		p := c.browser.Page(c, s.view)
		p.Open("https://" + host + s.path)
		if err := c.top(p, s.name, s.view); err != nil {
			return err
		}
	}
	return c.shootKept(story)
}

// tall is the height, in pixels, of the pictures of pages. They stand in one
// row, whatever the width of the window was.
const tall = 700

// top keeps the first screen of a page.
func (c *camera) top(p *browser.Page, name string, v browser.View) error {
	load(p)
	img, err := png.Decode(bytes.NewReader(p.Picture()))
	if err != nil {
		return err
	}
	scale := max(v.Scale, 1)
	area := image.Rect(0, 0, int(float64(v.Width)*scale), int(float64(v.Height)*scale)).Intersect(img.Bounds())
	small := image.NewRGBA(image.Rect(0, 0, area.Dx()*tall/area.Dy(), tall))
	draw.CatmullRom.Scale(small, small.Bounds(), img, area, draw.Src, nil)
	return c.write(small, name)
}

// load has the pictures come that would wait until they are scrolled to.
func load(p *browser.Page) {
	browser.Eval[bool](p, `Promise.all([...document.images].map(img => {
		img.loading = "eager";
		return img.decode();
	})).then(() => true)`)
}

// part keeps the element that fits selector, with a margin.
func (c *camera) part(p *browser.Page, name, selector string, scale float64) error {
	box := browser.Eval[[]float64](p, fmt.Sprintf(`(e => { const r = e.getBoundingClientRect(); return [r.left + scrollX, r.top + scrollY, r.right + scrollX, r.bottom + scrollY] })(document.querySelector(%q))`, selector))
	const margin = 8
	area := image.Rect(int((box[0]-margin)*scale), int((box[1]-margin)*scale), int((box[2]+margin)*scale), int((box[3]+margin)*scale))
	return c.save(p.Picture(), name, area)
}

func (c *camera) save(shot []byte, name string, area image.Rectangle) error {
	img, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		return err
	}
	cut, ok := img.(interface {
		SubImage(image.Rectangle) image.Image
	})
	if !ok {
		return fmt.Errorf("%s: cannot cut a picture of type %T", name, img)
	}
	return c.write(cut.SubImage(area.Intersect(img.Bounds())), name)
}

func (c *camera) write(img image.Image, name string) error {
	var buf bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&buf, img); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(c.out, name), buf.Bytes(), 0o644)
}
