// What a person asks to be kept: one value under a neutral name, locked with a passphrase. Its layout, in bytes:
//
//   1        version, 1
//   4        rounds of PBKDF2 with HMAC-SHA-256, the greatest first
//   16, 12   salt, and the vector of AES-GCM
//   4112     AES-256-GCM of 4,096 bytes: a length in two bytes, the text in UTF-8, zeros. Always as long, whatever is
//            in it. What stands before it is authenticated with it.
//
// Each promise fails with one of the codes of resources/text/*/unkept.json.
if (window.early) {
  const name = 'n'
  // OWASP's Password Storage Cheat Sheet, as read in November 2026.
  const rounds = 600_000
  const room = 4096
  const head = 33
  const store = (act) => {
    try { return act(localStorage) } catch (error) { throw error.name === 'QuotaExceededError' ? 'full' : 'refused' }
  }
  const key = async (passphrase, salt, iterations) => {
    const { subtle } = crypto
    // Without https a browser has no ciphers.
    if (!subtle) throw 'insecure'
    const words = new TextEncoder().encode(passphrase.normalize('NFKC'))
    const base = await subtle.importKey('raw', words, 'PBKDF2', false, ['deriveKey'])
    return subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, base,
      { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  }
  const cipher = (blob) => ({ name: 'AES-GCM', iv: blob.slice(21, head), additionalData: blob.slice(0, head) })
  window.early.kept = () => { try { return localStorage.getItem(name) !== null } catch { return false } }
  window.early.keep = async (passphrase, text) => {
    const plain = new Uint8Array(room)
    const words = new TextEncoder().encode(text)
    if (words.length > room - 2) throw 'long'
    plain.set([words.length >> 8, words.length & 255])
    plain.set(words, 2)
    const blob = new Uint8Array(head + room + 16)
    crypto.getRandomValues(blob.subarray(5, head))
    new DataView(blob.buffer).setUint32(1, rounds)
    blob[0] = 1
    const lock = await key(passphrase, blob.slice(5, 21), rounds)
    blob.set(new Uint8Array(await crypto.subtle.encrypt(cipher(blob), lock, plain)), head)
    store((all) => all.setItem(name, btoa(String.fromCharCode(...blob))))
  }
  window.early.open = async (passphrase) => {
    const kept = store((all) => all.getItem(name))
    let blob
    try { blob = Uint8Array.from(atob(kept), (letter) => letter.charCodeAt(0)) } catch { throw 'broken' }
    if (blob.length !== head + room + 16 || blob[0] !== 1) throw 'broken'
    const iterations = new DataView(blob.buffer).getUint32(1)
    // A number that somebody has put there must not hold the page up.
    if (iterations < rounds || iterations > 10 * rounds) throw 'broken'
    const lock = await key(passphrase, blob.slice(5, 21), iterations)
    let plain
    try { plain = new Uint8Array(await crypto.subtle.decrypt(cipher(blob), lock, blob.slice(head))) } catch { throw 'wrong' }
    return new TextDecoder().decode(plain.slice(2, 2 + (plain[0] << 8 | plain[1])))
  }
}
