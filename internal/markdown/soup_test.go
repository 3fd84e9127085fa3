package markdown

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// ingredients are what TestSoup stirs: every kind of mark that can disturb
// another.
var ingredients = strings.Split(`<div>|</div>|<p>|</p>|<b>|</b>|<i>|</i>|<a href="/x">|<a href="https://evil.example/">|</a>|<ul>|</ul>|<ol>|<li>|</li>|`+
	`<table>|</table>|<tr>|<td>|</td>|<th>|<caption>|<tbody>|<colgroup>|<col>|<details>|<summary>|</summary>|</details>|<blockquote>|</blockquote>|`+
	`<h1>|<h2>|</h2>|<pre>|</pre>|<code>|</code>|<span id="a" class="gf">|</span>|<br>|<hr>|<img src="a.png">|<img src="//evil.example/a.png">|`+
	`<script>|</script>|<style>|</style>|<svg>|</svg>|<math>|<mtext>|<select>|<option>|</select>|<textarea>|</textarea>|<title>|<form>|</form>|<button>|`+
	`<iframe src="https://player.vimeo.com/video/55073825">|</iframe>|<iframe src="//evil.example">|<video>|</video>|<source src="//evil.example/v">|`+
	`<picture>|</picture>|<ruby>|<rt>|<dl>|<dt>|<dd>|<address>|<section>|<figure>|<figcaption>|<object data="//evil.example">|</object>|<embed src="//evil.example">|`+
	`<template>|<noscript>|<plaintext>|<xmp>|<body onload=x>|<html>|<base href="//evil.example">|<frameset>|<nobr>|<font>|<center>|<marquee>|<applet>|`+
	`<!--|-->|<![CDATA[|]]>|<?x|?>|<!DOCTYPE html>|</|<|>|"|'|=|&lt;|&#60;|\|`+"`|```|~~~|*|**|_|~~|[|]|(|)|![|](/x)|](javascript:x)|](b.md)|[^n]|[^n]: |{|}|{.a}|"+
	`{{< |{{% | >}}| %}}|{{</* | */>}}|{{< vimeo 55073825 >}}|{{< ref "x" >}}|{{< param boat >}}|{{< note >}}|{{< /note >}}|{{< details "s" >}}|{{< /details >}}|`+
	`{{< highlight go >}}|{{< /highlight >}}|{{< figure src="a.jpg" caption="*c* <b>" >}}|https://vimeo.com/55073825|www.evil.example|# |## |- |1. |> |: |    |`+
	`PIPE|PIPE-PIPE-PIPE|---|===|word|a b|`, "|")

// TestSoup stirs ingredients at random, always in the same way, and checks what
// comes out.
func TestSoup(t *testing.T) {
	bowls := 3000
	if testing.Short() {
		bowls = 300
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for range bowls {
		var b strings.Builder
		for range 1 + rng.IntN(40) {
			b.WriteString(strings.ReplaceAll(ingredients[rng.IntN(len(ingredients))], "PIPE", "|"))
			switch rng.IntN(6) {
			case 0:
				b.WriteString("\n")
			case 1:
				b.WriteString("\n\n")
			case 2:
				b.WriteString(" ")
			}
		}
		body, _ := convert(b.String())
		checkSafe(t, &body)
		if strings.Contains(assemble(&body), slotMark) {
			t.Errorf("a placeholder is left in\n%s", assemble(&body))
		}
		if t.Failed() {
			t.Fatalf("the soup was\n%s", b.String())
		}
	}
}
