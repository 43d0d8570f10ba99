use super::*;

fn two() -> Profiles {
    let one = |value: &str| vec![("X-Frame", value.to_owned())];
    Profiles::default().with("", one("alone")).with("embed/", one("framed"))
}

#[test]
fn the_longest_beginning_of_a_path_decides_alone() {
    let profiles = two().with("embed/1.0.0/", vec![("Y", "kept".to_owned())]);
    let of = |path: &str| profiles.of(path).map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>();
    assert_eq!(of("/"), ["X-Frame: alone"]);
    assert_eq!(of("/embedded.js"), ["X-Frame: alone"], "a folder's name is whole");
    assert_eq!(of("/embed/index.html"), ["X-Frame: framed"]);
    assert_eq!(of("embed/es/index.html"), ["X-Frame: framed"]);
    assert_eq!(of("/embed/1.0.0/load.js"), ["Y: kept"], "nothing is added up");
}

#[test]
fn what_is_written_reads_back_and_an_empty_file_means_no_headers() {
    let written = serde_json::to_vec(&two()).unwrap();
    assert_eq!(Profiles::read(&written), Ok(two()));
    assert_eq!(Profiles::read(b"{}").unwrap().of("/").count(), 0);
}

#[test]
fn a_file_of_another_form_is_refused_with_the_form_that_would_be_right() {
    let flat = Profiles::read(br#"{"Cache-Control":"no-store"}"#).unwrap_err();
    assert!(flat.contains("an object of headers for each beginning of a path"), "{flat}");
    let slash = Profiles::read(br#"{"/embed/":{}}"#).unwrap_err();
    assert!(slash.contains("begins with a slash"), "{slash}");
}
