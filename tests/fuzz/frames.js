// Any settings and any messages, at what reads them: the frame's name (public/frame.js) and what the loader hears. Runs in a
// host's page with an element on it. Gives what went wrong first, or nothing. Arguments: site, seed, milliseconds.
const [site, seed, time, done] = arguments
const element = document.querySelector('help-finder')

let state = seed
// mulberry32: the same seed, the same run.
const random = (below) => {
  state = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return ((mixed ^ (mixed >>> 14)) >>> 0) % below
}
const one = (list) => list[random(list.length)]
const telling = ['', 'US', 'USA', 'us', 'find', 'talk', 'shelter legal', 'page', 'dark', 'light', 'javascript:alert(1)', 'https://a.example', 'http://a.example:8',
  'https://a.example/', '#000', '#fff', 'red', 'rgb(1 2 3 / 0)', 'color(display-p3 1 0 0)', 'transparent', 'currentcolor', 'var(--x)', 'url(//x)', '</script>',
  '\ud800', '\u202e', '__proto__', 'constructor', 'ready', 'close', 'leave', 'a'.repeat(300)]
const keys = ['helpFinder', 'host', 'country', 'screen', 'needs', 'exit', 'theme', 'colours', 'type', 'background', 'text', 'accent', '__proto__', 'toString']
const letters = () => Array.from({ length: random(12) }, () => String.fromCharCode(random(random(4) ? 128 : 65536))).join('')
const hex = () => `#${random(0x1000000).toString(16).padStart(6, '0')}`
const anything = (deep = 0) => [
  () => null, () => true, () => one([0, 1, -0, 1e308, NaN, -1]), () => one(telling), letters, hex,
  () => Array.from({ length: random(4) }, () => anything(deep + 1)),
  () => Object.fromEntries(Array.from({ length: random(5) }, () => [one(keys), anything(deep + 1)])),
][random(deep > 3 ? 6 : 8)]()
const settings = () => {
  const all = { helpFinder: 1 }
  for (const key of keys.slice(1, 7)) if (random(2)) all[key] = random(3) ? one(telling) : anything()
  if (random(2)) all.colours = random(4) ? { background: random(3) ? hex() : one(telling), text: hex(), accent: hex() } : anything()
  const text = JSON.stringify(all)
  const at = random(text.length)
  return [() => text, () => text, () => text.slice(0, at) + letters() + text.slice(at + random(3)), () => JSON.stringify(anything()) ?? '', letters][random(5)]()
}

// --- the frame's name, read by the very script that the site serves ---
const root = document.createElement('html')
const parts = { '#leave': document.createElement('a'), '#whole': document.createElement('button') }
parts['#leave'].append(document.createElement('span'))
let said = []
const stage = (script) => ({
  document: { documentElement: root, querySelector: (what) => parts[what], currentScript: script, createElement: (name) => document.createElement(name) },
  window: { name: '' },
  parent: { postMessage: (what, to) => said.push([what, to]) },
  console: { warn: () => {} },
  MutationObserver: class { observe() {} },
})
const luminance = (rgb) => {
  const [red, green, blue] = rgb.map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const rgb = (name) => root.style.getPropertyValue(name).match(/^rgb\((\d+),(\d+),(\d+)\)$/)?.slice(1).map(Number)
const contrast = (ink, paper) => {
  const [more, less] = [luminance(rgb(ink)), luminance(rgb(paper))].sort((a, b) => b - a)
  return (more + 0.05) / (less + 0.05)
}
const pairs = [['--ink', '--paper'], ['--ink', '--card'], ['--deep', '--paper'], ['--deep', '--tint'], ['--on-deep', '--deep'], ['--soft', '--paper'], ['--sos', '--sos-tint']]
const wrongly = (name) => {
  const { country, first, needs } = root.dataset
  if (country !== undefined && !/^[A-Z]{2}$/.test(country)) return `country ${country}`
  if (first !== undefined && !/^[a-z]{1,16}$/.test(first)) return `screen ${first}`
  if (needs !== undefined && !/^[a-z_ ]{1,200}$/.test(needs)) return `needs ${needs}`
  if (Object.keys(root.dataset).length > 3) return 'something else is set'
  if (said.length > 1 || said.some(([what, to]) => JSON.stringify(what) !== '{"helpFinder":1,"type":"ready"}' || JSON.parse(name).host !== to || !/^https?:\/\/[^/?#]+$/.test(to))) return `said ${JSON.stringify(said)}`
  if (root.style.length === 0) return
  const low = pairs.find(([ink, paper]) => contrast(ink, paper) < 4.45)
  if (low) return `${low} cannot be read: ${root.style.cssText}`
}

// --- what the loader hears ---
const message = () => {
  const data = random(3) ? anything() : { helpFinder: one([1, '1', 1, true]), type: random(3) ? one(['ready', 'close', 'leave', 'Close', 'shut']) : anything() }
  const frame = element.shadowRoot.querySelector('iframe')
  const source = one([frame.contentWindow, frame.contentWindow, window, null])
  const origin = one([new URL(site).origin, new URL(site).origin, location.origin, 'null', ''])
  const ours = source === frame.contentWindow && origin === new URL(site).origin && data?.helpFinder === 1
  return { data, source, origin, closes: ours && data.type === 'close', leaves: ours && data.type === 'leave' }
}

;(async () => {
  const page = new DOMParser().parseFromString(await (await fetch(`${site}embed/frame/`)).text(), 'text/html')
  const script = page.querySelector('script[data-frame]')
  // What comes after it in the same script is that of every page.
  const text = script.textContent
  const read = new Function(...Object.keys(stage()), text.slice(0, text.indexOf('})()', text.indexOf('"ready"')) + 4))
  const globals = Object.keys(window).length
  const count = { names: 0, messages: 0 }
  const end = performance.now() + time
  while (performance.now() < end) {
    for (let times = 0; times < 200; times += 1) {
      const scene = stage(script)
      const name = scene.window.name = settings()
      said = []
      root.removeAttribute('style')
      for (const key of Object.keys(root.dataset)) delete root.dataset[key]
      try { read(...Object.values(scene)) } catch (error) { return `${error} of the name ${JSON.stringify(name)}` }
      const wrong = wrongly(name)
      if (wrong) return `${wrong}, of the name ${JSON.stringify(name)}`
      count.names += 1
    }
    for (let times = 0; times < 2000; times += 1) {
      const { data, source, origin, closes, leaves } = message()
      // That one takes the whole page away, as it should: tests/embedded.rs.
      if (leaves) continue
      dispatchEvent(new MessageEvent('message', { data, source, origin }))
      const open = !!element.shadowRoot.querySelector('iframe')
      if (open === closes) return `${open ? 'stays' : 'is gone'} at ${JSON.stringify(data)} from ${origin}`
      count.messages += 1
      if (closes) {
        element.setAttribute('label', `${count.messages}`)
        await 0
        await 0
      }
    }
    if (Object.keys(window).length !== globals) return 'a global more'
    await new Promise((then) => setTimeout(then))
  }
  return count
})().then(done, (error) => done(`${error} ${error.stack}`))
