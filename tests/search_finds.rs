//! The search that finds nothing of ours finds whatever another page stores: each thing in its place, and each form in
//! which browsers pack.

use std::io::Write;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use promises::{Contents, Elsewhere, Engine, HOST, Options, Page, Profile, in_engine, session_files};

/// What the other page stores, by word: where Chromium keeps it, and where Firefox does.
const KEPT: [(&str, [&str; 2]); 6] = [
    ("quixotitle", ["Default/History", "places.sqlite"]),
    ("quixolocal", ["Default/Local Storage/", "/ls/data.sqlite"]),
    ("quixoindexed", ["Default/IndexedDB/", "/idb/"]),
    ("quixopage", ["Default/Cache/", "cache2/entries/"]),
    ("quixobrotli", ["Default/Cache/", "cache2/entries/"]),
    ("quixogzip", ["Default/Cache/", "cache2/entries/"]),
];

/// What is typed into a box of the other page that says nothing of what a browser may keep.
const TYPED: &str = "quixotyped";

const PAGE: &str = "<!DOCTYPE html><html lang=en><title>quixotitle</title><p>quixopage<input><script>
    localStorage.kept = 'quixolocal'
    const opening = indexedDB.open('kept', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('kept')
    opening.onsuccess = async () => {
        const writing = opening.result.transaction('kept', 'readwrite')
        writing.objectStore('kept').put('quixoindexed', 'kept')
        for (const file of ['brotli', 'gzip']) await (await fetch(file)).arrayBuffer()
        document.documentElement.dataset.whole = ''
        document.documentElement.dataset.app = 'on'
    }
    </script>";

/// A text in which a word is first seen in halves: once packed, it is nowhere whole.
fn text(word: &str) -> Vec<u8> {
    let (one, other) = word.split_at(word.len() / 2);
    format!("many {one}, many more {other}; so many {one}{other}, and there are more words after it. ")
        .repeat(4)
        .into_bytes()
}

fn brotli(text: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    brotli::CompressorWriter::new(&mut packed, 4096, 11, 22).write_all(text).unwrap();
    packed
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(text).unwrap();
    packed.finish().unwrap()
}

/// A table of `LevelDB` with one packed block.
fn table(value: &[u8]) -> Vec<u8> {
    let number = |value: usize| [u8::try_from(value & 0x7f).unwrap() | 0x80, u8::try_from(value >> 7).unwrap()];
    let block = |value: &[u8]| {
        let head = [&number(0)[..], &number(1), &number(value.len()), b"k", value].concat();
        [&head[..], &0_u32.to_le_bytes(), &1_u32.to_le_bytes()].concat()
    };
    let packed = snap::raw::Encoder::new().compress_vec(&block(value)).unwrap();
    let index = block(&[number(0), number(packed.len())].concat());
    let handles = [number(0), number(0), number(packed.len() + 5), number(index.len())].concat();
    let footer = [&handles[..], &[0; 32], &0xdb47_7524_8b80_fb57_u64.to_le_bytes()].concat();
    [&packed[..], &[1, 0, 0, 0, 0], &index, &[0, 0, 0, 0, 0], &footer].concat()
}

/// A journal of `LevelDB` in which a word breaks off where 32 KiB are full.
fn journal(word: &str) -> Vec<u8> {
    let record = |kind: u8, bytes: &[u8]| {
        let length = u16::try_from(bytes.len()).unwrap().to_le_bytes();
        [&[0; 4], &length[..], &[kind], bytes].concat()
    };
    let (one, other) = word.as_bytes().split_at(4);
    [record(2, &[&vec![b' '; (32 << 10) - 7 - one.len()], one].concat()), record(4, other)].concat()
}

/// Whether a word was found in a file whose name has this part.
fn is_in(contents: &Contents, word: &str, place: &str) -> bool {
    contents.find([word]).iter().any(|found| found.contains(place))
}

#[test]
fn whatever_another_page_stores_is_found_where_it_is() {
    let kept = "Cache-Control: max-age=86400\r\nContent-Type: text/html\r\n";
    let other = Elsewhere::serving(vec![
        ("/", kept, PAGE.as_bytes().to_vec()),
        ("/brotli", "Cache-Control: max-age=86400\r\nContent-Encoding: br\r\n", brotli(&text("quixobrotli"))),
        ("/gzip", "Cache-Control: max-age=86400\r\nContent-Encoding: gzip\r\n", gzip(&text("quixogzip"))),
    ]);
    for (engine, which) in [(Engine::Chromium, 0), (Engine::Firefox, 1)] {
        let profile = Profile::default();
        let options = Options { profile: Some(profile.folder.clone()), ..Options::default() };
        let mut while_open = None;
        in_engine(engine, &options, async |page: Page| {
            page.open_app(&other.named(HOST)).await;
            page.type_into("input", TYPED).await;
            while_open = Some(session_files(&profile, engine, HOST).await);
            page.end().await;
        });
        let Some(while_open) = while_open else { continue };
        assert!(is_in(&while_open, TYPED, ["Default/Sessions/", "sessionstore"][which]), "{}: typed", engine.name());
        let contents = profile.read(&[]);
        for (word, places) in KEPT {
            assert!(is_in(&contents, word, places[which]), "{}: {word}: {:?}", engine.name(), contents.find([word]));
        }
    }
}

#[test]
fn every_form_of_packing_is_taken_apart() {
    let plain = text("quixoword");
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), Compression::best());
    zlib.write_all(&plain).unwrap();
    let mut cached = 0xfcfb_6d1b_a772_5c30_u64.to_le_bytes().to_vec();
    for number in [5_u32, 4, 0, 0] {
        cached.extend(number.to_le_bytes());
    }
    cached.extend(b"/key");
    cached.extend(brotli(&plain));
    let mut mozilla = b"mozLz40\0".to_vec();
    mozilla.extend(u32::try_from(plain.len()).unwrap().to_le_bytes());
    mozilla.extend(lz4_flex::block::compress(&plain));
    let profile = Profile::default();
    let forms = [
        ("plain", plain.clone()),
        ("wide", String::from_utf8_lossy(&plain).encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("gzip after other bytes", [b"something".to_vec(), gzip(&plain)].concat()),
        ("gzip in gzip", gzip(&gzip(&plain))),
        ("zlib", zlib.finish().unwrap()),
        ("brotli", brotli(&plain)),
        ("an entry of Chromium's cache", cached),
        ("what Firefox brings back", mozilla),
        ("snappy", snap::raw::Encoder::new().compress_vec(&plain).unwrap()),
        ("zstandard", ruzstd::encoding::compress_to_vec(&plain[..], ruzstd::encoding::CompressionLevel::Fastest)),
        ("base64", STANDARD.encode(b"x quixoword").into_bytes()),
        ("base64 one on", STANDARD.encode(b"xx quixoword").into_bytes()),
        ("base64 two on", STANDARD.encode(b"xxx quixoword").into_bytes()),
        ("a table", table(&plain)),
        ("a journal.log", journal("quixoword")),
    ];
    for (name, bytes) in &forms {
        let whole = bytes.windows(9).any(|part| part == b"quixoword");
        assert_eq!(whole, *name == "plain", "{name}: it is packed");
        std::fs::write(profile.folder.join(name), bytes).unwrap();
    }
    let database = rusqlite::Connection::open(profile.folder.join("a database")).unwrap();
    database.execute_batch("create table kept (packed blob)").unwrap();
    database.execute("insert into kept values (?)", [brotli(&plain)]).unwrap();
    database.close().unwrap();
    let contents = profile.read(&[]);
    for name in forms.iter().map(|(name, _)| *name).chain(["a database"]) {
        assert!(is_in(&contents, "quixoword", name), "{name}");
    }
    assert!(is_in(&contents, "QUIXOword", "plain"));
    assert!(contents.find(["quixoother"]).is_empty());
}
