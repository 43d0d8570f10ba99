//! Recipes for servers that keep no record: the files of `public/hosting/`, filled in for one site. Its headers come from
//! `headers.json`, as they do everywhere.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::path::Path;

use crate::headers::Profiles;

const NGINX: &str = include_str!("../../../public/hosting/nginx.conf");
const CADDY: &str = include_str!("../../../public/hosting/Caddyfile");
const APACHE: &str = include_str!("../../../public/hosting/apache.conf");
const CONTAINER: &str = include_str!("../../../public/hosting/Containerfile");
const README: &str = include_str!("../../../public/hosting/README.md");

/// Over https alone: a browser never asks for this host without it again.
const HSTS: (&str, &str) = ("Strict-Transport-Security", "max-age=31536000");

/// Where a site is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Whether over https.
    https: bool,
    /// The host's name.
    name: String,
    /// The port, where it is not the usual one.
    port: Option<u16>,
    /// The folder of the site on the server.
    folder: String,
}

impl Place {
    /// A site at an address, such as `https://help.example.org`, in a folder of its server.
    ///
    /// # Errors
    /// What is wrong with the address or the folder.
    pub fn new(address: &str, folder: &str) -> Result<Self, String> {
        let wrong = || format!("{address:?} is no address of a site, such as https://help.example.org");
        let (scheme, rest) = address.trim_end_matches('/').split_once("://").ok_or_else(wrong)?;
        let (name, port) = match rest.rsplit_once(':') {
            Some((name, port)) => (name, Some(port.parse().map_err(|_| wrong())?)),
            None => (rest, None),
        };
        let named = |one: char| one.is_ascii_alphanumeric() || "-.".contains(one);
        if !["http", "https"].contains(&scheme) || name.is_empty() || !name.chars().all(named) {
            return Err(wrong());
        }
        if folder.is_empty() || folder.contains(['"', '$', '\n', '{', '}', ';', ' ', '\\']) {
            return Err(format!("{folder:?}: a folder without quotes, spaces or signs is safe in every recipe"));
        }
        Ok(Self { https: scheme == "https", name: name.to_owned(), port, folder: folder.to_owned() })
    }

    fn port(&self) -> u16 {
        self.port.unwrap_or(if self.https { 443 } else { 80 })
    }
}

/// What a site is served with, as recipes need it.
struct Headers<'a> {
    /// Every header, by its name.
    names: BTreeSet<&'a str>,
    /// Every beginning of a path, the longest first; the last is empty.
    prefixes: Vec<&'a str>,
    profiles: &'a Profiles,
    https: bool,
}

impl<'a> Headers<'a> {
    fn new(profiles: &'a Profiles, https: bool) -> Self {
        let mut prefixes: Vec<&str> = profiles.all().map(|(prefix, _)| prefix).collect();
        prefixes.sort_by_key(|prefix| std::cmp::Reverse(prefix.len()));
        let mut names: BTreeSet<&str> =
            profiles.all().flat_map(|(_, headers)| headers.keys().map(String::as_str)).collect();
        names.extend(https.then_some(HSTS.0));
        Self { names, prefixes, profiles, https }
    }

    /// The headers of what lies below a beginning of a path, and no longer one.
    fn of(&self, prefix: &str) -> Vec<(&'a str, &'a str)> {
        let here = self.profiles.all().find(|(one, _)| *one == prefix);
        let headers = here.into_iter().flat_map(|(_, headers)| headers);
        let headers = headers.map(|(name, value)| (name.as_str(), value.as_str()));
        headers.chain(self.https.then_some(HSTS)).collect()
    }

    /// The longer beginnings that are not of this one.
    fn below(&self, prefix: &str) -> impl Iterator<Item = &'a str> {
        self.prefixes.iter().copied().filter(move |one| one.len() > prefix.len() && one.starts_with(prefix))
    }
}

/// Every recipe, by the name of its file; `files` are those of the site, by their path without the first `/`.
///
/// # Errors
/// A header that a recipe cannot hold.
pub fn recipes(profiles: &Profiles, files: &[String], place: &Place) -> Result<Vec<(&'static str, String)>, String> {
    let headers = Headers::new(profiles, place.https);
    for (_, all) in profiles.all() {
        if let Some((name, _)) = all.iter().find(|(_, value)| value.contains(['"', '$', '\n', '\r', '\\', '{'])) {
            return Err(format!("headers.json: {name} has a sign that a server would read otherwise"));
        }
    }
    Ok(vec![
        ("nginx.conf", nginx(&headers, place)),
        ("Caddyfile", caddy(&headers, place)),
        ("apache.conf", apache(&headers, place)),
        ("_headers", underscored(&headers, files)),
        ("Containerfile", CONTAINER.to_owned()),
        ("README.md", README.to_owned()),
    ])
}

fn filled(template: &str, place: &Place, parts: &[(&str, &str)]) -> String {
    let common = [("{{name}}", place.name.as_str()), ("{{folder}}", place.folder.as_str())];
    let all = common.iter().chain(parts);
    all.fold(template.to_owned(), |text, (mark, with)| text.replace(mark, with))
}

/// A map a header, so that a server block says each of them once.
fn nginx(headers: &Headers<'_>, place: &Place) -> String {
    let (mut maps, mut lines) = (String::new(), String::new());
    for name in &headers.names {
        let variable = format!("$finder_{}", name.to_ascii_lowercase().replace('-', "_"));
        maps.push_str(&format!("map $uri {variable} {{\n"));
        for prefix in &headers.prefixes {
            let value = headers.of(prefix).into_iter().find(|(one, _)| one == name).map_or("", |(_, value)| value);
            let fits = if prefix.is_empty() { "default".to_owned() } else { format!("~^/{prefix}") };
            maps.push_str(&format!("    {fits} \"{value}\";\n"));
        }
        maps.push_str("}\n");
        lines.push_str(&format!("    add_header {name} {variable} always;\n"));
    }
    let (port, secure) = (place.port(), if place.https { " ssl" } else { "" });
    // An address of this machine's own is listened on alone.
    let at = if place.name.parse::<IpAddr>().is_ok() { format!("{}:", place.name) } else { String::new() };
    let mut listen = format!("listen {at}{port}{secure};");
    if place.https {
        let name = &place.name;
        listen.push_str(&format!(
            "\n    ssl_certificate /etc/letsencrypt/live/{name}/fullchain.pem;\n    ssl_certificate_key \
             /etc/letsencrypt/live/{name}/privkey.pem;"
        ));
    }
    filled(NGINX, place, &[("{{maps}}", &maps), ("{{headers}}", &lines), ("{{listen}}", &listen)])
}

/// A matcher a beginning of a path, without those of longer ones.
fn caddy(headers: &Headers<'_>, place: &Place) -> String {
    let mut lines = String::new();
    for (at, prefix) in headers.prefixes.iter().enumerate() {
        lines.push_str(&format!("\n\t@profile{at} {{\n\t\tpath /{prefix}*\n"));
        for longer in headers.below(prefix) {
            lines.push_str(&format!("\t\tnot path /{longer}*\n"));
        }
        lines.push_str(&format!("\t}}\n\theader @profile{at} {{\n"));
        for (name, value) in headers.of(prefix) {
            lines.push_str(&format!("\t\t{name} \"{value}\"\n"));
        }
        lines.push_str("\t}\n");
    }
    let port = place.port.map_or_else(String::new, |port| format!(":{port}"));
    let address = format!("{}://{}{port}", if place.https { "https" } else { "http" }, place.name);
    filled(CADDY, place, &[("{{address}}", &address), ("{{headers}}", &lines)])
}

/// The same with expressions that look ahead.
fn apache(headers: &Headers<'_>, place: &Place) -> String {
    let mut lines = String::new();
    for prefix in &headers.prefixes {
        let longer: Vec<&str> = headers.below(prefix).map(|one| one.strip_prefix(prefix).unwrap_or(one)).collect();
        let without = if longer.is_empty() { String::new() } else { format!("(?!{})", longer.join("|")) };
        lines.push_str(&format!("    <LocationMatch \"^/{prefix}{without}\">\n"));
        for (name, value) in headers.of(prefix) {
            lines.push_str(&format!("        Header always set {name} \"{value}\"\n"));
        }
        lines.push_str("    </LocationMatch>\n");
    }
    let tls = if place.https {
        let name = &place.name;
        format!(
            "    SSLEngine On\n    SSLCertificateFile /etc/letsencrypt/live/{name}/fullchain.pem\n    SSLCertificateKeyFile \
             /etc/letsencrypt/live/{name}/privkey.pem\n"
        )
    } else {
        String::new()
    };
    let listen = format!("*:{}", place.port());
    filled(APACHE, place, &[("{{listen}}", &listen), ("{{headers}}", &lines), ("{{tls}}", &tls)])
}

/// These hosts add up the headers of all rules that fit, so that none lies within another.
fn underscored(headers: &Headers<'_>, files: &[String]) -> String {
    let mut rules = BTreeSet::new();
    rules_below("", headers, files, &mut rules);
    let mut text = String::new();
    for rule in rules {
        let prefix = headers.prefixes.iter().find(|prefix| rule.starts_with(**prefix)).copied().unwrap_or("");
        text.push_str(&format!("/{rule}\n"));
        for (name, value) in headers.of(prefix) {
            text.push_str(&format!("  {name}: {value}\n"));
        }
    }
    text
}

/// One rule for a folder whose files all have the same headers; else one for each file, and what its folders need.
fn rules_below(folder: &str, headers: &Headers<'_>, files: &[String], rules: &mut BTreeSet<String>) {
    if !folder.is_empty() && headers.below(folder).next().is_none() {
        rules.insert(format!("{folder}*"));
        return;
    }
    let packed = |file: &str| Path::new(file).extension().is_some_and(|ending| ending == "br");
    for rest in files.iter().filter_map(|file| file.strip_prefix(folder)).filter(|rest| !packed(rest)) {
        if let Some((within, _)) = rest.split_once('/') {
            rules_below(&format!("{folder}{within}/"), headers, files, rules);
        } else {
            rules.insert(format!("{folder}{rest}"));
        }
        if rest == "index.html" {
            rules.insert(folder.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profiles() -> Profiles {
        let policy = |value: &str| vec![("Content-Security-Policy", value.to_owned())];
        let whole = [policy("default-src 'none'"), vec![("Cross-Origin-Opener-Policy", "same-origin".to_owned())]];
        Profiles::default().with("", whole.concat()).with("embed/", policy("a")).with("embed/frame/", policy("b"))
    }

    fn recipe(name: &str, address: &str) -> String {
        let files = [
            "index.html",
            "index.html.br",
            "2.html",
            "es/index.html",
            "embed/index.html",
            "embed/1.0.0/loader.js",
            "embed/frame/index.html",
            "embed/frame/es/index.html",
        ]
        .map(str::to_owned);
        let all = recipes(&profiles(), &files, &Place::new(address, "/srv/site").unwrap()).unwrap();
        all.into_iter().find(|(one, _)| *one == name).unwrap().1
    }

    #[test]
    fn a_rule_of_a_managed_host_never_lies_within_another() {
        let text = recipe("_headers", "https://help.example.org");
        let rules: Vec<&str> = text.lines().filter(|line| line.starts_with('/')).collect();
        assert_eq!(
            rules,
            [
                "/",
                "/2.html",
                "/embed/",
                "/embed/1.0.0/*",
                "/embed/frame/*",
                "/embed/index.html",
                "/es/*",
                "/index.html"
            ]
        );
        // As these hosts read it: a rule fits as it is, or up to its star.
        for path in ["", "2.html", "es/index.html", "embed/", "embed/1.0.0/loader.js", "embed/frame/es/index.html"] {
            let fits = |rule: &&&str| match rule.strip_suffix('*') {
                Some(folder) => format!("/{path}").starts_with(folder),
                None => **rule == format!("/{path}"),
            };
            let [rule] = rules.iter().filter(fits).collect::<Vec<_>>()[..] else { panic!("/{path}: not one rule") };
            let block = text.split(&format!("{rule}\n")).nth(1).unwrap();
            let given: Vec<String> =
                block.lines().take_while(|line| line.starts_with(' ')).map(str::to_owned).collect();
            let profiles = profiles();
            let ours = profiles.of(path).chain([HSTS]).map(|(name, value)| format!("  {name}: {value}"));
            assert_eq!(given, ours.collect::<Vec<_>>(), "/{path}");
        }
        assert!(text.contains("/embed/frame/*\n  Content-Security-Policy: b\n  Strict-Transport-Security"), "{text}");
    }

    #[test]
    fn over_https_each_recipe_says_so_and_over_http_none_does() {
        for name in ["nginx.conf", "Caddyfile", "apache.conf", "_headers"] {
            assert!(recipe(name, "https://help.example.org").contains(HSTS.0), "{name}");
            let plain = recipe(name, "http://10.0.0.5:8080");
            assert!(!plain.contains(HSTS.0) && !plain.contains("{{"), "{name}: {plain}");
        }
        assert!(recipe("nginx.conf", "https://help.example.org").contains("ssl_certificate_key /etc/"));
    }

    #[test]
    fn what_a_server_would_read_otherwise_is_refused() {
        for address in ["help.example.org", "ftp://x", "https://", "https://a b", "https://x:y", "https://x/y;}"] {
            assert!(Place::new(address, "/srv").is_err(), "{address}");
        }
        assert!(Place::new("https://x.org", "/srv/\"; }").is_err());
        let odd = Profiles::default().with("", vec![("X", "a\" b".to_owned())]);
        assert!(recipes(&odd, &[], &Place::new("https://x.org", "/srv").unwrap()).is_err());
    }
}
