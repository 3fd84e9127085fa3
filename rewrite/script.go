package rewrite

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// script deals with a script. It reports true if it is gone.
func (s *stream) script() bool {
	t := &s.t
	kind := s.scriptKind(t)
	if kind == dataBlock {
		return s.waitingPiece()
	}
	a := s.attr(t, aSrc)
	if kind == mapOrRules && s.holdData() {
		return false
	}
	switch {
	case kind == mapOrRules && a == nil:
		return false
	case a == nil:
		return s.inlinePiece()
	}
	v, own := s.judge(Script, s.value(a))
	switch {
	case own:
		s.holdOthers(a)
		return false
	case v.stays:
		s.findVerdict(Script, v, a.from)
		s.holdOthers(a)
		return false
	case kind == runs && v.reach == abroad && s.place() != nothing && s.scriptPiece(v):
		return true
	}
	s.holdScript(v, a)
	return false
}

// waitingPiece looks whether a script that a tool keeps from running until the reader
// agrees stands for a piece.
func (s *stream) waitingPiece() bool {
	for i := range s.t.attrs {
		if v, waits := s.waits(Script, &s.t.attrs[i]); waits && !v.stays && s.place() != nothing && s.scriptPiece(v) {
			return true
		}
	}
	s.findWaiting()
	return false
}

// findWaiting reports a script that waits until a tool of the site makes it run: what it is to
// load, the policy stops then.
func (s *stream) findWaiting() {
	t := &s.t
	for i := range t.attrs {
		a := &t.attrs[i]
		v, waits := s.waits(Script, a)
		if a.which == aSrc {
			v, waits = s.leadsAbroad(Script, a)
		}
		if waits {
			v.reason = becomesScript
			s.findVerdict(Script, v, a.from)
			return
		}
	}
	if !is(s.text(t, aType), "text/plain") {
		return
	}
	body, ok := s.scriptBody(maxInline)
	if !ok || len(body) > maxInline || !bytes.Contains(body, []byte("//")) {
		return
	}
	if m := s.scriptMark(body); m.ok && m.Provider != nil {
		v := verdict{stays: s.r.allows(Script, []byte(m.Host)) != nil, action: HeldBack, host: m.Host, address: m.Address, reason: becomesScript}
		if v.stays {
			v.action = Allowed
		}
		s.findVerdict(Script, v, 0)
	}
}

const becomesScript = "it waits until a tool of the site lets it run"

// scriptMark is what the catalogue says of the text of a script.
func (s *stream) scriptMark(body []byte) mark {
	s.keyBuf = append(append(s.keyBuf[:0], ' '), body...) // a script may say what is a tag elsewhere
	m, ok := s.r.memory.mark(s.keyBuf)
	if !ok {
		m.Mark, m.ok = s.r.o.Catalogue.ScriptMark(string(body))
		s.r.memory.keepMark(s.keyBuf, m)
	}
	return m
}

// scriptPiece looks whether a script of another site stands for a piece.
func (s *stream) scriptPiece(v verdict) bool {
	m := s.mark()
	return m.ok && m.Provider != nil && s.paste(Script, v)
}

// maxInline bounds the inline scripts that are looked at: those that show a piece
// are short.
const maxInline = 8 << 10

// inlinePiece looks whether an inline script shows a piece of a provider. Of other
// inline scripts nothing can be said; the policy holds what they load.
func (s *stream) inlinePiece() bool {
	if s.place() == nothing {
		return false
	}
	body, ok := s.scriptBody(maxInline)
	if !ok || len(body) > maxInline || !bytes.Contains(body, []byte("//")) {
		return false
	}
	m := s.scriptMark(body)
	if !m.ok || m.Provider == nil || s.r.allows(Script, []byte(m.Host)) != nil {
		return false
	}
	return s.paste(Script, verdict{action: Gated, address: m.Address, host: m.Host})
}

// holdScript makes a script of another site do nothing: a script of that type is a
// block of data (HTML, 4.12.1).
func (s *stream) holdScript(v verdict, src *attribute) {
	s.findVerdict(Script, v, src.from)
	s.renameAll(&s.t, aSrc)
	s.disable()
}

// holdOthers deals with the sources that a script has besides the one that counts: who looks
// ahead takes the first that is not empty.
func (s *stream) holdOthers(counts *attribute) {
	for i := range s.t.attrs {
		if a := &s.t.attrs[i]; a.which == aSrc && a != counts {
			s.hold(Script, a)
		}
	}
}

// disable makes a block of data of a script.
func (s *stream) disable() {
	s.renameAll(&s.t, aType)
	s.swap(s.t.nameEnd, s.t.nameEnd, []byte(` type="text/plain"`))
}

// scriptKind is what browsers do with a script element.
type scriptKind uint8

const (
	runs       scriptKind = iota // they run it
	dataBlock                    // nothing
	mapOrRules                   // they read it: an import map, speculation rules, a list of bundles
)

// scriptKindOf reads the type of a script (HTML, 4.12.1.1, "prepare the script
// element"). Whatever may run is taken to.
func scriptKindOf(value []byte) scriptKind {
	switch string(value) { // as most pages write it
	case "", "text/javascript", "module":
		return runs
	case "application/ld+json", "application/json":
		return dataBlock
	}
	kind := strings.ToLower(string(value))
	switch {
	case kind == "module" || strings.Contains(kind, "script") && !strings.Contains(kind, "template"):
		return runs
	case kind == "importmap", kind == "speculationrules", kind == "webbundle":
		return mapOrRules
	}
	return dataBlock
}

// maxRules bounds import maps and speculation rules.
const maxRules = 64 << 10

// holdData deals with an import map or with speculation rules: they stay if they
// name nobody else. It reports whether they do not. A src does not make them void: a
// script in a drawing has its address in another attribute.
func (s *stream) holdData() bool {
	t := &s.t
	kind := strings.ToLower(string(trim(s.text(t, aType))))
	body, ok := s.scriptBody(maxRules)
	why := "it cannot be read"
	if ok {
		why = s.rulesWhy(kind, body)
	}
	if ok && why == "" && s.unsure() && bytes.IndexByte(body, '&') >= 0 {
		why = s.rulesWhy(kind, decode(body, false).text) // in a drawing its content is markup
	}
	if why == "" {
		return false
	}
	s.find(Finding{Kind: rulesKind(kind), Element: "script", Action: HeldBack, Reason: kind + ": " + why}, 0)
	s.disable()
	return true
}

// rulesKind says what an import map or speculation rules load.
func rulesKind(kind string) Kind {
	if kind == "speculationrules" {
		return Hint
	}
	return Script
}

// scriptBody gives the content of the script at pos, if it ends within the limit, or
// a little behind it.
func (s *stream) scriptBody(limit int) ([]byte, bool) {
	for {
		b := s.buf[s.pos+int(s.t.length) : s.end]
		var m scriptMode
		if n, ended := m.end(b, s.eof); ended {
			s.body = s.base + int64(s.pos) + int64(s.t.length)
			s.bodyEnd = s.body + int64(n)
			return b[:n], true
		}
		if len(b) > limit || !s.again() {
			return nil, false
		}
	}
}

// rulesWhy says why a map or rules must not stay, or nothing. The pages of a site have the
// same ones.
func (s *stream) rulesWhy(kind string, body []byte) string {
	if s.base0 != nil || s.page.URL == nil || !s.utf8 { // addresses mean something else here
		return s.readRules(kind, body)
	}
	s.keyBuf = append(append(append(append(append(s.keyBuf[:0], kind...), '\n'), s.page.URL.Host...), '\n'), body...)
	if why, ok := s.r.memory.rule(s.keyBuf); ok {
		return why
	}
	key := string(s.keyBuf)
	why := s.readRules(kind, body)
	s.r.memory.keepRule(key, why)
	return why
}

func (s *stream) readRules(kind string, body []byte) string {
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		return "it cannot be read"
	}
	if address := s.firstForeign(rulesKind(kind), v); address != "" {
		return "it names " + address
	}
	if kind == "speculationrules" && !s.rulesStayHome(v) {
		return "it may load links to other sites in advance"
	}
	return ""
}

// firstForeign returns the first text in a value of JSON that is an address of
// another site. A zero before it, which text of HTML cannot hold, is left out as other
// controls are.
func (s *stream) firstForeign(k Kind, v any) string {
	switch v := v.(type) {
	case string:
		if verdict, own := s.judge(k, bytes.TrimLeftFunc([]byte(v), isControl)); !own && !verdict.stays && verdict.reach == abroad {
			return v[:min(len(v), maxNoted)]
		}
	case []any:
		for _, one := range v {
			if address := s.firstForeign(k, one); address != "" {
				return address
			}
		}
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) { // the same report each time
			if address := s.firstForeign(k, v[key]); address != "" {
				return address
			}
		}
	}
	return ""
}

func isControl(r rune) bool { return r <= ' ' }

// rulesStayHome reports whether every rule names addresses or says that links have
// to fit a path.
func (s *stream) rulesStayHome(v any) bool {
	sets, ok := v.(map[string]any)
	if !ok {
		return false
	}
	for _, set := range sets {
		rules, ok := set.([]any)
		if !ok {
			continue
		}
		for _, rule := range rules {
			r, ok := rule.(map[string]any)
			if !ok || (r["urls"] == nil || r["where"] != nil) && !fitsPath(r["where"], 0) {
				return false
			}
		}
	}
	return true
}

// isPath reports whether a pattern is one of paths of the own origin.
func isPath(pattern string) bool {
	return strings.HasPrefix(pattern, "/") && !strings.HasPrefix(pattern, "//") && !strings.Contains(pattern, "\\")
}

// fitsPath reports whether a condition of a rule holds for no address outside of
// the own origin.
func fitsPath(where any, depth int) bool {
	w, ok := where.(map[string]any)
	if !ok || depth > 8 {
		return false
	}
	switch paths := w["href_matches"].(type) {
	case string:
		return isPath(paths)
	case []any:
		return !slices.ContainsFunc(paths, func(one any) bool {
			path, ok := one.(string)
			return !ok || !isPath(path)
		})
	}
	all, _ := w["and"].([]any)
	for _, one := range all {
		if fitsPath(one, depth+1) {
			return true
		}
	}
	return false
}
