// The script of the embed document: it hears how tall the provider's frame
// wants to be, passes that on to the page, and says so when nothing comes up.
(() => {
	const framed = parent != self
	const root = document.documentElement
	const around = framed && frameElement?.closest('.gf')
	// A browser that goes back, or loads a page again, may put into a frame what was
	// in it before. In a gate that is closed nothing is loaded.
	if (around && CSS.supports('selector(:has(:user-valid))') && !around.matches('.gf-on, :has(.gf-sent:user-valid)')) {
		const wall = document.createElement('meta')
		wall.httpEquiv = 'Content-Security-Policy'
		wall.content = "default-src 'none'"
		document.head.append(wall)
		new MutationObserver(() => document.querySelector('iframe,img,video,audio')?.remove()).observe(root, { childList: true, subtree: true })
		return
	}
	root.classList.add(framed ? 'framed' : 'alone')
	const tell = message => { if (framed) parent.postMessage({ gatefold: message }, location.origin) }
	let frame, rules, state, width, wanted, blocked, second, heard
	// What a receipt was made of must not be sent again by a reload.
	history.replaceState(null, '', location.pathname + location.hash)

	const become = s => {
		if (blocked || state == 'loaded' && s != state) return
		state = s
		const line = document.querySelector('.gf-failed')
		line.hidden = s == 'loaded'
		line.classList.toggle('gf-slow', s == 'slow')
		// One button is enough: the page's script has one as well, if it runs.
		line.lastElementChild.hidden = framed && around?.matches('.gf-on')
		tell({ state })
	}

	// at follows a path of keys into a value.
	const at = (value, path) => path.reduce((v, key) => v == null ? v : v[key], value)

	// decode gives the message in the form that a rule reads, or undefined.
	const decode = (form, data) => {
		const text = typeof data == 'string'
		if (form == 'text') return text ? data : undefined
		if (form == 'query') return text ? Object.fromEntries(new URLSearchParams(data)) : undefined
		if (form == 'object' || form == 'json-or-object' && !text) return text ? undefined : data
		try { return text ? JSON.parse(data) : undefined } catch { return undefined }
	}

	const matched = (expression, text) => {
		const found = expression && new RegExp(expression).exec(text)
		return found ? parseFloat(found.groups.height) || 0 : 0
	}

	// read gives the height that a message tells by a rule, or 0.
	const read = (rule, data) => {
		const value = decode(rule.data, data)
		if (value == null || (rule.match || []).some(m => at(value, m.path) !== m.equals)) return 0
		let height
		if (rule.regex) {
			height = matched(rule.regex, value)
			if (height) height += matched(rule.plus, value)
		} else height = parseFloat(at(value, rule.height || []))
		return height > (rule.above || 0) ? height : 0
	}

	const grow = height => {
		height = Math.ceil(Math.min(Math.max(height, 50), 5000))
		if (!framed) frame.style.height = height + 'px'
		wanted = height
		fit()
	}

	// fit tells the page how tall the piece wants to be. One that nobody has just
	// opened waits until that moves nothing the reader sees.
	const fit = () => {
		const place = location.hash == '#still' && frameElement?.getBoundingClientRect()
		if (place && place.bottom > 0 && Math.min(place.bottom, place.top + wanted) < parent.innerHeight) return
		if (wanted) tell({ height: wanted })
	}
	if (framed && frameElement) parent.addEventListener('scrollend', fit)

	// ask posts the question that some frames answer with their height.
	const ask = () => {
		for (const rule of rules) if (rule.request !== undefined) frame.contentWindow.postMessage(rule.request, rule.origin)
	}

	// Nobody has to say how tall they are more than a hundred times a second: whoever
	// does is not listened to until the next, and whoever does not stop is taken out,
	// or the page would stand still.
	addEventListener('message', e => {
		if (!frame || e.source != frame.contentWindow) return
		if (second != (second = Math.floor(e.timeStamp / 1000))) heard = 0
		if (++heard > 2000) {
			frame.remove()
			frame = state = 0
			become('failed')
			blocked = true
		}
		if (heard > 100) return
		for (const rule of rules) {
			const height = e.origin == rule.origin && read(rule, e.data)
			if (height) {
				become('loaded')
				return grow(height)
			}
		}
	})

	// A frame of another origin fires load for an error page too, and never tells
	// which. What can be known: nothing answered in time, or our own policy stopped
	// a host that nobody named. These events do not reach the window.
	const came = e => {
		if (e.target != frame) return
		become('loaded')
		if (rules) ask()
		else grow(frame.offsetHeight)
	}
	document.addEventListener('load', came, true)
	document.addEventListener('loadedmetadata', came, true)
	document.addEventListener('error', e => { if (e.target == frame) become('failed') }, true)
	addEventListener('securitypolicyviolation', e => {
		if (e.effectiveDirective != 'frame-src') return
		state = 0
		become('failed')
		blocked = true
	})
	addEventListener('click', e => { if (e.target.matches('.gf-again')) location.reload() })

	// The script stands before the piece in the document; it must not miss its
	// first message. Whoever did not press a button just now has not asked for sound
	// and motion; the frame is lazy, so that its address can still be exchanged.
	const found = () => {
		frame = document.querySelector('iframe,img,video,audio')
		if (!frame) return
		seen.disconnect()
		const { still, resize } = frame.dataset
		if (frame.matches('iframe')) rules = JSON.parse(resize || '[]')
		if (!framed || location.hash == '#still') {
			if (still) frame.src = still
		} else if (frame.play) frame.play().catch(() => {})
		setTimeout(() => { if (!state) become('slow') }, 7000)
		setTimeout(() => { if (state == 'slow') become('failed') }, 20000)
		new ResizeObserver(() => {
			const was = width
			width = frame.clientWidth
			if (was && was != width && state == 'loaded') rules ? ask() : grow(frame.offsetHeight)
		}).observe(frame)
	}
	const seen = new MutationObserver(found)
	seen.observe(root, { childList: true, subtree: true })
})()
