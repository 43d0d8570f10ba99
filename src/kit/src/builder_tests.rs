use std::io::Cursor;
use std::path::Path;

use sidedoor_core::files::{below, part};

use super::*;

fn embed() -> Files {
    below(&project().join("public/embed")).unwrap()
}

fn project() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What is served below `embed/` of the site as we ship it, and with pages that may show it.
fn site(ancestors: &[&str]) -> Files {
    let mut resources = crate::app::tests::resources();
    resources.ancestors = ancestors.iter().map(|one| (*one).to_owned()).collect();
    let app = crate::site::App { embed: embed(), ..crate::app::tests::small() };
    part(&crate::site::site(&crate::app::tests::files(), &resources, &app).unwrap(), "embed/")
}

fn text(files: &Files, name: &str) -> String {
    String::from_utf8(files[name].clone()).unwrap()
}

#[test]
fn the_newest_loader_is_newest_by_number_and_its_integrity_is_that_of_its_bytes() {
    let embed =
        [("1.9.0/loader.js", "nine"), ("1.10.0/loader.js", "ten"), ("1.10.0-rc/loader.js", ""), ("README.md", "")];
    let embed = embed.map(|(path, bytes)| (path.to_owned(), bytes.as_bytes().to_vec())).into();
    let (path, integrity) = newest_loader(&embed).unwrap();
    assert_eq!(path, "1.10.0/loader.js");
    // printf ten | openssl dgst -sha384 -binary | base64
    assert_eq!(integrity, "sha384-npIvVunCW+wEq7AINt+0XAyd8kCuKjlzpDC88+nh7KEYeUCw0OoZ6RWE+rEJSWjl");
}

#[test]
fn the_builder_page_offers_what_the_site_has_and_holds_no_empty_place() {
    let page = text(&site(&["https://www.example.org"]), "index.html");
    assert!(!page.contains("{{") && !page.contains("}}"));
    for whole in [
        "<option value=\"es\" lang=\"es\" data-leaves-to=\"https://worldweather.wmo.int/es/home.html\">Español</option>",
        "<option value=\"CA\">Canada</option>",
        "<option value=\"rights\">My rights</option>",
        "name=\"needs\" value=\"shelter\"> A safe place tonight</label>",
        "<li><code>https://www.example.org</code></li>",
        "src=\"1.0.0/loader.js\" integrity=\"sha384-",
    ] {
        assert!(page.contains(whole), "{whole}");
    }
    assert!(!page.contains("<option value=\"EU\"") && !page.contains("<option value=\"001\""));
}

#[test]
fn the_builder_page_keeps_to_its_policy() {
    let page = text(&embed(), "index.html");
    let script = text(&embed(), "builder.js");
    assert!(!page.contains(" style=") && !page.contains("<style") && !page.contains(" onclick"));
    assert!(page.matches("<script").count() == page.matches("<script src=").count());
    for sink in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "fetch(", "Storage"] {
        assert!(!script.contains(sink), "{sink}");
    }
}

#[test]
fn what_is_published_of_a_loader_never_changes() {
    let embed = embed();
    let published = [("1.0.0/loader.js", "sha384-gRxZBtD0TDyLOH+mJGvEj+zWwmcdXFV6oab0SoDgYMtkpX0/BIM91b4eS+5cywP2")];
    for (path, integrity) in published {
        let one = [(path.to_owned(), embed[path].clone())].into();
        assert_eq!(newest_loader(&one).unwrap().1, integrity, "{path} was published: make a new version instead");
    }
    assert_eq!(embed.keys().filter(|path| path.ends_with(LOADER)).count(), published.len(), "each is held here");
}

/// The attributes that the newest loader listens to.
fn observed() -> Vec<String> {
    let embed = embed();
    let loader = text(&embed, newest_loader(&embed).unwrap().0);
    sorted(quoted(&loader, "observedAttributes = [", ']'))
}

/// The words in single quotes between a beginning and an end.
fn quoted(text: &str, begin: &str, end: char) -> Vec<String> {
    let list = text.split_once(begin).unwrap().1.split_once(end).unwrap().0;
    list.split('\'').skip(1).step_by(2).map(str::to_owned).collect()
}

fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    names
}

fn json(files: &Files, name: &str) -> serde_json::Value {
    serde_json::from_slice(&files[name]).unwrap()
}

fn names(list: &serde_json::Value) -> Vec<String> {
    sorted(list.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect())
}

#[test]
fn what_editors_are_told_names_exactly_the_attributes_of_the_newest_loader() {
    let embed = embed();
    assert_eq!(names(&json(&embed, "html-data.json")["tags"][0]["attributes"]), observed());
    let module = &json(&embed, "custom-elements.json")["modules"][0];
    assert_eq!(names(&module["declarations"][0]["attributes"]), observed());
    assert_eq!(module["path"].as_str(), newest_loader(&embed).map(|(path, _)| path));
    let types = text(&embed, "help-finder.d.ts");
    let body = types.split_once("interface HelpFinderAttributes {").unwrap().1.split_once("\n}").unwrap().0;
    let fields = body.lines().filter_map(|line| line.trim().split_once("?:"));
    assert_eq!(sorted(fields.map(|(name, _)| name.trim_matches('\'').to_owned()).collect()), observed());
}

#[test]
fn the_plugin_pins_the_newest_loader_and_offers_what_it_listens_to() {
    let embed = embed();
    let (loader, integrity) = newest_loader(&embed).unwrap();
    let plugin = text(&embed, "wordpress/help-finder/help-finder.php");
    assert!(plugin.contains(&format!("'embed/{loader}'")) && plugin.contains(&format!("'{integrity}'")));
    // The site is its one setting.
    let offered: Vec<String> = observed().into_iter().filter(|name| name != "site").collect();
    assert_eq!(sorted(quoted(&plugin, "HELP_FINDER_ATTRIBUTES = array(", ')')), offered);
    let block = json(&embed, "wordpress/help-finder/block/block.json");
    let camel = |name: &String| match name.split_once('-') {
        Some((first, rest)) => format!("{first}{}{}", rest[..1].to_uppercase(), &rest[1..]),
        None => name.clone(),
    };
    let attributes = block["attributes"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(sorted(attributes), sorted(offered.iter().map(camel).collect()));
}

#[test]
fn the_plugin_is_served_packed_as_wordpress_takes_it_and_always_in_the_same_bytes() {
    let (one, other) = (site(&[]), site(&[]));
    assert!(one.keys().all(|path| !path.contains(".php")), "a host that knows PHP would run it");
    let packed = &one["wordpress/help-finder.zip"];
    assert!(packed == &other["wordpress/help-finder.zip"]);
    let mut archive = zip::ZipArchive::new(Cursor::new(packed)).unwrap();
    let mut found = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("help-finder/help-finder.php").unwrap(), &mut found).unwrap();
    assert_eq!(found, text(&embed(), "wordpress/help-finder/help-finder.php"));
    assert!(archive.by_name("help-finder/block/block.json").is_ok());
}
