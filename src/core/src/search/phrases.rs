//! What people type to ask for something, in one language or in several, as a pack carries it.
//!
//! ```text
//! stop       number, a text column sorted by bytes: words that say nothing
//! triggers   number, a text column of phrases, a number column: what each asks for
//! ```

use super::Concept;
use crate::pack::{PackError, Reader, Texts};

/// Words that say nothing, and phrases with what each asks for.
#[derive(Clone, Debug, Default)]
pub struct Phrases {
    pub(super) stop: Texts,
    pub(super) triggers: Texts,
    pub(super) concepts: Vec<Concept>,
}

impl Phrases {
    /// Reads them.
    ///
    /// # Errors
    /// [`PackError`] where one asks for what is not known.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, PackError> {
        let stops = reader.count(1)?;
        let stop = reader.texts(stops)?;
        let count = reader.count(2)?;
        let triggers = reader.texts(count)?;
        let concepts: Vec<Concept> = reader.numbers(count)?.into_iter().map(Concept).collect();
        let known = |concept: &Concept| usize::try_from(concept.0).is_ok_and(|number| number < Concept::COUNT);
        if !concepts.iter().all(known) {
            return Err(PackError::Impossible("concept"));
        }
        Ok(Self { stop, triggers, concepts })
    }

    /// Whether there are none: the directory has those of this language.
    pub fn is_empty(&self) -> bool {
        self.concepts.is_empty()
    }
}
