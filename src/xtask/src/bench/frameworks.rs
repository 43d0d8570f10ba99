//! The first screen and the search as one would build them with Preact or Svelte (`tests/bench/`): the data that they load,
//! the words and records of the site as JSON, and each of them as a folder that can be served.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};
use sidedoor_core::authoring::check::Resources;
use sidedoor_core::authoring::{packing, read_json};
use sidedoor_core::codes::{Answerer, Need};
use sidedoor_core::directory::{Directory, Service};
use sidedoor_core::files::below;
use sidedoor_core::lines::{countries, main_line};
use sidedoor_core::search::normalized;
use sidedoor_core::text::{self, Key, Text, say};
use sidedoor_kit::headers::HEADERS;
use sidedoor_kit::site::compressed;

use super::work;
use crate::run::{Fallible, Steps, run};
use crate::{build, root, tools};

/// What is built with.
const PACKAGES: [&str; 3] = ["preact@11.2.0", "svelte@5.57.3", "minisearch@7.2.0"];

/// Their names, each with the folder that it is served from.
///
/// # Errors
/// When one cannot be built.
pub fn sites(steps: &mut Steps) -> Fallible<Vec<(&'static str, PathBuf)>> {
    tools::npm_install(steps, &PACKAGES.map(str::to_owned))?;
    steps.step("the same two screens in Preact and in Svelte", || {
        let resources = build::resources()?;
        let data = data(&resources)?.to_string();
        let style = fs::read_to_string(root().join("public/style.css"))?;
        let page = format!(
            "<!DOCTYPE html>\n<html lang=\"en\" class=\"js\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>Notes</title>\n\
             <link rel=\"icon\" href=\"data:,\">\n<link rel=\"preload\" href=\"data.json\" as=\"fetch\" crossorigin>\n\
             <script type=\"module\" src=\"app.js\"></script>\n<style>{style}</style>\n</head>\n<body></body>\n</html>\n"
        );
        let headers = json!({ "": { "Cache-Control": "no-store" } }).to_string();
        let mut sites = Vec::new();
        for (name, which) in [("Preact", "preact"), ("Svelte", "svelte")] {
            let folder = work().join(which);
            fs::create_dir_all(&folder)?;
            let app = folder.join("app.js");
            let script = root().join("tests/bench/build.mjs");
            run(Command::new("node").arg(script).arg(which).arg(&app).arg(tools::npm_module("")))?;
            for (file, bytes) in [("index.html", page.as_bytes()), ("data.json", data.as_bytes()), ("app.js", &fs::read(&app)?)] {
                fs::write(folder.join(file), bytes)?;
                fs::write(folder.join(format!("{file}.br")), compressed(bytes)?)?;
            }
            fs::write(folder.join(HEADERS), &headers)?;
            sites.push((name, folder));
        }
        Ok(sites)
    })
}

/// What both of them load.
fn data(resources: &Resources) -> Fallible<Value> {
    let directory = Directory::read(&packing::directory(resources), &normalized).map_err(|error| error.to_string())?;
    let english = resources.languages.iter().find(|language| language.tag == "en").ok_or("no English")?;
    let text = Text::read(&text::pack(english)).map_err(|error| error.to_string())?;
    let zones: BTreeMap<String, Vec<String>> =
        read_json(&below(&root().join("resources/places"))?, "time-zones.json").map_err(|fault| fault.to_string())?;
    let all: Vec<Value> = directory.iter().map(|service| record(&text, service)).collect();
    let country = |code: &&str| {
        let numbers = directory.emergency(code).map_or_else(Vec::new, |entry| {
            let of = |scheme: &str, number: &str, words: String| {
                (!number.is_empty()).then(|| json!({ "href": format!("{scheme}:{number}"), "words": words }))
            };
            [
                of("tel", entry.all(), say::danger_call(&text, entry.all())),
                of("tel", entry.police(), say::danger_police(&text, entry.police())),
                of("tel", entry.ambulance(), say::danger_ambulance(&text, entry.ambulance())),
                of("sms", entry.text(), say::danger_text(&text, entry.text())),
            ]
            .into_iter()
            .flatten()
            .collect()
        });
        json!({ "code": code, "name": text.name(code), "zones": zones.get(*code), "line": main_line(&directory, code).map(Service::row), "numbers": numbers })
    };
    let doors = [
        ("talk", Key::HomeTalk, Key::HomeTalkHint),
        ("find", Key::HomeFind, Key::HomeFindHint),
        ("checkins", Key::HomeCheckins, Key::HomeCheckinsHint),
        ("signs", Key::HomeSigns, Key::HomeSignsHint),
        ("rights", Key::HomeRights, Key::HomeRightsHint),
        ("next", Key::HomeNext, Key::HomeNextHint),
        ("fears", Key::HomeFears, Key::HomeFearsHint),
        ("list", Key::HomeList, Key::HomeListHint),
        ("safe", Key::HomeSafe, Key::HomeSafeHint),
        ("help", Key::HomeHelp, Key::HomeHelpHint),
        ("paper", Key::HomePaper, Key::HomePaperHint),
    ];
    let say = |key: Key| text.get(key);
    let phrases = resources.phrases.get("en");
    let asked = |need: &Need| phrases.and_then(|all| all.concepts.get(&format!("need.{}", need.code())));
    Ok(json!({
        "words": {
            "title": say(Key::HomeTitle), "lead": say(Key::HomeLead), "here": say(Key::HomeHere), "leaves": say(Key::ContactAllLeave),
            "countries": say(Key::HomeCountries), "danger": say(Key::DangerQuestion), "back": say(Key::CommonBack),
            "findTitle": say(Key::FindTitle), "search": say(Key::FindSearch), "found": say(Key::FindResults), "more": say(Key::CommonMore),
            "doors": doors.map(|(to, name, hint)| json!([to, say(name), say(hint)])),
        },
        "countries": countries(&directory).iter().map(country).collect::<Vec<_>>(),
        "services": all,
        "needs": Need::ALL.iter().map(|need| json!([need.code(), text.named("need", need.code())])).collect::<Vec<_>>(),
        "phrases": Need::ALL.iter().filter_map(|need| Some((need.code(), asked(need)?))).collect::<BTreeMap<_, _>>(),
        "stop": phrases.map(|all| &all.stop),
    }))
}

/// A service as the two screens show it and the search reads it.
fn record(text: &Text, service: Service<'_>) -> Value {
    let contacts: Vec<Value> = service
        .contacts()
        .filter_map(|one| {
            Some(json!({ "href": one.href()?, "shown": one.shown(), "words": text.named("label", one.label().code()) }))
        })
        .take(3)
        .collect();
    let needs: Vec<&str> =
        Need::ALL.iter().filter(|need| service.needs().has(need.bit())).map(|need| need.code()).collect();
    let answered =
        (service.answered_by() != Answerer::Unknown).then(|| text.named("answerer", service.answered_by().code()));
    json!({
        "id": service.row(), "name": service.name(), "description": service.description(), "area": service.area(),
        "place": text.name(service.area()), "facts": text.named("cost", service.cost().code()), "answered": answered,
        "needs": needs, "contacts": contacts,
    })
}
