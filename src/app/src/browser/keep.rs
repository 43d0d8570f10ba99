//! Keeps a text, locked with a passphrase, because the person asked for it. Done by `public/keep.js`, which is joined to
//! the app's script: the browser has the ciphers, and calls to them from here would weigh more.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::early;

/// Calls a function of the page's scripts.
fn call(name: &str, arguments: &[&str]) -> Option<JsValue> {
    let function = early(name)?.dyn_into::<Function>().ok()?;
    let list = Array::new();
    for argument in arguments {
        list.push(&JsValue::from_str(argument));
    }
    function.apply(&JsValue::NULL, &list).ok()
}

/// What a promise comes to: a text, or a code that says why not.
async fn awaited(name: &str, arguments: &[&str]) -> Result<String, String> {
    let promise = call(name, arguments).and_then(|value| value.dyn_into::<Promise>().ok());
    match promise {
        Some(promise) => match JsFuture::from(promise).await {
            Ok(value) => Ok(value.as_string().unwrap_or_default()),
            Err(code) => Err(code.as_string().unwrap_or_else(|| "refused".to_owned())),
        },
        None => Err("refused".to_owned()),
    }
}

/// Whether something is kept.
pub fn kept() -> bool {
    call("kept", &[]).is_some_and(|kept| kept.is_truthy())
}

/// Locks and keeps.
pub async fn keep(passphrase: &str, text: &str) -> Result<String, String> {
    awaited("keep", &[passphrase, text]).await
}

/// Opens what is kept.
pub async fn open(passphrase: &str) -> Result<String, String> {
    awaited("open", &[passphrase]).await
}
