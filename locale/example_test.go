package locale_test

import (
	"fmt"

	"github.com/gatefold/gatefold/locale"
)

func Example() {
	b, err := locale.New(map[string]map[string]string{
		"en": {"gate.accept": "Open this {noun}"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	l := b.For("en-GB")
	fmt.Println(l.T("gate.accept", "noun", "map"))
	fmt.Println(l.N("page.count", 1), "/", l.N("page.count", 12))
	fmt.Println(b.For("ar").Dir())
	// Output:
	// Open this map
	// 1 story / 12 stories
	// rtl
}

// A wrong key is an error that names the nearest one.
func ExampleNew() {
	_, err := locale.New(map[string]map[string]string{"en": {"gate.acept": "Open"}})
	fmt.Println(err)
	// Output:
	// strings.en: there is no message "gate.acept"; did you mean "gate.accept"?
}
