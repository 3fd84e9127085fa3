// The script of the page of choices: it lists what this browser remembers and
// takes any of it back.
const root = document.getElementById('gf-choices')
const words = root.dataset
const list = root.querySelector('ul')
const said = root.querySelector('[role=status]')
const everything = root.querySelector('.gf-all')
const listed = () => {
	const { version, ...kept } = recall()
	return Object.entries(kept).map(([party, choice]) => {
		const who = String(choice.who || party)
		const host = party.split('/')[1]
		return { party, choice, name: host && host != who ? `${who} (${host})` : who }
	}).sort((a, b) => a.name.localeCompare(b.name))
}
const fill = (word, values) => word.replace(/{([a-z]+)}/g, (all, key) => values[key] || all)
const until = ({ until }) => new Date(until).toLocaleDateString(root.lang, { dateStyle: 'long' })
const make = (tag, id, text, parent) => {
	const e = document.createElement(tag)
	if (id) e.id = id
	e.textContent = text
	parent.append(e)
	return e
}
const draw = () => {
	const all = listed()
	const had = list.contains(document.activeElement)
	list.replaceChildren()
	all.forEach((entry, i) => {
		const { choice, name } = entry
		const item = make('li', '', '', list)
		item.className = 'gf-more'
		make('span', '', fill(choice.allowed ? words.allowed : words.refused, { provider: name, date: until(choice) }), item)
		const button = make('button', 'gf-back-' + i, words.back, item)
		button.setAttribute('aria-label', words.back + ' ' + name)
		button.addEventListener('click', () => {
			forget([entry])
			draw()
			tell(fill(words.done, { provider: name }))
			const next = list.querySelectorAll('button')
			;(next[Math.min(i, next.length - 1)] || said).focus()
		})
	})
	list.hidden = !all.length
	list.className = all.length ? 'gf-bar' : ''
	everything.hidden = all.length < 2
	said.textContent = all.length ? '' : words.none
	if (had) said.focus()
}
const tell = text => { said.textContent = text + ' ' + said.textContent }
// What was given under the eyes of a receipt is taken back under them, too.
const forget = entries => {
	for (const { party, choice } of entries) {
		keep(party)
		if (!choice.allowed || !choice.receipt) continue
		const receipt = { n: choice.receipt, p: location.pathname, do: 'withdrawn', always: 1 }
		if (signal) receipt.gpc = 1
		fetch(words.closed + '?' + new URLSearchParams(receipt), { keepalive: true }).catch(() => {})
	}
}
everything.addEventListener('click', () => {
	forget(listed())
	draw()
	tell(words.gone)
	said.focus()
})
addEventListener('storage', draw)
addEventListener('pageshow', draw)
keep()
draw()
