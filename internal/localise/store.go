package localise

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"time"

	"github.com/gatefold/gatefold/rewrite"
)

// Prefix is where kept files stand on the site.
const Prefix = "/_gatefold/kept/"

// note is what is remembered of an address.
type note struct {
	Kind    string    `json:"kind"`
	Address string    `json:"address"`
	File    string    `json:"file,omitempty"` // HASH.ext; empty where there is none
	Needs   []string  `json:"needs,omitempty"`
	Lacks   bool      `json:"lacks,omitempty"` // something that it needs could not be had
	Why     string    `json:"why,omitempty"`   // there is no file
	When    time.Time `json:"when"`
}

// retryAfter is how long a failure is remembered, and how long a style sheet does without
// what could not be had.
const retryAfter = time.Hour

// holds says whether a note still is the answer.
func (n *note) holds(now time.Time) bool { return n.whole() || now.Sub(n.When) < retryAfter }

// whole says whether there is nothing left to ask for.
func (n *note) whole() bool { return n.File != "" && !n.Lacks }

// store is the folder. Names in it are made here and nowhere else.
type store struct{ root *os.Root }

const notesDir = "notes"

func openStore(dir string) (*store, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	if err := root.Mkdir(notesDir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		root.Close()
		return nil, err
	}
	return &store{root}, nil
}

func noteName(k rewrite.Kind, address string) string {
	sum := sha256.Sum256([]byte(k.String() + " " + address))
	return notesDir + "/" + hex.EncodeToString(sum[:16]) + ".json"
}

// recall gives the note of an address, or nil. One whose file is gone is none.
func (s *store) recall(k rewrite.Kind, address string) *note {
	text, err := s.root.ReadFile(noteName(k, address))
	if err != nil {
		return nil
	}
	var n note
	if json.Unmarshal(text, &n) != nil || n.Address != address {
		return nil
	}
	for _, file := range append(n.Needs, n.File) {
		if file == "" {
			continue
		}
		if info, err := s.root.Stat(file); err != nil || !info.Mode().IsRegular() {
			return nil
		}
	}
	return &n
}

// keep writes a file under the name of its content.
func (s *store) keep(body []byte, ext string) (string, error) {
	sum := sha256.Sum256(body)
	file := hex.EncodeToString(sum[:16]) + ext
	if info, err := s.root.Stat(file); err == nil && info.Size() == int64(len(body)) {
		return file, nil
	}
	return file, s.write(file, body)
}

// remember writes a note.
func (s *store) remember(k rewrite.Kind, n *note) error {
	text, err := json.Marshal(n)
	if err != nil {
		return err
	}
	return s.write(noteName(k, n.Address), text)
}

// write writes a file whole or not at all.
func (s *store) write(name string, body []byte) error {
	var random [8]byte
	_, _ = rand.Read(random[:]) // it never fails
	growing := notesDir + "/." + hex.EncodeToString(random[:])
	f, err := s.root.OpenFile(growing, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(body)
	if err = errors.Join(err, f.Close()); err == nil {
		err = s.root.Rename(growing, name)
	}
	if err != nil {
		_ = s.root.Remove(growing)
	}
	return err
}

// open opens a kept file.
func (s *store) open(file string) (*os.File, error) { return s.root.Open(file) }
