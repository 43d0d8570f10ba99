// The site without internet, only where somebody asked for it. One file in two halves: the page loads it when it is
// asked, and the browser runs it as the worker that then answers in the server's place. The site's build writes above
// it what belongs together:
//
//   release   a name for these very files     whole    the files of every language
//   spoken    the files of each language, by its tag: its page, its sentences, what there is to read
{
  // A copy is a cache of this name and a release; of each there is a whole one or none. Other sites may lie on the same host.
  const ours = (scope) => `n ${new URL(scope).pathname} `

  if (self.document) {
    const copies = async (scope) => (await caches.keys()).filter((name) => name.startsWith(ours(scope)))
    const drop = async (scope, registered) => {
      await registered?.unregister()
      for (const name of await copies(scope)) await caches.delete(name)
    }
    // To work, a worker must have every file; one that did not get them all is thrown away by the browser.
    const working = (worker) => new Promise((done, failed) => {
      const look = () => {
        if (worker.state === 'activated') done()
        if (worker.state === 'redundant') failed()
      }
      worker.addEventListener('statechange', look)
      look()
    })
    // Keeps a copy, or drops it; what cannot be kept whole fails with a code of resources/text/*/copied.json.
    self.early.stay = async (act, address) => {
      const workers = navigator.serviceWorker
      const scope = new URL('.', address).href
      const own = async () => (await workers.getRegistrations()).find((one) => one.scope === scope)
      if (act === 'drop') await drop(scope, await own())
      if (act === 'keep') {
        try {
          // The worker keeps the languages that are in a copy; this one is the first.
          const copy = await caches.open(ours(scope) + release)
          await copy.add(scope + spoken[document.documentElement.lang][1])
          self.early.policy ??= self.trustedTypes?.createPolicy('w', { createScriptURL: () => address })
          const registered = await workers.register(self.early.policy?.createScriptURL('') ?? address)
          await working(registered.installing ?? registered.waiting ?? registered.active)
        } catch {
          await drop(scope, await own())
          throw 'failed'
        }
      }
    }
  } else {
    const prefix = ours(registration.scope)
    const name = prefix + release
    const before = async () => (await caches.keys()).filter((name) => name.startsWith(prefix))
    const tag = (url) => /([\w-]+)[-_]\w+\.bin$/.exec(url)?.[1]
    // Another release comes whole, in the languages that were kept, or not at all; and it waits until the last page of the
    // one before is closed, since nobody asks it not to.
    const fetched = async () => {
      const kept = new Set()
      for (const one of await before()) {
        for (const { url } of await (await caches.open(one)).keys()) kept.add(tag(url))
      }
      const files = [...kept].flatMap((one) => spoken[one] ?? [])
      const copy = await caches.open(name)
      await copy.addAll([...new Set([...whole, ...files])].map((file) => new Request(file, { cache: 'reload' })))
    }
    const alone = async () => {
      for (const one of await before()) if (one !== name) await caches.delete(one)
      await clients.claim()
    }
    const answer = async (request) => {
      // The copy was taken away, and this page is still open: nothing is kept again.
      if (!await caches.has(name)) return fetch(request)
      const copy = await caches.open(name)
      const kept = () => copy.match(request, { ignoreSearch: true, ignoreVary: true })
      const found = await kept()
      if (found) return found
      // A language newly chosen is kept, too; what cannot be kept is only shown.
      const files = spoken[tag(request.url)]
      if (files?.some((file) => new URL(file, registration.scope).href === request.url)) {
        await copy.addAll(files).catch(() => {})
        const came = await kept()
        if (came) return came
      }
      return fetch(request)
    }
    addEventListener('install', (event) => event.waitUntil(fetched()))
    addEventListener('activate', (event) => event.waitUntil(alone()))
    addEventListener('fetch', (event) => {
      const { method, url } = event.request
      if (method === 'GET' && url.startsWith(registration.scope)) event.respondWith(answer(event.request))
    })
  }
}
