//! Every tool that is not a crate of ours, its version in this one place, and how it gets here.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;

use crate::build::WASM;
use crate::root;
use crate::run::{Fallible, Steps, output, run};

/// 0.22 asks for a newer rustc than `rust-toolchain.toml` has.
const TRUNK: &str = "0.21.14";
/// The driver of Firefox.
const GECKODRIVER: &str = "0.37.1";
/// Changes the rules, to see whether a test notices.
const MUTANTS: &str = "27.1.0";
/// Lists what a release is made of.
const CYCLONEDX: &str = "0.5.7";
/// Refuses what must not be built in.
const DENY: &str = "0.20.2";
/// npm: makes the WebAssembly smaller. Debian's is too old for what rustc writes.
const BINARYEN: &str = "132.0.0";
/// npm: looks for what keeps people out.
const AXE: &str = "4.14.1";
/// npm: makes the scripts smaller.
const ESBUILD: &str = "0.28.2";

/// npm: Chromium as it was in July 2021 and in May 2022, each packed into a package for servers without a browser.
const OLD: [(&str, &str, &str); 2] =
    [("92", "chrome-aws-lambda", "10.1.0"), ("102", "@sparticuz/chrome-aws-lambda", "14.0.0")];

/// What a test runs of Debian's: browsers and their drivers, and the servers that there are recipes for.
const DEBIAN: [(&str, &str); 13] = [
    ("apache2", "apache2"),
    ("brotli", "brotli"),
    ("caddy", "caddy"),
    ("chromium", "chromium"),
    ("chromedriver", "chromium-driver"),
    ("firefox-esr", "firefox-esr"),
    ("lynx", "lynx"),
    ("nginx", "nginx-light"),
    ("openssl", "openssl"),
    ("pdftotext", "poppler-utils"),
    ("WebKitWebDriver", "webkit2gtk-driver"),
    ("xvfb-run", "xvfb"),
    ("Xvfb", "xvfb"),
];

/// Where a program is, if it is on the PATH.
pub fn find(program: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&folders).map(|folder| folder.join(program)).find(|path| path.is_file())
}

fn is_there(program: &str) -> bool {
    find(program).is_some()
}

/// The version of `wasm-bindgen` that Cargo.lock names: the tool must be of the very same.
fn locked_wasm_bindgen() -> Fallible<String> {
    let lock = fs::read_to_string(root().join("Cargo.lock"))?;
    let mut lines = lock.lines().skip_while(|line| *line != "name = \"wasm-bindgen\"");
    let version = lines.nth(1).and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    version.map(str::to_owned).ok_or_else(|| "Cargo.lock names no wasm-bindgen".into())
}

/// Installs a tool from crates.io, unoptimised and with the fewest features: it runs for seconds, but an
/// optimised build of it would take minutes.
fn cargo_install(steps: &mut Steps, name: &str, program: &str, version: &str, locked: bool) -> Fallible {
    let installed = output(Command::new(program).arg("--version")).unwrap_or_default();
    if installed.split_whitespace().any(|word| word == version) {
        return Ok(());
    }
    steps.step(&format!("install {name} {version}"), || {
        let mut command = Command::new(env!("CARGO"));
        command.args(["install", name, "--version", version, "--debug", "--no-default-features", "--quiet"]);
        command.args(locked.then_some("--locked"));
        command.env("CARGO_TARGET_DIR", root().join("target/tools/build"));
        command.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_INCREMENTAL", "0");
        run(&mut command)
    })
}

/// What building a site needs.
///
/// # Errors
/// When a tool can be had in no way; the message says what to install.
pub fn for_building(steps: &mut Steps) -> Fallible {
    rust_target(steps, WASM)?;
    // The lock file that comes with it names crates too new for some registries.
    cargo_install(steps, "wasm-bindgen-cli", "wasm-bindgen", &locked_wasm_bindgen()?, false)?;
    if !is_there("npm") {
        println!("  (no npm here: the site is built all the same, about a tenth larger)");
        return Ok(());
    }
    let wanted = [format!("binaryen@{BINARYEN}"), format!("esbuild@{ESBUILD}")];
    npm_install(steps, &wanted)
}

/// What `trunk serve` and `trunk build` need: Trunk, which nothing here does.
///
/// # Errors
/// When it cannot be installed.
pub fn for_serving(steps: &mut Steps) -> Fallible {
    cargo_install(steps, "trunk", "trunk", TRUNK, true)
}

/// What building for something else than this machine needs.
///
/// # Errors
/// When it cannot be installed.
pub fn rust_target(steps: &mut Steps, target: &str) -> Fallible {
    let targets = output(Command::new("rustup").args(["target", "list", "--installed"])).unwrap_or_default();
    if targets.lines().any(|line| line == target) {
        return Ok(());
    }
    steps.step(&format!("install the target {target}"), || run(Command::new("rustup").args(["target", "add", target])))
}

/// What building Rust's own library needs.
///
/// # Errors
/// When it cannot be installed.
pub fn rust_source(steps: &mut Steps) -> Fallible {
    let parts = output(Command::new("rustup").args(["component", "list", "--installed"])).unwrap_or_default();
    if parts.contains("rust-src") {
        return Ok(());
    }
    steps.step("install the source of Rust's library", || {
        run(Command::new("rustup").args(["component", "add", "rust-src"]))
    })
}

/// What trying mutants needs.
///
/// # Errors
/// When it cannot be installed.
pub fn for_mutants(steps: &mut Steps) -> Fallible {
    cargo_install(steps, "cargo-mutants", "cargo-mutants", MUTANTS, true)
}

/// What a release needs.
///
/// # Errors
/// When it cannot be installed.
pub fn for_releasing(steps: &mut Steps) -> Fallible {
    cargo_install(steps, "cargo-deny", "cargo-deny", DENY, true)?;
    cargo_install(steps, "cargo-cyclonedx", "cargo-cyclonedx", CYCLONEDX, true)
}

/// Installs packages from npm, beside the project's own files.
///
/// # Errors
/// When npm fails.
pub fn npm_install(steps: &mut Steps, wanted: &[String]) -> Fallible {
    let stamp = npm_folder().join("installed");
    let stamped = fs::read_to_string(&stamp).unwrap_or_default();
    if wanted.iter().all(|package| stamped.lines().any(|line| line == package)) {
        return Ok(());
    }
    steps.step(&format!("install from npm: {}", wanted.join(" ")), || {
        fs::create_dir_all(npm_folder())?;
        let mut command = Command::new("npm");
        command.args(["install", "--no-save", "--no-audit", "--no-fund", "--silent"]);
        // What a package would like to have beside it is for whoever programs with it.
        command.args(["--legacy-peer-deps", "--prefix"]).arg(npm_folder());
        // npm takes away what it is not told of again.
        let kept: Vec<&str> = stamped.lines().filter(|line| !wanted.iter().any(|package| package == line)).collect();
        run(command.args(&kept).args(wanted))?;
        Ok(fs::write(
            stamp,
            format!(
                "{}\n",
                kept.into_iter().map(str::to_owned).chain(wanted.iter().cloned()).collect::<Vec<_>>().join("\n")
            ),
        )?)
    })
}

fn npm_folder() -> PathBuf {
    root().join("target/tools/npm")
}

/// Where a module from npm is.
pub fn npm_module(name: &str) -> PathBuf {
    npm_folder().join("node_modules").join(name)
}

/// A program from npm, if it is there.
pub fn npm_program(name: &str) -> Option<PathBuf> {
    Some(npm_folder().join("node_modules/.bin").join(name)).filter(|path| path.is_file())
}

/// Installs a package from `PyPI` beside the project's own files, and gives back the folder of its programs and of a Python
/// that knows it; nothing where there is no Python that can do that, or no way there.
pub fn python(steps: &mut Steps, name: &str, version: &str) -> Option<PathBuf> {
    let folder = root().join("target/tools/python");
    let programs = folder.join("bin");
    let has_venv = output(Command::new("python3").args(["-c", "import venv, ensurepip; print(1)"])).is_some();
    if !has_venv {
        return None;
    }
    let asks = format!("import importlib.metadata; print(importlib.metadata.version({name:?}))");
    let installed = output(Command::new(programs.join("python")).args(["-c", &asks])).unwrap_or_default();
    if installed == version {
        return Some(programs);
    }
    let came = steps.step(&format!("install from PyPI: {name} {version}"), || {
        run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
        run(Command::new(programs.join("pip")).args(["install", "--quiet", &format!("{name}=={version}")]))
    });
    // A machine without a way to PyPI is no fault of what is tested; who calls says that it did not run.
    came.is_ok().then_some(programs)
}

/// What the browser tests need.
///
/// # Errors
/// On a system without Debian's packages: exactly what to install.
pub fn for_testing(steps: &mut Steps) -> Fallible {
    // The network and one core are Debian's while cargo works.
    let debian = std::thread::spawn(|| debian(&DEBIAN).map_err(|error| error.to_string()));
    for_building(steps)?;
    if is_there("npm") {
        npm_install(steps, &[format!("axe-core@{AXE}")])?;
        old_browsers(steps)?;
    }
    cargo_install(steps, "geckodriver", "geckodriver", GECKODRIVER, true)?;
    cargo_install(steps, "cargo-deny", "cargo-deny", DENY, true)?;
    steps.step("browsers and servers of Debian's", || {
        debian.join().unwrap_or_else(|_| Err("the installer ended".to_owned())).map_err(Into::into)
    })
}

/// Browsers of years ago, into `target/tools/old`.
fn old_browsers(steps: &mut Steps) -> Fallible {
    if std::env::consts::ARCH != "x86_64" {
        return Ok(());
    }
    let folder = root().join("target/tools/old");
    for (version, package, release) in OLD {
        let program = folder.join(format!("chromium-{version}"));
        if program.is_file() {
            continue;
        }
        npm_install(steps, &[format!("{package}@{release}")])?;
        steps.step(&format!("unpack Chromium {version}"), || {
            fs::create_dir_all(&folder)?;
            let packed = fs::File::open(npm_module(package).join("bin/chromium.br"))?;
            let unpacked = folder.join("unpacked");
            let mut into = fs::File::create(&unpacked)?;
            std::io::copy(&mut brotli::Decompressor::new(packed, 1 << 16), &mut into)?;
            fs::set_permissions(&unpacked, fs::Permissions::from_mode(0o755))?;
            Ok(fs::rename(unpacked, program)?)
        })?;
    }
    Ok(())
}

/// Installs what is missing of Debian's packages, each named by a program of it.
///
/// # Errors
/// On another system: exactly what to install.
pub fn debian(wanted: &[(&str, &'static str)]) -> Fallible {
    let mut missing: Vec<&str> =
        wanted.iter().filter(|(program, _)| !is_there(program)).map(|(_, package)| *package).collect();
    missing.dedup();
    if missing.is_empty() {
        return Ok(());
    }
    if !is_there("apt-get") {
        let programs = wanted.iter().map(|(program, _)| *program).collect::<Vec<_>>().join(", ");
        return Err(format!("please install, so that they are on the PATH: {programs}").into());
    }
    let sudo = output(Command::new("id").arg("-u")).is_some_and(|id| id != "0");
    let apt = || {
        let mut command = Command::new(if sudo { "sudo" } else { "apt-get" });
        command.args(sudo.then_some("apt-get")).env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    run(apt().args(["update", "-qq"]))?;
    run(apt().args(["install", "-y", "-qq", "--no-install-recommends"]).args(&missing))
}
