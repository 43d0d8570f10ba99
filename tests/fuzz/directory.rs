//! A directory pack of any bytes: refused or read, and then every row of it can be shown and searched.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sidedoor_core::codes::Flags;
use sidedoor_core::directory::{Directory, VERSION};
use sidedoor_core::lines::{countries, lines, main_line};
use sidedoor_core::pack::{Kind, Writer};
use sidedoor_core::search::{Index, Place, normalized, search, words};

fuzz_target!(|body: &[u8]| {
    // Behind the checksum, where a host that means harm would be.
    let mut writer = Writer::new();
    writer.bytes(body);
    let Ok(directory) = Directory::read(&writer.finish(Kind::Directory, VERSION), &normalized) else { return };
    for service in directory.iter() {
        let _ = (service.name(), service.hours(), service.languages().count(), service.interpreters());
        for contact in service.contacts() {
            let _ = (contact.href(), contact.shown(), contact.from());
        }
        let _: usize = service.sources().map(|source| source.host().len()).sum();
    }
    for country in countries(&directory) {
        let _ = (main_line(&directory, country), directory.emergency(country));
        let place = Place { country: Some(country), subdivision: None };
        let _ = (
            lines(&directory, place, Flags(3)),
            search(&directory, &Index::default(), &words("place to sleep 233"), place),
        );
    }
});
