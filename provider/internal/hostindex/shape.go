package hostindex

import "strings"

// shape reads the shape off a state.
func (s state) shape() Shape {
	if s.lost || !s.inRest {
		return Shape{}
	}
	if !strings.ContainsAny(s.host, string(within)+string(across)) {
		return Shape{Exact, s.host, s.rest}
	}
	if suffix := literalEnd(s.host); strings.Contains(suffix, ".") {
		return Shape{Suffix, suffix, s.rest}
	}
	if label := literalLabel(s.host); label != "" {
		return Shape{Label, label, s.rest}
	}
	return Shape{Prefix: s.rest}
}

// literalEnd returns the labels behind the last mark that are wholly literal.
func literalEnd(host string) string {
	last := strings.LastIndexAny(host, string(within)+string(across))
	_, labels, _ := strings.Cut(host[last+1:], ".")
	return labels
}

// literalLabel returns the longest label that is wholly literal, is not the last
// one, and has a known place near the front; of equals the last.
func literalLabel(host string) string {
	labels := strings.Split(host, ".")
	best := ""
	for i, label := range labels[:len(labels)-1] {
		if strings.ContainsRune(label, across) || i == MaxDepth {
			break
		}
		if !strings.ContainsRune(label, within) && len(label) >= len(best) {
			best = label
		}
	}
	return best
}

// Prefixes returns the shortest list of beginnings that covers the shapes, or
// nil if any beginning will do.
func Prefixes(shapes []Shape) []string {
	var list []string
	for _, s := range shapes {
		if s.Prefix == "" {
			return nil
		}
		list = cover(list, s.Prefix)
	}
	return list
}

// cover adds a prefix to a list, of which none begins with another.
func cover(list []string, prefix string) []string {
	kept := list[:0:0]
	for _, have := range list {
		if strings.HasPrefix(prefix, have) {
			return list
		}
		if !strings.HasPrefix(have, prefix) {
			kept = append(kept, have)
		}
	}
	return append(kept, prefix)
}
