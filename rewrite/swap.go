package rewrite

import "net/url"

// SwapAddresses copies a style sheet to dst with every address in it that would be loaded
// exchanged: url(), @import, image-set() and the like, however they are written. It
// is for those who keep a copy of somebody else's style sheet.
//
// swap is asked about each address, made whole with base; k is [Style], [Font] or
// [Picture]. What it gives takes the place of the address; false, and the address
// leads nowhere. Addresses that carry what they name (data:) and fragments stay.
func SwapAddresses(dst, css []byte, base *url.URL, swap func(k Kind, address string) (string, bool)) []byte {
	done := 0
	s := sheet{
		judge: func(k Kind, address []byte, whole bool) ([]byte, bool) {
			if !whole {
				return []byte(nowhere), true
			}
			reach, _, clean := readAddress(address, nil)
			if refersInto(clean) {
				return []byte(nowhere), true
			}
			if reach == carried && carries(k, clean) || reach == near && isFragment(clean) {
				return nil, false
			}
			u, err := url.Parse(string(clean))
			if err != nil {
				return []byte(nowhere), true
			}
			if base != nil {
				u = base.ResolveReference(u)
			}
			with, ok := swap(k, u.String())
			if !ok {
				with = nowhere
			}
			return []byte(with), true
		},
		swap: func(from, to int, with []byte) {
			dst = append(append(dst, css[done:from]...), with...)
			done = to
		},
	}
	s.read(css, true, false)
	return append(dst, css[done:]...)
}
