// The page's script. Without it a gate is a form whose target is the empty
// frame below it, and all of that works. With it the reader is told what
// happens, the frame gets its height, closing it brings the gate back, and a
// choice can be remembered, as memory.js says, which stands before it.
const gates = document.querySelectorAll('[data-party]')
const part = (gate, name) => gate.querySelector('.gf-' + name)
// say puts words into a line. They are read out only if they answer to what the
// reader has just done: a page full of pieces would talk at them.
const say = (gate, name, word) => {
	const line = part(gate, name)
	line.ariaLive = gate.mine ? null : 'off'
	line.textContent = (part(gate, 'now').dataset[word] || '').replace('{date}', gate.until).replaceAll('{provider}', () => gate.dataset.who)
}
// tell says how the loading goes, and offers another try. The embed document
// reports it; if even that does not come, time runs out here.
const tell = (gate, word) => {
	clearTimeout(gate.timer)
	if (word == 'loading') gate.timer = setTimeout(tell, 2e4, gate, 'failed')
	const again = part(gate, 'again')
	const bad = word == 'slow' || word == 'failed'
	if (!bad && again == document.activeElement) part(gate, 'box').focus()
	again.hidden = !bad
	say(gate, 'now', gate.kept && !gate.mine && !bad ? 'kept' : word)
}
// show begins to load, in a fresh frame: of what was in the old one nothing is
// left, and no step in the tab's history leads back. A form that is submitted
// gives the frame its address itself.
const show = (gate, word, address) => {
	const frame = gate.querySelector('iframe')
	const fresh = frame.cloneNode()
	fresh.style = ''
	address ? fresh.src = address : fresh.removeAttribute('src')
	frame.replaceWith(fresh)
	gate.classList.toggle('gf-on', !!word)
	tell(gate, word)
	if (word && gate.mine) part(gate, 'box').focus()
}
const close = gate => {
	const had = gate.contains(document.activeElement)
	gate.kept = gate.mine = 0
	show(gate)
	part(gate, 'yes').reset()
	if (had) part(gate, 'yes').lastChild.focus()
}
// Remembered pieces open when the reader comes near, without starting to play.
// What was seen may be told late, when the choice has been taken back.
const near = new IntersectionObserver(seen => {
	for (const { isIntersecting, target } of seen) if (isIntersecting && target.holds && !target.matches('.gf-on')) {
		target.kept = 1
		target.mine = 0
		show(target, 'loading', part(target, 'yes').action + '#still')
	}
}, { rootMargin: '50%' })
// settle makes gates what is remembered about them. A refusal takes away the
// empty space, unless the reader would see the page jump. Who has meant it just
// now (1, never an event) does not mind.
const settle = meant => {
	const kept = recall()
	for (const gate of gates) {
		const { party, terms } = gate.dataset
		const choice = kept[party]
		const allowed = choice?.allowed
		const refused = choice && !allowed
		gate.holds = allowed && choice.terms == terms && (choice.signal || !signal)
		gate.until = choice && new Date(choice.until).toLocaleDateString(gate.lang, { dateStyle: 'long' })
		if (!refused || meant == 1 || gate.getBoundingClientRect().top > innerHeight) gate.classList.toggle('gf-off', !!refused)
		say(gate, 'note', refused ? 'refused' : signal ? 'signal' : allowed && !gate.holds && 'changed')
		if (gate.kept && !gate.holds) close(gate)
		near.unobserve(gate)
		near.observe(gate)
	}
}
// decide does what a button says. It reports whether the browser shall submit
// the form: always to open a piece, otherwise to a site that keeps receipts.
const decide = (gate, form, name) => {
	const { party, terms, days, who } = gate.dataset
	const box = part(gate, 'keep') || {}
	const choice = recall()[party]
	const allowed = name == 'yes'
	const { n } = form.elements
	gate.wide = name == 'no' ? choice?.allowed : box.checked
	gate.mine = 1
	if (name == 'again') return show(gate, 'loading', part(gate, 'yes').action)
	if (gate.wide) {
		const since = Date.now()
		keep(party, name == 'no' ? undefined : { allowed, terms, signal, who, since, until: since + days * 864e5, receipt: n?.value })
	}
	box.checked = 0
	if (allowed) {
		gate.kept = gate.wide && recall()[party]
		show(gate, 'loading')
	} else for (const other of gates) if (other == gate || gate.wide && other.dataset.party == party) close(other)
	gate.mine = 1
	settle(1)
	if (name == 'not') {
		gate.classList.add('gf-off')
		if (!gate.wide) say(gate, 'note', 'not')
		part(gate, 'end').focus()
	}
	return allowed || n
}
// The button of the last click or key press that a person made. Scripts can
// submit forms and dispatch clicks; neither counts.
let pressed = 0
addEventListener('click', e => { pressed = e.isTrusted && e.target }, true)
addEventListener('submit', e => {
	const { target, submitter } = e
	const gate = target.closest('.gf')
	if (!gate) return
	if (pressed != submitter) target.reset()
	else submitter.focus()
	if (pressed != submitter || !decide(gate, target, submitter.id.split('-').pop())) e.preventDefault()
	pressed = 0
}, true)
addEventListener('formdata', ({ target, formData }) => {
	if (!formData.has('n')) return
	if (signal) formData.set('gpc', 1)
	if (target.closest('.gf').wide) formData.set('always', 1)
})
// The embed document tells how tall the piece is, which no style of the page
// undoes, and whether it came up.
addEventListener('message', e => {
	for (const gate of gates) {
		const frame = gate.querySelector('iframe')
		if (frame.contentWindow == e.source && e.origin == origin) {
			const { height, state } = e.data.gatefold || {}
			if (height > 0) frame.style = 'height:' + Math.min(height, 5000) + 'px!important'
			if (state) tell(gate, state)
		}
	}
})
addEventListener('storage', settle)
addEventListener('pageshow', settle)
keep()
settle()
