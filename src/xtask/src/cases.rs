//! Holds the published screening rules against a file of cases.

use std::process::ExitCode;

use sidedoor_core::oracle::cases::judge_all;

/// Prints each case that failed, and closes with `N passed, N failed`. Fails where one did, or where the file cannot
/// be read.
pub fn cases(file: Option<&str>) -> ExitCode {
    let Some(file) = file else {
        eprintln!("cargo xtask cases FILE: which file? For one, tests/data/screening-cases.json");
        return ExitCode::FAILURE;
    };
    let read = std::fs::read_to_string(file).map_err(|error| error.to_string());
    match read.and_then(|text| judge_all(&text).map_err(|fault| fault.to_string())) {
        Ok(report) => {
            println!("{report}");
            if report.failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(what) => {
            eprintln!("{file}: {what}");
            ExitCode::FAILURE
        }
    }
}
