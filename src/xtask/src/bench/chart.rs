//! Charts of the README, from the tables that were just measured: bars, as SVG that reads in light and dark.

use std::fmt::Write as _;
use std::fs;

use crate::root;
use crate::run::Fallible;

/// A bar: what it is of, how long, and the figure beside it.
struct Bar {
    label: String,
    value: f64,
    figure: String,
}

/// Draws what a report has tables of.
///
/// # Errors
/// When the disk refuses.
pub fn draw(report: &str) -> Fallible {
    let tables: Vec<Vec<&str>> = report
        .lines()
        .filter(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let paint = paint(&tables);
    let search = search(&tables);
    for (name, title, bars, log) in [
        ("bench-paint.svg", "Slow phone: until the first words, and until the search can be used (ms)", paint, false),
        ("bench-search.svg", "Search: 19 of 20 queries are answered after (ms, logarithmic)", search, true),
    ] {
        if !bars.is_empty() {
            fs::write(root().join("resources/pictures").join(name), svg(title, &bars, log))?;
        }
    }
    Ok(())
}

/// The first number of a cell.
fn first(cell: &str) -> Option<f64> {
    cell.split([' ', '/']).find_map(|word| word.parse().ok())
}

/// Of the first such table, which is that of the slow phone.
fn paint(tables: &[Vec<&str>]) -> Vec<Bar> {
    let mut bars: Vec<Bar> = Vec::new();
    for row in tables {
        let [label, paint, _, usable, ..] = row.as_slice() else { continue };
        let known = ["Sidedoor", "Preact", "Svelte"].contains(label);
        if !known || bars.iter().any(|bar| bar.label.starts_with(label)) {
            continue;
        }
        for (what, cell) in [("first words", paint), ("search", usable)] {
            let value = first(cell);
            bars.extend(value.map(|value| Bar {
                label: format!("{label}: {what}"),
                value,
                figure: format!("{value:.0}"),
            }));
        }
    }
    bars
}

fn search(tables: &[Vec<&str>]) -> Vec<Bar> {
    let bar = |row: &Vec<&str>| {
        let [count, engine, times, _, _, _] = row.as_slice() else { return None };
        count.parse::<u32>().ok()?;
        let value = times.split('/').nth(1).and_then(first)?;
        Some(Bar { label: format!("{count} records: {engine}"), value, figure: format!("{value}") })
    };
    tables.iter().filter_map(bar).collect()
}

const ROW: usize = 22;
const LEFT: usize = 210;
const WIDE: f64 = 380.0;

fn svg(title: &str, bars: &[Bar], log: bool) -> String {
    let most = bars.iter().map(|bar| bar.value).fold(f64::MIN_POSITIVE, f64::max);
    let least = bars.iter().map(|bar| bar.value).fold(most, f64::min);
    let length = |value: f64| {
        if log { WIDE * ((value / least).log10() + 0.3) / ((most / least).log10() + 0.3) } else { WIDE * value / most }
    };
    let height = (bars.len() + 2) * ROW;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 680 {height}\" role=\"img\" aria-label=\"{title}\" font-family=\"sans-serif\" font-size=\"13\">\n\
         <style>text{{fill:#222}}.ours{{fill:#1f5c55}}.theirs{{fill:#a9a39a}}@media (prefers-color-scheme:dark){{text{{fill:#eee}}.ours{{fill:#6fc1b6}}}}</style>\n\
         <text x=\"0\" y=\"16\" font-weight=\"bold\">{title}</text>\n"
    );
    for (at, bar) in bars.iter().enumerate() {
        let y = (at + 1) * ROW + 8;
        let class = if bar.label.contains("Sidedoor") || bar.label.ends_with("ours") { "ours" } else { "theirs" };
        let wide = length(bar.value).max(1.0);
        let _ = writeln!(
            out,
            "<text x=\"0\" y=\"{0}\">{1}</text><rect class=\"{class}\" x=\"{LEFT}\" y=\"{y}\" width=\"{wide:.1}\" height=\"14\"/><text x=\"{2:.1}\" y=\"{0}\">{3}</text>",
            y + 12,
            bar.label,
            wide + 216.0,
            bar.figure
        );
    }
    out + "</svg>\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_what_the_tables_say() {
        let report = "| | first paint | in bare ones | search usable |\n| Sidedoor | 300 (1 to 2) | 0.8 | 1200 (3 to 4) |\n\
                      | Preact | 600 (1 to 2) | 1.6 | 1800 (3 to 4) |\n| Sidedoor | 9 (1 to 2) | 0.8 | 9 (3 to 4) |\n\
                      | 391 | ours | 0.022 / 0.056 | 1 | 2 | 3 |\n| 391 | Lunr | 0.3 / 5.6 | 1 | 2 | 3 |";
        let tables: Vec<Vec<&str>> =
            report.lines().map(|line| line.trim_matches('|').split('|').map(str::trim).collect()).collect();
        let values = |bars: Vec<Bar>| bars.into_iter().map(|bar| bar.value).collect::<Vec<_>>();
        assert_eq!(values(paint(&tables)), [300.0, 1200.0, 600.0, 1800.0], "the second phone is not drawn");
        assert_eq!(values(search(&tables)), [0.056, 5.6]);
        assert!(svg("a", &paint(&tables), false).contains("width=\"380.0\""), "the longest fills the row");
    }
}
