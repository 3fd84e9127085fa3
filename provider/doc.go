// Package provider is the catalogue of third parties whose content stands in
// articles: it recognises an address and says what showing it would contact.
//
// A [Provider] is one service (a video site, a map, a form), known by facts
// alone: one JSON file in data/providers, with a field for each fact and the
// references that it comes from. [Default] returns the catalogue that is part
// of the program. Nothing in this package opens a connection.
//
// # Recognising
//
// [Catalogue.Recognise] takes an address as somebody wrote it and answers with
// a [Match]: which provider, which piece, its permalink, the author where the
// address names one, and the frame that would show it. Addresses come from
// outside and are read the way a browser reads them (WHATWG URL Standard):
// whatever a browser would take to another host, or whatever is doubtful (user
// names, ports, backslashes, control characters, dot segments, host names
// outside ASCII), is not recognised and so stays an ordinary link.
//
// Most addresses lead to no provider, so saying no is what must be cheap: an
// index from host names to providers (index_gen.go, derived from the patterns)
// decides without touching a regular expression. A provider's record is decoded
// and its expressions are compiled when they are first needed.
//
// # Pasted code
//
// Authors also paste the code that a provider hands out: a frame, a quotation
// with a script, an element of AMP. A provider's [Signature] says what it looks
// like, in two layers. [Catalogue.Mark] looks at one start tag and is cheap enough
// for every tag of a page: names of classes, elements, ids and attributes are
// looked up in tables (snippet_gen.go, derived from the signatures), and so are the
// hosts of whatever the element would load. [Catalogue.Paste] looks at a fragment:
// it puts the marked elements together to pieces, finds the address of each (in the
// attribute that holds it, else in the last link, else in the frame's own address)
// and gives the match that the bare address gives, with the stretches of the
// fragment that go away with it.
//
// Both fail closed. What bears a mark but tells no address is a piece that cannot
// be framed; what would load from a host that nobody knows is reported with the
// host; and a fragment that browsers may read in another way is an error.
//
// # Quotations
//
// Pasted code usually holds what the piece says. [Pasted.Quote] reads it: the text
// of a post, who wrote it and when, the title of a video. Where a service's code
// holds what, and which words are the service's own, are facts of its record
// ([Quoting]); what no fact is about is left out. A quotation is plain text of bounded length, without
// control characters; its links lead to web addresses. Nothing is read unless it
// is asked for.
//
// The ids of some services tell when a piece was published ([IDTime],
// [Match.Published]).
//
// # Keys
//
// Every piece has a key ([Match.Key]) that names it within its provider and
// stands in URL paths and file names. It is the permalink, written short: what
// follows the provider's key_base (and precedes its key_tail), in the letters
// A-Z a-z 0-9 . _ ~ -. So a YouTube video's key is its id, and a short's is
// "~shorts~ID". In a key
//
//	~      is a slash
//	~~X    is another character: ~~. ? ~~_ = ~~- @ ~~n & ~~k : and so on
//	~~hh   with two hexadecimal digits is the percent-encoded byte %hh
//
// A key that begins with a slash is a path on the host of key_base; one that
// begins with two is another host and its path. [Catalogue.ByKey] turns a key
// back into the same match and refuses every other text. A piece whose key would
// be longer than 200 bytes has none, and cannot be framed.
//
// # Federated services
//
// Mastodon and PeerTube run on many hosts (any_host). They are asked last, and
// only about hosts that no other provider lays claim to; the host has to be a
// public DNS name. The key then contains it, the frame is on it, and so is the
// frame's entry in the content security policy.
//
// # Data
//
// A record's fields are those of [Provider] and [Pattern]. An expression begins
// with ^https?:// and captures ids, not titles; a link to the service that shows
// no piece must not fit. Templates take groups of the expression as they stand,
// and four names besides: {url} is the permalink, escaped for one value in a
// query; {host} is the host name of the publication (or the group of that name, on
// federated services); {bbox} is the part of the world around the groups lat and
// lon that a map shows at zoom; {random17}, in a frame's name, is 17 digits. A
// pattern's own frame or poster replaces the provider's; null takes it away.
//
// After a change of data/providers, go generate makes the two indexes and
// docs/providers.md anew, and the tests say what is missing. Reservations are
// facts too: sources, confidence and note belong to every record.
package provider

//go:generate go run ./internal/generate
