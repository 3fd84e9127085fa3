package gatehttp

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// A page that was changed is another page than the handler's, and changes when
// the configuration does. Its ETag says so: "abc" becomes W/"abc-gfsVERSION". The
// letter behind the mark says what the handler's was: s for strong, w for weak, m
// where there was a Last-Modified only, whose time stands in front.
const tagMark = "-gf"

// mark gives a changed page its own validator. Last-Modified stays, for people and
// search engines; that it validates nothing is seen to in conditionsOf.
func (d *Door) mark(h http.Header) {
	etag := h.Get("Etag")
	h.Del("Etag")
	letter := "s"
	if weak, ok := strings.CutPrefix(etag, "W/"); ok {
		etag, letter = weak, "w"
	}
	if inner, ok := unquote(etag); ok {
		h["Etag"] = []string{`W/"` + inner + tagMark + letter + d.version + `"`}
		return
	}
	modified := h.Get("Last-Modified")
	if modified == "" {
		return
	}
	if t, err := http.ParseTime(modified); err == nil {
		h["Etag"] = []string{`W/"` + strconv.FormatInt(t.Unix(), 36) + tagMark + "m" + d.version + `"`}
	}
}

// unquote gives what an entity tag has between its quotes.
func unquote(tag string) (string, bool) {
	if len(tag) < 2 || tag[0] != '"' || tag[len(tag)-1] != '"' {
		return "", false
	}
	inner := tag[1 : len(tag)-1]
	for i := range len(inner) {
		if c := inner[i]; c <= ' ' || c == '"' || c == 0x7f {
			return "", false
		}
	}
	return inner, true
}

// conditions are what a request says about the copy that a reader has.
type conditions struct {
	ours  []string // handler's tags, without W/, of copies that have passed here as we are now
	since bool     // such a copy is known by its time
	raw   bool     // there is a copy of which it is not known whether it has passed here
}

// conditionsOf translates the conditions of a request for the handler.
func (d *Door) conditionsOf(h http.Header) (c conditions) {
	tags := splitTags(h["If-None-Match"])
	if len(tags) == 0 {
		c.raw = len(h["If-Modified-Since"]) > 0
		return c
	}
	h.Del("If-None-Match")
	h.Del("If-Modified-Since") // RFC 9110, section 13.1.3: it has no meaning beside the other
	var sent []string
	var since string
	for _, tag := range tags {
		inner, letter, version, marked := cutMark(tag)
		switch {
		case !marked:
			c.raw = true
			sent = append(sent, tag)
		case version != d.version: // a copy from before: it is not asked for
		case letter == "m":
			if n, err := strconv.ParseInt(inner, 36, 64); err == nil {
				since = time.Unix(n, 0).UTC().Format(http.TimeFormat)
			}
		default:
			tag = `"` + inner + `"`
			c.ours = append(c.ours, tag)
			if letter == "w" {
				tag = "W/" + tag
			}
			sent = append(sent, tag)
		}
	}
	switch {
	case len(sent) > 0:
		h["If-None-Match"] = []string{strings.Join(sent, ", ")}
	case since != "":
		h["If-Modified-Since"] = []string{since}
		c.since = true
	}
	return c
}

// cutMark takes a tag of ours apart.
func cutMark(tag string) (inner, letter, version string, ok bool) {
	inner, ok = unquote(strings.TrimPrefix(tag, "W/"))
	i := strings.LastIndex(inner, tagMark)
	if !ok || i < 0 || len(inner) < i+len(tagMark)+1 {
		return "", "", "", false
	}
	rest := inner[i+len(tagMark):]
	if !strings.ContainsAny(rest[:1], "swm") || len(rest) != 1+8 {
		return "", "", "", false
	}
	return inner[:i], rest[:1], rest[1:], true
}

// splitTags splits lists of entity tags.
func splitTags(headers []string) (tags []string) {
	for _, h := range headers {
		items, _ := splitList(h, angles)
		for _, tag := range items {
			if tag = strings.TrimSpace(tag); tag != "" {
				tags = append(tags, tag)
			}
		}
	}
	return tags
}

// isOurs says whether a 304 is about a copy that has passed here.
func (c *conditions) isOurs(h http.Header) bool {
	if tag := strings.TrimPrefix(h.Get("Etag"), "W/"); tag != "" {
		for _, t := range c.ours {
			if t == tag {
				return true
			}
		}
		return c.since && !c.raw
	}
	return (len(c.ours) > 0 || c.since) && !c.raw
}
