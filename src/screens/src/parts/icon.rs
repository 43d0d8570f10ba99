//! A drawing beside each kind of help, for whoever reads little: one line, one width, nothing that frightens.

use sidedoor_core::codes::Need;

use crate::node::{Node, el};

/// The drawings on a square of 24, in the order of [`Need::ALL`]: a bed, a bubble of speech, steps, scales, a cross, a heart,
/// a bowl, a case, a book, a house, a child with somebody, two people, a page, a pin on a map, a pencil.
const DRAWN: [&str; Need::ALL.len()] = [
    "M3 18V7M3 15h18v3M21 15v-2a3 3 0 0 0-3-3h-7v5M7 12a1 1 0 1 0 0-2 1 1 0 0 0 0 2z",
    "M4 5h16v11h-9l-4 4v-4H4z",
    "M3 20h5v-5h5v-5h5V5h3",
    "M12 4v16M7 20h10M5 7h14M5 7l-3 7h6zM19 7l-3 7h6z",
    "M9 4h6v5h5v6h-5v5H9v-5H4V9h5z",
    "M12 20s-8-5-8-10.5A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8 2.5C20 15 12 20 12 20z",
    "M3 11h18a9 9 0 0 1-6 8H9a9 9 0 0 1-6-8zM9 8V5M12 8V4M15 8V5",
    "M3 8h18v11H3zM9 8V5h6v3M3 13h18",
    "M12 7c-2-1-5-2-9-2v13c4 0 7 1 9 2 2-1 5-2 9-2V5c-4 0-7 1-9 2zM12 7v13",
    "M3 12l9-8 9 8M6 10v10h12V10M10 20v-6h4v6",
    "M8 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 21v-6a5 5 0 0 1 9-3M17 15a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM13 21v-1a4 4 0 0 1 8 0v1",
    "M7 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM17 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 20v-3a5 5 0 0 1 10 0v3M12 17a5 5 0 0 1 10 0v3",
    "M6 3h9l4 4v14H6zM9 11h7M9 15h7",
    "M12 21s-7-7-7-12a7 7 0 0 1 14 0c0 5-7 12-7 12zM12 12a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
    "M4 20l1-4L16 5l3 3L8 19zM13 8l3 3",
];
/// Four boxes: any kind of help.
const ANY: &str = "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h6v6h-6z";

/// The drawing of a kind of help, or of any.
pub fn icon(need: Option<Need>) -> Node {
    let drawn = need.map_or(ANY, |need| DRAWN.get(need as usize).copied().unwrap_or(ANY));
    el("svg").attr("viewBox", "0 0 24 24").attr("aria-hidden", "true").child(el("path").attr("d", drawn))
}
