// Package consent holds what a reader decided about a piece of third-party
// content, and the record of it: data and rules, no files and no network.
//
// A [Notice] is the exact text that a reader was shown. A [Decision] is what
// they chose: to load one piece, or everything of a provider for some days; to
// leave it; to take it back. A [Receipt] is the record of one decision. It says
// what was decided, on which page and after which notice, and nothing about who
// decided: no address, no name of a browser, no account, and its random
// [NewID] stands nowhere else.
//
// # The log
//
// Receipts are kept in a log: text, one line of JSON for each record. There
// are four kinds of records, the types that are an [Entry]:
//
//	{"n":1,"type":"start","version":1,"log":"…","file":1,"time":"…","hash":"…"}
//	{"n":2,"type":"notice","time":"…","notice":"…","provider":"…", … ,"text":"…","hash":"…"}
//	{"n":3,"type":"receipt","id":"…","time":"…","action":"given", … ,"hash":"…"}
//	{"n":4,"type":"aside","time":"…","bytes":57,"sha256":"…","hash":"…"}
//
// A file of the log begins with a start record, and holds each notice before
// the first receipt that refers to it. So a file explains itself, and old ones
// can be deleted when their time has come.
//
// A record has one encoding only. Its first members are its number, n, and its
// type; then come the members of the Go type in the order of its fields, with
// empty ones left out where the tag says so; the hash is last. There are no
// spaces, and times are UTC in whole seconds. A line that is written otherwise
// is reported even where a JSON parser would see no difference.
//
// # The chain
//
// The hash of a record is the SHA-256, in base64url, of the hash of the record
// before and the bytes of its own line up to the hash:
//
//	hash(n) = base64url(SHA-256(hash(n-1) ‖ line up to ,"hash":))
//
// hash(0) is empty. The chain goes on from file to file: the start record of
// the second and every later file repeats the last hash of the file before. So
// a record that was changed, taken out, put in or moved does not fit, and
// [Reader] says which one it is. With the tools of any system:
//
//	printf '%s%s' "$HASH_BEFORE" "${LINE%,\"hash\":*}" | openssl dgst -sha256 -binary | basenc --base64url
//
// What a chain cannot show: that records are missing at the very end, and that
// somebody who may write the file has made all of it anew. Both are found by
// whoever noted a hash elsewhere earlier; see [Reader.Link].
//
// # Standards
//
// The fields are those of ISO/IEC TS 27560:2023, Consent record information
// structure, and of the Kantara Initiative's Consent Receipt Specification
// 1.1.0, as far as they concern a single decision:
//
//	Receipt.ID         record identifier (27560), consentReceiptID (Kantara)
//	Receipt.Time       event time, consentTimestamp
//	Receipt.Action     event type; withdrawal is an event of its own
//	Receipt.Days       validity duration
//	Receipt.Recipient  recipient third parties, thirdPartyName
//	Receipt.Lang       language
//	Receipt.Notice     privacy notice, as a hash of its exact text
//	Notice.Policies    policyUrl
//	Start.Version      schema version
//
// Both standards also want to know who the person is (the PII principal). A
// publisher does not need to know that to show a video, so it is not asked
// (GDPR, articles 5(1)(c) and 11).
package consent
