package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gatefold/gatefold/internal/bench/publication"
)

// The load of one round: enough requests for the clock of process times,
// which ticks a hundred times a second, to read two digits.
const (
	requestsPerRound = 40_000
	connections      = 8
	rounds           = 7
)

// serving measures the CPU per request of a cached page against a net/http
// handler that writes the same precompressed bytes from memory, each in a
// process of its own.
func (b *bench) serving(w *strings.Builder) error {
	dir, err := b.publication(1_000)
	if err != nil {
		return err
	}
	path := "/" + strings.TrimSuffix(publication.Name(500), ".md") + "/"
	ours, err := b.start(b.gatefold, "serve", dir, "--listen", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer ours.stop()
	page, header, err := fetch(ours.address, path)
	if err != nil {
		return err
	}
	file := filepath.Join(b.work, "page.br")
	if err := os.WriteFile(file, page, 0o600); err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	bare, err := b.start(self, "-bare", file)
	if err != nil {
		return err
	}
	defer bare.stop()

	var a, z, ratios []float64
	for range rounds {
		x, err := ours.perRequest(path)
		if err != nil {
			return err
		}
		y, err := bare.perRequest(path)
		if err != nil {
			return err
		}
		a, z, ratios = append(a, x), append(z, y), append(ratios, x/y)
	}
	fmt.Fprintf(w, "## Serving a cached page\n\nOne article page, %d bytes in the %q coding, %d requests a round over %d connections kept alive, %d rounds in turn.\n\n",
		len(page), header.Get("Content-Encoding"), requestsPerRound, connections, rounds)
	fmt.Fprintf(w, "| | CPU per request |\n|---|---:|\n| net/http writing the same bytes | %.1f µs |\n| `gatefold serve` | %.1f µs |\n| ratio | %.2f |\n\nGoal: at most 1.2.\n\n",
		middleOf(z), middleOf(a), middleOf(ratios))
	return nil
}

// server is a running process that answers HTTP.
type server struct {
	cmd     *exec.Cmd
	address string
}

// start runs a server and waits for the line on which it says its address.
func (b *bench) start(name string, args ...string) (*server, error) {
	cmd := exec.CommandContext(b.ctx, name, args...)
	r, w := io.Pipe()
	cmd.Stdout, cmd.Stderr = w, w
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	found := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(r)
		for lines.Scan() {
			if _, rest, ok := strings.Cut(lines.Text(), "http://"); ok {
				select {
				case found <- strings.TrimRight(strings.Fields(rest)[0], `/".,`):
				default:
				}
			}
		}
	}()
	select {
	case address := <-found:
		return &server{cmd: cmd, address: address}, nil
	case <-time.After(30 * time.Second):
		_ = cmd.Process.Kill()
		return nil, fmt.Errorf("%s %v did not say its address", name, args)
	}
}

func (s *server) stop() {
	_ = s.cmd.Process.Kill()
	_ = s.cmd.Wait()
}

// perRequest sends a round of requests and returns the microseconds of CPU
// that the server spent on each.
func (s *server) perRequest(path string) (float64, error) {
	before, err := s.cpu()
	if err != nil {
		return 0, err
	}
	errs := make(chan error, connections)
	for range connections {
		go func() { errs <- s.requests(path, requestsPerRound/connections) }()
	}
	for range connections {
		if e := <-errs; e != nil {
			err = e
		}
	}
	if err != nil {
		return 0, err
	}
	after, err := s.cpu()
	return float64((after - before).Microseconds()) / requestsPerRound, err
}

// requests sends requests over one connection, as plainly as it can be done:
// the client shares the machine with what is measured.
func (s *server) requests(path string, n int) error {
	conn, err := net.Dial("tcp", s.address)
	if err != nil {
		return err
	}
	defer conn.Close()
	request := []byte("GET " + path + " HTTP/1.1\r\nHost: " + s.address + "\r\nAccept-Encoding: br\r\n\r\n")
	in := bufio.NewReaderSize(conn, 64<<10)
	for range n {
		if _, err := conn.Write(request); err != nil {
			return err
		}
		res, err := http.ReadResponse(in, nil)
		if err != nil {
			return err
		}
		if _, err := io.Copy(io.Discard, res.Body); err != nil {
			return err
		}
		if res.StatusCode != http.StatusOK {
			return fmt.Errorf("GET %s: %s", path, res.Status)
		}
	}
	return nil
}

// cpu returns the user and system time of the process so far (proc(5), fields
// 14 and 15 of stat, in ticks of 10 ms).
func (s *server) cpu() (time.Duration, error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
	user, err := strconv.ParseInt(fields[11], 10, 64)
	if err != nil {
		return 0, err
	}
	system, err := strconv.ParseInt(fields[12], 10, 64)
	return time.Duration(user+system) * 10 * time.Millisecond, err
}

func fetch(address, path string) ([]byte, http.Header, error) {
	req, err := http.NewRequest(http.MethodGet, "http://"+address+path, nil)
	if err != nil {
		return nil, nil, err
	}
	req.Header.Set("Accept-Encoding", "br")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("GET %s: %s", path, res.Status)
	}
	return body, res.Header, err
}

// bareServer is the peer: it writes one file from memory to whoever asks,
// with the headers that every server has to send for it.
func bareServer(file string) error {
	body, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Printf("listening on http://%s\n", l.Addr())
	length := strconv.Itoa(len(body))
	return http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Type", "text/html; charset=utf-8")
		h.Set("Content-Encoding", "br")
		h.Set("Content-Length", length)
		_, _ = w.Write(body)
	}))
}

func middleOf(values []float64) float64 {
	values = slices.Sorted(slices.Values(values))
	return values[len(values)/2]
}
