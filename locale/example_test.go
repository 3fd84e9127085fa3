package locale_test

import (
	"fmt"
	"time"

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

// Numbers have the plural forms of their language, dates its words.
func ExampleLocale_N() {
	b, err := locale.New(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, n := range []int{0, 1, 2, 3, 11, 100} {
		fmt.Println(b.For("ar").N("page.count", n))
	}
	// Output:
	// لا مقالات
	// مقال واحد
	// مقالان
	// 3 مقالات
	// 11 مقالًا
	// 100 مقال
}

func ExampleLocale_Date() {
	b, err := locale.New(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	day := time.Date(2026, time.May, 4, 9, 30, 0, 0, time.UTC)
	fmt.Println(b.For("en").Date(day))
	fmt.Println(b.For("ar").Date(day))
	// Output:
	// May 4, 2026
	// 4 مايو 2026
}

func ExampleDir() {
	fmt.Println(locale.Dir("en"), locale.Dir("ar"), locale.Dir("he"), locale.Dir("az-Arab"))
	// Output: ltr rtl rtl rtl
}
