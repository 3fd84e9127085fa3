// Package keeper decides what to ask about the embeds of a publication, and what
// of the answers to keep.
//
// Keeping goes from the nearest source to the farthest: what an editor wrote
// stays; then comes what was pasted into the article; then the provider is asked,
// if it answers without a token. Whatever fails, what there was before stays.
//
// Checking looks for pieces that are gone, and is slow to believe it. A provider
// that says "gone" (410) is believed at once, one that says "not found" (404) when
// it says so on two days. An answer that only shuts us out counts when other
// pieces of the provider answer, and when nothing of a provider answers at all
// that is an outage and not the death of everything.
package keeper
