// Reads a screen aloud, by a voice that the browser says is this machine's own; one that it reports as remote would send
// the words away. Joined to the app's script.
if (window.early && window.speechSynthesis) {
  const voices = (tag) => speechSynthesis.getVoices().filter((one) => one.localService && one.lang.split(/[-_]/)[0] === tag)
  // Some browsers only begin to look for voices when they are asked.
  voices('')
  // Who waits for the end of what is read now.
  let ended
  const end = () => {
    const done = ended
    ended = undefined
    done?.()
  }
  window.early.voice = (tag) => voices(tag).length > 0
  window.early.hush = () => {
    speechSynthesis.cancel()
    end()
  }
  window.early.aloud = (tag, done) => {
    window.early.hush()
    ended = done
    const [voice] = voices(tag)
    const texts = [...document.querySelectorAll('main .aloud')].map((one) => one.textContent)
    // A sentence at a time: Chromium falls silent in long texts.
    const sentences = texts.flatMap((text) => text.match(/[^.!?]+[.!?]*\s*/g) ?? [])
    const next = () => {
      if (ended !== done) return
      const words = sentences.shift()
      if (!words) return end()
      const said = new SpeechSynthesisUtterance(words)
      Object.assign(said, { voice, lang: voice.lang, onend: next, onerror: next })
      speechSynthesis.speak(said)
    }
    next()
  }
}
