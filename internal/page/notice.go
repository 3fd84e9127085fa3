package page

import (
	"fmt"
	"html/template"
)

// NoticeView is what notice.html shows.
type NoticeView struct {
	Page
	Notice  *Notice
	Heading string
	Text    string
	Cards   template.HTML // where to go instead; may be empty
}

// noticeKeys are the messages that head each kind of notice; the text below
// has the same key with ".text".
var noticeKeys = map[string]string{"not-found": "page.notfound", "withdrawn": "page.withdrawn"}

// Notice appends the document that says that there is nothing to read. It is an
// error if the kind is unknown.
func (r *Renderer) Notice(dst []byte, p *Notice) ([]byte, error) {
	key, ok := noticeKeys[p.Kind]
	if !ok {
		return dst, fmt.Errorf("page: there is no notice of the kind %q", p.Kind)
	}
	e := r.edition(p.Publication)
	sh, err := r.shell(e, shellKey{kind: "notice", nav: -1})
	if err != nil {
		return dst, err
	}
	cards, err := r.appendCards(nil, e, "cards", p.Cards, cardStyle{level: '3', kicker: true})
	if err != nil {
		return dst, err
	}
	v := &NoticeView{Page: e.page(), Notice: p, Heading: e.T(key), Text: e.T(key + ".text"), Cards: template.HTML(cards)}
	dst = append(dst, sh.open...)
	dst = r.appendNoticeHead(dst, e, p, v.Heading)
	dst = append(dst, sh.middle...)
	if dst, err = r.theme.execute(dst, "notice.html", v); err != nil {
		return dst, err
	}
	return append(dst, sh.close...), nil
}
