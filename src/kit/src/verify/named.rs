//! What a page names: the files that a browser loads for it, what comes from elsewhere, and what stands in it and runs.

use scraper::{ElementRef, Html, Selector};
use url::Url;

use crate::headers::hash;

/// What a page names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Addresses on the page's own host.
    pub own: Vec<Url>,
    /// What is loaded from elsewhere: what it is, and from where.
    pub others: Vec<(String, Url)>,
    /// Sources of a policy that would allow each script and style that stands in the page.
    pub inline: Vec<(String, String)>,
    /// Attributes that run or load more: `onclick`, `srcset`, a refresh.
    pub acts: Vec<String>,
    /// The policy in the page itself.
    pub policy: Option<String>,
}

/// Attributes that make a browser load what they name, by the elements that may have them (`*`: any).
const LOADS: [(&str, &str); 11] = [
    ("script", "src"),
    ("script", "data-wasm"),
    ("script", "data-directory"),
    ("script", "data-text"),
    ("link", "href"),
    ("img", "src"),
    ("iframe", "src"),
    ("object", "data"),
    ("*", "poster"),
    ("source", "src"),
    ("embed", "src"),
];

impl Named {
    /// Reads a page that came from an address.
    pub fn of(page: &str, at: &Url) -> Self {
        let html = Html::parse_document(page);
        let mut named = Self::default();
        let Ok(all) = Selector::parse("*") else { return named };
        for element in html.select(&all) {
            named.element(element, at);
        }
        named
    }

    fn element(&mut self, element: ElementRef<'_>, at: &Url) {
        let name = element.value().name();
        for (attribute, value) in element.value().attrs() {
            let loads = LOADS.iter().any(|(of, loads)| ["*", name].contains(of) && *loads == attribute);
            // Another language is a page of the same site: a link, which a browser follows only when it is tapped.
            let language = name == "a" && attribute == "href" && element.attr("hreflang").is_some();
            if loads || language || (attribute == "src" && !["a", "script"].contains(&name)) {
                self.address(&format!("<{name} {attribute}>"), value, at);
            }
            // What there is to read in a language is called like its sentences, but for the last hyphen.
            if let Some((before, after)) =
                value.rsplit_once('-').filter(|_| attribute == "href" && element.attr("data-tag").is_some())
            {
                self.address("<link> to read", &format!("{before}_{after}"), at);
            }
            if attribute.starts_with("on") || ["ping", "srcset", "background"].contains(&attribute) {
                self.acts.push(format!("<{name} {attribute}=\"{}\">", short(value)));
            }
            // A form on the page's own host goes nowhere: the policy refuses every form.
            let sends = ["action", "formaction"].contains(&attribute);
            if sends && at.join(value).is_ok_and(|to| to.origin() != at.origin()) {
                self.address(&format!("<{name} {attribute}>"), value, at);
            }
            if attribute == "style" {
                self.style(value, at);
            }
        }
        let text = || element.text().collect::<String>();
        match name {
            "script" if element.attr("src").is_none() => self.inline.push(("script-src".to_owned(), hash(&text()))),
            "style" => {
                self.inline.push(("style-src".to_owned(), hash(&text())));
                self.style(&text(), at);
            }
            "meta" => match element.attr("http-equiv").map(str::to_ascii_lowercase).as_deref() {
                Some("content-security-policy") => self.policy = element.attr("content").map(str::to_owned),
                Some("refresh") => self.acts.push("<meta http-equiv=\"refresh\">".to_owned()),
                _ => {}
            },
            "base" => self.acts.push("<base>".to_owned()),
            _ => {}
        }
    }

    fn address(&mut self, what: &str, value: &str, at: &Url) {
        let Ok(url) = at.join(value.trim()) else { return };
        match url.scheme() {
            "data" | "blob" | "about" => {}
            "http" | "https" if url.origin() == at.origin() => {
                if !self.own.contains(&url) {
                    self.own.push(url);
                }
            }
            _ => self.others.push((what.to_owned(), url)),
        }
    }

    /// What a style sheet loads: `url(…)` and `@import "…"`.
    pub fn style(&mut self, css: &str, at: &Url) {
        let quoted = |text: &str| text.trim_start().trim_start_matches(['"', '\'']).to_owned();
        for part in css.split("url(").skip(1) {
            let value = quoted(part);
            let value = value.split([')', '"', '\'']).next().unwrap_or("");
            self.address("a style's url()", value, at);
        }
        for part in css.split("@import").skip(1).map(quoted).filter(|part| !part.starts_with("url(")) {
            self.address("a style's @import", part.split(['"', '\'', ';']).next().unwrap_or(""), at);
        }
    }
}

fn short(value: &str) -> String {
    value.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at() -> Url {
        Url::parse("https://help.example.org/es/").unwrap()
    }

    #[test]
    fn what_is_loaded_is_told_apart_by_where_it_comes_from() {
        let page = r#"<html><head><script data-wasm="../a.wasm">go()</script><script src="/a.js"></script>
            <link rel="icon" href="data:,"><link rel=stylesheet href="//cdn.example.com/a.css">
            <style>@import "https://fonts.example.com/f.css"; p { background: url('https://pixel.example.com/') }</style>
            </head><body onload="spy()"><img src="https://count.example.com/1.gif"><a href="https://elsewhere.example/">x</a>
            <a hreflang="en" href="../">English</a><form action="/send"></form><form action="https://forms.example.com/"></form></body></html>"#;
        let named = Named::of(page, &at());
        let own: Vec<&str> = named.own.iter().map(Url::path).collect();
        assert_eq!(own, ["/a.wasm", "/a.js", "/"]);
        let others: Vec<&str> = named.others.iter().filter_map(|(_, url)| url.host_str()).collect();
        assert_eq!(
            others,
            ["cdn.example.com", "pixel.example.com", "fonts.example.com", "count.example.com", "forms.example.com"]
        );
        assert_eq!(named.acts, ["<body onload=\"spy()\">"]);
        assert_eq!(named.inline.len(), 2);
    }

    proptest! {
        #[test]
        fn any_page_is_read_without_harm(page in "(<[a-z]{1,6} (src|href|style|on)=\"?[^<]{0,20}|[ -~]{0,30}){0,8}") {
            let _ = Named::of(&page, &at());
        }
    }
}
