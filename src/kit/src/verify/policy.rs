//! What a content policy lets through that the site does not need.

/// What is wrong with a policy for this site, a sentence each. `header`: it came as one, and so can also say who may frame
/// the page.
pub fn faults(policy: &str) -> Vec<String> {
    let mut all = Vec::new();
    let directives: Vec<(String, Vec<&str>)> = policy
        .split([';', ','])
        .map(|one| one.split_ascii_whitespace().collect::<Vec<_>>())
        .filter_map(|words| words.split_first().map(|(name, values)| (name.to_ascii_lowercase(), values.to_vec())))
        .collect();
    let of = |name: &str| directives.iter().find(|(known, _)| known == name).map(|(_, values)| values.as_slice());
    if of("default-src") != Some(&["'none'"]) {
        all.push("default-src is not 'none': what is not named is not refused".to_owned());
    }
    for name in ["base-uri", "form-action"] {
        if of(name) != Some(&["'none'"]) {
            all.push(format!("{name} is not 'none'"));
        }
    }
    // Who may frame the page loads nothing into it.
    for (name, values) in directives.iter().filter(|(name, _)| name != "frame-ancestors") {
        for value in values.iter().filter(|value| lets_others_in(name, value)) {
            all.push(format!("{name} allows {value}"));
        }
        if ["report-uri", "report-to"].contains(&name.as_str()) {
            all.push(format!("{name} makes browsers report what they were refused to somebody"));
        }
    }
    all
}

fn lets_others_in(name: &str, value: &str) -> bool {
    let keyword = value.starts_with('\'') && value.ends_with('\'');
    let loose = ["'unsafe-inline'", "'unsafe-eval'", "'strict-dynamic'", "'unsafe-hashes'"].contains(&value);
    let named = ["report-uri", "report-to", "trusted-types", "require-trusted-types-for", "sandbox"].contains(&name);
    let picture = name == "img-src" && value == "data:";
    loose || !(keyword || named || picture)
}

/// Whether a policy allows what stands in a page, by its hash.
pub fn allows(policy: &str, directive: &str, hash: &str) -> bool {
    let words = policy.split(';').map(str::split_ascii_whitespace);
    words.into_iter().any(|mut words| words.next() == Some(directive) && words.any(|word| word == hash))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::headers::{Inline, NONE, policy};

    #[test]
    fn our_own_policy_lets_nothing_through() {
        assert_eq!(
            faults(&format!("{}; frame-ancestors https://www.example.org", policy(&Inline::default(), NONE))),
            Vec::<String>::new()
        );
    }

    #[test]
    fn each_hole_is_named() {
        for (policy, hole) in [
            ("default-src *", "default-src is not 'none'"),
            (
                "default-src 'none'; script-src 'self' https://cdn.example.com",
                "script-src allows https://cdn.example.com",
            ),
            ("default-src 'none'; script-src 'unsafe-inline'", "script-src allows 'unsafe-inline'"),
            ("default-src 'none'; connect-src https:", "connect-src allows https:"),
            ("default-src 'none'; img-src *.example.com", "img-src allows *.example.com"),
            ("default-src 'none'; report-uri /r", "report-uri makes browsers report"),
            ("default-src 'none'", "form-action is not 'none'"),
        ] {
            assert!(faults(policy).iter().any(|fault| fault.contains(hole)), "{policy}: {:?}", faults(policy));
        }
    }
}
