//! Addresses of pages and of mailboxes.

/// The address of a page, over an encrypted line, and whether it had to be changed.
///
/// # Errors
/// Why it is none.
pub fn page(raw: &str) -> Result<(String, bool), &'static str> {
    let raw = raw.trim();
    let lower = raw.to_ascii_lowercase();
    let rest = match lower.split_once(':') {
        Some(("https" | "http", after)) if after.starts_with("//") => raw.split_once("//").map_or("", |(_, rest)| rest),
        Some((scheme, after)) if !scheme.contains('.') && !after.starts_with(|one: char| one.is_ascii_digit()) => {
            return Err("only addresses that begin with https:// or http:// are taken");
        }
        _ => raw,
    };
    let (host, path) = rest.find(['/', '?', '#']).map_or((rest, ""), |at| rest.split_at(at));
    let host = host.trim_end_matches('.');
    let name = host.split(':').next().unwrap_or("");
    let good_name = name.contains('.')
        && !name.starts_with('.')
        && !name.ends_with('.')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
        && name
            .rsplit('.')
            .next()
            .is_some_and(|last| last.len() >= 2 && last.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let good_port = host.len() == name.len()
        || host
            .get(name.len() + 1..)
            .is_some_and(|port| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()));
    if !good_name || !good_port {
        return Err("is no address of a page");
    }
    if path.contains(|letter: char| letter.is_whitespace() || letter.is_control() || "\"'<>\\^`{|}".contains(letter)) {
        return Err("holds letters that no address has");
    }
    let address = format!("https://{}{path}", host.to_ascii_lowercase());
    let changed = address != raw;
    Ok((address, changed))
}

/// The host of an address, without www.
pub fn host(address: &str) -> &str {
    let rest = address.split_once("//").map_or(address, |(_, rest)| rest);
    let host = rest.find(['/', '?', '#', ':']).map_or(rest, |at| rest.get(..at).unwrap_or(rest));
    host.strip_prefix("www.").unwrap_or(host)
}

/// Mailboxes that a group reads, by the words of their names.
const ROLES: &str = "info information help helpline hotline helpdesk contact contactus office admin administration intake support \
    service services hello mail email enquiries enquiry inquiries inquiry referral referrals legal legalaid \
    shelter crisis advocacy advocate advocates volunteer volunteers team outreach frontdesk reception general \
    questions ask chat text safe housing clinic immigration survivors victims programs program community ayuda \
    contacto informacion oficina hola main line center safety";

/// Providers of mailboxes for anyone: nobody's own domain.
const ANYONES: &str = "gmail.com googlemail.com yahoo.com ymail.com hotmail.com outlook.com live.com msn.com aol.com icloud.com \
    me.com proton.me protonmail.com gmx.net";

/// A mailbox that may stand on a card: one that a group reads, at the organisation's own domain.
///
/// # Errors
/// Why it may not. A mailbox with somebody's name is theirs, and one at a provider for anyone could be anybody's.
pub fn mailbox(raw: &str, own_host: Option<&str>) -> Result<String, &'static str> {
    let raw = raw.trim().trim_start_matches("mailto:").to_ascii_lowercase();
    let (name, domain) = raw.split_once('@').ok_or("is no e-mail address")?;
    let good = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_+".contains(&byte))
    };
    if !good(name) || !good(domain) || !domain.contains('.') || domain.starts_with('.') || domain.ends_with('.') {
        return Err("is no e-mail address");
    }
    if ANYONES.split(' ').any(|one| one == domain) {
        return Err("a mailbox at a provider for anyone may be somebody's own");
    }
    if own_host.is_some_and(|host| host != domain && !is_below(host, domain) && !is_below(domain, host)) {
        return Err("a mailbox at another domain than the organisation's page");
    }
    let words: Vec<&str> = name.split(['.', '-', '_', '+']).filter(|word| !word.is_empty()).collect();
    let label = domain.split('.').next().unwrap_or("");
    let is_role = |word: &&str| {
        let word = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
        ROLES.split(' ').any(|role| role == word) || word.is_empty() || word == label
    };
    if !words.is_empty() && words.iter().all(is_role) {
        Ok(raw)
    } else {
        Err("a mailbox with a name may be one person's")
    }
}

fn is_below(host: &str, domain: &str) -> bool {
    host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_pages_are_linked_and_only_over_an_encrypted_line() {
        assert_eq!(page("https://help.example.org/a?b#c"), Ok(("https://help.example.org/a?b#c".to_owned(), false)));
        assert_eq!(page("http://Help.example.org"), Ok(("https://help.example.org".to_owned(), true)));
        assert_eq!(page("www.example.org/x"), Ok(("https://www.example.org/x".to_owned(), true)));
        for raw in [
            "javascript:alert(1)",
            "JavaScript:alert(1)//a.b",
            "data:text/html,x",
            "vbscript:x",
            "ftp://a.org",
            "mailto:a@b.org",
            "file:///etc/passwd",
            "https://",
            "https://a b.org",
            "https://x.org/\"onclick=",
            "//x",
            "https://user@x.org",
            "none",
        ] {
            assert!(page(raw).is_err(), "{raw} became {:?}", page(raw));
        }
    }

    #[test]
    fn a_personal_mailbox_never_comes_in() {
        let own = Some("harbour.example.org");
        assert_eq!(mailbox("Info@harbour.example.org", own).as_deref(), Ok("info@harbour.example.org"));
        assert!(mailbox("help.intake@mail.harbour.example.org", own).is_ok());
        for raw in [
            "mary.field@harbour.example.org",
            "mfield@harbour.example.org",
            "info@gmail.com",
            "info@other.org",
            "info",
            "@x.org",
        ] {
            assert!(mailbox(raw, own).is_err(), "{raw}");
        }
        assert!(mailbox("info@somewhere.org", None).is_ok());
    }

    proptest! {
        #[test]
        fn whatever_stands_in_the_cell_a_link_is_https(raw in ".{0,60}|(https?|javascript|:|/|\\.|org|@| |\"){0,10}") {
            if let Ok((address, _)) = page(&raw) {
                prop_assert!(address.starts_with("https://") && !address.contains([' ', '"', '<', '>']));
            }
            let _ = mailbox(&raw, Some("x.org"));
        }
    }
}
