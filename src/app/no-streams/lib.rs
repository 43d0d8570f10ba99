//! Stands in the place of `wasm-streams`, by `[patch.crates-io]`.
//!
//! Leptos cannot be had without its server functions, and they bring that crate, whose classes are exported
//! from the WebAssembly and so kept by every linker: 7 KB that each visitor would load and nothing would call.
//! Sidedoor has no server to call. Here is only what `server_fn` must find to compile; where Leptos can be had
//! without it, this folder and the patch can go.

use futures_util::stream::{Empty, Stream, empty};
use wasm_bindgen::{JsCast, JsValue};

/// A stream that carries nothing.
#[derive(Debug)]
pub struct ReadableStream;

impl ReadableStream {
    /// Lets go of a stream.
    pub fn from_raw(_: web_sys::ReadableStream) -> Self {
        Self
    }

    /// Lets go of a stream.
    pub fn from_stream(_: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        Self
    }

    /// No stream at all.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        JsValue::UNDEFINED.unchecked_into()
    }

    /// Nothing.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        empty()
    }
}
