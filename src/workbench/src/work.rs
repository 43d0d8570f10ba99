//! What somebody has so far: the folder that `sidedoor build --with` reads, as files. Whatever is done changes files, and so
//! whatever is done can be undone.

use std::collections::BTreeMap;
use std::io;

use sidedoor_core::authoring::read_json;
use sidedoor_core::authoring::service::Organization;
use sidedoor_core::files::{Files, json};
use sidedoor_kit::archive;
use sidedoor_kit::operator::{OPERATOR, Operator};

/// The most that is read of what was kept.
const MOST: u64 = 256 << 20;

/// Files with what they become; `None`: it goes.
pub type Changes = BTreeMap<String, Option<Vec<u8>>>;

/// Files that a worker made, as changes: one without bytes goes.
pub fn changes(made: Files) -> Changes {
    made.into_iter().map(|(name, bytes)| (name, Some(bytes).filter(|bytes| !bytes.is_empty()))).collect()
}

/// An operator's folder, and how it came to be.
#[derive(Clone, Debug, Default)]
pub struct Work {
    files: Files,
    /// What would undo each step, the last step last.
    done: Vec<Changes>,
    undone: Vec<Changes>,
    /// How many steps were done when it was kept, if it was.
    kept: Option<usize>,
}

impl Work {
    /// With these files, and nothing to take back.
    pub fn with(files: Files) -> Self {
        Self { files, ..Self::default() }
    }

    /// The files as they are.
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// One step. What changes nothing is none.
    pub fn change(&mut self, changes: Changes) {
        let undo = self.put(changes);
        if !undo.is_empty() {
            self.kept = self.kept.filter(|kept| *kept <= self.done.len());
            self.done.push(undo);
            self.undone.clear();
        }
    }

    fn put(&mut self, changes: Changes) -> Changes {
        let mut undo = Changes::new();
        for (name, now) in changes {
            let before = self.files.get(&name).cloned();
            if before != now {
                match now {
                    Some(bytes) => drop(self.files.insert(name.clone(), bytes)),
                    None => drop(self.files.remove(&name)),
                }
                undo.insert(name, before);
            }
        }
        undo
    }

    /// Takes the last step back.
    pub fn undo(&mut self) {
        if let Some(step) = self.done.pop() {
            let redo = self.put(step);
            self.undone.push(redo);
        }
    }

    /// Does it after all.
    pub fn redo(&mut self) {
        if let Some(step) = self.undone.pop() {
            let undo = self.put(step);
            self.done.push(undo);
        }
    }

    /// Whether there is a step to take back, and one to do after all.
    pub fn steps(&self) -> (bool, bool) {
        (!self.done.is_empty(), !self.undone.is_empty())
    }

    /// Whether something would be lost with this page.
    pub fn is_unkept(&self) -> bool {
        self.kept != Some(self.done.len()) && !self.done.is_empty()
    }

    /// All of it as one archive, which [`Work::kept`] knows again by its file of decisions.
    ///
    /// # Errors
    /// Never in memory, but the writer speaks of a stream.
    pub fn keep(&mut self) -> io::Result<Vec<u8>> {
        let mut files = self.files.clone();
        files.entry(OPERATOR.to_owned()).or_insert_with(|| text(&Operator::default()));
        let bytes = archive::packed(&files)?;
        self.kept = Some(self.done.len());
        Ok(bytes)
    }

    /// What was kept: whether an archive is one of those, and what is in it.
    pub fn kept(bytes: &[u8]) -> Option<Changes> {
        let files = archive::unpacked(bytes, MOST).ok()?;
        let ours = |name: &String| {
            name == OPERATOR || name == "site.json" || name.starts_with("services/") || name.starts_with("text/")
        };
        let is_work = files.contains_key(OPERATOR) && files.keys().all(ours);
        is_work.then(|| files.into_iter().map(|(name, bytes)| (name, Some(bytes))).collect())
    }

    /// What opens kept work, in place of what is there.
    pub fn in_place(&self, mut with: Changes) -> Changes {
        for name in self.files.keys() {
            with.entry(name.clone()).or_insert(None);
        }
        with
    }

    /// The organisations that can be read, each with its file.
    pub fn organizations(&self) -> Vec<(String, Organization)> {
        let read = |name: String| read_json(&self.files, &name).ok().map(|one| (name, one));
        json(&self.files, "services/").filter_map(read).collect()
    }

    /// What was decided of the site; what cannot be read was not.
    pub fn operator(&self) -> Operator {
        read_json(&self.files, OPERATOR).unwrap_or_default()
    }

    /// What changes one decision.
    pub fn decided(&self, decide: impl FnOnce(&mut Operator)) -> Changes {
        let mut operator = self.operator();
        decide(&mut operator);
        [(OPERATOR.to_owned(), Some(text(&operator)))].into()
    }

    /// What changes one file of an organisation: without a service, the file goes.
    pub fn of(path: &str, organization: &Organization) -> Changes {
        let bytes = (!organization.services.is_empty()).then(|| text(organization));
        [(path.to_owned(), bytes)].into()
    }

    /// The name of the site, where it was given one.
    pub fn title(&self) -> String {
        let site: BTreeMap<String, serde_json::Value> = read_json(&self.files, "site.json").unwrap_or_default();
        site.get("title").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
    }

    /// What names the site.
    pub fn titled(title: &str) -> Changes {
        let site = (!title.trim().is_empty()).then(|| text(&serde_json::json!({ "title": title.trim() })));
        [("site.json".to_owned(), site)].into()
    }
}

/// As `sidedoor import` writes files.
pub(crate) fn text(value: &impl serde::Serialize) -> Vec<u8> {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(all: &[(&str, Option<&str>)]) -> Changes {
        all.iter().map(|(name, text)| ((*name).to_owned(), text.map(Into::into))).collect()
    }

    #[test]
    fn whatever_is_done_can_be_undone_and_done_after_all() {
        let mut work = Work::default();
        work.change(changes(&[("a", Some("1")), ("b", Some("1"))]));
        work.change(changes(&[("a", Some("2")), ("b", None), ("c", Some("1"))]));
        let last = work.files().clone();
        assert_eq!(
            last,
            changes(&[("a", Some("2")), ("c", Some("1"))]).into_iter().filter_map(|(n, b)| Some((n, b?))).collect()
        );
        work.undo();
        assert_eq!(work.files().get("b").map(Vec::as_slice), Some(&b"1"[..]));
        assert_eq!(work.steps(), (true, true));
        work.undo();
        assert!(work.files().is_empty());
        assert_eq!(work.steps(), (false, true));
        work.redo();
        work.redo();
        assert_eq!(*work.files(), last);
        work.undo();
        work.change(changes(&[("d", Some("1"))]));
        assert_eq!(work.steps(), (true, false), "another step ends what could be done after all");
    }

    #[test]
    fn what_changes_nothing_is_no_step() {
        let mut work = Work::default();
        work.change(changes(&[("a", Some("1"))]));
        work.change(changes(&[("a", Some("1")), ("z", None)]));
        work.undo();
        assert_eq!(work.steps(), (false, true));
    }

    #[test]
    fn work_without_a_decision_is_known_again_too() {
        let mut work = Work::default();
        work.change(changes(&[("services/us/a.json", Some("{}"))]));
        let back = Work::kept(&work.keep().unwrap()).unwrap();
        assert!(back.contains_key("services/us/a.json"));
    }

    #[test]
    fn work_that_was_kept_opens_again_and_nothing_else_is_taken_for_it() {
        let mut work = Work::default();
        assert!(!work.is_unkept());
        work.change(work.decided(|one| one.only = vec!["US".to_owned()]));
        assert!(work.is_unkept());
        let kept = work.keep().unwrap();
        assert!(!work.is_unkept());
        work.change(Work::titled("Tides"));
        assert!(work.is_unkept());
        work.undo();
        assert!(!work.is_unkept(), "it is what was kept");
        work.change(Work::titled("Other"));
        assert!(work.is_unkept());

        let back = Work::kept(&kept).unwrap();
        work.change(work.in_place(back));
        assert_eq!(work.operator().only, ["US"]);
        assert_eq!(work.title(), "");
        for other in
            [&[("services.csv", "name")][..], &[(OPERATOR, "{}"), ("../x", "")], &[(OPERATOR, "{}"), ("a.csv", "")]]
        {
            let files: Files = other.iter().map(|(name, text)| ((*name).to_owned(), (*text).into())).collect();
            assert!(Work::kept(&archive::packed(&files).unwrap()).is_none(), "{other:?}");
        }
        assert!(Work::kept(b"PK\x03\x04 and no more").is_none());
    }
}
