//! The one thing that screens know of a browser.

use sidedoor_core::hours::WallTime;
use sidedoor_core::rooms::Rooms;
use sidedoor_core::text::Text;

use crate::outside::Outside;
use crate::wipe::Found;

/// Called with a text, or with the code of what went wrong (`resources/text/*/unkept.json`).
pub type Kept = Box<dyn FnOnce(Result<String, String>)>;

/// What a screen may ask of the browser it runs in. The host's page is drawn with [`NoBrowser`].
pub trait Browser {
    /// `String.prototype.normalize("NFKD").toLowerCase()`: Unicode's tables weigh 50 KB, and every
    /// browser has them.
    fn normalize(&self, text: &str) -> String;

    /// The time on the wall now, in an IANA time zone; `None` where the browser does not know the zone.
    fn wall_time(&self, timezone: &str) -> Option<WallTime>;

    /// Fetches a language by its BCP 47 tag, then calls back with it, or with what went wrong.
    fn load_text(&self, tag: &str, done: Box<dyn FnOnce(Result<&'static Text, String>)>);

    /// Fetches what there is to read in a language, then calls back with it, or with what went wrong.
    fn load_rooms(&self, tag: &str, done: Box<dyn FnOnce(Result<&'static Rooms, String>)>);

    /// Today here, in ISO 8601; empty where nobody knows.
    fn today(&self) -> String;

    /// The browser's own way to print.
    fn print(&self);

    /// Puts a text on the clipboard, and tells whether the browser let it.
    fn copy(&self, text: String, done: Box<dyn FnOnce(bool)>);

    /// Whether this machine has a voice of its own for a language. One that the browser reports as remote is none: it
    /// would send the words away.
    fn has_voice(&self, tag: &str) -> bool;

    /// Reads aloud what is marked for it on the screen, and calls back when that has ended.
    fn read_aloud(&self, tag: &str, done: Box<dyn FnOnce()>);

    /// Stops reading aloud.
    fn hush(&self);

    /// The page now speaks this language: `lang` and `dir` of the document, and the words outside of what is drawn.
    fn speak(&self, text: &'static Text, outside: &Outside);

    /// What the control of the screen says that has the focus; nothing if none has.
    fn focused(&self) -> String;

    /// A screen is up. A new one: show its top, and move focus to its heading so that a screen reader reads it. One that
    /// was there before: back to the control that led away from it, by what it says.
    fn arrive(&self, at: String);

    /// What the browser calls itself.
    fn agent(&self) -> String;

    /// The title that an onlooker sees.
    fn title(&self) -> String;

    /// Another title and icon (one letter or sign) for this visit.
    fn disguise(&self, title: &str, icon: &str);

    /// The titles and icons that the deployer offers.
    fn disguises(&self) -> Vec<(String, String)>;

    /// The next time that somebody leaves, the page only hides, under these words.
    fn practise(&self, words: &str);

    /// Words beside the exit; none are the page's usual ones.
    fn say_at_exit(&self, words: &str);

    /// Runs when somebody leaves, before the other page is asked for.
    fn on_leave(&self, run: Box<dyn Fn()>);

    /// Runs now and then with the seconds since somebody last touched the page.
    fn on_idle(&self, run: Box<dyn Fn(u32)>);

    /// Runs when nothing was typed or chosen for a moment; only what was asked last runs.
    fn on_rest(&self, run: Box<dyn FnOnce()>);

    /// Empties what the browser keeps of this page, and tells of each in the order of [`KEPT`](crate::wipe::KEPT).
    fn wipe(&self, done: Box<dyn FnOnce(Vec<Found>)>);

    /// Whether a list is kept on this machine.
    fn kept(&self) -> bool;

    /// Locks a text with a passphrase and keeps it on this machine, in place of what was kept.
    fn keep(&self, passphrase: String, text: String, done: Kept);

    /// Opens what is kept.
    fn open(&self, passphrase: String, done: Kept);

    /// Keeps a copy of the page for when there is no internet (`keep`), takes it away (`drop`), or neither; then tells whether
    /// one is kept, or why not: a code of `resources/text/*/copied.json`.
    fn copying(&self, act: &'static str, done: Kept);

    /// Calls back once, when the person returns to the page after a dialler or another app.
    fn on_return(&self, done: Box<dyn FnOnce()>);

    /// A screen that Android's back gesture should go back from, where the browser can tell of it.
    fn on_back_gesture(&self, back: Box<dyn FnOnce()>);

    /// The page's own Back was used: the gesture no longer goes back from that screen.
    fn went_back(&self);
}

/// For drawing on the host: nothing is asked.
#[derive(Debug)]
pub struct NoBrowser;

impl Browser for NoBrowser {
    fn normalize(&self, text: &str) -> String {
        text.to_owned()
    }

    fn wall_time(&self, _: &str) -> Option<WallTime> {
        None
    }

    fn load_text(&self, _: &str, _: Box<dyn FnOnce(Result<&'static Text, String>)>) {}

    fn load_rooms(&self, _: &str, _: Box<dyn FnOnce(Result<&'static Rooms, String>)>) {}

    fn today(&self) -> String {
        String::new()
    }

    fn print(&self) {}

    fn copy(&self, _: String, _: Box<dyn FnOnce(bool)>) {}

    fn has_voice(&self, _: &str) -> bool {
        false
    }

    fn read_aloud(&self, _: &str, _: Box<dyn FnOnce()>) {}

    fn hush(&self) {}

    fn speak(&self, _: &'static Text, _: &Outside) {}

    fn focused(&self) -> String {
        String::new()
    }

    fn arrive(&self, _: String) {}

    fn agent(&self) -> String {
        String::new()
    }

    fn title(&self) -> String {
        String::new()
    }

    fn disguise(&self, _: &str, _: &str) {}

    fn disguises(&self) -> Vec<(String, String)> {
        Vec::new()
    }

    fn practise(&self, _: &str) {}

    fn say_at_exit(&self, _: &str) {}

    fn on_leave(&self, _: Box<dyn Fn()>) {}

    fn on_idle(&self, _: Box<dyn Fn(u32)>) {}

    fn on_rest(&self, _: Box<dyn FnOnce()>) {}

    fn wipe(&self, _: Box<dyn FnOnce(Vec<Found>)>) {}

    fn kept(&self) -> bool {
        false
    }

    fn keep(&self, _: String, _: String, _: Kept) {}

    fn open(&self, _: String, _: Kept) {}

    fn copying(&self, _: &'static str, _: Kept) {}

    fn on_return(&self, _: Box<dyn FnOnce()>) {}

    fn on_back_gesture(&self, _: Box<dyn FnOnce()>) {}

    fn went_back(&self) {}
}
