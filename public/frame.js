// In a frame on somebody else's page: what the host has set, its colours, and another way to leave. Stands before
// early.js in the pages for frames and in no other.
(() => {
  const root = document.documentElement
  const words = JSON.parse(document.currentScript.dataset.frame)
  const exit = document.querySelector('#leave')
  const toggle = document.querySelector('#whole')
  const attempt = (step) => { try { return step() } catch { /* a host's mistake takes nothing from the person */ } }

  // --- settings: they come in the frame's name, since an address would be written down by a server ---
  // Anything may stand there; what is not understood is as if it were not there.
  const given = attempt(() => JSON.parse(window.name))
  const settings = given?.helpFinder === 1 ? given : {}
  const text = (name, shape) => typeof settings[name] === 'string' && shape.test(settings[name]) ? settings[name] : undefined
  const host = text('host', /^https?:\/\/[^/?#]+$/)
  const country = text('country', /^[A-Z]{2}$/)
  const screen = text('screen', /^[a-z]{1,16}$/)
  const needs = text('needs', /^[a-z_ ]{1,200}$/)
  if (country) root.dataset.country = country
  if (screen) root.dataset.first = screen
  if (needs) root.dataset.needs = needs

  // --- the host hears three words and nothing else: ready, close, leave. Nothing that a person did ---
  const say = (type) => { if (host) attempt(() => parent.postMessage({ helpFinder: 1, type }, host)) }

  // --- leaving: this frame goes, and an ordinary page stays; or the whole page goes. It says beforehand which ---
  let whole = text('exit', /^page$/) !== undefined
  window.framed = (to) => {
    say(whole ? 'leave' : 'close')
    // Without the host's script there is nobody to ask. A sandbox may forbid it; then this frame at least is empty.
    if (whole && !host) attempt(() => top.location.replace(to))
    location.replace('about:blank')
  }
  const label = () => {
    const [close, page, only, all] = words[root.lang] ?? Object.values(words)[0]
    exit.querySelector('span').textContent = whole ? page : close
    toggle.textContent = whole ? only : all
  }
  toggle.hidden = !host
  // In line with the words above it.
  toggle.style.marginInlineStart = 'max(var(--step), 50% - 20rem)'
  toggle.addEventListener('click', () => { whole = !whole; label() })
  new MutationObserver(label).observe(root, { attributeFilter: ['lang'] })
  label()

  // --- the host's colours, mended where they could not be read (WCAG 2.2: 4.5 to 1) ---
  const enough = 4.5
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  // Any colour that the browser knows, as red, green, blue. What it does not know leaves no trace on either ground.
  const colour = (value) => {
    if (typeof value !== 'string' || !value || !CSS.supports('color', value)) return
    pen.clearRect(0, 0, 1, 1)
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, 1, 1)
    pen.fillStyle = value
    pen.fillRect(0, 0, 1, 1)
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3)
  }
  const light = (rgb) => {
    const [red, green, blue] = rgb.map((one) => one / 255).map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const contrast = (one, other) => {
    const [more, less] = [light(one), light(other)].sort((a, b) => b - a)
    return (more + 0.05) / (less + 0.05)
  }
  const mix = (one, other, share) => one.map((value, at) => Math.round(value * (1 - share) + other[at] * share))
  const black = [0, 0, 0]
  const white = [255, 255, 255]
  const strongest = (ground) => contrast(white, ground) > contrast(black, ground) ? white : black
  // Nearer to the strongest colour there is, step by step, until it can be read on every ground it stands on.
  const readable = (name, rgb, grounds) => {
    const fits = (one) => grounds.every((ground) => contrast(one, ground) >= enough)
    for (let share = 0; share <= 1; share += 0.1) {
      const mended = mix(rgb, strongest(grounds[0]), share)
      if (!fits(mended)) continue
      if (share) console.warn(`help-finder: ${name} rgb(${rgb}) cannot be read on rgb(${grounds[0]}); rgb(${mended}) is used`)
      return mended
    }
    return strongest(grounds[0])
  }
  // A ground a little towards a colour; where that would leave nothing that can be read on it, a little away from it.
  const ground = (paper, towards, share) => {
    const shade = mix(paper, towards, share)
    const readable = contrast(strongest(paper), shade) >= enough + 0.3
    return readable ? shade : mix(paper, strongest(strongest(paper)), share)
  }
  const usual = { light: ['#faf6ef', '#21302f', '#1d5450'], dark: ['#151b1b', '#ece6da', '#9fd6cb'] }
  const dress = () => {
    const asked = settings.colours && typeof settings.colours === 'object' ? settings.colours : {}
    const scheme = text('theme', /^(light|dark)$/)
    const own = ['background', 'text', 'accent'].map((name) => [name, colour(asked[name])])
    for (const [name, rgb] of own) if (asked[name] && !rgb) console.warn(`help-finder: ${name} is no colour: ${asked[name]}`)
    if (!scheme && !own.some(([, rgb]) => rgb)) return
    const dark = scheme === 'dark' || (!scheme && own[0][1] && light(own[0][1]) < 0.18)
    const [paper, someInk, someDeep] = own.map(([, rgb], at) => rgb ?? colour(usual[dark ? 'dark' : 'light'][at]))
    const card = ground(paper, white, dark ? 0.04 : 0.5)
    const ink = readable('text', someInk, [paper, card])
    // Grounds, and what stands on each of them.
    const tint = ground(paper, ink, 0.07)
    const deep = readable('accent', someDeep, [paper, card, tint])
    const soft = readable('text', mix(ink, paper, 0.2), [paper, card])
    const red = colour(dark ? '#ffb4a8' : '#8f1510')
    const sos = readable('danger', red, [paper, ground(paper, red, 0.08)])
    const all = { paper, card, ink, soft, deep, tint, sos, line: mix(paper, ink, 0.2), 'on-deep': strongest(deep) }
    const danger = { 'sos-tint': ground(paper, red, 0.08), warn: ground(paper, dark ? [120, 90, 0] : [255, 215, 90], 0.25) }
    for (const [name, rgb] of Object.entries({ ...all, ...danger })) root.style.setProperty(`--${name}`, `rgb(${rgb})`)
    root.style.setProperty('--exit', `rgb(${ink})`)
    root.style.colorScheme = dark ? 'dark' : 'light'
  }
  attempt(dress)
  say('ready')
})()
