// What works before the app has arrived, and whether or not it ever does: leaving, the guess of a
// country, and remembering a door that was tapped too early. Runs in the page itself, allowed by its hash.
(() => {
  const root = document.documentElement
  const own = document.currentScript.dataset
  const title = document.title
  const attempt = (step) => { try { step() } catch { /* the next step matters more */ } }

  // --- leaving: one tap, nothing awaited, each step by itself ---
  let leaving = false
  const leave = (to) => {
    leaving = true
    attempt(() => { document.title = title })
    attempt(() => { root.className = 'left' })
    attempt(() => document.body.replaceChildren())
    location.replace(to)
  }
  const exit = document.getElementById('leave')
  const safe = exit.href
  exit.addEventListener('click', (event) => { event.preventDefault(); leave(safe) })
  addEventListener('pageshow', () => { if (leaving) leave(safe) })
  // Escape stops a page that is loading, and would strand somebody between here and there.
  addEventListener('keydown', (event) => { if (event.key === 'Escape' || leaving) event.preventDefault() }, true)

  // --- a guess of the country: time zone first, then the region of the browser's language; where they differ,
  // both are shown, one to tap ---
  const unknown = /^(Etc\/|UTC|GMT|Atlantic\/Reykjavik)/
  const countries = [...document.querySelectorAll('[data-c]')]
  const byZone = () => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    const iceland = zone === 'Atlantic/Reykjavik' && /^is\b/.test(navigator.language)
    if (!iceland && unknown.test(zone)) return
    // A zone by its name, or a region that is all one country's: `Australia/`.
    const names = [zone, zone.slice(0, zone.lastIndexOf('/') + 1)]
    return countries.find((one) => one.dataset.z?.split(' ').some((name) => names.includes(name)))
  }
  const byLanguage = () => {
    const region = new Intl.Locale(navigator.language).region
    return countries.find((one) => one.dataset.c === region)
  }
  let here, other
  attempt(() => { here = byZone() })
  attempt(() => { other = byLanguage() })
  if (!here || here === other) [here, other] = [here ?? other]
  const slot = [...document.querySelector('.slot').childNodes]
  const swap = document.querySelector('.danger .other')
  const name = (one) => one?.querySelector('summary').textContent ?? ''
  const show = () => attempt(() => {
    root.dataset.place = here.dataset.c
    if (other) root.dataset.other = other.dataset.c
    const line = here.querySelector('.line')
    document.querySelector('.slot').replaceChildren(...(line ? [line.cloneNode(true)] : slot))
    document.querySelector('.danger .numbers').replaceChildren(...here.querySelector('.numbers').cloneNode(true).childNodes)
    document.querySelector('.danger .where span').textContent = name(here)
    document.querySelector('.danger [data-go]').textContent = own.change
    swap.textContent = name(other)
    swap.hidden = !other
  })
  if (here) show()
  swap.addEventListener('click', () => { [here, other] = [other, here]; show() })

  // --- the app: on its way, or given up ---
  const early = window.early
  if (!early) return
  // The app failed, before or after it had taken over: the page that came stands again, without doors.
  early.failed = () => {
    if (early.page) document.getElementById('page').replaceWith(early.page)
    root.classList.remove('js')
    delete root.dataset.app
  }
  const trap = (event) => { if ((event.error || event.reason) instanceof WebAssembly.RuntimeError) early.failed() }
  addEventListener('error', trap)
  addEventListener('unhandledrejection', trap)
  // The page keeps still while a finger is down, and for a moment after.
  const touch = (change) => (event) => { early.down = Math.max(0, early.down + change); early.last = Date.now() }
  addEventListener('pointerdown', touch(1), true)
  addEventListener('pointerup', touch(-1), true)
  addEventListener('pointercancel', touch(-1), true)
  document.getElementById('page').addEventListener('click', (event) => {
    const door = event.target.closest('[data-go]')
    if (!door || root.dataset.app) return
    root.dataset.go = door.dataset.go
    door.lastElementChild?.replaceChildren(own.ready)
  })
})()
