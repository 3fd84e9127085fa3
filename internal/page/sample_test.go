package page

import (
	"strings"
	"testing"
	"time"

	"github.com/gatefold/gatefold/gate"
	"github.com/gatefold/gatefold/internal/article"
	"github.com/gatefold/gatefold/locale"
	"github.com/gatefold/gatefold/provider"
)

// The sample is a small newspaper, "The Estuary", with one story that has every
// piece an article page can have.

func newRenderer(tb testing.TB, o Options) *Renderer {
	tb.Helper()
	if o.Bundle == nil {
		b, err := locale.New(nil)
		if err != nil {
			tb.Fatal(err)
		}
		o.Bundle = b
	}
	if o.Gates == nil {
		o.Gates = gate.New(gate.Options{Catalogue: provider.Default(), Host: "estuary.example", DefaultLang: "en"})
	}
	r, err := New(o)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

var summer = time.FixedZone("", 2*60*60)

func day(month time.Month, d, hour, minute int) time.Time {
	return time.Date(2026, month, d, hour, minute, 0, 0, summer)
}

func estuary() *Publication {
	return &Publication{
		Title: "The Estuary", Tagline: "News from where the river meets the sea", Lang: "en", Home: "/",
		BaseURL: "https://estuary.example", Feed: "/feed.xml", Privacy: "/privacy/",
		Nav: []Link{
			{Text: "Science", Href: "/science/"}, {Text: "Crafts", Href: "/crafts/"}, {Text: "Town", Href: "/town/"},
			{Text: "Food", Href: "/food/"}, {Text: "Weather", Href: "/weather/"},
		},
		Editions: []Link{{Text: "English", Href: "/", Current: true}, {Text: "العربية", Href: "/ar/", Lang: "ar"}},
		Footer: []Link{
			{Text: "About us", Href: "/about/"}, {Text: "Authors", Href: "/authors/"}, {Text: "Topics", Href: "/tags/"},
			{Text: "Tide tables", Href: "https://tides.example.org/estuary"},
		},
		Copyright: "© 2026 The Estuary",
	}
}

func masab() *Publication {
	return &Publication{
		Title: "المصب", Tagline: "أخبار من حيث يلتقي النهر بالبحر", Lang: "ar", Home: "/ar/",
		BaseURL: "https://estuary.example", Feed: "/ar/feed.xml", Privacy: "/ar/privacy/",
		Nav: []Link{
			{Text: "علوم", Href: "/ar/science/"}, {Text: "حِرف", Href: "/ar/crafts/"}, {Text: "المدينة", Href: "/ar/town/"},
			{Text: "طعام", Href: "/ar/food/"},
		},
		Editions: []Link{{Text: "العربية", Href: "/ar/", Current: true}, {Text: "English", Href: "/", Lang: "en"}},
		Footer:   []Link{{Text: "من نحن", Href: "/ar/about/"}, {Text: "جداول المد", Href: "https://tides.example.org/estuary"}},
	}
}

func picture(name string) *article.Figure {
	return &article.Figure{Src: "/pictures/" + name + ".jpg", Alt: "The " + name + " in the evening light", Width: 1600, Height: 1000}
}

func embedded(tb testing.TB, address string) *article.Embed {
	tb.Helper()
	m, ok := provider.Default().Recognise(address)
	if !ok {
		tb.Fatalf("the catalogue does not know %s", address)
	}
	return &article.Embed{Match: m, Level: 3}
}

func tidesBody(tb testing.TB) article.Body {
	return article.Body{
		Words: 612, Outside: true,
		Pieces: []article.Piece{
			{HTML: `<p>At a quarter past four in the morning, when the quay is still wet and the gulls have not begun, Mira Oland lets a brass weight down on a line. She has done so twice a day for thirty-one years. “The water has never once been late,” she says. “People are late. The water comes.”</p>
<p>What she measures has a name in every harbour on this coast and a different explanation in each. The tide comes in twice, the old people say, because it forgets something. The reason is <a rel="external noopener" href="https://oceans.example.org/tides">better known<span class="ext"> (external)</span></a> and hardly less strange, and part of it was told here <a href="`},
			{Ref: &article.Ref{Target: "science/moon"}},
			{HTML: `">last winter</a>.<sup id="fnref:1"><a href="#fn:1" role="doc-noteref" aria-label="Footnote 1">1</a></sup></p>
<h2 id="two-bulges">Two bulges, one moon</h2>
<p>The moon pulls at the near side of the sea more than at the middle of the earth, and at the middle more than at the far side. So the water is drawn out to both ends, and the earth turns beneath. A place on the shore passes under <em>both</em> bulges in a day, a little later each time, because the moon has moved on.</p>
`},
			{Figure: &article.Figure{
				Src: "/pictures/gauge.jpg", Alt: "A brass tide gauge with a white scale, half under water", Width: 1600, Height: 1067,
				Caption: "The gauge at the <em>old quay</em>, read twice a day since 1894.", Credit: "Ilse Farrow",
				CreditURL: "https://farrow.example.net/",
			}},
			{HTML: `<p>Nothing about this is even. A narrow mouth holds the water back, a wide bay lets it pile up, and a north wind adds a hand’s breadth that no table foretells. The harbour keeps three rules:</p>
<ul>
<li>Read the gauge from the side, never from above.</li>
<li>Write down the wind as well.</li>
<li>Do not trust a calm before a spring tide.</li>
</ul>
<p>The town’s film club has put the whole of a September spring tide into ninety seconds:</p>
`},
			{Embed: embedded(tb, "https://www.youtube.com/watch?v=dQw4w9WgXcQ")},
			{HTML: `<h2 id="a-century">A century of mornings</h2>
<blockquote><p>A record is only as good as the mornings nobody wanted to get up.</p></blockquote>
<p>Kept together, the readings show what no single morning can. The high water of today stands <strong>nineteen centimetres</strong> above that of 1894.</p>
<div class="scroll" role="region" tabindex="0" aria-label="Table 1"><table><thead>
<tr><th scope="col">Decade</th><th scope="col" class="right">Metres</th><th scope="col" class="right">Readings</th></tr>
</thead>
<tbody>
<tr><td>1894–1903</td><td class="right">3.12</td><td class="right">7,298</td></tr>
<tr><td>1950–1959</td><td class="right">3.20</td><td class="right">7,305</td></tr>
<tr><td>2016–2025</td><td class="right">3.31</td><td class="right">7,302</td></tr>
</tbody>
</table></div>
`},
			{Figure: &article.Figure{
				Src: "/pictures/ledger.jpg", Alt: "An open ledger with columns of handwritten figures", Width: 900, Height: 1200,
				Title: "The ledger", Caption: "Every reading is still written by hand first.", Credit: "Harbour archive",
			}},
			{HTML: `<p>The harbour office answers questions on Mondays, and since last year also where the questions are asked:</p>
`},
			{Embed: embedded(tb, "https://mastodon.social/@Gargron/109318821117356215")},
			{HTML: `<p>The program that turns the ledger into a table is four lines long and older than the harbour master:</p>
<pre tabindex="0"><code class="language-go"><span class="k">for</span> <span class="nx">day</span> <span class="o">:=</span> <span class="k">range</span> <span class="nx">ledger</span> <span class="p">{</span> <span class="c1">// every morning</span>
	<span class="nx">sum</span> <span class="o">+=</span> <span class="nx">day</span><span class="p">.</span><span class="nx">high</span> <span class="o">-</span> <span class="mi">1894</span>
	<span class="nx">note</span><span class="p">(</span><span class="s">&#34;read&#34;</span><span class="p">)</span>
<span class="p">}</span>
</code></pre>
<p>At half past four the weight comes up again. Oland wipes the brass, writes a number, and goes to wake the baker.</p>
`},
			{Figure: &article.Figure{
				Src: "/pictures/quay.jpg", Alt: "An empty quay at dawn", Width: 1600, Height: 900, Credit: "Ilse Farrow",
			}},
			{HTML: `<section class="footnotes" role="doc-endnotes" aria-labelledby="notes"><h2 id="notes">Footnotes</h2><ol><li id="fn:1"><p>The sun does the same, with a little less than half the force. <a href="#fnref:1" role="doc-backlink" aria-label="Back to reference 1">↩</a></p></li></ol></section>
`},
		},
	}
}

func tides(tb testing.TB) *Story {
	p := estuary()
	return &Story{
		Publication: p,
		Head: Head{
			Title: "The tide comes in twice", Description: "For thirty-one years a harbour clerk has measured what everyone knows and hardly anyone can explain.",
			Canonical: "https://estuary.example/science/tides/",
			Alternates: []Alternate{
				{Lang: "en", Href: "https://estuary.example/science/tides/"}, {Lang: "ar", Href: "https://estuary.example/ar/science/tides/"},
				{Lang: "x-default", Href: "https://estuary.example/science/tides/"},
			},
			Image: &Image{URL: "https://estuary.example/pictures/harbour.jpg", Alt: "The harbour", Width: 1600, Height: 1000},
		},
		Article: &article.Article{
			ID: "science/tides", Path: "/science/tides/", Lang: "en", Section: "science", Headline: "The tide comes in twice",
			Standfirst: "For thirty-one years a harbour clerk has measured what everyone knows and hardly anyone can explain.",
			Published:  day(time.March, 3, 6, 15), Updated: day(time.March, 9, 17, 40),
			Corrections: []article.Correction{
				{Date: day(time.March, 4, 9, 0), Text: "An earlier version named the wrong quay. The gauge stands at the old quay."},
				{Date: day(time.March, 9, 17, 40), Text: "The first reading was taken in 1894, not in 1884."},
			},
			Lead: &article.Figure{
				Src: "/pictures/harbour.jpg", Alt: "A small harbour at dawn, the boats lying on the mud", Width: 1600, Height: 1000,
				Caption: "The harbour at low water, a quarter past four.", Credit: "Ilse Farrow", CreditURL: "https://farrow.example.net/",
			},
			Body: tidesBody(tb),
		},
		Section: &p.Nav[0],
		Bylines: []Link{{Text: "Mara Lind", Href: "/authors/mara-lind/"}, {Text: "Tomas Berel", Href: "/authors/tomas-berel/"}, {Text: "Ada Winther"}},
		Tags:    []Link{{Text: "tides", Href: "/tags/tides/"}, {Text: "moon", Href: "/tags/moon/"}, {Text: "measuring", Href: "/tags/measuring/"}},
		Related: cards()[1:4],
		Translations: []Link{
			{Text: "العربية", Href: "/ar/science/tides/", Lang: "ar"},
		},
		Resolve: func(ref *article.Ref) (string, bool) { return "/" + ref.Target + "/", true },
	}
}

func card(section, headline, standfirst, pictureName, author string, published time.Time) Card {
	slug := strings.ReplaceAll(strings.ToLower(headline), " ", "-")
	c := Card{
		Headline: headline, Standfirst: standfirst, Href: "/" + section + "/" + slug + "/", Published: published,
		Section: &Link{Text: strings.ToUpper(section[:1]) + section[1:], Href: "/" + section + "/"},
		Bylines: []Link{{Text: author, Href: "/authors/" + strings.ReplaceAll(strings.ToLower(author), " ", "-") + "/"}},
	}
	if pictureName != "" {
		c.Lead = picture(pictureName)
	}
	return c
}

func cards() []Card {
	return []Card{
		card("science", "The tide comes in twice", "For thirty-one years a harbour clerk has measured what everyone knows and hardly anyone can explain.", "harbour", "Mara Lind", day(time.March, 3, 6, 15)),
		card("crafts", "A boat is a slow sentence", "In the last yard on the north bank two sisters build one hull a year, and have orders until 2041.", "boatyard", "Tomas Berel", day(time.March, 2, 9, 0)),
		card("town", "The bridge opens at seven", "Nobody asked for a drawbridge. Now nobody wants to cross before it has been up.", "bridge", "Ada Winther", day(time.March, 1, 18, 30)),
		card("food", "What the baker knows about salt", "Four loaves, one oven and an argument that has lasted since the spring of 1987.", "bread", "Jonna Mehr", day(time.February, 28, 7, 0)),
		card("weather", "Fog, and how to read it", "It comes in three kinds. Only one of them is gone by noon.", "fog", "Mara Lind", day(time.February, 27, 5, 45)),
		card("town", "The library of borrowed keys", "A cupboard in the town hall holds 312 keys. For forty of them the doors are known.", "", "Ada Winther", day(time.February, 26, 11, 0)),
		card("crafts", "Rope, by the fathom", "It takes eleven people and a very long room.", "rope", "Tomas Berel", day(time.February, 25, 8, 20)),
	}
}

func front() *List {
	p, cs := estuary(), cards()
	return &List{
		Publication: p, Kind: FrontList, Heading: "The Estuary", Cards: cs,
		Head: Head{
			Description: p.Tagline, Canonical: "https://estuary.example/",
			Alternates: []Alternate{{Lang: "en", Href: "https://estuary.example/"}, {Lang: "ar", Href: "https://estuary.example/ar/"}},
		},
		Groups: []Group{
			{Title: p.Nav[0], Cards: []Card{cs[0], cs[4], cs[2], cs[6]}},
			{Title: p.Nav[1], Cards: []Card{cs[1], cs[6], cs[3], cs[5]}},
			{Title: p.Nav[2], Cards: []Card{cs[2], cs[5], cs[1]}},
		},
		Older: "/page/2/",
	}
}

func section() *List {
	p, cs := estuary(), cards()
	for i := range cs {
		cs[i].Section = &p.Nav[0]
	}
	return &List{
		Publication: p, Kind: SectionList, Heading: "Science", Description: "How it works, by people who have tried it.",
		Head:  Head{Title: "Science", Canonical: "https://estuary.example/science/page/2/", NoIndex: true},
		Intro: article.Body{Pieces: []article.Piece{{HTML: "<p>The science desk meets on Tuesdays. Visitors are welcome and are given tea.</p>\n"}}},
		Cards: cs, Newer: "/science/", Older: "/science/page/1/",
	}
}

func author() *List {
	cs := cards()
	return &List{
		Publication: estuary(), Kind: AuthorList, Heading: "Mara Lind", Description: "Writes about water in all its states.",
		Head: Head{Title: "Mara Lind", Canonical: "https://estuary.example/authors/mara-lind/"},
		Picture: &article.Figure{
			Src: "/pictures/mara.jpg", Alt: "A woman in a yellow raincoat, laughing", Width: 800, Height: 1000, Credit: "Ilse Farrow",
		},
		Intro: article.Body{Outside: true, Pieces: []article.Piece{{HTML: `<p>Mara Lind grew up on the south bank, studied <a rel="external noopener" href="https://oceans.example.org/">oceanography<span class="ext"> (external)</span></a> and came back with the tide.</p>` + "\n"}}},
		Cards: []Card{cs[0], cs[4]},
	}
}

func tag() *List {
	return &List{
		Publication: estuary(), Kind: TagList, Heading: "tides", Cards: cards()[:3],
		Head: Head{Title: "tides", Canonical: "https://estuary.example/tags/tides/"},
	}
}

func index() *List {
	links := []Link{}
	for i, name := range []string{"baking", "boats", "bridges", "fog", "harbour", "keys", "ledgers", "measuring", "moon", "rope", "salt", "tides"} {
		links = append(links, Link{Text: name, Href: "/tags/" + name + "/", Count: i%4 + 1})
	}
	return &List{
		Publication: estuary(), Kind: IndexList, Heading: "Topics", Links: links,
		Head: Head{Title: "Topics", Canonical: "https://estuary.example/tags/"},
	}
}

func masabStory(tb testing.TB) *Story {
	p := masab()
	return &Story{
		Publication: p,
		Head: Head{
			Title: "المد يأتي مرتين", Description: "منذ واحد وثلاثين عامًا تقيس كاتبة الميناء ما يعرفه الجميع.",
			Canonical: "https://estuary.example/ar/science/tides/",
		},
		Article: &article.Article{
			ID: "science/tides", Path: "/ar/science/tides/", Lang: "ar", Headline: "المد يأتي مرتين في اليوم",
			Standfirst: "منذ واحد وثلاثين عامًا تقيس كاتبة الميناء ما يعرفه الجميع ولا يكاد أحد يستطيع شرحه.",
			Published:  day(time.March, 3, 6, 15), Updated: day(time.March, 9, 17, 40),
			Corrections: []article.Correction{{Date: day(time.March, 9, 0, 0), Text: "أُخذت القراءة الأولى عام 1894 لا عام 1884."}},
			Lead: &article.Figure{
				Src: "/pictures/harbour.jpg", Alt: "ميناء صغير عند الفجر والقوارب راسية على الطين", Width: 1600, Height: 1000,
				Caption: "الميناء وقت الجزر، في الرابعة والربع.", Credit: "إلسه فارو",
			},
			Body: article.Body{Words: 120, Outside: true, Pieces: []article.Piece{
				{HTML: `<p>في الرابعة والربع صباحًا، حين يكون الرصيف لا يزال مبللًا ولم تبدأ النوارس بعد، تُنزل ميرا أولاند ثقلًا من النحاس على حبل. وهي تفعل ذلك مرتين في اليوم منذ واحد وثلاثين عامًا. تقول: «لم يتأخر الماء مرة واحدة. الناس يتأخرون، أما الماء فيأتي».</p>
<p>لما تقيسه اسم في كل ميناء على هذا الساحل، وتفسير مختلف في كل منها. والسبب <a rel="external noopener" href="https://oceans.example.org/tides">معروف اليوم<span class="ext"> (خارجي)</span></a> ولا يقل غرابة عن الحكايات.</p>
<h2 id="انتفاخان">انتفاخان وقمر واحد</h2>
<p>يجذب القمر الجانب القريب من البحر أكثر مما يجذب وسط الأرض، ويجذب الوسط أكثر من الجانب البعيد. لذلك يمتد الماء نحو الطرفين، وتدور الأرض تحته.</p>
<ul><li>اقرأ المقياس من الجانب، لا من الأعلى.</li><li>سجّل الريح أيضًا.</li></ul>
<blockquote><p>لا قيمة لسجل إلا بقدر الصباحات التي لم يرد أحد أن يستيقظ فيها.</p></blockquote>
`},
				{Embed: embedded(tb, "https://www.youtube.com/watch?v=dQw4w9WgXcQ")},
				{HTML: "<p>في الرابعة والنصف يُرفع الثقل من جديد. تمسح أولاند النحاس وتكتب رقمًا، ثم تذهب لإيقاظ الخباز.</p>\n"},
			}},
		},
		Section:      &p.Nav[0],
		Bylines:      []Link{{Text: "مارا ليند", Href: "/ar/authors/mara-lind/"}, {Text: "توماس بيريل", Href: "/ar/authors/tomas-berel/"}},
		Tags:         []Link{{Text: "المد والجزر", Href: "/ar/tags/tides/"}, {Text: "القمر", Href: "/ar/tags/moon/"}},
		Translations: []Link{{Text: "English", Href: "/science/tides/", Lang: "en"}},
		Related:      masabCards()[1:3],
	}
}

func masabCards() []Card {
	p := masab()
	return []Card{
		{Headline: "المد يأتي مرتين في اليوم", Standfirst: "منذ واحد وثلاثين عامًا تقيس كاتبة الميناء ما يعرفه الجميع.", Href: "/ar/science/tides/", Section: &p.Nav[0], Bylines: []Link{{Text: "مارا ليند", Href: "/ar/authors/mara-lind/"}}, Published: day(time.March, 3, 6, 15), Lead: picture("harbour")},
		{Headline: "القارب جملة بطيئة", Standfirst: "في آخر ورشة على الضفة الشمالية تبني شقيقتان هيكلًا واحدًا في العام.", Href: "/ar/crafts/boat/", Section: &p.Nav[1], Bylines: []Link{{Text: "توماس بيريل", Href: "/ar/authors/tomas-berel/"}}, Published: day(time.March, 2, 9, 0), Lead: picture("boatyard")},
		{Headline: "الجسر يُفتح في السابعة", Standfirst: "لم يطلب أحد جسرًا متحركًا، والآن لا يريد أحد أن يعبر قبل أن يُرفع.", Href: "/ar/town/bridge/", Section: &p.Nav[2], Published: day(time.March, 1, 18, 30), Lead: picture("bridge")},
		{Headline: "ما يعرفه الخباز عن الملح", Href: "/ar/food/salt/", Section: &p.Nav[3], Published: day(time.February, 28, 7, 0), Lead: picture("bread")},
		{Headline: "The library of borrowed keys", Href: "/town/keys/", Lang: "en", Section: &p.Nav[2], Published: day(time.February, 26, 11, 0)},
	}
}

func masabFront() *List {
	p, cs := masab(), masabCards()
	return &List{
		Publication: p, Kind: FrontList, Heading: p.Title, Cards: cs,
		Head:   Head{Description: p.Tagline, Canonical: "https://estuary.example/ar/"},
		Groups: []Group{{Title: p.Nav[0], Cards: cs[:1]}, {Title: p.Nav[1], Cards: cs[1:3]}},
	}
}
