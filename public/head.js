// The first thing that runs: the app's files begin to load while the page is still being read. Without
// WebAssembly nothing is loaded and no door is shown.
if (typeof WebAssembly === 'object') {
  const own = document.currentScript.dataset
  // Bytes of a file; of what went wrong, the status if there is one.
  const load = (file) => fetch(file).then((got) => got.ok ? got.arrayBuffer() : Promise.reject(`${got.status}`))
  const early = window.early = { down: 0, last: 0, load, wasm: fetch(own.wasm, { integrity: own.sum }) }
  // The first page speaks the browser's language, where it can; every other page was chosen.
  const base = (tag) => tag.split('-')[0].replace('fil', 'tl')
  const spoken = [...document.querySelectorAll('link[data-tag]')]
  const guess = (tag) => spoken.find((one) => base(one.dataset.tag) === base(tag))?.href
  const text = 'guess' in own && navigator.languages.map(guess).find(Boolean)
  early.directory = load(own.directory)
  early.text = load(text || own.text)
  // Whoever waits for them says what is wrong; here it is only not left unsaid.
  for (const name of ['wasm', 'directory', 'text']) early[name].catch(() => {})
  document.documentElement.className = 'js'
}
