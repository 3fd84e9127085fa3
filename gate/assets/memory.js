// What this browser remembers of the reader's choices: one value in its local
// storage and nothing anywhere else. By party it holds whether it was allowed,
// its name, the terms of then, from when and until when the choice counts (ms),
// whether the privacy signal was on, and the receipt's notice, if one is kept.
const signal = !!navigator.globalPrivacyControl
// The choices that still count, by party. Whatever cannot be read is none.
const recall = () => {
	const kept = { version: 1 }
	try {
		const stored = JSON.parse(localStorage.gatefold)
		if (stored.version == 1) for (const party in stored) {
			const left = stored[party].until - Date.now()
			if (left > 0 && left <= 180 * 864e5) kept[party] = stored[party]
		}
	} catch {}
	return kept
}
const keep = (party, choice) => {
	const kept = JSON.stringify({ ...recall(), [party]: choice })
	try {
		// {"version":1} is nothing.
		if (kept.length < 14) delete localStorage.gatefold
		else localStorage.gatefold = kept
	} catch {}
}
