package main

import "os"

func Example() {
	tell(os.Stdout, []string{"https://vimeo.com/55073825", "https://gist.github.com/octocat/6cad326836d38bd3a7ae", "https://example.org/"})
	// Output:
	// https://vimeo.com/55073825
	//   is Vimeo: video
	//   answered for by Vimeo.com, Inc., US
	//   showing it contacts player.vimeo.com, vimeo.com
	// https://gist.github.com/octocat/6cad326836d38bd3a7ae
	//   is GitHub Gist: snippet
	//   answered for by GitHub, Inc., US
	//   showing it contacts gist.github.com, github.githubassets.com
	// https://example.org/
	//   is an ordinary link
}
