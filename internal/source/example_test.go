package source_test

import (
	"context"
	"fmt"
	"log"
	"time"

	"github.com/gatefold/gatefold/internal/source"
	"github.com/gatefold/gatefold/provider"
)

func ExampleFolder_Load() {
	folder, err := source.Open("testdata/hugo-site", source.Options{
		Catalogue: provider.Default(),
		Languages: []string{"en", "de"},
		Now:       func() time.Time { return time.Date(2026, 4, 1, 12, 0, 0, 0, time.UTC) },
	})
	if err != nil {
		log.Fatal(err)
	}
	defer folder.Close()
	publication, err := folder.Load(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	for _, a := range publication.Articles[:3] {
		fmt.Println(a.Path, a.Status)
	}
	fmt.Println(publication.Problems[0])
	// Output:
	// /about/ published
	// /posts/first-frost/ published
	// /posts/harvest/ scheduled
	// content/about.md:4: menus: has no effect here (order sections and pages in gatefold.toml)
}
