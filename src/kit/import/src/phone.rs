//! A number as somebody typed it: E.164 by libphonenumber, its extension apart, or a reason why not.

use std::collections::HashMap;
use std::str::FromStr;

use rlibphonenumber::enums::Region;
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat, PhoneNumberType};
use sidedoor_core::authoring::check::Misprint;
use sidedoor_core::authoring::numbers::{digits, evidence_holds, is_code, shows};
use sidedoor_core::codes::ContactKind;

/// A number that can be dialled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// E.164, or a code as dialled.
    pub value: String,
    /// As people there write it.
    pub shown: Option<String>,
    /// What to dial when somebody answers.
    pub extension: Option<String>,
    /// An extension that makes no sense.
    pub odd_extension: Option<String>,
    /// Whether it can be dialled from other countries.
    pub from_abroad: bool,
    /// Whether a call costs more than others.
    pub costs_extra: bool,
}

/// Numbers that were read before: libphonenumber is thorough, not quick.
#[derive(Debug, Default)]
pub struct Numbers {
    /// By country and number.
    known: HashMap<String, HashMap<String, Result<Number, String>>>,
}

impl Numbers {
    /// Reads a number of a country (ISO 3166-1, or empty where none is known).
    ///
    /// # Errors
    /// Why it is none, in words for the report.
    pub fn read(&mut self, raw: &str, country: &str, misprints: &[Misprint]) -> Result<Number, String> {
        if let Some(known) = self.known.get(country).and_then(|numbers| numbers.get(raw)) {
            return known.clone();
        }
        let number = read(raw, country).and_then(|number| printed_right(number, misprints));
        self.known.entry(country.to_owned()).or_default().insert(raw.to_owned(), number.clone());
        number
    }
}

/// Words between a number and its extension.
const EXTENSIONS: [&str; 9] = ["extension", "ext.", "ext:", "ext", "option", "opt.", "opt", "x", "#"];

/// A number and what stands behind a word for an extension.
fn split(raw: &str) -> (&str, Option<&str>) {
    let lower = raw.to_ascii_lowercase();
    let found = EXTENSIONS.iter().filter_map(|word| lower.rfind(word).map(|at| (at, word.len())));
    let split = found
        .filter(|(at, _)| raw.get(..*at).is_some_and(|before| digits(before).len() >= 3))
        .min_by_key(|(at, _)| *at);
    match split {
        Some((at, length)) => {
            let after = raw.get(at + length..).unwrap_or("").trim_matches([' ', '.', ':', '-', ')', '#', '*']);
            (
                raw.get(..at).unwrap_or(raw).trim_end_matches([' ', ',', ';', '(']),
                Some(after).filter(|after| !after.is_empty()),
            )
        }
        None => (raw, None),
    }
}

/// The digits of an extension, if it is one.
pub fn extension(raw: &str) -> Option<String> {
    let raw = raw.trim();
    let rest = raw.to_ascii_lowercase();
    let rest = EXTENSIONS.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(&rest);
    let rest = rest.trim_matches([' ', '.', ':', '#', '*']);
    ((1..=7).contains(&rest.len()) && rest.bytes().all(|byte| byte.is_ascii_digit())).then(|| rest.to_owned())
}

fn read(raw: &str, country: &str) -> Result<Number, String> {
    let raw = raw.trim_matches(['"', '\'', ' ', '\u{a0}']);
    let (number, after) = split(raw);
    let found = digits(number);
    let (extension, odd_extension) = match after {
        Some(after) => match extension(after) {
            Some(extension) => (Some(extension), None),
            None => (None, Some(after.to_owned())),
        },
        None => (None, None),
    };
    if found.is_empty() && !number.chars().any(|letter| letter.is_ascii_digit()) {
        return Err("holds no digits".to_owned());
    }
    // Some programs keep the mask of a number around a code: "(211)    -".
    let masked = number.trim_matches(|letter: char| !letter.is_ascii_digit() && letter != '*' && letter != '#');
    if is_code(masked) && found.len() <= 6 && !number.contains('+') {
        return code(masked, country).map(|value| Number {
            value,
            shown: None,
            extension,
            odd_extension,
            from_abroad: false,
            costs_extra: false,
        });
    }
    let region = Region::from_str(country).ok();
    let world = number.trim_start().starts_with('+');
    if region.is_none() && !world {
        return Err("its country is not known; write it with + and the country's code, or give --place".to_owned());
    }
    let parsed = PHONE_NUMBER_UTIL.parse(number, region).ok();
    let at_home =
        |parsed: &PhoneNumber| region.is_some_and(|at| PHONE_NUMBER_UTIL.is_valid_number_for_region(parsed, at));
    let parsed = parsed.map(|parsed| (at_home(&parsed), parsed));
    let parsed = parsed.filter(|(home, parsed)| *home || PHONE_NUMBER_UTIL.is_valid_number(parsed));
    let Some((home, parsed)) = parsed else {
        if number.contains(['/', ',', '|']) || number.contains(" or ") {
            return Err("looks like several numbers; put `; ` between them".to_owned());
        }
        return Err(if world { "is no valid number".to_owned() } else { format!("is no valid number of {country}") });
    };
    let value = PHONE_NUMBER_UTIL.format(&parsed, PhoneNumberFormat::E164).into_owned();
    // A number of another country is shown as the world writes it.
    let shown = if home { PhoneNumberFormat::National } else { PhoneNumberFormat::International };
    let shown = PHONE_NUMBER_UTIL.format(&parsed, shown).into_owned();
    let kind = PHONE_NUMBER_UTIL.get_number_type(&parsed);
    if !evidence_holds(raw, &value) {
        return Err("is read as another number than it is written; write its digits".to_owned());
    }
    Ok(Number {
        shown: Some(shown).filter(|shown| *shown != value && shows(shown, &value)),
        extension,
        odd_extension,
        costs_extra: kind == PhoneNumberType::PremiumRate,
        from_abroad: !matches!(kind, PhoneNumberType::TollFree | PhoneNumberType::SharedCost | PhoneNumberType::UAN),
        value,
    })
}

/// Countries of the North American numbering plan, where three digits are a code only if they end in 11, or are 988.
const NORTH_AMERICA: [&str; 5] = ["US", "CA", "PR", "VI", "GU"];

/// A short code, which only its country knows.
fn code(number: &str, country: &str) -> Result<String, String> {
    let found = digits(number);
    if country.is_empty() || country == "001" {
        return Err("is a short code, which works in one country only; give --place".to_owned());
    }
    let same = found.bytes().all(|byte| Some(byte) == found.bytes().next());
    let known = !NORTH_AMERICA.contains(&country) || found.ends_with("11") || found == "988" || found.len() >= 5;
    let star = number.starts_with(['*', '#']);
    let known = known || star;
    if found.len() < 3 && !star
        || !known
        || (same && found.len() > 3)
        || found == "999" && NORTH_AMERICA.contains(&country)
    {
        return Err(format!("is too short for a number, and no code of {country}"));
    }
    Ok(number.to_owned())
}

fn printed_right(number: Number, misprints: &[Misprint]) -> Result<Number, String> {
    let own = digits(&number.value);
    let misprint = misprints.iter().find(|misprint| {
        let wrong = digits(&misprint.wrong);
        own == wrong || (own.len() > 7 && wrong.len() > 7 && own.ends_with(wrong.trim_start_matches(['0', '1'])))
    });
    misprint.map_or(Ok(number), |known| Err(format!("is a known misprint of {} ({})", known.right, known.what)))
}

/// What the kind of a phone means here.
///
/// # Errors
/// The reason where it has no place.
pub fn kind(raw: &str) -> Result<ContactKind, &'static str> {
    let folded = crate::text::folded(raw);
    Ok(match folded.as_str() {
        "" | "voice" | "phone" | "telephone" | "tel" | "landline" | "hotline" | "toll free" | "tollfree" | "main"
        | "work" | "helpline" | "call" | "cell" | "mobile" | "cellphone" | "office" | "voip" | "other" => {
            ContactKind::Call
        }
        "text" | "sms" | "textphone sms" => ContactKind::Text,
        "tty" | "tdd" | "tty tdd" | "tdd tty" | "textphone" | "relay" => ContactKind::Tty,
        "video" | "videophone" | "vp" => ContactKind::Videophone,
        "whatsapp" | "whats app" => ContactKind::Whatsapp,
        "chat" | "webchat" => ContactKind::Chat,
        "fax" => return Err("a fax: nobody answers there"),
        "pager" | "modem" => return Err("our cards have no place for this kind of number"),
        _ => return Err("the kind of number is not known; voice, text, tty, videophone or whatsapp would be"),
    })
}

/// Whether a kind of phone is one that somebody carries.
pub fn is_carried(raw: &str) -> bool {
    matches!(crate::text::folded(raw).as_str(), "cell" | "mobile" | "cellphone" | "cell phone" | "mobile phone")
}

#[cfg(test)]
#[path = "phone_tests.rs"]
mod tests;
