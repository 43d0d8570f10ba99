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
    const cookies = () => document.cookie.split('; ').filter(Boolean)
    const expire = (cookie) => {
      for (const path of ['', ';path=/', `;path=${location.pathname}`]) {
        document.cookie = `${cookie.split('=')[0]}=;max-age=0${path}`
      }
    }
    return Promise.all([
      store('localStorage'),
      store('sessionStorage'),
      look(async () => each(indexedDB.databases(), dropped)),
      look(() => each(caches.keys(), (name) => caches.delete(name))),
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
