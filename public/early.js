// What works before the app has arrived, and whether or not it ever does: leaving, the cover, the guess of a
// country, and remembering a door that was tapped too early. Runs in the page itself, allowed by its hash.
(() => {
  const root = document.documentElement
  const own = document.currentScript.dataset
  const title = document.title
  const early = window.early ?? {}
  const attempt = (step) => { try { return step() } catch { /* the next step matters more */ } }
  const find = (selector) => document.querySelector(selector)
  const on = (names, run, target = window) => { for (const name of names.split(' ')) target.addEventListener(name, run, true) }
  const exit = find('#leave')
  // The landmark around it, which goes where it goes.
  const mark = exit.parentNode
  const said = find('#said')
  const cover = find('#cover')
  // How to come back from under the cover: other words after practice.
  const how = find('#cover span')
  let usual

  // --- leaving: one tap, nothing awaited, each step by itself ---
  let leaving = false
  // Where to, for this language and country: the first, and others where that does not answer.
  const places = () => {
    const all = exit.dataset.to.split('|').map((one) => one.split(' '))
    const of = (tag) => all.find(([its]) => its === tag)
    return (of(`${root.lang}-${root.dataset.place}`) ?? of(root.lang) ?? all[0]).slice(1)
  }
  // An address that is never asked for again, an entry that Back never finds: it must be `replace`.
  const go = (to) => attempt(() => location.replace(to))
  const empty = () => {
    const word = document.createElement('p')
    word.setAttribute('role', 'alert')
    document.body.replaceChildren(word)
    word.textContent = window.framed ? '' : exit.dataset.loading
  }
  const leave = () => {
    // Somebody tries how it is: it only hides.
    if (early.practice) {
      usual = how.textContent
      how.textContent = early.practice
      early.practice = ''
      return hide()
    }
    leaving = true
    attempt(() => { document.title = early.title ?? title })
    // Where there is no network, or none that answers, the browser's own empty page.
    const blank = 'about:blank'
    const [first, second = blank] = navigator.onLine === false ? [blank] : attempt(places) ?? [exit.href]
    // The other page is asked for before the rest, which takes a moment, is done in this same task. A frame goes its own
    // way (frame.js), and shows nothing any more.
    if (window.framed) attempt(() => window.framed(first))
    else go(first)
    attempt(empty)
    root.className = 'left'
    attempt(() => early.empty?.())
    if (window.framed) return
    setTimeout(() => go(second), 3e3)
    setTimeout(() => go(blank), 8e3)
  }
  exit.addEventListener('click', (event) => { event.preventDefault(); leave() })
  on('pageshow', () => { if (leaving) leave() })
  // While another page is on its way, nothing may stop it: Escape would.
  on('keydown keyup click auxclick contextmenu pointerdown mousedown beforeinput', (event) => {
    if (!leaving) return
    event.preventDefault()
    event.stopImmediatePropagation()
  })

  // --- keys: Shift three times as on government sites, or Escape twice; progress is said, nothing pops up ---
  const again = 5e3
  const atOnce = 1e3
  let shifts = 0
  let alone = false
  let escaped = -atOnce
  let timer
  const say = (words, then) => {
    clearTimeout(timer)
    said.textContent = words
    if (words) timer = setTimeout(then ?? (() => say('')), then ? again : atOnce)
  }
  const forget = () => { alone = false; if (shifts) { shifts = 0; say('') } }
  // A keyboard on the screen has a Shift, too; it is there while somebody types.
  const typing = () => matchMedia('(pointer: coarse)').matches && document.activeElement?.matches('input,textarea,select')
  on('keydown', (event) => {
    if (event.isComposing) return
    if (event.key === 'Shift') {
      if (!event.repeat) alone = !event.ctrlKey && !event.altKey && !event.metaKey
      return
    }
    forget()
    if (event.key !== 'Escape') return
    // Escape never means Back, never stops a page that is loading, and no CloseWatcher hears it.
    event.preventDefault()
    if (event.repeat) return
    attempt(() => [...document.querySelectorAll('dialog[open]')].pop()?.close())
    if (event.timeStamp - escaped < atOnce) return leave()
    escaped = event.timeStamp
    say(exit.dataset.escape)
  })
  on('keyup', (event) => {
    if (event.key !== 'Shift' || !alone || !/^Shift/.test(event.code) || typing()) return
    shifts += 1
    if (shifts === 3) return leave()
    say(exit.dataset[shifts === 1 ? 'two' : 'one'], () => { shifts = 0; say(exit.dataset.stay) })
  })
  on('pointerdown wheel', forget)

  // --- the exit is above everything: the top layer, and in a dialog that makes all else inert ---
  const over = () => [...document.querySelectorAll('dialog:modal')].pop() ?? document.body
  const rise = () => attempt(() => {
    const place = over()
    if (mark.parentNode !== place) place.prepend(mark)
    exit.popover = 'manual'
    if (exit.matches(':popover-open')) exit.hidePopover()
    exit.showPopover()
  })
  rise()
  on('toggle', (event) => { if (event.target !== exit && event.newState === 'open') rise() })
  attempt(() => new MutationObserver(() => attempt(() => { if (!leaving && mark.parentNode !== over()) rise() }))
    .observe(root, { subtree: true, childList: true, attributeFilter: ['open'] }))
  // In what is seen of the page: a keyboard on the screen, or two fingers, make that less than the window.
  const view = window.visualViewport
  const follow = () => {
    const rtl = root.dir === 'rtl'
    const x = rtl ? view.offsetLeft : view.offsetLeft + view.width - root.clientWidth
    const y = view.offsetTop + view.height - root.clientHeight
    const still = Math.abs(x) < 1 && Math.abs(y) < 1 && view.scale === 1
    exit.style.transform = still ? '' : `translate(${x}px,${y}px) scale(${1 / view.scale})`
    exit.style.transformOrigin = rtl ? '0 100%' : '100% 100%'
  }
  if (view) on('resize scroll', () => attempt(follow), view)

  // --- the cover: another app, the picture of recent apps, a locked screen show nothing; one tap and all is back ---
  let focused
  const hide = () => {
    if (root.classList.contains('covered')) return
    focused = document.activeElement
    root.classList.add('covered')
    attempt(() => early.hush?.())
    cover.focus({ preventScroll: true })
  }
  const uncover = () => {
    root.classList.remove('covered')
    if (usual) how.textContent = usual
    usual = ''
    attempt(() => focused.focus({ preventScroll: true }))
  }
  const watch = () => {
    root.classList.toggle('away', document.hidden)
    if (document.hidden && !leaving) hide()
  }
  on('visibilitychange', watch, document)
  on('pagehide', () => { if (!leaving) hide() })
  cover.addEventListener('click', uncover)

  // Nothing is ever sent; `Enter` in a box would ask for it.
  on('submit', (event) => event.preventDefault())
  // Inside the app of a social network, that app sees what is done here.
  if (/FBA[NV]|FB_IAB|Instagram|musical_ly|Bytedance|TikTok/.test(navigator.userAgent)) root.classList.add('inapp')

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
  // The host of a frame may know better.
  let here = countries.find((one) => one.dataset.c === root.dataset.country) ?? attempt(byZone)
  let other = attempt(byLanguage)
  if (!here || here === other) [here, other] = [here ?? other]
  const slot = [...find('.slot').childNodes]
  const swap = find('.danger .other')
  const name = (one) => one?.querySelector('summary').textContent ?? ''
  const show = () => attempt(() => {
    root.dataset.place = here.dataset.c
    if (other) root.dataset.other = other.dataset.c
    const line = here.querySelector('.line')
    find('.slot').replaceChildren(...(line ? [line.cloneNode(true)] : slot))
    find('.danger .numbers').replaceChildren(...here.querySelector('.numbers').cloneNode(true).childNodes)
    find('.danger .where span').textContent = name(here)
    find('.danger [data-go]').textContent = own.change
    swap.textContent = name(other)
    swap.hidden = !other
  })
  if (here) show()
  swap.addEventListener('click', () => { [here, other] = [other, here]; show() })

  // --- the app: on its way, or given up ---
  if (!window.early) return
  // The app failed, before or after it had taken over: the page that came stands again, without doors.
  early.failed = () => {
    if (leaving) return
    if (early.page) find('#page').replaceWith(early.page)
    root.classList.remove('js')
    delete root.dataset.app
  }
  const trap = (event) => {
    // The app's own is the only module; what an app around the page puts into it may fail as it likes.
    const lost = event.target.type === 'module'
    if (lost || (event.error || event.reason) instanceof WebAssembly.RuntimeError) early.failed()
  }
  // A script that did not arrive whole says so to itself alone, on the way down.
  addEventListener('error', trap, true)
  addEventListener('unhandledrejection', trap)
  // The page keeps still while a finger is down, and for a moment after.
  const touch = (change) => (event) => { early.down = Math.max(0, early.down + change); early.last = Date.now() }
  on('pointerdown', touch(1))
  on('pointerup pointercancel', touch(-1))
  find('#page').addEventListener('click', (event) => {
    const door = event.target.closest('[data-go]')
    if (!door || root.dataset.app) return
    root.dataset.go = door.dataset.go
    door.lastElementChild?.replaceChildren(own.ready)
  })
})()
