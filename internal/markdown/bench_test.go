package markdown

import (
	"strings"
	"testing"
)

// story is an article of about 600 words with three figures and two embeds, as
// newsrooms write them.
func story() string {
	const paragraph = `Morning light on the **boat** harbour was in the stone bread and the garden with wind, hill and ` +
		`[window paper](https://street.example/ferry/) from that which is lamp. The orchard engine kettle *weather* ` +
		`bridge letter market island meadow ladder. It's "river" pepper clock copper rope, said the museum.` + "\n\n"
	var b strings.Builder
	for part := range 6 {
		if part > 0 && part%2 == 0 {
			b.WriteString("## Harbour letter market\n\n")
		}
		b.WriteString(paragraph)
		switch part {
		case 0, 2:
			b.WriteString(`![A green ferry leaves the harbour](ferry.jpg "The last boat of the day."){credit="Agency Harbour"}` + "\n\n")
		case 4:
			b.WriteString(`{{< figure src="/pictures/02.jpg" alt="A lamp" caption="The lamp of the museum." attr="Agency Lamp" >}}` + "\n\n")
		case 1:
			b.WriteString("{{< youtube dQw4w9WgXcQ >}}\n\n")
		case 3:
			b.WriteString("https://www.instagram.com/p/CxOWiQNP2MO/\n\n")
		case 5:
			b.WriteString("> " + paragraph + "- one thing\n- another thing\n- a third thing\n\n")
		}
		b.WriteString(paragraph)
	}
	return b.String()
}

func BenchmarkConvert(b *testing.B) {
	in := testInput(story())
	b.SetBytes(int64(len(in.Source)))
	b.ReportAllocs()
	for b.Loop() {
		shared.Convert(in)
	}
}

// BenchmarkConvertHTML adds one pasted element, for which the whole body is
// put in order.
func BenchmarkConvertHTML(b *testing.B) {
	in := testInput(story() + "<details><summary>More</summary>\n\ntext\n\n</details>\n")
	b.SetBytes(int64(len(in.Source)))
	b.ReportAllocs()
	for b.Loop() {
		shared.Convert(in)
	}
}
