//! The browser entry: reads the packs, then takes the page over. Where anything fails, the page that
//! was there stays, with its lines to call.

mod browser;

use sidedoor_core::codes::{Need, Room};
use sidedoor_core::directory::Directory;
use sidedoor_core::text::{Text, say};
use sidedoor_screens::outside::outside;
use sidedoor_screens::page;
use sidedoor_screens::screen::Screen;
use sidedoor_screens::session::{Language, Session};

use browser::{Web, failed, load, takeover};

/// A third of the code of the allocator that Rust brings, and as quick.
#[global_allocator]
static MEMORY: rlsf::GlobalTlsf = rlsf::GlobalTlsf::new();

fn main() {
    load::first_text(Box::new(|text| {
        // Without it there are no words to say what is wrong: the page stays as it came, with links to all there is to read.
        let Ok(text) = text else { return failed() };
        load::directory(Box::new(|directory| match directory {
            Ok(directory) => start(directory, text),
            Err(why) => takeover::say_fault(&say::fault_directory(text, &why)),
        }));
    }));
}

fn start(directory: &'static Directory, text: &'static Text) {
    takeover::when_quiet(move || {
        let session = session(directory, text);
        takeover::take_over(|| page(session));
        // The page came in the site's first language, and the browser's is another.
        if !takeover::speaks(text.tag()) {
            session.browser.speak(text, &outside(text));
        }
        session.load_rooms();
        if let Some(screen) = takeover::first_screen().as_deref().and_then(door) {
            session.begin_at(screen);
        }
        if let Some(screen) = takeover::wanted_door().as_deref().and_then(door) {
            session.go(screen);
        }
    });
}

fn session(directory: &'static Directory, text: &'static Text) -> Session {
    let languages = load::languages().into_iter().map(|(tag, autonym)| Language { tag, autonym }).collect();
    let session = Session::new(directory, &Web, text, languages);
    session.begin(takeover::guessed_country(), takeover::other_country());
    session.offer(takeover::offered_needs().unwrap_or_default().split(' ').filter_map(Need::from_code));
    session
}

/// A door that was tapped before the app was there.
fn door(name: &str) -> Option<Screen> {
    match name {
        "talk" => Some(Screen::Talk),
        "find" => Some(Screen::Find),
        "place" => Some(Screen::Place),
        "checkins" => Some(Screen::CheckIns),
        "list" => Some(Screen::List),
        "safe" => Some(Screen::Safe),
        "paper" => Some(Screen::Paper),
        "access" => Some(Screen::Access),
        name => Room::from_code(name).map(Screen::Room),
    }
}
