// Runs before a script of others in a document of opaque origin. It tells the
// embed document around it how tall this one has become; and since there are
// no cookies and no storage, where browsers throw and scripts give up, it puts
// some there that forget.
(() => {
	const root = document.documentElement
	new ResizeObserver(() => parent.postMessage({ gatefold: root.offsetHeight }, '*')).observe(root)
	for (const name of ['localStorage', 'sessionStorage']) {
		const kept = new Map()
		const value = {
			getItem: k => kept.get(k + '') ?? null,
			setItem: (k, v) => { kept.set(k + '', v + '') },
			removeItem: k => { kept.delete(k + '') },
			clear: () => kept.clear(),
			key: i => [...kept.keys()][i] ?? null,
			get length() { return kept.size }
		}
		Object.defineProperty(self, name, { value })
	}
	Object.defineProperty(document, 'cookie', { get: () => '', set() {} })
})()
