//! What there is to read, of any bytes: refused or read, and then any check-in can be taken and any article opened.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sidedoor_core::checkin::Answer;
use sidedoor_core::codes::Room;
use sidedoor_core::pack::{Kind, Writer};
use sidedoor_core::rooms::{Rooms, VERSION};

fuzz_target!(|body: &[u8]| {
    let mut writer = Writer::new();
    writer.bytes(body);
    let Ok(rooms) = Rooms::read(&writer.finish(Kind::Rooms, VERSION)) else { return };
    for room in Room::ALL {
        let _ = (rooms.title(*room), rooms.intro(*room).count(), rooms.reviewed(*room));
        for article in rooms.articles(*room).take(100) {
            let _ = (article.body().count(), article.also().count(), article.services().count());
            let _ = (article.needs().count(), article.concerns(), article.hosts());
        }
    }
    for checkin in rooms.all_checkins().take(100) {
        let answers = [Some(Answer::Yes), None, Some(Answer::NotSure), Some(Answer::Skip)].repeat(20);
        let rules = checkin.rules();
        let _ = (rules.outcome(&answers), rules.way(&answers), rules.concerns(&answers), rules.most_left(0));
        let _ = (checkin.ask(1), checkin.why(1), checkin.because(1), checkin.end(true).count(), checkin.audience());
    }
});
