// The page's script. Without it a gate is a form whose target is the empty
// frame below it, and all of this works; with it the reader is told what
// happens, the frame gets its height, and closing it brings the gate back.
(() => {
// The button of the last click or key press that a person made. Scripts can
// submit forms and dispatch clicks; neither counts.
let pressed
const part = (gate, name) => gate.querySelector('.gf-' + name)
const say = (gate, word) => {
clearTimeout(gate.gf)
const now = part(gate, 'now')
now.textContent = now.dataset[word] || ''
}
addEventListener('click', e => { pressed = e.isTrusted && e.target }, true)
addEventListener('submit', e => {
const form = e.target
const gate = form.closest('.gf')
if (!gate) return
const meant = pressed && pressed == e.submitter
pressed = 0
if (meant && form.matches('.gf-yes')) open(gate)
else {
e.preventDefault()
if (meant) close(gate)
else form.reset()
}
}, true)
// The browser submits the form and so gives the frame its address.
const open = gate => {
gate.classList.add('gf-on')
part(gate, 'box').focus()
say(gate, 'loading')
gate.gf = setTimeout(say, 2e4, gate, 'failed')
}
// A fresh frame in its place: nothing of the provider is left, and no step in
// the tab's history leads back.
const close = gate => {
const frame = gate.querySelector('iframe')
const fresh = frame.cloneNode()
fresh.style.height = ''
frame.replaceWith(fresh)
gate.classList.remove('gf-on')
const yes = part(gate, 'yes')
yes.reset()
yes.querySelector('button').focus()
say(gate)
}
// The embed document tells how tall the piece is and whether it came up.
addEventListener('message', e => {
if (e.origin != location.origin) return
for (const frame of document.querySelectorAll('.gf-on iframe')) {
if (frame.contentWindow != e.source) continue
const { height, state } = e.data.gatefold || {}
if (height > 0) frame.style.height = Math.min(Math.max(height, 50), 5000) + 'px'
if (state) say(frame.closest('.gf'), state)
}
})
})()
