// Empties whatever a browser can keep of this page, and tells how much there was of each: a number, or nothing where a
// page may not look. The order is that of `KEPT` in src/screens/src/wipe.rs.
if (window.early) {
  window.early.wipe = () => {
    const look = async (step) => { try { return Number(await step()) } catch { return null } }
    const each = async (list, drop) => {
      const all = await list
      await Promise.all(all.map(drop))
      return all.length
    }
    const store = (name) => look(() => {
      const count = window[name].length
      window[name].clear()
      return count
    })
    const dropped = ({ name }) => new Promise((done, failed) => {
      const request = indexedDB.deleteDatabase(name)
      request.onsuccess = done
      request.onerror = request.onblocked = failed
    })
    // To look into a database or a copy makes Chromium write down the site's address once more. How much is used can be
    // asked without that; where it is nothing, there is nothing to look for.
    const used = navigator.storage?.estimate().then(({ usage }) => usage > 0, () => true) ?? Promise.resolve(true)
    const cookies = () => document.cookie.split('; ').filter(Boolean)
    const expire = (cookie) => {
      for (const path of ['', ';path=/', `;path=${location.pathname}`]) {
        document.cookie = `${cookie.split('=')[0]}=;max-age=0${path}`
      }
    }
    return Promise.all([
      store('localStorage'),
      store('sessionStorage'),
      look(async () => await used && each(indexedDB.databases(), dropped)),
      look(async () => await used && each(caches.keys(), (name) => caches.delete(name))),
      look(async () => each(navigator.serviceWorker.getRegistrations(), (one) => one.unregister())),
      look(() => each(cookies(), expire).then((count) => { if (cookies().length) throw count; return count })),
      look(() => {
        const marked = getSelection()
        const any = marked.toString().length
        marked.removeAllRanges()
        return any
      }),
      look(() => {
        const speaking = speechSynthesis.speaking
        speechSynthesis.cancel()
        return speaking
      })
    ])
  }
}
