//! A text pack of any bytes: refused or read, and then any sentence, name and plural of it can be asked for.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sidedoor_core::pack::{Kind, Writer};
use sidedoor_core::text::{Key, Text, VERSION, say};

fuzz_target!(|body: &[u8]| {
    let mut writer = Writer::new();
    writer.bytes(body);
    let Ok(text) = Text::read(&writer.finish(Kind::Text, VERSION)) else { return };
    let _ = (text.tag(), text.dir(), text.get(Key::CommonLeave), text.name("US"), text.named("need", "shelter"));
    for count in [0, 1, 2, u32::MAX] {
        let _ = say::find_count(&text, count);
    }
});
