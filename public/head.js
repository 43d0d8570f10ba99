// The first thing that runs: the app's files begin to load while the page is still being read. Without
// WebAssembly nothing is loaded and no door is shown.
if (typeof WebAssembly === 'object') {
  const own = document.currentScript.dataset
  const early = window.early = { down: 0, last: 0 }
  for (const name of ['wasm', 'directory', 'text']) {
    early[name] = fetch(own[name])
    early[name].catch(() => {})
  }
  document.documentElement.className = 'js'
}
