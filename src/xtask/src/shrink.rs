//! Makes what a person downloads small, and holds it to what the oldest browsers know. Without npm's programs everything
//! stays as it is, only larger.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde::Deserialize;
use sidedoor_kit::site::{Packed, compressed};

use crate::run::{Fallible, output};
use crate::tools;

/// The rounds of `wasm-opt`. Between some of them the control flow is laid out anew, and like functions are put side
/// by side: 1 % smaller compressed than one round.
const ROUNDS: [&str; 13] = [
    "-Oz",
    "--flatten",
    "--rereloop",
    "-Oz",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--reorder-functions-by-name",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
    "--minify-imports-and-exports-and-modules",
];

/// The oldest browsers that run the app, all of 2021; older ones keep the page as it came. The grammar of the
/// scripts and the style is no newer, as esbuild would write them otherwise for these; what they call is not looked at.
const OLDEST: &str = "chrome96,firefox90,safari15";
/// What of WebAssembly those browsers know (<https://webassembly.org/features/>, read 2026-11-30).
const KNOWN: [&str; 6] = [
    "--enable-mutable-globals",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-reference-types",
];

/// What `wasm-opt` says of the names that it made short.
#[derive(Deserialize)]
struct Names {
    imports: Vec<[String; 3]>,
    exports: Vec<[String; 2]>,
}

/// Shrinks the WebAssembly where it lies, and gives back the script that wasm-bindgen made for it with the names
/// that they know each other by: those that wasm-bindgen makes end in sixteen digits each.
///
/// # Errors
/// When `wasm-opt` fails, or the two do not belong together.
pub fn wasm(path: &Path, script: &str) -> Fallible<String> {
    let Some(wasm_opt) = tools::npm_program("wasm-opt") else { return Ok(script.to_owned()) };
    let said = output(Command::new(&wasm_opt).args(ROUNDS).arg(path).arg("-o").arg(path)).ok_or("wasm-opt failed")?;
    let known =
        Command::new(wasm_opt).arg("--mvp-features").args(KNOWN).arg(path).args(["-o", "/dev/null"]).output()?;
    if !known.status.success() {
        let why = String::from_utf8_lossy(&known.stderr).into_owned();
        return Err(format!("the WebAssembly needs newer browsers than {OLDEST}: {why}").into());
    }
    renamed(script, &serde_json::from_str(&said)?)
}

fn renamed(script: &str, names: &Names) -> Fallible<String> {
    let mut script = script.to_owned();
    for [_, long, short] in &names.imports {
        if !script.contains(&format!("{long}:")) {
            return Err(format!("the script has no {long}").into());
        }
        script = script.replace(&format!("{long}:"), &format!("{short}:"));
    }
    // A longer name first: it may begin with a shorter one.
    let mut exports: Vec<&[String; 2]> = names.exports.iter().collect();
    exports.sort_by_key(|[long, _]| std::cmp::Reverse(long.len()));
    for [long, short] in exports {
        script = script.replace(&format!("wasm.{long}"), &format!("wasm.{short}"));
    }
    if let Some([module, ..]) = names.imports.first() {
        script = script.replace(module.as_str(), "a");
    }
    Ok(script)
}

/// Standard input after Brotli.
const BROTLI: &str = "const zlib = require('zlib'), { BROTLI_PARAM_LGWIN } = zlib.constants
process.stdout.write(zlib.brotliCompressSync(require('fs').readFileSync(0), { params: { [BROTLI_PARAM_LGWIN]: 24 } }))";

/// What every site of a release has, packed by Brotli's own encoder, which Node has: 40 bytes smaller than by the one that
/// goes to whoever builds a site.
///
/// # Errors
/// When Node fails.
pub fn packed(plain: Vec<u8>) -> Fallible<Packed> {
    let brotli = match tools::find("node") {
        Some(node) => piped(Command::new(node).args(["-e", BROTLI]), &plain)?,
        None => compressed(&plain)?,
    };
    Ok(Packed { plain, brotli })
}

/// What a program makes of what it is given.
fn piped(command: &mut Command, given: &[u8]) -> Fallible<Vec<u8>> {
    let mut program = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut into = program.stdin.take().ok_or("nothing can be given to it")?;
    into.write_all(given)?;
    drop(into);
    let output = program.wait_with_output()?;
    if output.status.success() { Ok(output.stdout) } else { Err(format!("{command:?} failed").into()) }
}

/// What kind of text is made small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A script that stands in the page.
    Script,
    /// A module of which nothing is imported.
    Module,
    /// A style sheet.
    Style,
}

/// A script or a style sheet without what only people need.
///
/// # Errors
/// When esbuild finds a mistake in it.
pub fn text(text: &str, kind: Kind) -> Fallible<String> {
    let Some(esbuild) = tools::npm_program("esbuild") else { return Ok(text.to_owned()) };
    let ending = if kind == Kind::Style { "css" } else { "js" };
    let file = std::env::temp_dir().join(format!("shrink-{}.{ending}", std::process::id()));
    // What nobody imports need not be exported, nor be there.
    let lines = text.lines().filter(|line| kind != Kind::Module || !line.starts_with("export {"));
    fs::write(&file, lines.collect::<Vec<_>>().join("\n"))?;
    let written = |target: &str| -> Fallible<String> {
        let mut command = Command::new(&esbuild);
        command.arg(&file).args(["--minify", "--log-level=warning", "--charset=utf8", target]);
        if kind == Kind::Module {
            command.args(["--format=esm", "--tree-shaking=true"]);
        }
        let output = command.output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
        }
        Ok(String::from_utf8(output.stdout)?.trim().to_owned())
    };
    let (newest, oldest) = (written("--target=esnext"), written(&format!("--target={OLDEST}")));
    fs::remove_file(&file)?;
    let newest = newest?;
    if newest != oldest? {
        let begin: String = text.chars().take(80).collect();
        return Err(format!("{kind:?} {begin:?} uses what {OLDEST} do not know").into());
    }
    Ok(newest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_calls_the_webassembly_by_its_short_names() {
        let names = r#"{ "imports": [["./app_bg.js", "__wbg_call_40b0", "$"]],
            "exports": [["memory", "b"], ["free", "c"], ["free_slice", "d"]] }"#;
        let names: Names = serde_json::from_str(names).unwrap();
        let script = "{ './app_bg.js': { __wbg_call_40b0: f } }; wasm.free_slice(wasm.memory); wasm.free()";
        assert_eq!(renamed(script, &names).unwrap(), "{ 'a': { $: f } }; wasm.d(wasm.b); wasm.c()");
        assert!(renamed("", &names).is_err());
    }
}
