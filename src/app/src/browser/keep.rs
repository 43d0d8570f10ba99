//! Keeps a text, locked with a passphrase, because the person asked for it. Done by `public/keep.js`, which is joined to
//! the app's script: the browser has the ciphers, and calls to them from here would weigh more.

use sidedoor_screens::browser::Kept;
use wasm_bindgen::JsValue;

use super::{call, then};

/// What a function of the script comes to: a text, or a code that says why not.
pub fn ask(name: &str, arguments: &[String], done: Kept) {
    let arguments: Vec<JsValue> = arguments.iter().map(|one| JsValue::from_str(one)).collect();
    let told = |told: Result<JsValue, JsValue>| {
        let text = |value: JsValue| value.as_string();
        done(match told {
            Ok(value) => Ok(text(value).unwrap_or_default()),
            Err(code) => Err(text(code).unwrap_or_else(|| "refused".to_owned())),
        });
    };
    then(call(name, &arguments), Box::new(told));
}

/// Whether something is kept.
pub fn kept() -> bool {
    call("kept", &[]).is_some_and(|kept| kept.is_truthy())
}
