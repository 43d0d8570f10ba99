//! Plain text out of whatever a cell holds: no markup, no marks of an export, no letter that changes how others are read.

use std::borrow::Cow;

use crate::mojibake;

/// Entities by name that exports hold; others stay as they are.
const ENTITIES: [(&str, char); 18] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("rsquo", '’'),
    ("lsquo", '‘'),
    ("rdquo", '”'),
    ("ldquo", '“'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("bull", '•'),
    ("eacute", 'é'),
    ("aacute", 'á'),
    ("ntilde", 'ñ'),
    ("oacute", 'ó'),
];

/// Elements whose content is no text.
const SILENT: [&str; 7] = ["script", "style", "iframe", "object", "template", "svg", "noscript"];

/// Letters that no reader sees and that can change what is read: controls, byte order marks, direction overrides,
/// zero-width marks but the joiners that Persian and Indic scripts need.
const fn is_hidden(letter: char) -> bool {
    matches!(letter, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}'
        | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' | '\u{fffd}' | '\u{e0000}'..='\u{e007f}')
}

/// The letters that somebody sees, and no others.
pub fn visible(text: &str) -> String {
    text.replace(is_hidden, "")
}

/// A text and what was done to it, in words for the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plain<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// What was done, if a reader should know.
    pub done: Vec<&'static str>,
}

/// The plain text of a cell.
pub fn plain(raw: &str) -> Plain<'_> {
    let raw = raw.trim();
    let clean = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b'&' | b'#' | b'\\');
    let mut before = b'x';
    let simple = raw.bytes().all(|byte| {
        let ok = clean(byte) || byte == b' ' && before != b' ';
        before = byte;
        ok
    });
    if simple && !names_script(raw) {
        return Plain { text: Cow::Borrowed(raw), done: Vec::new() };
    }
    let mut done = Vec::new();
    let mut text = mojibake::mended(raw).into_owned();
    if text != raw {
        done.push("letters that were read in the wrong encoding are mended");
    }
    let mut step = |text: &mut String, new: Option<String>, what: &'static str| {
        if let Some(new) = new.filter(|new| new != text) {
            *text = new;
            if !done.contains(&what) {
                done.push(what);
            }
        }
    };
    let tagless = without_tags(&text);
    step(&mut text, tagless, "markup is taken out");
    let decoded = decoded(&text);
    step(&mut text, decoded, "entities are written as letters");
    // What was markup in disguise is markup still.
    let tagless = without_tags(&text);
    step(&mut text, tagless, "markup is taken out");
    let broken = text.contains('\\') && ["\\n", "\\r", "\\t"].iter().any(|letters| text.contains(letters));
    let unbroken = broken.then(|| text.replace("\\r", " ").replace("\\n", " ").replace("\\t", " "));
    step(&mut text, unbroken, "line breaks written as letters are taken out");
    let unmarked = without_marks(&text);
    step(&mut text, unmarked, "marks of the export (###) are taken out");
    let shown = text.contains(is_hidden).then(|| visible(&text));
    step(&mut text, shown, "letters that nobody sees are taken out");
    let harmless = without_scripts(&text);
    step(&mut text, harmless, "a link that would run a program is taken out");
    Plain { text: Cow::Owned(single_spaced(&text)), done }
}

fn single_spaced(text: &str) -> String {
    let mut before = b' ';
    let single = text.bytes().all(|byte| {
        let ok = byte > b' ' && byte.is_ascii() || byte == b' ' && before != b' ';
        before = byte;
        ok
    });
    if single && before != b' ' {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn without_tags(text: &str) -> Option<String> {
    if !text.contains('<') {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let opens = after.starts_with(|letter: char| letter.is_ascii_alphabetic() || matches!(letter, '/' | '!' | '?'));
        if !opens {
            // "ages < 18": no markup, and it must not become some.
            out.push_str(" less than ");
            rest = after;
            continue;
        }
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        rest = if SILENT.contains(&name.as_str()) { after_element(after, &name) } else { after };
        out.push(' ');
    }
    out.push_str(rest);
    Some(out)
}

/// What stands after the end of an element; nothing if it has none.
fn after_element<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("</") {
        if after.get(..name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name)) {
            return after.split_once('>').map_or("", |(_, after)| after);
        }
        rest = after;
    }
    ""
}

/// Letters between `&` and `;`.
const LONGEST_ENTITY: usize = 8;

fn decoded(text: &str) -> Option<String> {
    if !text.contains('&') {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        // Names are short; to look further, from each mark to the end of a long cell, would never end.
        let end = after.bytes().take(LONGEST_ENTITY + 1).position(|byte| byte == b';');
        let named = end.and_then(|end| Some((after.get(..end)?, after.get(end + 1..)?)));
        let entity = named.and_then(|(name, after)| {
            let letter = match name.strip_prefix('#') {
                Some(number) => number
                    .strip_prefix(['x', 'X'])
                    .map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())
                    .and_then(char::from_u32),
                None => ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, letter)| *letter),
            }?;
            Some((letter, after))
        });
        let (letter, after) = entity.unwrap_or(('&', after));
        out.push(letter);
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}

/// Takes out marks such as `###MON###`, which some programs write where a line broke.
fn without_marks(text: &str) -> Option<String> {
    if !text.contains("###") {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("###") {
        out.push_str(before);
        out.push(' ');
        let mark = after.split_once("###").filter(|(mark, _)| {
            mark.len() <= 12
                && mark.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
        });
        rest = mark.map_or_else(|| after.trim_start_matches('#'), |(_, after)| after);
    }
    out.push_str(rest);
    Some(out)
}

/// Schemes of addresses that run something.
const SCRIPTS: [&str; 3] = ["javascript:", "vbscript:", "data:text"];

fn names_script(text: &str) -> bool {
    text.contains(':') && {
        let lower = text.to_ascii_lowercase();
        SCRIPTS.iter().any(|scheme| lower.contains(scheme))
    }
}

fn without_scripts(text: &str) -> Option<String> {
    if !names_script(text) {
        return None;
    }
    let harmless = |word: &&str| !names_script(word);
    Some(text.split_whitespace().filter(harmless).collect::<Vec<_>>().join(" "))
}

/// The longest description that a card shows.
pub const LONGEST: usize = 600;

/// A text of at most [`LONGEST`] letters, ended at the end of a sentence, and what was cut off.
pub fn shortened(text: &str) -> (&str, &str) {
    if text.len() <= LONGEST {
        return (text, "");
    }
    let Some((limit, _)) = text.char_indices().nth(LONGEST) else { return (text, "") };
    let head = text.get(..limit).unwrap_or(text);
    let mut after = None;
    let end = head.char_indices().rev().find_map(|(at, letter)| {
        let ends = letter == '。' || after == Some(' ') && matches!(letter, '.' | '!' | '?' | '।' | '؟');
        after = Some(letter);
        ends.then(|| at + letter.len_utf8())
    });
    // A first sentence longer than a card is cut between words.
    let end = end.filter(|end| *end > LONGEST / 8).or_else(|| head.rfind(' ')).unwrap_or(limit);
    text.split_at_checked(end).map_or((text, ""), |(kept, cut)| (kept.trim_end(), cut.trim_start()))
}

/// Letters for comparing: lower case, without accents, anything else a space.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut spaced = true;
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() {
            out.push(letter.to_ascii_lowercase());
            spaced = false;
        } else if letter.is_ascii() {
            if !spaced {
                out.push(' ');
            }
            spaced = true;
        } else {
            for letter in letter.to_lowercase().map(unaccented) {
                if !letter.is_whitespace() {
                    out.push(letter);
                    spaced = false;
                } else if !spaced {
                    out.push(' ');
                    spaced = true;
                }
            }
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

const fn unaccented(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        '\u{2010}'..='\u{2027}' | '\u{a0}' => ' ',
        other => other,
    }
}

#[cfg(test)]
#[path = "text_tests.rs"]
mod tests;
