// A copy for when there is no internet: what keeps it is loaded only when somebody asks. Joined to the app's script.
if (window.early) window.early.copying = async (act) => {
  const workers = navigator.serviceWorker
  // In a frame, what is kept would lie below the name of the page around it; without https nothing can be kept.
  if (window.framed || !workers || !location.protocol.startsWith('http')) throw 'unable'
  const address = new URL('w.js', import.meta.url).href
  try {
    // To see whether there is one, nobody is asked.
    if (act) {
      await import(address)
      await window.early.stay(act, address)
    }
    return (await workers.getRegistrations()).some((one) => one.active && one.scope + 'w.js' === address) ? 'kept' : 'none'
  } catch (why) { throw why === 'failed' ? why : 'unable' }
}
