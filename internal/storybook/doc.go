// Package storybook is a publication of canned data that shows the gate of
// every provider, of hosts that nobody knows and of programs that run apart, and
// the page of choices, in every state, in two directions of writing, light and
// dark.
//
// It is an ordinary [site.Site]: its articles are made here instead of read from
// a folder, and everything else (the theme, the gates, the script) is what
// readers get. So what looks wrong in the storybook is wrong on a site.
//
// Each provider has three pages in each language. The first is alive: its
// gates can be opened, refused and closed, and what is remembered shows at once.
// The other two stand still, without the script, and show side by side, light
// and dark, what a reader sees at different times ([States]).
//
// Nothing in the storybook contacts anybody. What stands behind a gate is a
// document that says what would be there. With [Options.Real] it is the embed
// document itself, for tests in a world where every host is a test's own.
package storybook
