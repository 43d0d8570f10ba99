//! Strings in one. The library's `join` is written out for each kind of string, at 1 KB of WebAssembly; this stands
//! there once.

/// Strings in one, with something between each two.
pub fn joined(strings: &[String], between: &str) -> String {
    let mut all = String::new();
    for (at, string) in strings.iter().enumerate() {
        if at > 0 {
            all.push_str(between);
        }
        all.push_str(string);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn something_stands_between_each_two_and_nowhere_else() {
        let all = ["a", "", "b"].map(str::to_owned);
        assert_eq!([joined(&all, ", "), joined(&all[..1], ", "), joined(&[], ", ")], ["a, , b", "a", ""]);
    }
}
