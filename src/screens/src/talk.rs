//! Talk to someone now: every line of the place, those that suit the phone first.

use leptos::prelude::*;
use sidedoor_core::codes::{Flags, PhoneState};
use sidedoor_core::lines::lines;
use sidedoor_core::search::Nearness;
use sidedoor_core::text::Key;

use crate::parts::line::Listed;
use crate::screen::Screen;
use crate::session::{PAGE, Session, use_session};

/// The lines of a place.
#[component]
pub fn Talk() -> impl IntoView {
    let session = use_session();
    view! {
        <h1 tabindex="-1">{session.t(Key::TalkTitle)}</h1>
        <Phone/>
        <p class="leaves">{session.t(Key::ContactAllLeave)}</p>
        {move || list(session)}
        <p>{session.t(Key::TalkWhyPolice)}</p>
        <button type="button" class="door" on:click=move |_| session.go(Screen::Find)><b>{session.t(Key::TalkSeeAll)}</b></button>
    }
}

/// What this phone can do now; skippable.
#[component]
fn Phone() -> impl IntoView {
    let session = use_session();
    let chip = move |state: PhoneState| {
        let on = move || session.phone.get().has(state.bit());
        let turn = move |_| session.phone.update(|phone| *phone = Flags(phone.0 ^ state.bit()));
        view! {
            <button type="button" class="chip" aria-pressed=move || on().to_string() on:click=turn>
                {move || session.named("phone", state.code())}
            </button>
        }
    };
    view! {
        <fieldset class="phone">
            <legend>{session.t(Key::TalkPhone)}</legend>
            <div class="chips">{PhoneState::ALL.iter().map(|state| chip(*state)).collect_view()}</div>
            <p class="hint">{session.t(Key::TalkPhoneSkip)}</p>
        </fieldset>
    }
}

fn list(session: Session) -> AnyView {
    let all = session.with_place(|place| lines(session.directory, place, session.phone.get()));
    let only_world =
        session.with_place(|place| all.iter().all(|service| place.nearness(*service) == Some(Nearness::World)));
    let count = all.len();
    let items = all.into_iter().take(session.shown.get()).map(|service| view! { <Listed service=service/> });
    view! {
        {only_world.then(|| view! { <p class="note">{session.t(Key::TalkNothing)}</p> })}
        <ul class="list">{items.collect_view()}</ul>
        {(count > session.shown.get()).then(|| view! {
            <button type="button" class="more" on:click=move |_| session.shown.update(|shown| *shown += PAGE)>
                {session.t(Key::CommonMore)}
            </button>
        })}
    }
    .into_any()
}
