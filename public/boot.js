// Starts the app; joined to the script that wasm-bindgen makes, whose names it uses. Where it cannot
// start, the page stays as it came.
if (window.early) __wbg_init({ module_or_path: window.early.wasm }).catch(window.early.failed)
