//! Any bytes as any file: never a panic, always an ending for every row, always what our check takes.

use proptest::prelude::*;

use super::*;

const NAMES: [&str; 9] = [
    "organizations.csv",
    "services.csv",
    "phones.csv",
    "schedules.csv",
    "addresses.csv",
    "languages.csv",
    "services.json",
    "anything.tsv",
    "service_taxonomy.csv",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_as_any_file(name in 0..NAMES.len(), bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let files = [Opened::new(NAMES[name], bytes)];
        let _ = import(&files, known(), &options());
    }

    #[test]
    fn any_cells_in_a_package_pass_our_check(
        name in cell(), description in cell(), url in cell(), number in cell(), opens in cell(), closes in cell(), day in cell(),
        language in cell(), address in cell(), state in cell(), person in cell(), fees in cell(),
    ) {
        let table = |heading: &str, cells: &[&str]| {
            let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            format!("{heading}\n{}\n", quoted.join(","))
        };
        let texts = [
            ("organizations.csv", table("id,name,website", &["o1", &name, &url])),
            ("services.csv", table("id,organization_id,name,description,url,fees,email", &["s1", "o1", &name, &description, &url, &fees, &person])),
            ("phones.csv", table("service_id,number,description", &["s1", &number, &person])),
            ("schedules.csv", table("service_id,weekday,opens_at,closes_at", &["s1", &day, &opens, &closes])),
            ("languages.csv", table("service_id,language", &["s1", &language])),
            ("service_at_location.csv", table("service_id,location_id", &["s1", "l1"])),
            ("addresses.csv", table("location_id,address_1,city,state_province,country", &["l1", &address, &state, &state, "US"])),
        ];
        let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let imported = imported(&texts);
        let counts = imported.report.all_counts();
        prop_assert_eq!(counts.rows, 7);
    }
}

/// A cell of what real exports hold, and of what they should not.
fn cell() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("shelter".to_owned()),
        Just("12 Main Street".to_owned()),
        Just("Confidential".to_owned()),
        Just("legal aid".to_owned()),
        Just("305-555-0142".to_owned()),
        Just("x12".to_owned()),
        Just("9am".to_owned()),
        Just("17:00".to_owned()),
        Just("Monday".to_owned()),
        Just("Spanish (limited)".to_owned()),
        Just("<script>".to_owned()),
        Just("&lt;b&gt;".to_owned()),
        Just("###MON###".to_owned()),
        Just("Ann Persona".to_owned()),
        Just("https://x.example.org".to_owned()),
        Just("javascript:x".to_owned()),
        Just("FL".to_owned()),
        Just(", ".to_owned()),
        Just(" ".to_owned()),
        Just("lane".to_owned()),
        Just("\u{202e}".to_owned()),
        ".{0,6}",
    ];
    proptest::collection::vec(part, 0..5).prop_map(|parts| parts.join(" "))
}
