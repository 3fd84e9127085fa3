// Runs beside a script of others in a document of opaque origin, and tells the
// embed document around it how tall that has become.
(() => {
const root = document.documentElement
new ResizeObserver(() => parent.postMessage({ gatefold: root.offsetHeight }, '*')).observe(root)
})()
