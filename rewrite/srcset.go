package rewrite

// cutCandidate cuts the first address of a srcset (HTML, 4.8.4.3.9, "parse a
// srcset attribute"): it ends at white space or at commas in the end, and what
// describes it ends at a comma outside of brackets.
func cutCandidate(set []byte) (address, rest []byte) {
	i := 0
	for i < len(set) && (isSpace(set[i]) || set[i] == ',') {
		i++
	}
	start := i
	for i < len(set) && !isSpace(set[i]) {
		i++
	}
	address = set[start:i]
	if n := len(address); n > 0 && address[n-1] == ',' {
		for len(address) > 0 && address[len(address)-1] == ',' {
			address = address[:len(address)-1]
		}
		return address, set[i:]
	}
	within := false // brackets, which do not nest
	for ; i < len(set); i++ {
		switch c := set[i]; {
		case c == '(':
			within = true
		case c == ')':
			within = false
		case c == ',' && !within:
			return address, set[i+1:]
		}
	}
	return address, nil
}

// setVerdict judges the addresses of a srcset: the verdict is that of the first
// that must not stay.
func (s *stream) setVerdict(k Kind, set []byte) (v verdict, own bool) {
	own = true
	for len(set) > 0 {
		var address []byte
		address, set = cutCandidate(set)
		if one, ours := s.judge(k, address); !ours {
			v, own = one, false
			if !one.stays {
				return v, false
			}
		}
	}
	return v, own
}

// holdSet makes a srcset do nothing if one of its addresses leads elsewhere.
func (s *stream) holdSet(a *attribute, k Kind) {
	v, own := s.setVerdict(k, s.value(a))
	if own {
		return
	}
	if v.action == Localised {
		s.localiseSet(a, k)
		return
	}
	s.findVerdict(k, v, a.from)
	if !v.stays {
		s.rename(a)
	}
}

// localiseSet puts copies in the place of all addresses of a set, if there is one
// of each.
func (s *stream) localiseSet(a *attribute, k Kind) {
	value := s.value(a)
	var with []byte
	for rest := value; len(rest) > 0; {
		address, next := cutCandidate(rest)
		v, own := s.judge(k, address)
		stretch := rest[:len(rest)-len(next)]
		rest = next
		if own || v.stays {
			with = append(with, stretch...)
			continue
		}
		s.findVerdict(k, v, a.from)
		if v.action != Localised {
			s.rename(a)
			return
		}
		before, after := around(stretch, address)
		with = append(append(append(with, before...), v.path...), after...)
	}
	s.setValue(a, with)
}

// around returns what stands in text before and behind a part of it.
func around(text, part []byte) (before, after []byte) {
	start := cap(text) - cap(part)
	return text[:start], text[start+len(part):]
}
