//! An emulated slow phone, and what is measured on one: in Chromium, through its own protocol.

use serde_json::{Value, json};

use crate::devtools::DevTools;
use crate::page::Page;

/// Sixty frames a second, in milliseconds.
pub const FRAME_TIME: f64 = 1000.0 / 60.0;

/// Sends a command of Chromium's own protocol.
pub async fn tell(page: &Page, command: &'static str, parameters: Value) -> Value {
    page.client.issue_cmd(DevTools { command, parameters }).await.unwrap()
}

/// A processor 6 times slower, 1.6 Mbit/s, 150 ms a round, nothing cached; `window.usable` says when the app took over.
pub async fn slow_phone(page: &Page) {
    tell(page, "Network.enable", json!({})).await;
    tell(page, "Network.setCacheDisabled", json!({ "cacheDisabled": true })).await;
    let network =
        json!({ "offline": false, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000 });
    tell(page, "Network.emulateNetworkConditions", network).await;
    tell(page, "Emulation.setCPUThrottlingRate", json!({ "rate": 6 })).await;
    // When the app has taken the page over, seen from inside.
    let watch = "new MutationObserver(() => { if (document.documentElement.dataset.app && !window.usable) window.usable = performance.now() }) \
                 .observe(document, { attributes: true, subtree: true, attributeFilter: ['data-app'] })";
    tell(page, "Page.addScriptToEvaluateOnNewDocument", json!({ "source": watch })).await;
}

/// What a person does, timed from a frame's beginning until after the frame that what comes of it is painted in.
pub fn timed(does: &str) -> String {
    format!(
        "const done = arguments[arguments.length - 1]; \
         requestAnimationFrame(() => {{ const begun = performance.now(); {does}; \
         requestAnimationFrame(() => {{ const channel = new MessageChannel(); \
         channel.port1.onmessage = () => done(performance.now() - begun); channel.port2.postMessage(0) }}) }})"
    )
}

/// From a keystroke to the frame after the one that its results are painted in.
pub async fn keystrokes(page: &Page) -> Vec<f64> {
    page.click("[data-go=find]").await;
    page.wait("return !!document.querySelector('input[type=search]')", "the search is there").await;
    let mut times = Vec::new();
    for query in ["place to sleep tonight", "boss took my passport", "no me pagan", "lawyer"] {
        for end in 1..=query.len() {
            let script = timed(&format!(
                "const box = document.querySelector('input[type=search]'); box.value = {}; \
                 box.dispatchEvent(new Event('input', {{ bubbles: true }}))",
                json!(query[..end])
            ));
            let time = page.client.execute_async(&script, Vec::new()).await.unwrap();
            times.push(time.as_f64().unwrap_or(0.0));
        }
    }
    times
}

/// Nodes, listeners, and kilobytes of script and of WebAssembly.
pub async fn held(page: &Page) -> [f64; 4] {
    tell(page, "Performance.enable", json!({})).await;
    tell(page, "HeapProfiler.collectGarbage", json!({})).await;
    let metrics = tell(page, "Performance.getMetrics", json!({})).await;
    let metric = |name: &str| {
        let all = metrics["metrics"].as_array().unwrap();
        all.iter().find(|metric| metric["name"] == name).and_then(|metric| metric["value"].as_f64()).unwrap()
    };
    let memory = json!({ "expression": "WebAssembly.Memory.prototype" });
    let memory = tell(page, "Runtime.evaluate", memory).await["result"]["objectId"].clone();
    let found = tell(page, "Runtime.queryObjects", json!({ "prototypeObjectId": memory })).await;
    let size = "function () { return this.reduce((all, one) => all + one.buffer.byteLength, 0) }";
    let size = json!({ "objectId": found["objects"]["objectId"], "functionDeclaration": size, "returnByValue": true });
    let size = tell(page, "Runtime.callFunctionOn", size).await["result"]["value"].as_f64().unwrap();
    [metric("Nodes"), metric("JSEventListeners"), metric("JSHeapUsedSize") / 1000.0, size / 1000.0]
}
