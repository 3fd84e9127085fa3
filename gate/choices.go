package gate

import "github.com/gatefold/gatefold/locale"

// ChoicesFolder is where the page of choices stands by convention, below the
// folder of a language.
const ChoicesFolder = "/privacy/embeds/"

// AppendChoices appends what the page of choices holds: where choices are kept
// and for how long, and the place where the script at [ChoicesPath] lists those
// of the reader, each with a button that takes it back. It is the same for every
// reader; without the script it says that nothing is kept. The page needs
// [Style].
func (g *Gates) AppendChoices(dst []byte, l *locale.Locale) []byte {
	values := map[string]markup{"lang": text(l.Lang()), "dir": text(l.Dir()), "closed": text(g.o.Base + closedPath()), "receipts": nil}
	for _, word := range [...]string{"none", "allowed", "refused", "back", "done", "gone", "listed", "script", "all", "signal"} {
		values[word] = text(l.T("choices." + word))
	}
	values["kept"] = text(l.T("choices.kept", "days", l.N("gate.days", max(g.days(), 1))))
	if g.o.Evidence {
		var b builder
		b.raw("<p>")
		b.text(l.T("choices.receipts"))
		b.raw("</p>")
		values["receipts"] = b.markupDone()
	}
	for _, f := range fill("choices", values) {
		dst = append(dst, f.html...)
	}
	return dst
}
