//! Which plural form a count takes, for the languages that `resources/text` has.
//!
//! A table of a few lines in place of 15 KB of `icu_plurals`, which is the oracle of its test.

/// The plural categories of CLDR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "host", derive(schemars::JsonSchema), schemars(rename_all = "lowercase"))]
#[repr(u8)]
pub enum Category {
    /// zero
    Zero,
    /// one
    One,
    /// two
    Two,
    /// few
    Few,
    /// many
    Many,
    /// other
    Other,
}

/// The category of a whole number in a language given by its BCP 47 tag.
pub fn category(tag: &str, n: u32) -> Category {
    let million = n != 0 && n.is_multiple_of(1_000_000);
    match (tag, n) {
        ("en" | "es", 1) => Category::One,
        ("es", _) if million => Category::Many,
        _ => Category::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use icu_plurals::{PluralCategory, PluralRules};

    #[test]
    fn every_language_counts_as_cldr_does() {
        for tag in ["en", "es"] {
            let locale: icu_locale_core::Locale = tag.parse().unwrap();
            let rules = PluralRules::try_new_cardinal(locale.into()).unwrap();
            for n in (0..=2_000).chain([9_999, 10_000, 1_000_000, 2_000_000, 1_000_001]) {
                let expected = match rules.category_for(n) {
                    PluralCategory::Zero => Category::Zero,
                    PluralCategory::One => Category::One,
                    PluralCategory::Two => Category::Two,
                    PluralCategory::Few => Category::Few,
                    PluralCategory::Many => Category::Many,
                    PluralCategory::Other => Category::Other,
                };
                assert_eq!(category(tag, n), expected, "{tag} {n}");
            }
        }
    }
}
