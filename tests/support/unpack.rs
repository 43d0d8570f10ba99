//! What lies packed in a browser's files: each form that the engines use, taken apart so that it can be searched.

use std::io::Read;
use std::path::Path;

/// Things are packed in things; deeper than this nobody packs.
const DEEPEST: usize = 3;

/// More than any page of ours, and little enough that garbage which happens to unpack does no harm.
const LONGEST: u64 = 8 << 20;

/// Everything in a file: its bytes, and whatever could be unpacked from them.
pub fn layers(path: &Path, bytes: Vec<u8>) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    if bytes.starts_with(b"SQLite format 3\0") {
        for cell in cells(path).unwrap_or_default() {
            unpack(&cell, DEEPEST, &mut found);
            found.push(cell);
        }
    }
    unpack(&bytes, DEEPEST, &mut found);
    if path.extension().is_some_and(|ending| ending == "log") {
        found.push(journal(&bytes));
    }
    found.push(bytes);
    found
}

fn unpack(bytes: &[u8], deepest: usize, found: &mut Vec<Vec<u8>>) {
    if deepest == 0 || bytes.len() < 4 {
        return;
    }
    let mut inner = Vec::new();
    // Firefox: what it would bring back after a crash.
    if let Some([a, b, c, d, packed @ ..]) = bytes.strip_prefix(b"mozLz40\0") {
        let length = u32::from_le_bytes([*a, *b, *c, *d]) as usize;
        inner.extend(lz4_flex::block::decompress(packed, length.min(64 << 20)));
    }
    // Chromium: a file of its cache is a head, a key and what came. Firefox: what came is first.
    let body = cached(bytes).unwrap_or(bytes);
    inner.push(read(brotli::Decompressor::new(body, 4096)));
    // Firefox: what pages store.
    if snap::raw::decompress_len(bytes).is_ok_and(|length| length < (8 << 20)) {
        inner.extend(snap::raw::Decoder::new().decompress_vec(bytes));
    }
    inner.extend(blocks(bytes));
    for (at, pair) in bytes.windows(2).enumerate() {
        let rest = &bytes[at..];
        match pair {
            [0x1f, 0x8b] => inner.push(read(flate2::read::GzDecoder::new(rest))),
            [0x78, 0x01 | 0x5e | 0x9c | 0xda] => inner.push(read(flate2::read::ZlibDecoder::new(rest))),
            [0x28, 0xb5] if rest.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => {
                inner.extend(ruzstd::decoding::StreamingDecoder::new(rest).map(read));
            }
            _ => {}
        }
    }
    for one in inner.into_iter().filter(|one| one.len() > 3) {
        unpack(&one, deepest - 1, found);
        found.push(one);
    }
}

/// As much as can be read before the end or the first error.
fn read(reader: impl Read) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = reader.take(LONGEST).read_to_end(&mut bytes);
    bytes
}

/// What came, in a file of Chromium's cache:
///
/// ```text
/// magic u64 │ version u32 │ length of the key u32 │ hash of the key u32 │ 0 u32 │ key │ what came │ …
/// ```
fn cached(bytes: &[u8]) -> Option<&[u8]> {
    let rest = bytes.strip_prefix(&0xfcfb_6d1b_a772_5c30_u64.to_le_bytes())?;
    let key = u32::from_le_bytes(rest.get(4..8)?.try_into().ok()?) as usize;
    rest.get(16 + key..)
}

/// The blocks of a table of `LevelDB`, unpacked, and their keys, which share beginnings:
///
/// ```text
/// block (bytes │ 0 or 1: packed by Snappy │ checksum u32)… │ index block │ footer (2 handles, magic u64: 48 bytes)
/// entry: shared │ own │ length of the value │ own bytes of the key │ value      handle: offset │ length
/// ```
fn blocks(bytes: &[u8]) -> Vec<Vec<u8>> {
    let footer = bytes.len().checked_sub(48).map(|at| &bytes[at..]).unwrap_or_default();
    if !footer.ends_with(&0xdb47_7524_8b80_fb57_u64.to_le_bytes()) {
        return Vec::new();
    }
    let mut at = footer;
    let numbers: Vec<usize> = (0..4).filter_map(|_| number(&mut at)).collect();
    let [_, _, offset, length] = numbers[..] else { return Vec::new() };
    let index = block(bytes, offset, length).unwrap_or_default();
    let mut found = Vec::new();
    for (_, mut handle) in entries(&index) {
        let (Some(offset), Some(length)) = (number(&mut handle), number(&mut handle)) else { continue };
        let Some(block) = block(bytes, offset, length) else { continue };
        found.extend(entries(&block).into_iter().map(|(key, value)| [&key, value].concat()));
        found.push(block);
    }
    found
}

fn block(bytes: &[u8], offset: usize, length: usize) -> Option<Vec<u8>> {
    let raw = bytes.get(offset..offset.checked_add(length)?)?;
    match bytes.get(offset + length)? {
        1 => snap::raw::Decoder::new().decompress_vec(raw).ok(),
        _ => Some(raw.to_vec()),
    }
}

fn entries(mut block: &[u8]) -> Vec<(Vec<u8>, &[u8])> {
    // At the end are the places where a key stands whole, and how many.
    let restarts = block.last_chunk().map_or(0, |count| u32::from_le_bytes(*count) as usize);
    block = &block[..block.len().saturating_sub(4 + restarts.saturating_mul(4))];
    let mut found: Vec<(Vec<u8>, &[u8])> = Vec::new();
    while let (Some(shared), Some(own), Some(length)) = (number(&mut block), number(&mut block), number(&mut block)) {
        let before = found.last().and_then(|(key, _)| key.get(..shared)).unwrap_or_default();
        let (Some(tail), Some(value)) = (block.get(..own), block.get(own..own + length)) else { break };
        let key = [before, tail].concat();
        block = &block[own + length..];
        found.push((key, value));
    }
    found
}

/// A number in as many bytes as it needs, seven bits each.
fn number(bytes: &mut &[u8]) -> Option<usize> {
    let mut value = 0_usize;
    for shift in (0..35).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= usize::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

/// The records of a journal of `LevelDB`, which break off where 32 KiB are full:
///
/// ```text
/// checksum u32 │ length u16 │ whole, first, middle or last │ bytes
/// ```
fn journal(bytes: &[u8]) -> Vec<u8> {
    let mut found = Vec::new();
    for part in bytes.chunks(32 << 10) {
        let mut rest = part;
        while let Some(head) = rest.get(..7) {
            let length = usize::from(u16::from_le_bytes([head[4], head[5]]));
            let Some(record) = rest.get(7..7 + length) else { break };
            found.extend_from_slice(record);
            rest = &rest[7 + length..];
        }
    }
    found
}

/// Every text and every run of bytes in a database, from a copy: reading one may write to it.
fn cells(path: &Path) -> rusqlite::Result<Vec<Vec<u8>>> {
    let copy = std::env::temp_dir().join(format!("database-{}", std::process::id()));
    for tail in ["", "-wal"] {
        let beside = |path: &Path| Path::new(&format!("{}{tail}", path.display())).to_owned();
        let _ = std::fs::remove_file(beside(&copy));
        let _ = std::fs::copy(beside(path), beside(&copy));
    }
    let found = rows(&copy);
    for tail in ["", "-wal", "-shm", "-journal"] {
        let _ = std::fs::remove_file(format!("{}{tail}", copy.display()));
    }
    found
}

fn rows(copy: &Path) -> rusqlite::Result<Vec<Vec<u8>>> {
    let database = rusqlite::Connection::open(copy)?;
    let mut names = database.prepare("select name from sqlite_master where type = 'table'")?;
    let names: Vec<String> = names.query_map([], |row| row.get(0))?.flatten().collect();
    let mut found = Vec::new();
    for name in names {
        // A table that needs a part of its browser cannot be read; its bytes are searched as they are.
        let Ok(mut all) = database.prepare(&format!("select * from \"{}\"", name.replace('"', "\"\""))) else {
            continue;
        };
        let columns = all.column_count();
        let Ok(mut rows) = all.query([]) else { continue };
        while let Ok(Some(row)) = rows.next() {
            for column in 0..columns {
                match row.get_ref(column)? {
                    rusqlite::types::ValueRef::Text(bytes) | rusqlite::types::ValueRef::Blob(bytes) => {
                        found.push(bytes.to_vec());
                    }
                    _ => {}
                }
            }
        }
    }
    Ok(found)
}
