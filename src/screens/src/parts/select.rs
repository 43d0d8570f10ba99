//! A labelled choice from a list.

use leptos::prelude::*;

/// A `<select>`: `options` are values and names, the first one standing for "any".
#[component]
pub fn Select(
    /// The id that ties the label to it.
    id: &'static str,
    /// What is chosen.
    label: &'static str,
    /// Values and names.
    options: Vec<(String, String)>,
    /// The value now chosen.
    value: Signal<String>,
    /// Called with the value newly chosen.
    choose: Callback<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select id=id autocomplete="off" on:change=move |event| choose.run(event_target_value(&event))>
                {options.into_iter().map(|(option, name)| {
                    let chosen = { let option = option.clone(); move || option == value.get() };
                    view! { <option value=option selected=chosen>{name}</option> }
                }).collect_view()}
            </select>
        </div>
    }
}
