// The builder page: what is chosen goes into a live box and into the lines to copy. The lines, and all words, stand in the
// page: without script they can be copied as they are.
(() => {
  const find = (id) => document.getElementById(id)
  const words = {}
  for (const one of document.querySelectorAll('[data-word]')) words[one.dataset.word] = one.textContent
  const site = new URL('../', location.href).href
  const form = find('choices')
  const preview = find('preview')
  const example = /https:\/\/help\.example\.org(\/?)/g
  const here = (text) => text.replace(example, (_, slash) => slash ? site : new URL(site).origin)
  const templates = new Map([...document.querySelectorAll('textarea')].map((one) => [one.id, one.defaultValue]))
  const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  const colours = ['background', 'text', 'accent']

  // --- an address that others can reach ---
  const url = (text) => { try { return new URL(text) } catch { return undefined } }
  const secure = (text) => url(text)?.protocol === 'https:' ? url(text).href : undefined
  find('address').textContent = site
  find('here').hidden = location.protocol === 'https:'

  // --- what is chosen, as attributes of the element, in the order in which they are read ---
  const usualExit = () => form.language.selectedOptions[0]?.dataset.leavesTo || 'https://www.un.org/'
  const attributes = () => {
    const all = {}
    for (const name of ['language', 'country', 'screen']) all[name] = form[name].value
    all.needs = [...form.querySelectorAll('[name=needs]:checked')].map((one) => one.value).join(' ')
    all.shape = form.shape.value
    if (!all.shape) all.size = form.size.value
    all.theme = form.theme.value
    all.label = form.label.value.trim()
    if (all.shape) all['close-label'] = form['close-label'].value.trim()
    all.exit = form.exit.value
    // Always said: no page should go where its owner did not choose.
    all['exit-to'] = secure(form['exit-to'].value.trim()) ?? usualExit()
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value))
  }
  const own = () => find('own').checked ? Object.fromEntries(colours.map((name) => [name, find(name).value])) : {}

  // --- the live box ---
  const show = () => {
    const all = attributes()
    find('left').textContent = ''
    for (const name of preview.getAttributeNames()) if (name !== 'id' && !(name in all)) preview.removeAttribute(name)
    for (const name of colours) {
      const value = own()[name]
      if (value) preview.style.setProperty(`--help-finder-${name}`, value)
      else preview.style.removeProperty(`--help-finder-${name}`)
    }
    preview.setAttribute('site', site)
    for (const [name, value] of Object.entries(all)) preview.setAttribute(name, value)
    // The name that the loader gives it is known once it is drawn.
    setTimeout(write)
  }
  const drawnName = () => {
    const root = preview.shadowRoot
    return root?.querySelector('iframe')?.title ?? root?.querySelector('.open')?.textContent.trim() ?? ''
  }
  customElements.whenDefined('help-finder').then(() => {
    const close = preview.leave
    // Leaving is tried out here, and must not take the choices along.
    preview.leave = (whole = form.exit.value === 'page') => {
      close.call(preview, false)
      find('left').textContent = whole ? `${words.left} ${preview.getAttribute('exit-to')}` : words.closed
    }
    show()
  })
  setTimeout(() => { if (!customElements.get('help-finder')) find('left').textContent = words.loader }, 10e3)

  // --- the lines ---
  const set = (id, text) => {
    const field = find(id)
    field.value = text
    if (!CSS.supports('field-sizing', 'content')) {
      field.style.height = 'auto'
      field.style.height = `${field.scrollHeight + 2}px`
    }
  }
  const line = (all, name) => {
    const said = Object.entries(all).map(([key, value]) => ` ${key}="${escape(value)}"`).join('')
    return here(templates.get('line'))
      .replace(/<help-finder[^>]*>/, () => `<help-finder${said}>`)
      .replace(/<a [^>]*>.*<\/a>/, () => `<a href="${site}${folder(all.language, 'a')}">${escape(name)}</a>`)
  }
  // The first language of the site is its root, too.
  const folder = (language, kind) => kind === 'a' && form.language.selectedIndex === 0 ? '' : `${language}/`
  const bare = (all, name) => {
    const settings = { helpFinder: 1 }
    for (const key of ['country', 'screen', 'needs', 'theme']) if (all[key]) settings[key] = all[key]
    if (Object.keys(own()).length) settings.colours = own()
    const carried = Object.keys(settings).length > 1 ? ` name="${escape(JSON.stringify(settings))}"` : ''
    const height = { small: 416, large: 736 }[all.size] ?? 576
    return here(templates.get('bare'))
      .replace('/embed/frame/', () => `/embed/frame/${folder(all.language)}`)
      .replace(/title="[^"]*"/, () => `title="${escape(name)}"${carried}`)
      .replace(/height="\d+"/, `height="${height}"`)
  }
  const write = () => {
    const all = attributes()
    const name = all.label || drawnName() || 'Information'
    set('line', line(all, name))
    set('bare', bare(all, name))
    const host = url(find('host').value.trim())
    const known = host && /^https?:$/.test(host.protocol)
    find('host-wrong').hidden = !find('host').value.trim() || known
    set('allow', templates.get('allow').replace('https://www.example.org', known ? host.origin : 'https://www.example.org'))
    for (const id of ['policy', 'privacy', 'access']) set(id, here(templates.get(id)))
    for (const one of document.querySelectorAll('code.site')) one.textContent = site
    const rules = Object.entries(own()).map(([key, value]) => `  --help-finder-${key}: ${value};\n`).join('')
    set('css', `help-finder {\n${rules}}`)
    find('css-part').hidden = !rules
  }

  // --- contrast, as WCAG counts it ---
  const light = (colour) => {
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const judge = () => {
    for (const name of ['text', 'accent']) {
      const [more, less] = [light(find(name).value), light(find('background').value)].sort((a, b) => b - a)
      const ratio = (more + 0.05) / (less + 0.05)
      const word = ratio >= 7 ? 'strong' : ratio >= 4.5 ? 'enough' : 'weak'
      const said = find(`${name}-contrast`)
      said.textContent = `${words[word]} (${(Math.floor(ratio * 10) / 10).toFixed(1)} : 1)`
      said.className = word
    }
  }

  // --- what is done on the page ---
  const follow = () => {
    for (const one of form.querySelectorAll('[data-for]')) one.hidden = (one.dataset.for === 'button') !== (form.shape.value === 'button')
    find('colours').hidden = !find('own').checked
    const to = form['exit-to'].value.trim()
    form['exit-to'].placeholder = usualExit()
    find('exit-wrong').hidden = !to || secure(to) !== undefined
    judge()
  }
  form.addEventListener('submit', (event) => event.preventDefault())
  form.addEventListener('input', () => { follow(); write() })
  form.addEventListener('change', () => { follow(); show() })
  find('host').addEventListener('input', write)
  find('again').addEventListener('click', show)
  for (const one of document.querySelectorAll('[data-width]')) {
    one.addEventListener('click', () => {
      find('stage').className = `stage ${one.dataset.width}`
      for (const other of document.querySelectorAll('[data-width]')) other.setAttribute('aria-pressed', other === one)
    })
  }
  for (const row of document.querySelectorAll('.copy')) {
    const field = row.querySelector('textarea')
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: words.copy })
    button.setAttribute('aria-describedby', field.getAttribute('aria-labelledby'))
    button.addEventListener('click', async () => {
      const done = await navigator.clipboard?.writeText(field.value).then(() => true, () => false)
      if (!done) field.select()
      find('said').textContent = ''
      setTimeout(() => { find('said').textContent = done ? words.copied : words.selected }, 50)
    })
    row.append(button)
  }
  for (const id of ['work', 'host-row']) find(id).hidden = false
  follow()
  write()
})()
