//! The words outside of what the app draws: of the exit, of what is said when its keys are pressed, of the cover.
//! They stand in the page from its first bytes, and change with its language.

use sidedoor_core::text::{Key, Text};

/// The words.
#[derive(Debug)]
pub struct Outside {
    /// What the exit says.
    pub leave: &'static str,
    /// Which keys do the same.
    pub keys: &'static str,
    /// How to come back from under the cover.
    pub show: &'static str,
    /// What the page's inline script says, by the attribute of the exit that it reads it from.
    pub said: [(&'static str, &'static str); 5],
}

/// The words in one language.
pub fn outside(text: &'static Text) -> Outside {
    Outside {
        leave: text.get(Key::CommonLeave),
        keys: text.get(Key::LeaveKeys),
        show: text.get(Key::LeaveShow),
        said: [
            ("data-two", text.get(Key::LeaveTwo)),
            ("data-one", text.get(Key::LeaveOne)),
            ("data-escape", text.get(Key::LeaveEscape)),
            ("data-stay", text.get(Key::LeaveStay)),
            ("data-loading", text.get(Key::LeaveLoading)),
        ],
    }
}
