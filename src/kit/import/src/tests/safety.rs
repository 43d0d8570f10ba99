//! What must never come in, nor stand in the report that is handed on.

use super::*;

fn nowhere(imported: &Imported, words: &[&str]) {
    let all = everything(imported);
    for word in words {
        assert!(!all.contains(word), "{word:?} stands in:\n{all}");
    }
}

#[test]
fn the_name_of_a_staff_member_never_comes_in() {
    let imported = package(
        "s1,o1,Legal aid,Ask for Marigold Fieldmouse at the desk.,,marigold.fieldmouse@harbour.example.org,active,",
        &[
            (
                "contacts.csv",
                "id,service_id,name,title,email\nc1,s1,Marigold Fieldmouse,Director,marigold@harbour.example.org\n",
            ),
            (
                "phones.csv",
                "id,service_id,contact_id,number,type,description\n1,s1,c1,305-555-0142,voice,\n2,s1,,305-555-0143,voice,Bramble Thistledown\n\
                 3,s1,,305-555-0144,voice,Ms. Thistle's desk\n4,s1,,305-555-0145,voice,Intake office\n",
            ),
        ],
    );
    let ways: Vec<&str> = only(&imported).contacts.iter().map(|contact| contact.value.as_str()).collect();
    assert_eq!(ways, ["+13055550145"]);
    nowhere(
        &imported,
        &["Marigold", "marigold", "Fieldmouse", "Bramble", "Thistle", "5550142", "5550143", "5550144", "Director"],
    );
}

#[test]
fn a_personal_mobile_never_comes_in_but_a_line_that_a_group_answers_does() {
    let imported = package(
        SERVICE,
        &[(
            "phones.csv",
            "id,service_id,number,type,description\n1,s1,305-555-0142,cell,\n2,s1,305-555-0143,mobile,24 hour hotline\n",
        )],
    );
    assert_eq!(only(&imported).contacts[0].value, "+13055550143");
    assert!(says(&imported, "2", "number", "a mobile phone"));
    nowhere(&imported, &["5550142", "555-0142"]);
}

#[test]
fn a_personal_mailbox_or_number_inside_a_description_is_cut_out() {
    let imported = package(
        "s1,o1,Legal aid,Write to bramble@freemail.example or call (305) 555-0177. We help.,,,active,",
        &[("phones.csv", "id,service_id,number\n1,s1,305-555-0142\n")],
    );
    nowhere(&imported, &["bramble@", "555-0177"]);
    assert!(only(&imported).description.contains("We help."));
    assert!(says(&imported, "2", "description", "mailbox") && says(&imported, "2", "description", "has no check"));
}

fn shelter(description: &str, address: &str) -> Imported {
    package(
        &format!("s1,o1,Emergency shelter,\"{description}\",,,active,"),
        &[
            ("services_at_location.csv", "service_id,location_id\ns1,l1\n"),
            (
                "addresses.csv",
                &format!("location_id,address_1,city,state_province,country\nl1,\"{address}\",Southtown,FL,US\n"),
            ),
        ],
    )
}

#[test]
fn a_confidential_address_never_leaves_the_file() {
    let imported =
        shelter("A house for women. Come to 4711 Hidden Elm Street, Suite 9. Call first.", "4711 Hidden Elm Street");
    nowhere(&imported, &["4711", "Hidden Elm"]);
    assert!(only(&imported).description.contains("A house for women."));
    assert_eq!(only(&imported).city, None);
    assert!(says(&imported, "2", "description", "the place of a shelter is never printed"));
}

#[test]
fn an_address_without_a_number_is_cut_out_of_its_shelters_texts() {
    let imported = shelter("Behind The Old Cooper Mill. Ring twice.", "The Old Cooper Mill");
    nowhere(&imported, &["Cooper"]);
}

/// One row of the template.
fn sheet(cells: &[(&str, &str)]) -> Imported {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(cells.iter().map(|(column, _)| column)).unwrap();
    table.write_record(cells.iter().map(|(_, cell)| cell)).unwrap();
    imported(&[("services.csv", std::str::from_utf8(&table.into_inner().unwrap()).unwrap())])
}

#[test]
fn where_a_secret_place_is_no_sentence_says_in_whatever_words() {
    for (secret, words) in [
        ("yes", "A house for women. We are at the corner of 5th and Main, next to the bus depot. Ask for Jenny."),
        ("YES!", "We are at 1420 Mangrove Avenue, Apt 3, behind the blue church. Ring twice. A house for women."),
        // An address over two sentences.
        ("yes", "A house for women. It has 12 beds. The lane is called Mangrove."),
        ("confidential", "A house for women. Cerca de la estación, frente a Main Depot."),
    ] {
        let imported = sheet(&[
            ("name", "Safe place"),
            ("organization", "Harbour Example"),
            ("description", words),
            ("website", "https://harbour.example.org"),
            ("country", "US"),
            ("phone", "305-555-0142"),
            ("needs", "shelter"),
            ("shelter_address_is_secret", secret),
        ]);
        assert!(only(&imported).description.starts_with("A house for women."), "{}", only(&imported).description);
        nowhere(&imported, &["corner", "Main", "Mangrove", "blue church", "depot", "Depot"]);
    }
}

#[test]
fn a_sentence_that_something_was_cut_out_of_goes_whole_and_what_is_left_is_told() {
    let text =
        "We help with rent. Ask for Bramble Thistle she is our coordinator, cell 305-555-0177. Open daily at St. Mary.";
    let imported = package(
        &format!("s1,o1,Legal aid,\"{text}\",,,active,"),
        &[("phones.csv", "id,service_id,number\n1,s1,305-555-0142\n")],
    );
    assert_eq!(only(&imported).description, "We help with rent. Open daily at St. Mary.");
    assert!(written::as_text(&imported.report).contains("We help with rent. Open daily at St. Mary."));
}

#[test]
fn a_street_in_a_text_about_violence_is_cut_out_though_it_is_no_shelter() {
    let text =
        "Counseling after domestic violence. OTHER HOUSES: 21 Veil Cove, Southtown. 168 Quiet Street, Northtown.";
    let imported = package(&format!("s1,o1,Counseling,\"{text}\",,,active,"), &[]);
    nowhere(&imported, &["Veil", "Quiet", "168"]);
    let own_words = package("s1,o1,Library,\"Food pantry at 12 Main Street.\",,,active,", &[]);
    assert!(only(&own_words).description.contains("12 Main Street"), "an open house may say where it is");
    let confidential = package(
        "s1,o1,Legal aid,\"We sit at 12 Main Street.\",,,active,",
        &[
            ("services_at_location.csv", "service_id,location_id\ns1,l1\n"),
            ("addresses.csv", "location_id,address_1,city,state_province,country\nl1,Confidential,Southtown,FL,US\n"),
        ],
    );
    nowhere(&confidential, &["12 Main"]);
}

#[test]
fn markup_and_links_that_run_programs_cannot_reach_the_page() {
    let imported = package(
        "s1,o1,<img src=x onerror=alert(1)>Legal aid,\"<script>alert(1)</script>We &lt;script&gt;help&lt;/script&gt; javascript:alert(1) you\",\
         javascript:alert(1),,active,",
        &[("phones.csv", "id,service_id,number,type\n1,s1,305-555-0142,voice\n2,s1,data:text/html;base64.x,chat\n")],
    );
    let service = serde_json::to_string(only(&imported)).unwrap();
    for bad in ["<", "onerror", "javascript", "alert", "data:"] {
        assert!(!service.contains(bad), "{bad} in {service}");
    }
    assert_eq!(only(&imported).name, "Legal aid");
    assert_eq!(only(&imported).url.as_deref(), Some("https://harbour.example.org"));
    assert!(says(&imported, "2", "url", "https://"));
}

#[test]
fn letters_that_turn_a_line_around_cannot_reach_the_page() {
    let imported = package("s1,o1,Legal \u{202e}dia,About\u{0}\u{2066} us.,,,active,", &[]);
    let service = serde_json::to_string(only(&imported)).unwrap();
    assert!(!service.contains(['\u{202e}', '\u{0}', '\u{2066}']));
}

#[test]
fn nobody_has_called_a_number_that_was_imported_and_nobody_is_called_a_charity() {
    let imported = package(SERVICE, &[("phones.csv", "id,service_id,number\n1,s1,305-555-0142\n")]);
    assert!(only(&imported).contacts.iter().all(|contact| contact.called.is_none()));
    assert_eq!(only(&imported).answered_by.is.code(), "unknown");
}
