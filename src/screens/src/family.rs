//! Which browser this is, as far as the words for it differ.

/// A browser on a kind of machine, or what we know no words for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Chrome or Chromium on a computer.
    ChromeDesktop,
    /// Chrome on an Android phone.
    ChromeAndroid,
    /// Safari on an iPhone.
    SafariIphone,
    /// Firefox on a computer.
    FirefoxDesktop,
    /// Samsung's own.
    Samsung,
    /// Edge on a computer.
    Edge,
    /// Any other.
    Other,
}

impl Family {
    /// By what a browser calls itself (`navigator.userAgent`).
    pub fn of(agent: &str) -> Self {
        // The library's way to look for a word in a text weighs half a kilobyte more.
        let has = |mark: &str| agent.as_bytes().windows(mark.len()).any(|part| part == mark.as_bytes());
        // Most of them carry the names of others, too: the telling mark is asked for first.
        match () {
            () if has("SamsungBrowser/") => Self::Samsung,
            () if has("EdgA/") || has("EdgiOS/") || has("OPR/") || has("CriOS/") || has("FxiOS/") => Self::Other,
            () if has("Edg/") => Self::Edge,
            () if has("Firefox/") => {
                if has("Android") {
                    Self::Other
                } else {
                    Self::FirefoxDesktop
                }
            }
            () if has("Chrome/") && has("; wv)") => Self::Other,
            () if has("Chrome/") => {
                if has("Android") {
                    Self::ChromeAndroid
                } else {
                    Self::ChromeDesktop
                }
            }
            () if has("iPhone") && has("Version/") => Self::SafariIphone,
            () => Self::Other,
        }
    }

    /// As `resources/text` has it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ChromeDesktop => "chrome_desktop",
            Self::ChromeAndroid => "chrome_android",
            Self::SafariIphone => "safari_iphone",
            Self::FirefoxDesktop => "firefox_desktop",
            Self::Samsung => "samsung",
            Self::Edge => "edge",
            Self::Other => "other",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_that_carry_each_others_names_are_told_apart() {
        for (agent, family) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
                Family::ChromeDesktop,
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36",
                Family::ChromeAndroid,
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; SM-S911B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.0.0 Mobile Safari/537.36",
                Family::Other,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.4 Mobile/15E148 Safari/604.1",
                Family::SafariIphone,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1",
                Family::Other,
            ),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0", Family::FirefoxDesktop),
            ("Mozilla/5.0 (Android 14; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0", Family::Other),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36",
                Family::Samsung,
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/151.0.0.0 Safari/537.36 Edg/151.0.0.0",
                Family::Edge,
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
                Family::Other,
            ),
            ("", Family::Other),
        ] {
            assert_eq!(Family::of(agent), family, "{agent}");
        }
    }
}
