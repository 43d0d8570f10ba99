//! Addresses of pages and of mailboxes.

use crate::text::folded;

/// Why an address is changed that begins with `http:`.
pub const OPEN_LINE: &str = "only encrypted lines are linked; see that it opens";
/// Why an address such as `ftp:` or `javascript:` is refused.
pub const NO_PAGE: &str = "only addresses that begin with https:// or http:// are taken";

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
            return Err(NO_PAGE);
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

/// Whether this is the address of a page to read, as it stands: a source is named by the address at which it was read.
pub fn is_readable(address: &str) -> bool {
    let odd = |one: char| one.is_whitespace() || one.is_control() || "\"<>".contains(one);
    sidedoor_core::authoring::check::is_web(address) && address.contains('.') && !address.contains(odd)
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
    contacto informacion oficina hola main line center safety report reports tip tips relay trafficking trata \
    menschenhandel beratung";

/// Providers of mailboxes for anyone: nobody's own domain.
const ANYONES: &str = "gmail.com googlemail.com yahoo.com ymail.com hotmail.com outlook.com live.com msn.com aol.com icloud.com \
    me.com proton.me protonmail.com gmx.net";

/// A mailbox that may stand on a card: one that a group reads, at the organisation's own domain.
///
/// # Errors
/// Why it may not. A mailbox with somebody's name is theirs, and one at a provider for anyone could be anybody's.
pub fn mailbox(raw: &str, own_host: Option<&str>, names: &[&str]) -> Result<String, &'static str> {
    let raw = raw.trim().trim_start_matches("mailto:").to_ascii_lowercase();
    let (name, domain) = raw.split_once('@').ok_or("is no e-mail address")?;
    let domain = domain.to_owned();
    let good = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_+".contains(&byte))
    };
    if !good(name) || !good(&domain) || !domain.contains('.') || domain.starts_with('.') || domain.ends_with('.') {
        return Err("is no e-mail address");
    }
    let words: Vec<&str> = name.split(['.', '-', '_', '+']).filter(|word| !word.is_empty()).collect();
    let is_role = |word: &str| bare(word).is_empty() || ROLES.split_ascii_whitespace().any(|role| role == bare(word));
    let is_called =
        |word: &str| own_host.is_some_and(|host| is_label(word, host)) || names.iter().any(|name| is_part(word, name));
    let is_ours = |word: &str| is_role(word) || is_label(word, &domain) || is_called(word);
    if words.is_empty() || !words.iter().all(|word| is_ours(word)) && !is_called(&words.concat()) {
        return Err("a mailbox with a name may be one person's");
    }
    // One that is called as the service is theirs, wherever it lies.
    if words.iter().any(|word| !is_role(word) && is_called(word)) || is_called(&words.concat()) {
        return Ok(raw);
    }
    if ANYONES.split_ascii_whitespace().any(|one| one == domain) {
        return Err("a mailbox at a provider for anyone may be somebody's own");
    }
    if own_host.is_some_and(|host| host != domain && !is_below(host, &domain) && !is_below(&domain, host)) {
        return Err("a mailbox at another domain than the organisation's page");
    }
    Ok(raw)
}

/// A word without the digits behind it.
fn bare(word: &str) -> &str {
    word.trim_end_matches(|letter: char| letter.is_ascii_digit())
}

/// Whether a word is one of the names in a host: `fdh` in fdh.labour.example.
fn is_label(word: &str, host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let known = labels.len().saturating_sub(1);
    labels.iter().take(known).any(|label| label.replace('-', "") == word || *label == word)
}

/// Whether a word is a name, or several of its words together: `safeshelter` in Safe Harbour Shelter.
fn is_part(word: &str, name: &str) -> bool {
    let folded = folded(name);
    let words: Vec<&str> = folded.split(' ').collect();
    // One word of several may be somebody's first name, Mary of Saint Mary, unless it stands in capitals among others.
    let capitals = name.contains(char::is_lowercase)
        && name
            .split(|one: char| !one.is_alphanumeric())
            .any(|part| part.to_lowercase() == bare(word) && part.chars().all(char::is_uppercase));
    word.len() >= 3 && (words == [word] || capitals || is_made_of(word, &words, 0))
}

/// Whether a word is at least two of these, in their order.
fn is_made_of(word: &str, words: &[&str], taken: usize) -> bool {
    if word.is_empty() {
        return taken >= 2;
    }
    (0..words.len()).any(|at| {
        let rest = words.get(at).filter(|next| !next.is_empty()).and_then(|next| word.strip_prefix(*next));
        rest.is_some_and(|rest| is_made_of(rest, words.get(at + 1..).unwrap_or_default(), taken + 1))
    })
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
        assert_eq!(mailbox("Info@harbour.example.org", own, &[]).as_deref(), Ok("info@harbour.example.org"));
        assert!(mailbox("help.intake@mail.harbour.example.org", own, &[]).is_ok());
        for raw in [
            "mary.field@harbour.example.org",
            "mfield@harbour.example.org",
            "info@gmail.com",
            "info@other.org",
            "info",
            "@x.org",
        ] {
            assert!(mailbox(raw, own, &[]).is_err(), "{raw}");
        }
        assert!(mailbox("info@somewhere.org", None, &[]).is_ok());
    }

    #[test]
    fn a_mailbox_that_is_called_as_the_service_is_theirs_and_a_first_name_is_nobodys_service() {
        let names = ["Safe Harbour Shelter", "Saint Mary House", "MAPO hotline"];
        for raw in ["safeharbour@gmail.com", "safe.shelter@x.org", "mapo_tip@x.org", "info.safeharbour@x.org"] {
            assert!(mailbox(raw, Some("harbour.example.org"), &names).is_ok(), "{raw}");
        }
        for raw in ["mary@harbour.example.org", "mary@gmail.com", "ary@harbour.example.org", "house.ann@gmail.com"] {
            assert!(mailbox(raw, Some("harbour.example.org"), &names).is_err(), "{raw}");
        }
        assert!(mailbox("mary@x.org", None, &["SAINT MARY HOUSE"]).is_err(), "all of it is in capitals");
    }

    proptest! {
        #[test]
        fn whatever_stands_in_the_cell_a_link_is_https(raw in ".{0,60}|(https?|javascript|:|/|\\.|org|@| |\"){0,10}") {
            if let Ok((address, _)) = page(&raw) {
                prop_assert!(address.starts_with("https://") && !address.contains([' ', '"', '<', '>']));
            }
            let _ = mailbox(&raw, Some("x.org"), &[&raw]);
        }
    }
}
