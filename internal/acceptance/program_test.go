package acceptance

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gatefold/gatefold/internal/browser"
)

const newsroom = "../../examples/newsroom"

// program is the gatefold command, built once, and what it made of the sample
// publication.
var program struct {
	once   sync.Once
	err    error
	dir    string // holds everything; removed at the end
	binary string
	out    string // the exported site
	host   string // of the publication
	local  *url.URL
	serve  *exec.Cmd
}

func TestMain(m *testing.M) {
	code := browser.Main(m)
	if program.serve != nil {
		_ = program.serve.Process.Kill()
		_ = program.serve.Wait()
	}
	if program.dir != "" {
		_ = os.RemoveAll(program.dir)
	}
	os.Exit(code)
}

// start builds the program, exports the sample publication and serves it.
func start(t *testing.T) {
	t.Helper()
	program.once.Do(func() { program.err = prepare() })
	if program.err != nil {
		t.Fatal(program.err)
	}
}

func prepare() error {
	err := noticeSources()
	if err != nil {
		return err
	}
	if program.dir, err = os.MkdirTemp("", "gatefold-acceptance-"); err != nil {
		return err
	}
	program.binary = filepath.Join(program.dir, "gatefold")
	program.out = filepath.Join(program.dir, "out")
	if err := command(nil, "go", "build", "-o", program.binary, "../../cmd/gatefold"); err != nil {
		return err
	}
	// A cache of its own: the test neither uses nor leaves anything in the
	// cache of whoever runs it.
	cache := []string{"XDG_CACHE_HOME=" + filepath.Join(program.dir, "cache")}
	if err := command(cache, program.binary, "build", newsroom, "-o", program.out); err != nil {
		return err
	}
	if program.host, err = publicationHost(); err != nil {
		return err
	}
	return serveNewsroom()
}

func command(env []string, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, out)
	}
	return nil
}

var baseURL = regexp.MustCompile(`(?m)^base_url\s*=\s*"(https://[^"]+)"`)

// publicationHost reads the host that the sample publication is meant for:
// some providers are told it in their frame's address.
func publicationHost() (string, error) {
	config, err := os.ReadFile(filepath.Join(newsroom, "gatefold.toml"))
	if err != nil {
		return "", err
	}
	m := baseURL.FindSubmatch(config)
	if m == nil {
		return "", errors.New("gatefold.toml of the sample publication has no base_url")
	}
	u, err := url.Parse(string(m[1]))
	if err != nil {
		return "", err
	}
	return u.Host, nil
}

// serveNewsroom starts the server and waits for the line that says where.
func serveNewsroom() error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.Command(program.binary, "serve", newsroom, "--listen", "127.0.0.1:0")
	r, w := io.Pipe()
	cmd.Stdout, cmd.Stderr = w, w
	if err := cmd.Start(); err != nil {
		return err
	}
	program.serve = cmd
	address := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(r)
		for lines.Scan() {
			if m := localAddress.FindString(lines.Text()); m != "" && len(address) == 0 {
				address <- m
			}
		}
	}()
	select {
	case a := <-address:
		var err error
		program.local, err = url.Parse(a)
		return err
	case <-ctx.Done():
		return errors.New("gatefold serve did not say its address")
	}
}

var localAddress = regexp.MustCompile(`http://127\.0\.0\.1:[0-9]+`)

// world gives the browser with the publication at its own host name; every
// other host is a stand-in.
func world(t *testing.T) *browser.Browser {
	t.Helper()
	start(t)
	b := browser.Shared(t)
	b.Serve(program.host, httputil.NewSingleHostReverseProxy(program.local))
	return b
}

func address(path string) string { return "https://" + program.host + path }

// pages lists the URL paths of every HTML page that the program exported,
// embed documents left out: those are meant to contact their provider.
func pages(t *testing.T) []string {
	t.Helper()
	start(t)
	var paths []string
	err := filepath.WalkDir(program.out, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(program.out, p)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if d.IsDir() && (rel == "_gatefold" || rel == ".gatefold") {
			return filepath.SkipDir
		}
		if d.Name() == "index.html" && !isRedirect(p) {
			paths = append(paths, "/"+strings.TrimSuffix(rel, "index.html"))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(paths)
	if len(paths) < 60 {
		t.Fatalf("only %d pages exported; the sample publication has more", len(paths))
	}
	return paths
}

// exported gives the text of an exported page.
func exported(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(program.out, filepath.FromSlash(path), "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// isRedirect says whether a file is the document at an alias.
func isRedirect(file string) bool {
	text, err := os.ReadFile(file)
	return err == nil && strings.Contains(string(text[:min(len(text), 2000)]), `http-equiv="refresh"`)
}

func get(t *testing.T, path, encoding string) (*http.Response, []byte) {
	t.Helper()
	req, err := http.NewRequest(http.MethodGet, program.local.String()+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept-Encoding", encoding)
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, body
}
