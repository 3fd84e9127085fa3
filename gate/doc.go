// Package gate turns one piece of third-party content into what the page holds
// in its place: a gate, which says who would be contacted and what for, and
// which loads nothing from elsewhere until the reader accepts.
//
// A gate ([Gates.Append]) is a section of the page with an empty frame in it.
// Its button submits a form whose target is that frame, so accepting works
// without JavaScript and from any static host; the style sheet ([Style]) then
// shows the frame in the place of the notice, because a form that was
// submitted has input that is :user-valid. The page's script ([ScriptPath])
// does the same with more care: it says what is going on, moves the focus, lets
// the frame have its height, and closes it again without a trace.
//
// What opens in the frame is the embed document ([Gates.AppendDocument]), a
// small page of the same site whose policy ([Gates.DocumentPolicy]) allows the
// hosts of that one provider. The page itself ([PagePolicy]) stays closed to
// everyone: the policy of a page does not reach into the frames of its frames.
//
// A piece of a host that nobody knows ([provider.Stranger]) has such a document,
// too. Its address is a hash, which leads to a document only where somebody holds
// the piece, or, with Options.Key, the piece itself under a signature;
// [Gates.OpenPath] reads it. What only a script can show runs in a frame of
// opaque origin within the embed document.
//
// What a piece said when the article was written ([Snapshot]) stands in its gate
// as a quotation, in the space that is kept free for the frame. Where the piece is
// gone the quotation is all there is.
//
// A reader can have a choice remembered, a yes or a no, for all pieces of a
// provider. That is one value in their browser's local storage and nothing
// anywhere else (assets/memory.js), so a page is the same bytes for everybody; the
// script applies it. What was agreed to is known by a digest of the facts, not of
// the words; when the facts change the gate asks again. A page of the site
// ([Gates.AppendChoices]) lists what is remembered and takes it back. On sites
// that keep receipts ([Options].Evidence) the forms carry the hash of the notice
// ([Gates.Notice]).
//
// Every word comes from [locale]; whatever is put into HTML here is escaped
// here. What is the same for all gates of a provider in a language is made once,
// so that a gate costs a microsecond or two.
package gate
