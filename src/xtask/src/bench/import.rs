//! A package of 5,000 services, with the dirt of real ones: importing and packing it, beside reading it with the csv crate
//! alone, each in a process of its own.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::records::Numbers;
use super::work;
use crate::build::cargo;
use crate::root;
use crate::run::{Fallible, Steps, output, run};

/// How many services.
const SERVICES: usize = 5_000;
/// How many organizations.
const ORGANIZATIONS: usize = 1_300;
/// Runs of each; the median counts.
const RUNS: usize = 5;

const WORDS: &str = "help people who need a lawyer food bed home doctor work pay with forms calls visits groups classes meals rides \
    children families women workers students neighbours every week month day by phone in person at no cost after hours on request";
const KINDS: [&str; 8] = [
    "Legal aid",
    "Food pantry",
    "Emergency shelter",
    "Counseling",
    "Case management",
    "Job training",
    "Medical clinic",
    "Support group",
];
/// Beginnings of numbers that are nobody's: 555-0100 to 555-0199 of each area.
const AREAS: [u16; 72] = [
    201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 224, 225, 228, 229, 231, 234,
    239, 240, 248, 251, 252, 253, 254, 256, 260, 262, 267, 269, 270, 276, 281, 301, 302, 303, 304, 305, 307, 308, 309,
    310, 312, 313, 314, 315, 316, 317, 318, 319, 320, 321, 323, 325, 330, 334, 336, 337, 339, 347, 351, 352, 360, 361,
    386, 401, 402,
];
const TIMES: [(&str, &str); 8] = [
    ("9am", "5pm"),
    ("09:00", "17:00"),
    ("830am", "4:30 PM"),
    ("9:0am", "5:00pm"),
    ("8:00 AM", "noon"),
    ("9:00a", "5:00p"),
    ("6pm", "2am"),
    ("8:00m", "5pm"),
];
const LANGUAGES: [&str; 6] = [
    "English",
    "Spanish (limited)",
    "English and Spanish",
    "other languages available upon request.",
    "Creole",
    "Vietnamese",
];
const DAYS: [&str; 5] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];

fn pick<'a>(numbers: &mut Numbers, from: &[&'a str]) -> &'a str {
    from.get(numbers.below(from.len())).copied().unwrap_or("")
}

fn sentence(numbers: &mut Numbers, words: &[&str], letters: usize) -> String {
    let mut text = String::with_capacity(letters + 40);
    while text.len() < letters {
        text.push_str("We ");
        for _ in 0..9 {
            text.push_str(pick(numbers, words));
            text.push(' ');
        }
        text.pop();
        text.push_str(match numbers.below(40) {
            0 => ". ###MON### ",
            1 => ". Itâ€™s free. ",
            2 => ". <b>Call</b> &amp; come. ",
            3 => ". Come to 12 Elm Street. ",
            _ => ". ",
        });
    }
    text
}

/// Writes the package; the same bytes on every machine.
///
/// # Errors
/// When the disk refuses.
pub fn generate(folder: &Path) -> Fallible<u64> {
    let mut numbers = Numbers::new(0x5eed_0000_0000_0005);
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut tables: Vec<(&str, String)> = [
        ("organizations", "id,name,description,url,email"),
        ("services", "id,organization_id,name,description,url,status,fees,last_modified"),
        ("locations", "id,organization_id,name,latitude,longitude"),
        ("services_at_location", "id,service_id,location_id"),
        ("physical_addresses", "id,location_id,address_1,city,state_province,postal_code,country"),
        ("phones", "id,location_id,number,extension,type,description"),
        ("regular_schedules", "id,service_id,weekday,opens_at,closes_at"),
        ("languages", "id,service_id,language"),
        ("taxonomy", "id,name,vocabulary"),
        ("services_taxonomy", "id,service_id,taxonomy_id"),
    ]
    .map(|(name, heading)| (name, format!("{heading}\n")))
    .into();
    let mut add = |name: &str, row: String| {
        if let Some((_, table)) = tables.iter_mut().find(|(known, _)| *known == name) {
            table.push_str(&row);
            table.push('\n');
        }
    };
    for at in 0..ORGANIZATIONS {
        let text = sentence(&mut numbers, &words, 120);
        add(
            "organizations",
            format!("o{at},Harbour Example {at},\"{text}\",http://h{at}.example.org,info@h{at}.example.org"),
        );
    }
    for at in 0..600 {
        add("taxonomy", format!("t{at},{} {at},none", pick(&mut numbers, &KINDS)));
    }
    for at in 0..SERVICES {
        let text = sentence(&mut numbers, &words, 1_070);
        // Some point at an organization that is nowhere, as real ones do.
        let organization = numbers.below(ORGANIZATIONS + 60);
        let (kind, fees) = (pick(&mut numbers, &KINDS), pick(&mut numbers, &["Free", "None", "Sliding scale", ""]));
        add("services", format!("s{at},o{organization},{kind} {at},\"{text}\",,active,{fees},2026-0{}-11", 1 + at % 9));
        add("locations", format!("l{at},o{organization},House {at},25.7,-80.2"));
        add("services_at_location", format!("x{at},s{at},l{at}"));
        let street = if at % 50 == 0 { "Confidential".to_owned() } else { format!("{} Elm Street", 1 + at) };
        add("physical_addresses", format!("a{at},l{at},{street},Southtown,FL,33001,US"));
        let area = AREAS.get(at % AREAS.len()).copied().unwrap_or(305);
        let number = format!("({area}) 555-01{:02}", at / AREAS.len() % 100);
        let extension = pick(&mut numbers, &["", "", "", "12", "OPT9"]);
        add(
            "phones",
            format!(
                "p{at},l{at},{number},{extension},voice,{}",
                pick(&mut numbers, &["", "Main", "Dee Fieldmouse", "TTY"])
            ),
        );
        if at % 3 == 0 {
            add("phones", format!("q{at},l{at},999-999-9999 x999,,fax,"));
        }
        let (opens, closes) = TIMES.get(numbers.below(TIMES.len())).copied().unwrap_or_default();
        for day in DAYS.iter().take(numbers.below(6)) {
            add("regular_schedules", format!("h{at}{day},s{at},{day},{opens},{closes}"));
        }
        for language in 0..=numbers.below(3) {
            add("languages", format!("g{at}-{language},s{at},{}", pick(&mut numbers, &LANGUAGES)));
        }
        for term in 0..4 {
            add("services_taxonomy", format!("y{at}-{term},s{at},t{}", numbers.below(600)));
        }
    }
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder)?;
    let mut bytes = 0;
    for (name, table) in tables {
        bytes += u64::try_from(table.len())?;
        fs::write(folder.join(format!("{name}.csv")), table)?;
    }
    Ok(bytes)
}

/// Milliseconds and KB of the run in the middle.
fn measured(tool: &Path, words: &[&str]) -> Fallible<(f64, f64)> {
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        let said = output(Command::new(tool).args(words)).ok_or_else(|| format!("{words:?} failed"))?;
        let mut parts = said.split_whitespace().map(|part| part.parse::<f64>().unwrap_or_default());
        runs.push((parts.next().unwrap_or_default(), parts.next().unwrap_or_default()));
    }
    runs.sort_by(|one, other| one.0.total_cmp(&other.0));
    runs.get(RUNS / 2).copied().ok_or_else(|| "no run".into())
}

/// The table.
///
/// # Errors
/// Of the step that fails.
pub fn table(steps: &mut Steps) -> Fallible<String> {
    let folder = work().join("package");
    let target = root().join("target/bench-import");
    steps.step("build the importer", || {
        let mut command = cargo();
        command
            .args(["build", "-q", "--release", "-p", "sidedoor-import", "--example", "measure", "--target-dir"])
            .arg(&target);
        // As a binary for servers is built: for speed, not for somebody's data plan.
        command.args(["--config", "profile.release.opt-level=3", "--config", "profile.release.lto='off'"]);
        run(command.args(["--config", "profile.release.codegen-units=16"]))
    })?;
    let bytes = steps.step("write a package", || generate(&folder))?;
    let tool = target.join("release/examples/measure");
    let folder = folder.display().to_string();
    let resources = root().join("resources").display().to_string();
    let (alone, import, one, pack) = steps.step("import it, and read it alone", || {
        let alone = measured(&tool, &["csv", &folder])?;
        let one = measured(Path::new("taskset"), &["1", &tool.display().to_string(), "import", &folder]).ok();
        Ok((alone, measured(&tool, &["import", &folder])?, one, measured(&tool, &["pack", &folder, &resources])?))
    })?;
    let row = |what: &str, (time, memory): (f64, f64)| {
        format!("| {what} | {time:.0} ms | {:.1} | {:.0} MB |\n", time / alone.0.max(0.1), memory / 1024.0)
    };
    Ok(format!(
        "## Importing {SERVICES} services, {:.1} MB of tables\n\n\
         | what | time | times the csv crate alone (at most 5) | most memory (at most 200 MB) |\n| --- | --- | --- | --- |\n{}{}{}{}",
        f64::from(u32::try_from(bytes)?) / 1e6,
        row("read with the csv crate alone", alone),
        row("import", import),
        one.map_or_else(String::new, |one| row("import, on one core", one)),
        row("import and pack", pack),
    ))
}
