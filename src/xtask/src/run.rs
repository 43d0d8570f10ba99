//! Runs commands, says what is going on, and keeps how long each step took.

use std::error::Error;
use std::io::Write;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// What every step gives back.
pub type Fallible<T = ()> = Result<T, Box<dyn Error>>;

/// The steps so far, with their times.
#[derive(Debug, Default)]
pub struct Steps {
    taken: Vec<(String, Duration)>,
}

/// How often a long step says that it is still going on.
const STILL_GOING: Duration = Duration::from_secs(15);

impl Steps {
    /// No steps yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Does one step, saying what it is and, if it is long, that it goes on.
    ///
    /// # Errors
    /// What the step itself gives.
    pub fn step<T>(&mut self, name: &str, work: impl FnOnce() -> Fallible<T>) -> Fallible<T> {
        println!("· {name}");
        let begun = Instant::now();
        let done = AtomicBool::new(false);
        let outcome = std::thread::scope(|scope| {
            let watch = scope.spawn(|| {
                let mut said = Instant::now();
                while !done.load(Ordering::Relaxed) {
                    std::thread::park_timeout(Duration::from_millis(200));
                    if said.elapsed() >= STILL_GOING {
                        said = Instant::now();
                        println!("  … {name}: {} s", begun.elapsed().as_secs());
                        let _ = std::io::stdout().flush();
                    }
                }
            });
            let outcome = work();
            done.store(true, Ordering::Relaxed);
            watch.thread().unpark();
            outcome
        });
        self.taken.push((name.to_owned(), begun.elapsed()));
        outcome.map_err(|error| format!("{name}: {error}").into())
    }

    /// Prints how long each step took.
    pub fn summary(&self) {
        println!("\nsteps:");
        for (name, time) in &self.taken {
            println!("  {:7.1} s  {name}", time.as_secs_f64());
        }
        let all: Duration = self.taken.iter().map(|(_, time)| *time).sum();
        println!("  {:7.1} s  in all", all.as_secs_f64());
    }
}

/// Runs a command to its end.
///
/// # Errors
/// When it is not there or fails.
pub fn run(command: &mut Command) -> Fallible {
    let said = format!("{command:?}").replace('"', "");
    let status = command.status().map_err(|error| format!("{said}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{said}: {status}").into()) }
}

/// What a command prints, if it is there and succeeds.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
