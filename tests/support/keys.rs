//! Keys, as `WebDriver` names them, and going through a page with them.

use fantoccini::actions::KeyAction;

use crate::page::Page;

/// Tab.
pub const TAB: char = '\u{e004}';
/// Enter.
pub const ENTER: char = '\u{e007}';
/// The left Shift.
pub const SHIFT: char = '\u{e008}';
/// Escape.
pub const ESCAPE: char = '\u{e00c}';
/// The arrow down.
pub const DOWN: char = '\u{e015}';

/// More stops than any screen has.
const STOPS: usize = 250;

impl Page {
    /// Presses Tab, or Shift and Tab, until the first that fits a selector has the focus; not around by the browser's own
    /// controls, where a browser without a window loses its way. Whether there was a way to go.
    pub async fn tab_to(&self, selector: &str) -> bool {
        let way = format!(
            "const now = document.activeElement, to = document.querySelector({selector:?}); if (now === to) return 0; \
             return to && now.compareDocumentPosition(to) & Node.DOCUMENT_POSITION_PRECEDING ? -1 : 1"
        );
        for stop in 0..STOPS {
            match self.js(&way).await.as_i64() {
                Some(0) => return stop > 0,
                Some(-1) => {
                    self.keys(&[KeyAction::Down { value: SHIFT }, KeyAction::Down { value: TAB }]).await;
                    self.keys(&[KeyAction::Up { value: TAB }, KeyAction::Up { value: SHIFT }]).await;
                }
                _ => self.press(&[TAB]).await,
            }
        }
        panic!("{}: Tab never comes to {selector}", self.engine.name());
    }
}
