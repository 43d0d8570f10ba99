//! Which screen is up, and the page around it. No address changes and no history entry is added: a
//! screen is a value in memory.

use leptos::prelude::*;
use sidedoor_core::text::Key;

use crate::card::Card;
use crate::find::Find;
use crate::home::Home;
use crate::parts::after::After;
use crate::parts::emergency::Danger;
use crate::place::PlaceScreen;
use crate::session::{Session, use_session};
use crate::talk::Talk;

/// A screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The first: the main line, the doors, every country's line.
    Home,
    /// The lines of a place.
    Talk,
    /// Services by need, place, audience and words.
    Find,
    /// One service, by its row.
    Card(usize),
    /// Where somebody is.
    Place,
}

/// The whole page but for the exit, which stands outside of what is ever replaced.
#[component]
pub fn Page(
    /// The drawer.
    session: Session,
) -> impl IntoView {
    provide_context(session);
    // The page is drawn anew when its language changes; see `Session::text`.
    move || {
        session.text.track();
        view! { <Top/><Main/> }.into_any()
    }
}

#[component]
fn Main() -> impl IntoView {
    let session = use_session();
    view! {
        <main>
            <After/>
            {move || match session.screen.get() {
                Screen::Home => view! { <Home/> }.into_any(),
                Screen::Talk => view! { <Talk/> }.into_any(),
                Screen::Find => view! { <Find/> }.into_any(),
                Screen::Card(row) => view! { <Card row=row/> }.into_any(),
                Screen::Place => view! { <PlaceScreen/> }.into_any(),
            }}
        </main>
    }
}

/// The emergency number and the way back, above every screen.
#[component]
fn Top() -> impl IntoView {
    let session = use_session();
    view! {
        <header>
            <Danger/>
            {move || (session.screen.get() != Screen::Home).then(|| view! {
                <button class="back" type="button" on:click=move |_| session.back()>{session.t(Key::CommonBack)}</button>
            })}
            {move || (!session.fault.get().is_empty()).then(|| view! {
                <p class="note" role="alert">{move || session.fault.get()}</p>
            })}
        </header>
    }
}
