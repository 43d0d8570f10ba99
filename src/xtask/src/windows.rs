//! The program for Windows: built with Debian's mingw, and tried under wine, where it must do what ours does.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sidedoor_core::files::below;

use crate::build::cargo;
use crate::run::{Fallible, Steps, run};
use crate::{release, root, tools};

const TARGET: &str = "x86_64-pc-windows-gnu";
/// The linker, and its package.
const LINKER: (&str, &str) = ("x86_64-w64-mingw32-gcc", "gcc-mingw-w64-x86-64");
/// What runs such programs here, and its packages.
const WINE: [(&str, &str); 2] = [("wine", "wine"), ("wine", "wine64")];

/// Rust's library asks Windows for random numbers by a name that wine has from its version 9 on.
const RANDOM: &str = "#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE at, SIZE_T length) { return SystemFunction036(at, (ULONG)length); }
";

/// A sheet of which a row comes in, one is mended and one is refused.
const SHEET: &str = "name,organization,description,country,state,phone,needs,source_page
Pay line,Harbour Example,Help with pay.,US,NY,212-555-0142,\"talk, work\",https://harbour.example.org/line
House,Harbour Example,At 12 Main Street.,US,NY,212-555-0143,shelter,https://harbour.example.org/house
Nobody,Harbour Example,No way to call.,US,NY,,talk,https://harbour.example.org/none
";

/// Builds the program, where a linker for it can be had; says so where none can.
///
/// # Errors
/// When it cannot be built.
pub fn program(steps: &mut Steps, profile: &str, flags: &str) -> Fallible<Option<PathBuf>> {
    if let Err(why) = tools::debian(&[LINKER]) {
        println!("  NOT BUILT: sidedoor.exe: {why}");
        return Ok(None);
    }
    tools::rust_target(steps, TARGET)?;
    steps.step("build the program for Windows", || {
        let mut command = cargo();
        command.args(["build", "-q", "-p", "sidedoor-kit", "--target", TARGET, "--profile", profile]);
        run(command.env("RUSTFLAGS", flags))
    })?;
    let folder = if profile == "dev" { "debug" } else { profile };
    Ok(Some(root().join("target").join(TARGET).join(folder).join("sidedoor.exe")))
}

/// Runs it beside ours, when the site is built: what both say and write must be the same.
///
/// # Errors
/// What differs.
pub fn holds(steps: &mut Steps) -> Fallible {
    tools::debian(&WINE)?;
    let built = program(steps, "dev", "")?.ok_or("no program for Windows")?;
    steps.step("build the sidedoor binary", || run(cargo().args(["build", "-q", "-p", "sidedoor-kit"])))?;
    let folder = root().join("target/windows");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    fs::copy(built, folder.join("sidedoor.exe"))?;
    fs::write(folder.join("random.c"), RANDOM)?;
    release::put(&[], &folder.join("release"))?;
    let mut linker = Command::new(LINKER.0);
    run(linker.current_dir(&folder).args(["-shared", "-o", "bcryptprimitives.dll", "random.c", "-ladvapi32"]))?;
    steps.step("the same commands under wine", || {
        let ours = root().join("target/debug/sidedoor");
        for arguments in [
            vec!["check", "resources"],
            vec!["import", "sheet.csv", "--out", "mine", "--own"],
            vec!["export", "resources", "--out", "exported"],
            vec!["build", "--release", "../release", "--with", "ours", "--out", "site"],
        ] {
            let here = done(Command::new(&ours).args(&arguments), &folder.join("here"))?;
            let there = done(wine(&folder).args(&arguments), &folder.join("there"))?;
            if here != there {
                return Err(format!("sidedoor {}: says\n{here}\nand under wine\n{there}", arguments.join(" ")).into());
            }
        }
        let [here, there] = ["here", "there"].map(|name| below(&folder.join(name)));
        let (here, there) = (here?, there?);
        let differs = here.iter().find(|(name, bytes)| there.get(*name) != Some(bytes)).map(|(name, _)| name);
        match differs {
            None if here.len() == there.len() => Ok(()),
            other => Err(format!("{} and {} files; {other:?} is not the same", here.len(), there.len()).into()),
        }
    })
}

fn wine(folder: &Path) -> Command {
    let mut command = Command::new("wine");
    command.arg(folder.join("sidedoor.exe")).env("WINEDEBUG", "-all").env("WINEPREFIX", folder.join("prefix"));
    command
}

/// What a command says in a folder with the sheet and our resources in it; an ending with remarks is one, too.
fn done(command: &mut Command, folder: &Path) -> Fallible<String> {
    if !folder.exists() {
        fs::create_dir_all(folder)?;
        fs::write(folder.join("sheet.csv"), SHEET)?;
        fs::create_dir(folder.join("ours"))?;
        fs::write(folder.join("ours/operator.json"), r#"{ "languages": ["en", "es"], "only": ["US"] }"#)?;
        sidedoor_core::files::write(&below(&root().join("resources"))?, &folder.join("resources"))?;
    }
    let done = command.current_dir(folder).output()?;
    let said = String::from_utf8_lossy(&done.stdout).replace("\r\n", "\n");
    Ok(format!("{said}ends with {:?}", done.status.code()))
}
