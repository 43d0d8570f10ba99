//! What real exports hold: mended or refused, and said so.

use super::*;

fn hours(rows: &str) -> Imported {
    let table = format!("id,service_id,weekday,opens_at,closes_at\n{rows}");
    package(SERVICE, &[("regular_schedules.csv", table.as_str())])
}

#[test]
fn hours_that_could_be_two_things_are_not_known_and_the_service_stays() {
    let imported = hours("1,s1,Monday,9am,5pm\n2,s1,Tuesday,8:00m,5pm\n");
    assert!(only(&imported).schedules.is_empty());
    assert!(says(&imported, "3", "opens_at", "8:00m"));
    assert!(says(&imported, "2", "", "a part of a week would read as closed"));
}

#[test]
fn hours_in_one_cell_over_midnight_and_around_the_clock_are_read() {
    let evening = hours("1,s1,Fri-Sat,6pm,2am\n");
    assert_eq!(
        (only(&evening).schedules[0].opens_at.as_str(), only(&evening).schedules[0].closes_at.as_str()),
        ("18:00", "02:00")
    );
    assert!(says(&evening, "2", "closes_at", "after midnight"));
    assert_eq!(only(&hours("1,s1,weekdays,9:00 AM - 4:30 PM,\n")).schedules[0].closes_at, "16:30");
    assert_eq!(only(&hours("1,s1,daily,24 hours,\n")).schedules[0].closes_at, "24:00");
    let slip = hours("1,s1,Monday,9am,03:00\n");
    assert!(only(&slip).schedules.is_empty());
    assert!(says(&slip, "2", "closes_at", "closes before it opens"));
}

#[test]
fn hours_without_a_time_zone_are_left_out_and_the_option_is_named() {
    let mut without = options();
    without.time_zone = None;
    let texts = [
        ("organizations.csv", ORGANIZATIONS),
        ("services.csv", "id,organization_id,name,description\ns1,o1,Legal aid,About.\n"),
        ("schedules.csv", "service_id,weekday,opens_at,closes_at\ns1,Monday,9am,5pm\n"),
    ];
    let imported = checked(import(&files(&texts), known(), &without));
    assert!(only(&imported).schedules.is_empty());
    assert!(says(&imported, "2", "timezone", "--time-zone"));
}

#[test]
fn a_row_with_more_cells_than_the_heading_is_refused_rather_than_shifted() {
    let imported = package(
        SERVICE,
        &[("phones.csv", "id,service_id,number\np1,s1,305-555-0142,extra\np2,s1\np3,s1,305-555-0143\n")],
    );
    assert_eq!(only(&imported).contacts[0].value, "+13055550143");
    assert!(says(&imported, "2", "", "4 cells, but the heading has 3"));
    assert!(says(&imported, "3", "", "fewer cells"));
}

#[test]
fn a_quotation_mark_that_never_closes_swallows_nothing_silently() {
    let rows = "p,s1,305-555-0142\n".repeat(5_000);
    let table = format!("id,service_id,number\np1,s1,\"305-555-0142\n{rows}");
    let imported = package(SERVICE, &[("phones.csv", table.as_str())]);
    assert!(says(&imported, "2", "number", "never closed"));
}

#[test]
fn a_service_of_an_organization_that_is_nowhere_stands_under_its_own_name() {
    let imported = package("s1,o82,Legal aid,About.,https://x.example.org,,active,", &[]);
    assert_eq!(imported.organizations[0].1.name, "Legal aid");
    assert!(says(&imported, "2", "organization_id", "o82"));
    assert!(says(&imported, "2", "", "no service of it came in"), "the organisation that is there has no service");
}

#[test]
fn rows_without_ids_are_named_and_a_service_without_one_keeps_its_id_from_its_name() {
    let texts = [
        ("services.csv", "organization_id,name,description,url,status\n,Legal aid,About.,x.example.org,active\n"),
        ("eligibility.csv", "id,service_id,eligibility\n,,Adults\n"),
    ];
    let imported = imported(&texts);
    assert!(only(&imported).id.starts_with("us-legal-aid"));
    assert!(says(&imported, "2", "service_id", "nobody can say whose row this is"));
}

#[test]
fn a_second_service_with_the_same_id_is_merged_if_it_is_the_same_and_refused_if_not() {
    let imported = package(&format!("{SERVICE}\n{SERVICE}\ns1,o1,Another,Other.,,,active,"), &[]);
    assert_eq!(only(&imported).name, "Legal aid");
    assert!(says(&imported, "4", "id", "stands in row 2 already"));
    assert_eq!(imported.report.counts(1).merged, 1);
}

#[test]
fn two_organizations_whose_ids_read_the_same_are_told_apart() {
    let imported = imported(&[
        ("organizations.csv", "id,name,website\nA B,One,one.example.org\na-b,Two,two.example.org\n"),
        (
            "services.csv",
            "id,organization_id,name,description,status\n1,A B,Legal aid,A.,active\n2,a-b,Legal aid,B.,active\n",
        ),
    ]);
    assert_eq!(imported.organizations.len(), 2);
    assert_ne!(imported.organizations[0].1.id, imported.organizations[1].1.id);
}

#[test]
fn a_row_in_windows_1252_among_rows_in_utf_8_is_read_and_said() {
    let mut bytes =
        b"id,name,website\no1,Caf\xc3\xa9,https://harbour.example.org\no2,Se\xf1or\x92s,https://two.example.org\n"
            .to_vec();
    bytes.splice(0..0, *b"\xef\xbb\xbf");
    let services = "id,organization_id,name,description,status\n1,o1,Legal aid,A.,active\n2,o2,Legal aid,B.,active\n";
    let all = [
        Opened::new("organizations.csv", bytes),
        Opened::new("services.csv", services.replace('\n', "\r\n").into_bytes()),
    ];
    let imported = checked(import(&all, known(), &options()));
    let names: Vec<&str> = imported.organizations.iter().map(|(_, one)| one.name.as_str()).collect();
    assert_eq!(names, ["Café", "Señor’s"]);
    assert!(says(&imported, "3", "", "Windows-1252"));
}

#[test]
fn utf_16_is_read() {
    let text: Vec<u8> = "name,organization,needs,country,website\nAyuda,Año,legal,US,x.example.org\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let bytes = [b"\xff\xfe".as_slice(), &text].concat();
    let imported = checked(import(&[Opened::new("a.csv", bytes)], known(), &options()));
    assert_eq!(imported.organizations[0].1.name, "Año");
}

#[test]
fn words_of_the_wrong_encoding_marks_and_markup_in_a_description_are_mended_and_said() {
    let imported = package("s1,o1,Legal aid,AttorneyGÇÖs office ###MON### <b>daily</b> &amp; free.,,,active,", &[]);
    assert_eq!(only(&imported).description, "Attorney’s office daily & free.");
    assert!(says(&imported, "2", "description", "wrong encoding"));
    assert!(says(&imported, "2", "description", "###"));
}

#[test]
fn numbers_that_are_none_are_refused_and_named() {
    let rows = "id,service_id,number,extension,type\n1,s1,999-999-9999 x999,,voice\n2,s1,999,,voice\n3,s1,305-555-0142,OPT9,voice\n4,s1,305 555 0142,,voice\n\
        5,s1,305-555-0143,,fax\n6,s1,305-555-0144,,tty\n7,s1,741741,,sms\n";
    let imported = package(SERVICE, &[("phones.csv", rows)]);
    let ways: Vec<&str> = only(&imported).contacts.iter().map(|contact| contact.value.as_str()).collect();
    assert_eq!(ways, ["+13055550142", "+13055550144", "741741", "info@harbour.example.org"]);
    assert!(says(&imported, "2", "number", "999-999-9999 x999"));
    assert!(says(&imported, "3", "number", "too short"));
    assert!(says(&imported, "6", "type", "fax"));
    assert_eq!(imported.report.counts(2).merged, 1);
}

#[test]
fn needs_come_from_a_mapping_then_from_words_and_otherwise_the_row_is_refused() {
    let texts = |name: &str| {
        let services = format!("id,organization_id,name,description,status\ns1,o1,{name},Nothing to go by.,active\n");
        files(&[
            ("organizations.csv", ORGANIZATIONS),
            ("services.csv", &services),
            ("taxonomy.csv", "id,name\nt1,Widget Lending\n"),
            ("service_taxonomy.csv", "service_id,taxonomy_id\ns1,t1\n"),
        ])
    };
    let refused = import(&texts("Widgets"), known(), &options());
    assert!(refused.organizations.is_empty());
    assert!(says(&refused, "2", "needs", "Widget Lending"));
    let mut mapped = options();
    mapped.needs.insert("widget lending".to_owned(), Need::Basics);
    let mapped = checked(import(&texts("Widgets"), known(), &mapped));
    assert_eq!(only(&mapped).needs, [Need::Basics]);
    assert!(says(&mapped, "2", "needs", "basics"));
    let default = checked(import(&texts("Widgets"), known(), &Options { need: Some(Need::Referral), ..options() }));
    assert_eq!(only(&default).needs, [Need::Referral]);
    assert!(says(&default, "2", "needs", "--need"));
    assert_eq!(only(&checked(import(&texts("Emergency shelter"), known(), &options()))).needs, [Need::Shelter]);
}

#[test]
fn closed_services_and_old_ones_are_left_out_or_marked() {
    let closed = "s1,o1,Legal aid,About.,,,defunct,";
    let left_out = package(closed, &[]);
    assert!(left_out.organizations.is_empty());
    assert!(says(&left_out, "2", "status", "closed"));
    let texts = |date: &str| {
        let services = format!(
            "id,organization_id,name,description,status,last_modified\ns1,o1,Legal aid,About.,inactive,{date}\n"
        );
        files(&[("organizations.csv", ORGANIZATIONS), ("services.csv", &services)])
    };
    let keep = Options { keep_closed: true, older_than: Some(12), ..options() };
    let marked = checked(import(&texts("2024-01-05T10:00:00Z"), known(), &keep));
    assert!(
        says(&marked, "2", "status", "says that it is closed")
            && says(&marked, "2", "assured_date", "last confirmed 2024-01-05")
    );
    assert_eq!(only(&marked).sources[0].published.as_deref(), Some("2024-01-05"));
    let strict = Options { leave_out_old: true, ..keep };
    assert!(import(&texts("2024-01-05"), known(), &strict).organizations.is_empty());
    assert_eq!(import(&texts("2026-06-01"), known(), &strict).organizations.len(), 1);
    let kept = Options { keep_closed: true, ..options() };
    let odd = checked(import(&texts("5/4/24"), known(), &kept));
    assert!(says(&odd, "2", "last_modified", "no date with one reading"));
    assert_eq!(only(&odd).sources[0].published, None);
}

#[test]
fn a_service_without_a_source_a_place_or_a_way_to_reach_it_is_refused() {
    let texts = files(&[
        ("organizations.csv", "id,name\no1,Harbour Example\n"),
        ("services.csv", "id,organization_id,name,description\ns1,o1,Legal aid,About.\n"),
        ("phones.csv", "service_id,number\ns1,+13055550142\n"),
    ]);
    let place = Some("US-FL".to_owned());
    let no_source = import(&texts, known(), &Options { place: place.clone(), ..Options::on(TODAY) });
    assert!(says(&no_source, "2", "source", "--source"));
    let no_place = import(&texts, known(), &Options::on(TODAY));
    assert!(says(&no_place, "2", "service_area", "--place"));
    let no_way = import(&texts[..2], known(), &options());
    assert!(says(&no_way, "2", "", "nobody could reach it"));
}

#[test]
fn the_state_of_an_address_is_the_place_and_one_that_we_do_not_know_is_said() {
    let at = |state: &str| {
        let addresses =
            format!("location_id,address_1,city,state_province,country\nl1,1 Main St,Southtown,{state},US\n");
        package(
            SERVICE,
            &[("services_at_location.csv", "service_id,location_id\ns1,l1\n"), ("addresses.csv", &addresses)],
        )
    };
    assert_eq!(only(&at("California")).service_area, "US-CA");
    assert_eq!(only(&at("tx")).service_area, "US-TX");
    let unknown = at("Nowhere");
    assert_eq!(only(&unknown).service_area, "US-FL", "the place that was given");
    assert!(says(&unknown, "2", "state_province", "Nowhere"));
}

#[test]
fn a_long_description_is_cut_at_a_sentence_and_what_was_cut_is_named() {
    let long = format!("{} The very last words.", " And more.".repeat(80));
    let imported = package(&format!("s1,o1,Legal aid,{long},,,active,"), &[]);
    assert!(only(&imported).description.chars().count() <= 600 && only(&imported).description.ends_with("more."));
    assert!(says(&imported, "2", "description", "cut off"));
}

#[test]
fn columns_that_have_no_place_are_named_once() {
    let imported = package(
        SERVICE,
        &[("phones.csv", "id,service_id,number,colour\n1,s1,305-555-0142,red\n2,s1,305-555-0143,blue\n")],
    );
    let named: Vec<_> = imported.report.entries.iter().filter(|one| one.field == "colour").collect();
    assert_eq!(named.len(), 1);
    assert_eq!(named[0].from, "2 cells");
}

#[test]
fn a_file_that_is_none_of_ours_is_said_and_does_not_stop_the_rest() {
    let imported = package(SERVICE, &[("notes.csv", "a,b\n1,2\n"), ("broken.json", "{\"id\": "), ("empty.csv", "")]);
    assert_eq!(services(&imported).len(), 1);
    let text = written::as_text(&imported.report);
    assert!(text.contains("nothing we know") && text.contains("is not JSON from here on"), "{text}");
}

#[test]
fn a_report_opened_in_a_spreadsheet_runs_nothing() {
    let imported = package(SERVICE, &[("phones.csv", "id,service_id,number\n1,s1,=HYPERLINK(1)\n")]);
    let table = String::from_utf8(written::as_csv(&imported.report).unwrap()).unwrap();
    assert!(table.contains("'=HYPERLINK"), "{table}");
}

#[test]
fn a_row_has_the_number_that_a_spreadsheet_shows_with_blank_lines_and_breaks_in_cells() {
    let table =
        "\n\nid;service_id;number;description\n\np1;s1;999-999-9999;\"two\nlines\"\n\r\n\np2;s1;888;\n\np3;s1;777;";
    let imported = package(&format!("{SERVICE}\n"), &[("phones.csv", table)]);
    for row in ["5", "8", "10"] {
        assert!(says(&imported, row, "number", ""), "{row}: {}", written::as_text(&imported.report));
    }
}

#[test]
fn a_row_has_the_number_that_a_spreadsheet_shows_where_lines_end_as_in_windows() {
    let table =
        "id,service_id,number\r\n1,s1,305-555-0142\r\n2,s1,999-999-9999\r\n\r\n3,s1,\"888\r\n\"\r\n4,s1,777\r\n";
    let imported = package(SERVICE, &[("phones.csv", table)]);
    for row in ["3", "5", "6"] {
        assert!(says(&imported, row, "number", ""), "{row}: {}", written::as_text(&imported.report));
    }
}

#[test]
fn always_open_is_said_in_many_ways_and_two_numbers_in_a_cell_are_seen() {
    let sheet = "name,organization,website,country,phone,needs,always_open\n\
        A,Harbour Example,https://harbour.example.org,US,305-555-0142,talk,24/7\n\
        B,Harbour Example,https://harbour.example.org,US,305-555-0143 / 305-555-0144,talk,perhaps\n";
    let imported = imported(&[("services.csv", sheet)]);
    let service = &imported.organizations[0].1.services[0];
    assert!(service.schedules.iter().any(|one| one.opens_at == "00:00"), "{:?}", service.schedules);
    assert!(says(&imported, "3", "always_open", "neither yes nor no"));
    assert!(says(&imported, "3", "number", "several numbers"));
}

#[test]
fn a_package_says_what_its_files_are_and_what_separates_their_cells() {
    let package = r#"{"resources": [{"name": "service", "path": "d/first.csv", "dialect": {"delimiter": "|"}},
        {"name": "phone", "path": "d/second.csv", "dialect": {"delimiter": ";"}}]}"#;
    let services =
        "id|name|description|url\ns1|Legal aid|Help, papers, advice, and more; for all|https://harbour.example.org\n";
    let texts = [
        ("datapackage.json", package),
        ("d/first.csv", services),
        ("d/second.csv", "id,service_id,number\n1,s1,305-555-0142\n"),
    ];
    let imported = imported(&texts);
    assert_eq!(only(&imported).name, "Legal aid");
    // Its package is wrong about the second, and the heading says so.
    assert_eq!(only(&imported).contacts[0].value, "+13055550142");
}
