//! A box to type in, of which the browser must remember nothing.

use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;

/// A labelled box. It stands in no form; nothing is completed, corrected or sent to a spelling service.
#[component]
pub fn TextField(
    /// The id that ties the label to it.
    id: &'static str,
    /// `search` or `text`.
    kind: &'static str,
    /// How many letters it takes.
    longest: u32,
    /// What to type.
    label: &'static str,
    /// An example, or what becomes of it.
    hint: &'static str,
    /// What is in it.
    value: Signal<String>,
    /// Called with each change.
    typed: Callback<String>,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input id=id type=kind maxlength=longest aria-describedby=hint_id.clone() autocomplete="off"
                autocapitalize="off" spellcheck="false" enterkeyhint="search" prop:value=move || value.get()
                on:input=move |event| typed.run(event_target_value(&event)) {..custom_attribute("autocorrect", "off")}/>
            <p class="hint" id=hint_id>{hint}</p>
        </div>
    }
}
