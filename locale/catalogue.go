package locale

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"
)

//go:embed messages/*.toml
var files embed.FS

// catalogue is the messages of one language.
type catalogue struct {
	single map[string]*message     // by whole key, plural forms included
	plural map[string]*[6]*message // by key without the form, at the form's number
}

func newCatalogue() *catalogue {
	return &catalogue{single: map[string]*message{}, plural: map[string]*[6]*message{}}
}

// set adds or replaces one message.
func (c *catalogue) set(key, text string) {
	m := compile(text)
	c.single[key] = &m
	if base, form, ok := splitForm(key); ok {
		if c.plural[base] == nil {
			c.plural[base] = new([6]*message)
		}
		c.plural[base][form] = &m
	}
}

// over returns a catalogue with texts laid over c, which stays as it is.
func (c *catalogue) over(texts map[string]string) *catalogue {
	n := newCatalogue()
	for key, m := range c.single {
		n.set(key, m.text)
	}
	for key, text := range texts {
		n.set(key, text)
	}
	return n
}

// keys lists the keys, sorted.
func (c *catalogue) keys() []string {
	keys := make([]string, 0, len(c.single))
	for key := range c.single {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// builtIn reads the catalogues that are part of the program, once.
var builtIn = sync.OnceValue(func() map[string]*catalogue {
	all := map[string]*catalogue{}
	names, err := files.ReadDir("messages")
	if err != nil {
		panic(err) // the program was built without its messages
	}
	for _, f := range names {
		data, err := files.ReadFile(path.Join("messages", f.Name()))
		if err != nil {
			panic(err)
		}
		c, err := parse(data)
		if err != nil {
			panic(fmt.Sprintf("locale: messages/%s: %v", f.Name(), err))
		}
		all[strings.TrimSuffix(f.Name(), ".toml")] = c
	}
	return all
})

// parse reads a catalogue. A key may be quoted ("gate.accept" = …) or not.
func parse(data []byte) (*catalogue, error) {
	var tree map[string]any
	if err := toml.Unmarshal(data, &tree); err != nil {
		return nil, err
	}
	c := newCatalogue()
	return c, c.graft("", tree)
}

// graft adds the messages of a TOML table whose keys begin with prefix.
func (c *catalogue) graft(prefix string, tree map[string]any) error {
	for key, value := range tree {
		switch v := value.(type) {
		case string:
			c.set(prefix+key, v)
		case map[string]any:
			if err := c.graft(prefix+key+".", v); err != nil {
				return err
			}
		default:
			return fmt.Errorf("%s%s is %T; a message is text in quotation marks", prefix, key, value)
		}
	}
	return nil
}
