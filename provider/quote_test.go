package provider

import (
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

// quoteOf reads the only piece of a fragment.
func quoteOf(t *testing.T, code string) *Quote {
	t.Helper()
	found, err := Default().Paste(code)
	if err != nil || len(found) != 1 {
		t.Fatalf("%d things in %q (%v)", len(found), code, err)
	}
	return found[0].Quote(code)
}

// post is a post with the given content of its paragraph.
func post(text string) string {
	return `<blockquote class="twitter-tweet"><p lang="en">` + text + `</p>&mdash; Anna (@anna) <a href="https://x.com/anna/status/1234567890">May 1, 2026</a></blockquote>`
}

func TestQuotedText(t *testing.T) {
	for _, e := range []struct{ name, in, want string }{
		{"white space", "  a\n\t b  ", "a b"},
		{"a break", "a<br>b", "a\nb"},
		{"breaks", "a<br><br /><BR>b", "a\n\nb"},
		{"paragraphs", "a</p>\n<p>b", "a\n\nb"},
		{"between elements", "<b>a</b> <i>b</i><u>c</u>", "a bc"},
		{"entities", "a &amp; b &lt;c&gt; &#x1F30A; &hellip;", "a & b <c> 🌊 …"},
		{"entities of entities", "&amp;lt;b&amp;gt;", "&lt;b&gt;"},
		{"what must not be broken", "10\u00A0kg", "10\u00A0kg"},
		{"a drawn emoji", `a <img alt="🦀" src="x.png">`, "a 🦀"},
		{"a drawn family", `<img alt="👩‍👩‍👧" src="x.png">`, "👩‍👩‍👧"},
		{"a drawn key", `<img alt="1️⃣" src="x.png">`, "1️⃣"},
		{"an emoji of a server's own", `<img alt=":crab:" src="x.png">`, ":crab:"},
		{"a picture", `a <img alt="A crab on the pier" src="x.png">`, "a"},
		{"a picture of numbers", `a <img alt="2024" src="x.png">`, "a"},
		{"a script", "a<script>b</script><style>c</style><template>d</template>", "a"},
		{"a drawing", "a<svg><title>b</title><text>c</text></svg>", "a"},
		{"hidden", `a<span hidden>b</span><span style="display: none">c</span>`, "a"},
		{"a comment", "a<!-- b -->c", "ac"},
		{"controls", "a\x01b&#7;c\u200Bd\uFEFFe\u00ADf", "abc\u200Bdef"},
		{"a turn of direction", "a\u202Eb\u2066c\u2069d\u061Ce", "abcd\u061Ce"},
		{"a line separator", "a\u2028b", "a\nb"},
		{"joiners", "می\u200Cخواهم", "می\u200Cخواهم"},
		{"hidden letters", "a\U000E0061\U000E0062", "a"},
		{"the letters of a flag", "🏴\U000E0067\U000E0062\U000E007F", "🏴\U000E0067\U000E0062\U000E007F"},
		{"too many accents", "a" + strings.Repeat("\u0301", 100), "a" + strings.Repeat("\u0301", maxAccents)},
		{"bytes that are no text", "a\xff\xfeb", "ab"},
		{"nothing", "", ""},
	} {
		t.Run(e.name, func(t *testing.T) {
			if q := quoteOf(t, post(e.in)); q.Text != e.want {
				t.Errorf("%q, want %q", q.Text, e.want)
			}
		})
	}
}

func TestQuotedLinks(t *testing.T) {
	for _, e := range []struct{ name, in, want string }{
		{"a link", `a <a href="https://tide.example/b?x=1&amp;utm_source=y">b</a>`, "b https://tide.example/b?x=1"},
		{"without a scheme", `<a href="//tide.example/">b</a>`, "b https://tide.example/"},
		{"old", `<a href="http://tide.example/">b</a>`, "b http://tide.example/"},
		{"a script", `<a href="javascript:alert(1)">b</a>`, ""},
		{"a script with controls", "<a href=\"java\tscript:alert(1)\">b</a>", ""},
		{"data", `<a href="data:text/html,b">b</a>`, ""},
		{"a path", `<a href="/b">b</a>`, ""},
		{"with a name and a password", `<a href="https://a:b@tide.example/">b</a>`, ""},
		{"to the piece", `<a href="https://twitter.com/anna/status/1234567890?s=20">b</a>`, ""},
		{"empty", `<a href="https://tide.example/"> </a>b`, ""},
		{"over a break", `<a href="https://tide.example/">a<br>b</a>`, "a https://tide.example/; b https://tide.example/"},
		{"one in another", `<a href="https://tide.example/1">a <a href="https://tide.example/2">b</a></a>`, "a https://tide.example/1; b https://tide.example/2"},
		{"twice the same word", `b <a href="https://tide.example/">b</a>`, "b https://tide.example/"},
	} {
		t.Run(e.name, func(t *testing.T) {
			var got []string
			for _, l := range quoteOf(t, post(e.in)).Links {
				got = append(got, l.Text+" "+l.Href)
			}
			if s := strings.Join(got, "; "); s != e.want {
				t.Errorf("%q, want %q", s, e.want)
			}
		})
	}
}

// What is too long is cut where it is still true.
func TestQuoteIsBounded(t *testing.T) {
	long := strings.Repeat("walrus ", 5000)
	q := quoteOf(t, post(long+`<a href="https://tide.example/">end</a>`))
	if n := utf8.RuneCountInString(q.Text); n > maxQuoteText || n < maxQuoteText-50 || !strings.HasSuffix(q.Text, "walrus…") {
		t.Errorf("%d characters, ends in %q", n, q.Text[len(q.Text)-20:])
	}
	if len(q.Links) != 0 {
		t.Errorf("links %v to what was cut off", q.Links)
	}
	q = quoteOf(t, post(strings.Repeat(`<a href="https://tide.example/">a</a> `, 500)))
	if len(q.Links) != maxQuoteLinks {
		t.Errorf("%d links", len(q.Links))
	}
	q = quoteOf(t, strings.Replace(post("a"), "Anna", long, 1))
	if n := utf8.RuneCountInString(q.Author); n > maxQuoteName {
		t.Errorf("a name of %d characters", n)
	}
	if q := quoteOf(t, post(strings.Repeat("<i>a</i>", 40_000))); q != nil {
		t.Error("code of 320 kB was read")
	}
}

func TestQuotedLanguage(t *testing.T) {
	for tag, want := range map[string]string{
		"en": "en", "ar": "ar", "pt-BR": "pt-BR", "zh_Hant": "zh-Hant", "EN": "en", "iw": "he", "in": "id",
		"und": "", "zxx": "", "qme": "", "qst": "", "x": "", "": "", `"><b>`: "", "en-<": "en", "english": "", "que": "que",
	} {
		if got := quotedLang(tag); got != want {
			t.Errorf("%q: %q, want %q", tag, got, want)
		}
	}
}

func TestPrintedDates(t *testing.T) {
	for in, want := range map[string]string{
		"May 1, 2026": "2026-05-01", "1 May 2026": "2026-05-01", "Friday, 1 May 2026": "2026-05-01", "Friday, May 1, 2026": "2026-05-01",
		"Fri May 01 2026": "2026-05-01", "Sept. 3, 2018 at 3:55pm PDT": "2018-09-03", "6:14 AM · May 1, 2026": "2026-05-01",
		"May 1st, 2026": "2026-05-01", "2026-05-01": "2026-05-01", "2026年5月1日": "2026-05-01", "2026년 5월 1일": "2026-05-01",
		"2026-05-01T06:14:28": "2026-05-01", "May\u00A01,\u00A02026": "2026-05-01", "1 May 2026 at 06:14": "2026-05-01",
		"1. Mai 2026": "2026-05-01", "Freitag, 1. Mai 2026": "2026-05-01", "vendredi 1 mai 2026": "2026-05-01", "1er mai 2026": "2026-05-01",
		"Viernes, 1 de mayo de 2026": "2026-05-01", "sexta-feira, 1 de maio de 2026": "2026-05-01", "venerdì 1 maggio 2026": "2026-05-01",
		"1 Mayıs 2026 Cuma": "2026-05-01", "1 мая 2026 г.": "2026-05-01", "Пятница, 1 мая 2026 г.": "2026-05-01", "1 مايو 2026 في 06:14": "2026-05-01",
		"الجمعة، 1 مايو 2026": "2026-05-01", "11 listopadu 2026": "2026-11-11", "piątek, 1 maja 2026": "2026-05-01",
		// These can be read in several ways, or only by those who know the language.
		"01/05/2026": "", "1.5.2026": "", "1 listopada 2026": "", "1 mayo-junio 2026": "", "mayo 32, 2026": "", "May 2026": "", "Wednesday": "", "3h": "", "": "",
		"June 31, 2026": "", "May 1, 1826": "", "Mayor 1, 2026": "", "Maybe 1 2026": "", strings.Repeat("May 1, 2026 ", 20): "",
	} {
		got := ""
		if d, ok := printedDate(in); ok {
			got = d.time.Format(time.DateOnly)
			if !d.day {
				t.Errorf("%q: more than the day is known", in)
			}
		}
		if got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// An id tells when a piece was published, unless it is older than such ids.
func TestPublished(t *testing.T) {
	for link, want := range map[string]string{
		"https://x.com/harbour_office/status/2050096494932922983":               "2026-05-01T06:14:28Z",
		"https://twitter.com/i/web/status/29700859247":                          "", // the first of the new ids is of that day
		"https://x.com/harbour_office/status/1234567890":                        "",
		"https://x.com/harbour_office/status/99999999999999999999":              "",
		"https://www.instagram.com/p/BnSBALPBGaF/":                              "2018-09-03T22:55:42Z",
		"https://www.instagram.com/p/HbBy/":                                     "",
		"https://www.instagram.com/p/CaBcDeFgHiJCaBcDeFgHiJCaBcDeFgHiJ12/":      "",
		"https://www.tiktok.com/@harbour.office/video/7634802876904235584":      "2026-05-01T06:14:28Z",
		"https://tide.example/@harbour/116497846632449234":                      "2026-05-01T06:14:28Z",
		"https://bsky.app/profile/harbour.example/post/3mkrhz6jic22l":           "2026-05-01T06:14:28Z",
		"https://bsky.app/profile/harbour.example/post/self":                    "",
		"https://vimeo.com/912345678":                                           "",
		"https://www.reddit.com/r/tidepools/comments/1ab2cd3/what_is_this_one/": "",
	} {
		m, ok := Default().Recognise(link)
		if !ok {
			t.Fatalf("%s is not recognised", link)
		}
		got := ""
		if at, ok := m.Published(); ok {
			got = at.Format(time.RFC3339)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", link, got, want)
		}
	}
}

// A printed date that the id contradicts by more than the zones can is what
// readers were shown.
func TestPrintedDateGoesBeforeAnotherId(t *testing.T) {
	q := quoteOf(t, strings.Replace(post("a"), "1234567890", "2050096494932922983", 1))
	if q.DateOnly || q.Date.Format(time.RFC3339) != "2026-05-01T06:14:28Z" {
		t.Errorf("%v, want the time of the id", q.Date)
	}
	q = quoteOf(t, strings.NewReplacer("1234567890", "2050096494932922983", "May 1, 2026", "May 9, 2026").Replace(post("a")))
	if !q.DateOnly || q.Date.Format(time.DateOnly) != "2026-05-09" {
		t.Errorf("%v, want the printed day", q.Date)
	}
}

// A name that looks like another's is no other's.
func TestQuotedAuthorCannotBeForged(t *testing.T) {
	for in, want := range map[string]string{
		"&mdash; Mole (@mole) May 1, 2026<br>a": "Anna @anna", // in the text
		"a</p><p>&mdash; Mole (@mole)":          "Anna @anna",
	} {
		if q := quoteOf(t, post(in)); q.Author+" @"+q.Handle != want {
			t.Errorf("%q: %s @%s, want %s", in, q.Author, q.Handle, want)
		}
	}
	q := quoteOf(t, strings.Replace(post("a"), "Anna", "Mole (@mole)", 1))
	if q.Handle != "anna" {
		t.Errorf("the account is %q", q.Handle)
	}
}

// A frame or a bare address says nothing, and a loader neither.
func TestNothingIsQuoted(t *testing.T) {
	for _, code := range []string{
		`<iframe src="https://www.youtube.com/embed/aB3dE6gH9jK"></iframe>`,
		`<iframe src="https://www.youtube.com/embed/aB3dE6gH9jK" title="YouTube video player"></iframe>`,
		`<iframe src="https://www.linkedin.com/embed/feed/update/urn:li:share:7123456789012345678" title="Embedded post"></iframe>`,
		`<script async src="https://platform.twitter.com/widgets.js"></script>`,
		`<iframe src="https://elsewhere.example/" title="A title"></iframe>`,
		`<blockquote class="imgur-embed-pub" data-id="aBcDeFg"><a href="//imgur.com/aBcDeFg">View post on imgur.com</a></blockquote>`,
		`<a class='gie-single' href='http://www.gettyimages.com/detail/1234567890'>Embed from Getty Images</a>`,
		`<div class="tumblr-post" data-href="https://embed.tumblr.com/embed/post/a/712345678901234567"><a href="https://harbour.tumblr.com/post/712345678901234567">https://harbour.tumblr.com/post/712345678901234567</a></div>`,
	} {
		if q := quoteOf(t, code); q != nil {
			t.Errorf("%s\nsays %+v", code, *q)
		}
	}
	found, _ := Default().Paste(post("a"))
	if q := found[0].Quote("another text"); q != nil {
		t.Errorf("says %+v in another text", *q)
	}
}

// wantSoundQuote checks what holds for every quotation.
func wantSoundQuote(t *testing.T, q *Quote) {
	t.Helper()
	if q == nil {
		return
	}
	for name, text := range map[string]string{"author": q.Author, "handle": q.Handle, "title": q.Title, "lang": q.Lang, "text": q.Text} {
		if name != "text" && strings.Contains(text, "\n") || text != strings.Trim(text, " \n") || !utf8.ValidString(text) {
			t.Errorf("%s %q", name, text)
		}
		if i := strings.IndexFunc(text, unseemly); i >= 0 {
			t.Errorf("%s %q holds %q", name, text, text[i:])
		}
	}
	if utf8.RuneCountInString(q.Text) > maxQuoteText || utf8.RuneCountInString(q.Author) > maxQuoteName || len(q.Links) > maxQuoteLinks || strings.Contains(q.Text, "\n\n\n") {
		t.Errorf("out of bounds: %+v", q)
	}
	at := 0
	for _, l := range q.Links {
		i := strings.Index(q.Text[at:], l.Text)
		if i < 0 || l.Text == "" {
			t.Fatalf("the link %q does not stand in %q", l.Text, q.Text[at:])
		}
		at += i + len(l.Text)
		u, err := url.Parse(l.Href)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || strings.ContainsAny(l.Href, "<>\"' \n") {
			t.Errorf("the link leads to %q (%v)", l.Href, err)
		}
	}
	if !q.Date.IsZero() && (q.Date.Location() != time.UTC || !inOurTime(q.Date)) {
		t.Errorf("date %v", q.Date)
	}
}

// unseemly reports whether a character has no place in a quotation.
func unseemly(r rune) bool {
	return unicode.IsControl(r) && r != '\n' || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// FuzzQuote checks that whatever is pasted gives plain text within its bounds.
func FuzzQuote(f *testing.F) {
	addSnippets(f)
	for _, code := range hostile {
		f.Add(code)
	}
	f.Fuzz(func(t *testing.T, code string) {
		found, _ := Default().Paste(code)
		for i := range found {
			wantSoundQuote(t, found[i].Quote(code))
			wantQuoteOfItsOwn(t, &found[i], code)
		}
	})
}

// wantQuoteOfItsOwn checks that a quotation is the same whether the elements that were
// found with the piece are used again, or its code is read by itself.
func wantQuoteOfItsOwn(t *testing.T, p *Pasted, code string) {
	t.Helper()
	alone := *p
	alone.nodes = nil
	if got, want := p.Quote(code), alone.Quote(code); !reflect.DeepEqual(got, want) {
		t.Errorf("the quotation is %+v, read by itself %+v", got, want)
	}
}

// A frame's title counts where it names the piece, and not the player.
func TestFrameTitle(t *testing.T) {
	for _, e := range []struct{ src, title, want string }{
		{"https://www.linkedin.com/embed/feed/update/urn:li:share:7123456789012345678", "Embedded post", ""},
		{"https://www.youtube.com/embed/aB3dE6gH9jK", "YouTube video player", ""},
		{"https://www.youtube.com/embed/aB3dE6gH9jK", "YouTube for beginners", "YouTube for beginners"},
		{"https://player.vimeo.com/video/912345678", "vimeo-player", ""},
		{"https://player.vimeo.com/video/912345678", "  Fog &amp;\n horn ", "Fog & horn"},
		{"https://player.vimeo.com/video/912345678", "النوافذ", "النوافذ"},
		{"https://player.vimeo.com/video/912345678", "", ""},
		{"https://player.vimeo.com/video/912345678", "<b>Fog</b>", "<b>Fog</b>"},
		{"https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d1!2d1!3d1", "Google Maps", ""},
		{"https://embed.podcasts.apple.com/gb/podcast/fog-signals/id1234567890?i=1000123456789", "Media player", ""},
	} {
		code := `<p><iframe src="` + e.src + `" title="` + e.title + `"></iframe></p>`
		found, _ := Default().Paste(code)
		if len(found) != 1 {
			t.Fatalf("%s: %d things", code, len(found))
		}
		if got := found[0].FrameTitle(code); got != e.want {
			t.Errorf("%s: %q, want %q", code, got, e.want)
		}
	}
}

// What a service says around a piece, in whatever language, is no quotation; the
// author is taken from it where there is no doubt.
func TestBoilerplateIsNoQuotation(t *testing.T) {
	const link = "https://www.instagram.com/p/CaBcDeFgHiJ/"
	for _, e := range []struct{ view, by, author string }{
		{"View this post on Instagram", "A post shared by Ann (Lee) (@ann)", "Ann (Lee)"},
		{"View this post on Instagram", "A video posted by Ann (@ann) on May 1, 2015 at 6:14am PDT", "Ann"},
		{"View this profile on Instagram", "Ann (@ann) • Instagram photos and videos", "Ann"},
		{"Sieh dir diesen Beitrag auf Instagram an", "Ein Beitrag geteilt von Ann (@ann)", "Ann"},
		{"Diesen Beitrag auf Instagram ansehen", "Ein von @ann gepostetes Foto (@ann)", ""},
		{"Voir cette publication sur Instagram", "Une publication partagée par Ann (@ann)", "Ann"},
		{"Ver esta publicación en Instagram", "Una publicación compartida de Ann (@ann)", "Ann"},
		{"Visualizza questo post su Instagram", "Un post condiviso da Ann (@ann)", "Ann"},
		{"Ver essa foto no Instagram", "Uma publicação compartilhada por Ann (@ann)", "Ann"},
		{"Dit bericht op Instagram bekijken", "Een bericht gedeeld door Ann (@ann)", "Ann"},
		{"Wyświetl ten post na Instagramie", "Post udostępniony przez Ann (@ann)", "Ann"},
		{"Посмотреть эту публикацию в Instagram", "Публикация от Ann (@ann)", "Ann"},
		{"Bu gönderiyi Instagram'da gör", "Ann (@ann)'in paylaştığı bir gönderi", "Ann"},
		{"この投稿をInstagramで見る", "Ann(@ann)がシェアした投稿", "Ann"},
		{"Instagram에서 이 게시물 보기", "Ann(@ann)님의 공유 게시물", "Ann"},
		{"在 Instagram 查看这篇帖子", "Ann（@ann）分享的帖子", "Ann"},
		{"عرض هذا المنشور على Instagram", "تمت مشاركة منشور بواسطة Ann (@ann)", "Ann"},
		{"Δείτε αυτή τη δημοσίευση στο Instagram.", "Η δημοσίευση κοινοποιήθηκε από το χρήστη Ann (@ann)", "Ann"},
		{"הצג את הפוסט הזה באינסטגרם", "\u200Fפוסט משותף על ידי \u200FAnn\u200F (@\u200F\u200Eann\u200E\u200F)\u200F", "Ann"},
		{"इस पोस्ट को इंस्टाग्राम पर देखें", "Ann (@ann) की ओर से शेयर की गई पोस्ट", ""},
		{"Näytä tämä julkaisu Instagramissa", "Henkilön Ann (@ann) jakama julkaisu", ""},
		{link, "A post shared by Ann (@ann)", "Ann"},
	} {
		code := `<blockquote class="instagram-media" data-instgrm-permalink="` + link + `"><div><a href="` + link + `"><div>` + e.view +
			`</div></a><p><a href="` + link + `">` + e.by + `</a></p></div></blockquote>`
		if q := quoteOf(t, code); q.Text != "" || q.Title != "" || q.Author != e.author || q.Handle != "ann" {
			t.Errorf("%s, %s: %+v", e.view, e.by, *q)
		}
		caption := strings.Replace(code, "<p>", `<p><a href="`+link+`">Fog, @mole.</a></p><p>`, 1)
		if q := quoteOf(t, caption); q.Text != "Fog, @mole." || q.Author != e.author || len(q.Links) > 0 {
			t.Errorf("%s, %s: %+v", e.view, e.by, *q)
		}
	}
	for _, address := range []string{"https://x.com/anna/status/1234567890", "https://twitter.com/anna/status/1234567890?s=20"} {
		code := `<blockquote class="twitter-tweet"><p>` + address + `</p><a href="` + address + `"></a></blockquote>`
		if q := quoteOf(t, code); q != nil {
			t.Errorf("%s says %+v", code, *q)
		}
	}
}

// No name of a month means two months.
func TestMonthsHaveOneMeaning(t *testing.T) {
	meaning := map[string]int{}
	for line := range strings.SplitSeq(strings.TrimSpace(monthNames), "\n") {
		fields := strings.Fields(line)
		if len(fields) != 12 {
			t.Errorf("%q has %d months", line, len(fields))
		}
		for i, names := range fields {
			for name := range strings.SplitSeq(names, "|") {
				if before, seen := meaning[name]; seen && before != i {
					t.Errorf("%q is month %d and %d", name, before+1, i+1)
				}
				if meaning[name] = i; name != strings.ToLower(name) {
					t.Errorf("%q is not in lower case", name)
				}
			}
		}
	}
}
