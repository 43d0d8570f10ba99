/* <help-finder>, version 1.0.0: opens a frame on a page, takes it away again, and does nothing else. This file never
   changes; what is in the frame does. No global, no cookie, no storage, no request but the frame. MIT OR Apache-2.0. */
(() => {
  'use strict'
  const tag = 'help-finder'
  if (!self.customElements || customElements.get(tag)) return
  const script = document.currentScript
  const heights = { small: '26rem', medium: '36rem', large: '46rem' }
  const words = { en: ['Information', 'Close'], es: ['Información', 'Cerrar'] }
  const sandbox = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-modals allow-top-navigation-to-custom-protocols'
  const rules = `
    :host { display: block }
    :host([hidden]) { display: none }
    :host([shape=button]) { display: inline-block }
    iframe { display: block; width: 100%; max-width: none; min-width: 0; margin: 0; padding: 0; border: 0; color-scheme: normal }
    button { font: inherit; color: inherit; cursor: pointer }
    .open { padding: .5em 1em; min-height: 44px; border: 1px solid; border-radius: .25em; background: none }
    dialog { box-sizing: border-box; width: min(30rem, 100vw); max-width: 100vw; height: min(46rem, 100vh); max-height: 100vh; margin: auto; padding: 0; border: 0; background: Canvas; color: CanvasText; overflow: hidden; overscroll-behavior: contain }
    dialog[open] { display: flex; flex-direction: column }
    dialog iframe { flex: 1; min-height: 0 }
    .close { align-self: flex-end; min-width: 44px; min-height: 44px; border: 0; background: none; font-size: 1.5rem; line-height: 1 }
    dialog::backdrop { background: rgb(0 0 0 / .5) }`
  // A page's own policy may refuse style sheets in the markup; it has no say over this one.
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(rules)
  const make = (name, set) => Object.assign(document.createElement(name), set)
  const shown = new Set()

  class HelpFinder extends HTMLElement {
    static observedAttributes = ['site', 'language', 'country', 'screen', 'needs', 'exit', 'exit-to', 'theme', 'shape', 'size', 'label', 'close-label']
    #root = this.attachShadow({ mode: 'open' })
    #frame
    #dialog
    #late
    #waits = false

    constructor() {
      super()
      this.#root.adoptedStyleSheets = [sheet]
    }

    // Attributes often come one by one, and after the element.
    connectedCallback() { this.#soon() }
    attributeChangedCallback() { this.#soon() }
    disconnectedCallback() { this.#away(); this.#root.replaceChildren() }
    #soon() {
      if (this.#waits) return
      this.#waits = true
      queueMicrotask(() => { this.#waits = false; if (this.isConnected) this.#draw() })
    }

    #get(name, other = '') { return this.getAttribute(name)?.trim() || other }
    get #site() { return new URL(this.#get('site', script ? new URL('../../', script.src) : '/'), document.baseURI) }
    get #words() { return words[this.#get('language', document.documentElement.lang).slice(0, 2)] ?? words.en }
    get #label() { return this.#get('label', this.#words[0]) }

    #draw() {
      this.#away()
      if (this.#get('shape') !== 'button') return this.#root.replaceChildren(this.#open())
      const button = make('button', { type: 'button', className: 'open' })
      button.setAttribute('part', 'button')
      button.append(make('slot', { name: 'button', textContent: this.#label }))
      button.addEventListener('click', () => this.#ask(button))
      this.#root.replaceChildren(button)
    }

    // Behind a button: a dialog of this page, which keeps focus in and gives it back.
    #ask(button) {
      const dialog = this.#dialog = make('dialog', {})
      dialog.setAttribute('part', 'dialog')
      dialog.setAttribute('aria-label', this.#label)
      const end = make('button', { type: 'button', className: 'close', textContent: '×' })
      end.setAttribute('part', 'close')
      end.setAttribute('aria-label', this.#get('close-label', this.#words[1]))
      end.addEventListener('click', () => dialog.close())
      dialog.addEventListener('close', () => { this.#away(); button.focus({ preventScroll: true }) })
      dialog.append(end, this.#open())
      this.#root.append(dialog)
      dialog.showModal()
    }

    #open() {
      const style = getComputedStyle(this)
      const name = { helpFinder: 1, host: location.origin, colours: {} }
      for (const one of ['background', 'text', 'accent']) {
        const value = style.getPropertyValue(`--help-finder-${one}`).trim()
        if (value) name.colours[one] = value
      }
      for (const one of ['country', 'screen', 'needs', 'exit', 'theme']) if (this.#get(one)) name[one] = this.#get(one)
      const language = this.#get('language')
      const folder = /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(language) ? `${language}/` : ''
      const frame = this.#frame = make('iframe', { title: this.#label, name: JSON.stringify(name), referrerPolicy: 'no-referrer' })
      frame.setAttribute('sandbox', sandbox)
      frame.setAttribute('allow', 'clipboard-write')
      frame.setAttribute('part', 'frame')
      // Never with the way out below the window's edge.
      if (!this.#dialog) frame.style.height = `min(${heights[this.#get('size')] ?? heights.medium}, 90vh)`
      frame.src = new URL(`embed/frame/${folder}`, this.#site)
      shown.add(this)
      // A page that refuses the frame still has the link that stands in the element.
      this.#late = setTimeout(() => { if (this.#frame === frame) (this.#dialog ?? this.#root).append(make('slot', {})) }, 15e3)
      return frame
    }

    #away() {
      clearTimeout(this.#late)
      shown.delete(this)
      this.#frame?.remove()
      const dialog = this.#dialog
      this.#frame = this.#dialog = undefined
      if (dialog?.open) dialog.close()
      dialog?.remove()
    }

    // Somebody leaves: the frame is gone and the page stays, or the page goes, too.
    leave(whole = this.#get('exit') === 'page') {
      this.#away()
      if (!whole) return
      const to = this.#get('exit-to', 'https://www.un.org/')
      document.body?.replaceChildren()
      location.replace(/^https?:/.test(to) ? to : 'about:blank')
    }

    hear(event) {
      if (!this.#frame || event.source !== this.#frame.contentWindow || event.origin !== this.#site.origin) return
      if (event.data?.helpFinder !== 1) return
      if (event.data.type === 'ready') clearTimeout(this.#late)
      if (event.data.type === 'close') this.leave(false)
      if (event.data.type === 'leave') this.leave(true)
    }
  }
  customElements.define(tag, HelpFinder)
  addEventListener('message', (event) => { for (const one of [...shown]) one.hear(event) })

  // With focus in the page: Escape twice or Shift three times, as in the frame.
  let key
  let times = 0
  let last = 0
  // Shift with a click is not Shift alone.
  addEventListener('pointerdown', () => { times = 0; key = '' }, true)
  addEventListener('keyup', (event) => {
    if (event.isComposing) return
    const again = event.key === key && event.timeStamp - last < (key === 'Shift' ? 5e3 : 1e3)
    times = again ? times + 1 : 1
    key = event.key
    last = event.timeStamp
    if ((key !== 'Escape' || times < 2) && (key !== 'Shift' || times < 3)) return
    times = 0
    for (const one of [...shown]) one.leave()
  }, true)
})()
