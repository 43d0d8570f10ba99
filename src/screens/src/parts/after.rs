//! Back from a call or a text: how did it go?

use leptos::prelude::*;
use sidedoor_core::directory::Service;
use sidedoor_core::lines::lines;
use sidedoor_core::text::Key;

use super::line::Listed;
use crate::session::{Outcome, Session, use_session};

/// Asks, and answers with the next line where nobody picked up.
#[component]
pub fn After() -> impl IntoView {
    let session = use_session();
    let choice = move |outcome: Outcome, key: Key| {
        view! {
            <button type="button" class="chip" on:click=move |_| session.outcome.set(outcome)>{session.t(key)}</button>
        }
    };
    let said = move |key: Key| view! { <p>{session.t(key)}</p> }.into_any();
    let content = move || match session.outcome.get() {
        Outcome::NotAsked => ().into_any(),
        Outcome::Asked => view! {
            <h2>{session.t(Key::TalkReturned)}</h2>
            <div class="chips">
                {choice(Outcome::GotThrough, Key::TalkGotThrough)}
                {choice(Outcome::NoAnswer, Key::TalkNoAnswer)}
                {choice(Outcome::NotSafe, Key::TalkNotSafe)}
            </div>
        }
        .into_any(),
        Outcome::GotThrough => said(Key::TalkGotThroughAfter),
        Outcome::NotSafe => said(Key::TalkNotSafeAfter),
        Outcome::NoAnswer => match next(session) {
            Some(service) => view! {
                <p>{session.t(Key::TalkNoAnswerAfter)}</p>
                <ul class="list"><Listed service=service/></ul>
            }
            .into_any(),
            None => said(Key::TalkNoMore),
        },
    };
    view! { <div class="after" role="status">{content}</div> }
}

fn all(session: Session) -> Vec<Service<'static>> {
    session.with_place(|place| lines(session.directory, place, session.phone.get()))
}

/// The line after the one that was tried.
fn next(session: Session) -> Option<Service<'static>> {
    let tried = session.tried.get()?;
    all(session).into_iter().skip_while(|service| service.row() != tried).nth(1)
}
