// Starts the page, and makes the workers that it asks for: the same WebAssembly, by a script under an address of this page alone,
// since a browser lets a page in a folder name no other.
(() => {
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  const script = (text) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
  const [wasm, release] = [carried.wasm, carried.release].map(bytes)

  // What a worker does: it gets ready, and then does one job.
  function work() {
    let ready, memory
    onmessage = async ({ data }) => {
      if (data.wasm) {
        ready = wasm_bindgen({ module_or_path: data.wasm }).then((made) => {
          memory = made.memory
          wasm_bindgen.ready(data.release)
        })
        return
      }
      try {
        await ready
        const [said, files] = wasm_bindgen.does(data.job, data.files, (told) => postMessage({ told }))
        postMessage({ said, files, memory: memory.buffer.byteLength }, files.map(([, bytes]) => bytes.buffer))
      } catch (error) {
        postMessage({ failed: String(error) })
      }
    }
  }
  const worker = script(`${carried.glue}\n(${work})()`)
  window.newWorker = () => {
    const made = new Worker(worker)
    made.postMessage({ wasm, release })
    return made
  }

  const start = document.createElement('script')
  start.src = script(carried.glue)
  start.onload = async () => {
    await wasm_bindgen({ module_or_path: wasm })
    wasm_bindgen.page()
  }
  document.head.append(start)
})()
