//! A browser's own folder on the disk, and what can be found in it once the browser has ended.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use aho_corasick::{AhoCorasick, AhoCorasickBuilder};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use crate::unpack::layers;

/// Folders made so far by this process.
static MADE: AtomicUsize = AtomicUsize::new(0);

/// A folder in which a browser keeps what it keeps; it ends with the value.
#[derive(Debug)]
pub struct Profile {
    /// Where it is.
    pub folder: PathBuf,
}

/// All that lies in a profile, unpacked.
#[derive(Debug)]
pub struct Contents {
    /// Each file by its name within the folder; its name, its bytes, and what could be unpacked from them.
    files: Vec<(String, Vec<Vec<u8>>)>,
}

impl Default for Profile {
    fn default() -> Self {
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("profile-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self { folder }
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Profile {
    /// Reads whatever is there now, or what lies under one of these names.
    pub fn read(&self, within: &[&str]) -> Contents {
        let mut paths = Vec::new();
        walk(&self.folder, &mut paths);
        let mut files = Vec::new();
        for path in paths {
            let name = path.strip_prefix(&self.folder).unwrap().to_string_lossy().into_owned();
            if !within.is_empty() && !within.iter().any(|part| name.contains(part)) {
                continue;
            }
            if path.is_dir() {
                files.push((format!("{name}/"), vec![name.into_bytes()]));
                continue;
            }
            // A file may be gone again while the browser runs; a link leads nowhere of ours.
            let Ok(bytes) = std::fs::read(&path) else { continue };
            let mut all = layers(&path, bytes);
            all.push(name.clone().into_bytes());
            files.push((name, all));
        }
        Contents { files }
    }
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => {
                // An empty folder may tell a name, too.
                paths.push(entry.path());
                walk(&entry.path(), paths);
            }
            Ok(kind) if kind.is_file() => paths.push(entry.path()),
            _ => {}
        }
    }
}

impl Contents {
    /// How many files and folders there are.
    pub fn count(&self) -> usize {
        self.files.len()
    }

    /// Where any of these words is, as `file: word`. Case does not matter (but in Base64), nor whether a
    /// letter takes one byte or two.
    pub fn find<'a>(&self, words: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let finder = finder(&words);
        let mut found = BTreeSet::new();
        for (name, layers) in &self.files {
            for hit in layers.iter().flat_map(|layer| finder.find_overlapping_iter(layer)) {
                found.insert(format!("{name}: {}", words[hit.pattern().as_usize() % words.len()]));
            }
        }
        found
    }

    /// What stands behind a host and its port, wherever it stands: paths, as `file: path`. In the bytes of a database one
    /// cell runs into the next; there only the cells are read.
    pub fn paths(&self, host: &str) -> BTreeSet<String> {
        let finder = AhoCorasick::new([format!("{host}:")]).unwrap();
        let mut found = BTreeSet::new();
        let database = |name: &str, layer: &[u8]| {
            layer.starts_with(b"SQLite format 3") || name.ends_with("-wal") || name.ends_with("-journal")
        };
        for (name, layers) in &self.files {
            let layers = layers.iter().filter(|layer| !database(name, layer));
            for (layer, hit) in layers.flat_map(|layer| finder.find_iter(layer).map(move |hit| (layer, hit))) {
                let rest = layer[hit.end()..].iter().skip_while(|byte| byte.is_ascii_digit());
                let path: Vec<u8> = rest
                    .take_while(|byte| byte.is_ascii_alphanumeric() || b"/.-_?#=&%".contains(byte))
                    .copied()
                    .collect();
                if path.len() > 1 && path[0] == b'/' {
                    found.insert(format!("{name}: {}", String::from_utf8_lossy(&path)));
                }
            }
        }
        found
    }

    /// What of a site is left, by kind of file: its address, its neutral title, its empty icon. Of files that do not
    /// name the site nobody can say whose title it is.
    pub fn traces(&self, host: &str, title: &str) -> BTreeMap<String, BTreeSet<&'static str>> {
        // Firefox keeps names of hosts backwards, too.
        let backwards: String = host.chars().rev().collect();
        let address = finder(&[host, &backwards]);
        let wide: Vec<u8> = title.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let others = [
            ("icon", AhoCorasick::new(["data:,"]).unwrap()),
            ("title", AhoCorasick::new([title.as_bytes(), &wide]).unwrap()),
        ];
        let mut traces: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
        for (name, layers) in &self.files {
            let has = |finder: &AhoCorasick| layers.iter().any(|layer| finder.is_match(layer));
            if has(&address) {
                let kinds = traces.entry(general(name)).or_default();
                kinds.insert("address");
                kinds.extend(others.iter().filter(|(_, finder)| has(finder)).map(|(kind, _)| kind));
            }
        }
        traces
    }
}

/// Finds words in one byte a letter, in two, and within Base64, where a word looks different by where it begins.
fn finder(words: &[&str]) -> AhoCorasick {
    let narrow = words.iter().map(|word| word.as_bytes().to_vec());
    let wide = words.iter().map(|word| word.encode_utf16().flat_map(u16::to_le_bytes).collect());
    let coded = (0..3).flat_map(|before| words.iter().map(move |word| in_base64(word, before)));
    let all: Vec<Vec<u8>> = narrow.chain(wide).chain(coded).collect();
    AhoCorasickBuilder::new().ascii_case_insensitive(true).build(all).unwrap()
}

/// The letters of Base64 that a word alone decides, where so many bytes of a group of three stand before it.
fn in_base64(word: &str, before: usize) -> Vec<u8> {
    let bytes = [&[0; 2][..before], word.as_bytes()].concat();
    let letters = STANDARD_NO_PAD.encode(&bytes).into_bytes();
    let own = letters[(before * 8).div_ceil(6)..bytes.len() * 8 / 6].to_vec();
    // So few letters stand anywhere by chance; the word itself is looked for instead.
    if own.len() < 8 { word.as_bytes().to_vec() } else { own }
}

/// A file's name without what is another each time: runs of digits, and of letters and digits that name nothing.
fn general(name: &str) -> String {
    let mut pattern = String::new();
    for part in name.split_inclusive(['/', '.', '_', '-', '+', '^']) {
        let (word, end) = part.split_at(part.len() - usize::from(part.ends_with(['/', '.', '_', '-', '+', '^'])));
        let hex = word.len() >= 8 && word.chars().all(|one| one.is_ascii_hexdigit());
        let number = word.len() >= 4 && word.chars().all(|one| one.is_ascii_digit());
        pattern.push_str(if hex || number { "*" } else { word });
        pattern.push_str(end);
    }
    pattern
}
