//! A value that what is drawn follows. Leptos has `ArcRwSignal` for it, of which 1 KB of WebAssembly is written out
//! for each type of value; of this, some bytes.

use std::cell::{Cell, RefCell};

use leptos::prelude::{ArcTrigger, Notify, Track};

thread_local! {
    static STILL: Cell<bool> = const { Cell::new(false) };
}

/// From now on nothing is drawn again, whatever changes: somebody leaves, and no time is to be lost.
pub fn be_still() {
    STILL.set(true);
}

/// A value and who follows it.
pub struct Held<T> {
    value: RefCell<T>,
    changed: ArcTrigger,
}

impl<T: Clone> Held<T> {
    /// Holds a value.
    pub fn new(value: T) -> Self {
        Self { value: RefCell::new(value), changed: ArcTrigger::new() }
    }

    /// The value; what asks is drawn again when it changes.
    pub fn get(&self) -> T {
        self.changed.track();
        self.now()
    }

    /// The value now, for what needs not follow it.
    pub fn now(&self) -> T {
        self.value.borrow().clone()
    }

    /// Holds a value; where it is no other, nothing is drawn again.
    pub fn change(&self, value: T)
    where
        T: PartialEq,
    {
        if *self.value.borrow() != value {
            self.set(value);
        }
    }

    /// Holds another value.
    pub fn set(&self, value: T) {
        self.value.replace(value);
        if !STILL.get() {
            self.changed.notify();
        }
    }
}
