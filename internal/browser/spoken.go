package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// Spoken writes down Chromium's accessibility tree of the page, frames aside:
// what a screen reader has to read from, in its order. One line stands for each
// element with a role, indented, with name, description and states:
//
//	region "Vimeo video"
//	  heading "Vimeo video" level=2
//	  button "Play the video Vimeo video" describedby
//	  status "" live=polite
//
// Text that is the name of what it stands in is left out, for it is read once.
func (p *Page) Spoken() string {
	p.t.Helper()
	nodes := run(p, "reading the accessibility tree", func(ctx context.Context, t *chromedp.Target) ([]*accessibility.Node, error) {
		found, err := cdp.Call(ctx, t, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
		return found.Nodes, err
	})
	s := speech{nodes: map[accessibility.NodeID]*accessibility.Node{}}
	for _, n := range nodes {
		s.nodes[n.NodeID] = n
	}
	if len(nodes) > 0 {
		s.write(nodes[0], 0, "")
	}
	return s.String()
}

// speech writes a tree down.
type speech struct {
	strings.Builder
	nodes map[accessibility.NodeID]*accessibility.Node
}

// silentRoles have nothing to say of themselves.
var silentRoles = []string{"", "none", "generic", "InlineTextBox", "ListMarker", "LineBreak"}

// toldStates are the properties that screen readers mention.
var toldStates = []string{"level", "live", "checked", "expanded", "disabled", "pressed", "invalid", "focused", "roledescription"}

func (s *speech) write(n *accessibility.Node, depth int, within string) {
	role, name := textOf(n.Role), textOf(n.Name)
	silent := n.Ignored || slices.Contains(silentRoles, role) || role == "StaticText" && strings.Contains(within, strings.TrimSpace(name))
	if !silent {
		fmt.Fprintf(s, "%s%s %q", strings.Repeat("  ", depth), role, name)
		if about := textOf(n.Description); about != "" && about != name {
			fmt.Fprintf(s, " (%q)", about)
		}
		for _, p := range n.Properties {
			if v := textOf(p.Value); slices.Contains(toldStates, string(p.Name)) && v != "" && v != "false" && v != "off" {
				fmt.Fprintf(s, " %s=%s", p.Name, v)
			}
		}
		s.WriteByte('\n')
		depth, within = depth+1, name
	}
	for _, id := range n.ChildIDs {
		if child := s.nodes[id]; child != nil {
			s.write(child, depth, within)
		}
	}
}

// textOf is a value as it is read.
func textOf(v *accessibility.Value) string {
	if v == nil {
		return ""
	}
	var s string
	if json.Unmarshal(v.Value, &s) == nil {
		return s
	}
	return string(v.Value)
}
