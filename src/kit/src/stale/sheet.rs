//! The call sheet: on the terminal, on paper, and as a spreadsheet that comes back filled in.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::Call;
use sidedoor_import::cell::guarded;

/// What the one who calls says and asks.
pub const QUESTIONS: [(&str, &str); 6] = [
    ("number", "Is this the right number for them?"),
    ("hours", "When does somebody answer?"),
    ("languages", "In which languages?"),
    ("cost", "What does it cost, the call and the help?"),
    ("answered_by", "Who answers: a charity, a public office, the police?"),
    ("tells_police", "Do they tell the police or immigration, and do they ask first?"),
];

/// Before the first call.
pub const FIRST: &str = "Say first that you check an entry and do not need help yourself. A crisis line has callers \
    waiting: ask whether another number or another time is better. Never call an emergency number to try it.";

/// The columns of the sheet. Those in [`FILLED_IN`] are for the one who calls.
pub const COLUMNS: [&str; 20] = [
    "service_id",
    "kind",
    "value",
    "service",
    "organization",
    "place",
    "what_to_do",
    "number_as_written",
    "extension",
    "keyword",
    "hours",
    "languages",
    "cost",
    "answered_by",
    "tells_police",
    "source_page",
    "page_date",
    "page_read_on",
    "last_called_on",
    "notes",
];

/// Empty columns, in front of all others.
pub const FILLED_IN: [&str; 2] = ["called_on", "number_is_right"];

const NOT_KNOWN: &str = "we do not know";

/// The sheet for a spreadsheet program.
///
/// # Errors
/// When the writer refuses.
pub fn csv(calls: &[Call], mut into: impl Write) -> io::Result<()> {
    into.write_all("\u{feff}".as_bytes())?;
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(into);
    writer.write_record(FILLED_IN.iter().chain(&COLUMNS))?;
    for call in calls {
        let believed = |name: &str| believed(call, name).unwrap_or_default();
        let row = [
            "",
            "",
            &call.service,
            call.kind.code(),
            &call.value,
            &call.name,
            &call.organization,
            &call.place,
            call.verb(),
            &call.shown,
            &call.extension,
            &call.keyword,
            believed("hours"),
            believed("languages"),
            believed("cost"),
            believed("answered_by"),
            believed("tells_police"),
            &call.page,
            call.published.as_deref().unwrap_or_default(),
            &call.read,
            call.called.as_deref().unwrap_or_default(),
            "",
        ];
        writer.write_record(row.map(guarded))?;
    }
    writer.flush()
}

fn believed<'a>(call: &'a Call, name: &str) -> Option<&'a str> {
    call.believed.iter().find(|(of, _)| *of == name).and_then(|(_, what)| what.as_deref())
}

/// What is done with which number.
fn action(call: &Call) -> String {
    let mut said = format!("{} {}", call.verb(), call.shown);
    if call.shown != call.value {
        said.push_str(&format!(" ({})", call.value));
    }
    for (name, value) in [("extension", &call.extension), ("send", &call.keyword)] {
        if !value.is_empty() {
            said.push_str(&format!(", {name} {value}"));
        }
    }
    said
}

/// How old the word on it is.
fn age(call: &Call) -> String {
    let called = call.called.as_deref().map_or("nobody has called".to_owned(), |day| format!("called on {day}"));
    let page = call.published.as_deref().map_or("a page without a date".to_owned(), |date| format!("a page of {date}"));
    format!("{called}; {page}, read {}", call.read)
}

fn title(call: &Call) -> String {
    let organization = if call.organization.is_empty() { String::new() } else { format!(", {}", call.organization) };
    format!("{}{organization} – {}", call.name, call.place)
}

/// The sheet for a terminal.
pub fn text(calls: &[Call], late: &[String]) -> String {
    let mut said = String::new();
    if !calls.is_empty() {
        said.push_str(&format!("{FIRST}\n\nAsk:\n"));
        for (_, question) in QUESTIONS {
            said.push_str(&format!("  {question}\n"));
        }
    }
    for call in calls {
        said.push_str(&format!("\n{}  [{}]\n  {}\n  {}\n", title(call), call.service, action(call), age(call)));
        for (name, what) in &call.believed {
            let name = name.replace('_', " ");
            said.push_str(&format!("  {name:13}{}\n", what.as_deref().unwrap_or(NOT_KNOWN)));
        }
        said.push_str(&format!("  {}\n  who, when:   ________________\n", call.page));
    }
    if !late.is_empty() {
        said.push_str("\nTo be reviewed by now:\n");
        for one in late {
            said.push_str(&format!("  {one}\n"));
        }
    }
    said
}

/// The sheet for machines.
pub fn json(calls: &[Call], late: &[String]) -> Value {
    let calls: Vec<Value> = calls
        .iter()
        .map(|call| {
            let believed: serde_json::Map<String, Value> =
                call.believed.iter().map(|(name, what)| ((*name).to_owned(), json!(what))).collect();
            json!({
                "service": call.service, "name": call.name, "organization": call.organization, "place": call.place,
                "kind": call.kind.code(), "value": call.value, "shown": call.shown, "extension": call.extension,
                "keyword": call.keyword, "called": call.called, "page": call.page, "published": call.published,
                "read": call.read, "last_word": call.last_word(), "never_call": call.never_call, "believed": believed,
            })
        })
        .collect();
    json!({ "calls": calls, "overdue": late })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The sheet for paper: no script, no link, nothing from elsewhere.
pub fn html(calls: &[Call], late: &[String], today: &str) -> String {
    let item = |text: &str| format!("<li>{}</li>\n", escaped(text));
    let questions: String = QUESTIONS.iter().map(|(_, question)| item(question)).collect();
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"robots\" content=\"noindex\">\n\
        <title>Calls to make, {today}</title>\n<style>{}</style>\n<h1>Calls to make, {today}</h1>\n\
        <p>{FIRST}</p>\n<ul>\n{questions}</ul>\n",
        style()
    );
    for call in calls {
        let mut facts = String::new();
        for (name, what) in &call.believed {
            let what = what.as_deref().unwrap_or(NOT_KNOWN);
            facts.push_str(&format!("<tr><th>{}<td>{}<td class=answer>\n", name.replace('_', " "), escaped(what)));
        }
        page.push_str(&format!(
            "<section>\n<h2>{}</h2>\n<p><strong>{}</strong></p>\n<table>\n<tr><th><th>we believe<th>they say\n{facts}\
            </table>\n<p class=source>{}<br>{}<br>{}</p>\n<p>☐ right&ensp; ☐ wrong&ensp; ☐ no answer&emsp; \
            who: ______________ when: ______________</p>\n</section>\n",
            escaped(&title(call)),
            escaped(&action(call)),
            escaped(&age(call)),
            escaped(&call.page),
            escaped(&call.service),
        ));
    }
    if !late.is_empty() {
        let late: String = late.iter().map(|one| item(one)).collect();
        page.push_str(&format!("<h2>To be reviewed by now</h2>\n<ul>\n{late}</ul>\n"));
    }
    page
}

/// The style of the sheet on paper, as it stands in it.
pub fn style() -> String {
    format!("\n{STYLE}")
}

const STYLE: &str = "body { font: 11pt/1.35 sans-serif; max-width: 46rem; margin: 1rem auto; padding: 0 1rem }
section { break-inside: avoid; border-top: 1px solid; margin-top: 1rem }
h2 { font-size: 1.1em }
table { border-collapse: collapse; width: 100% }
th, td { border: 1px solid #888; padding: .2em .4em; text-align: left; vertical-align: top; font-weight: normal }
.answer { width: 45% }
.source { font-size: .85em; overflow-wrap: anywhere }
";
