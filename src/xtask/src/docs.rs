//! Runs every command that the docs tell a reader to type, each document in a release of its own.
//!
//! ````text
//! ```sh                       commands, a line each, in the folder of the release
//! ```json mine/operator.json  a file that the reader writes before going on
//! ```sh repository            commands for a clone: `cargo xtask …`
//! ````
//! A command ends with 0, or with what a comment at its end says: `# ends with 1`. A server is started on any port that is
//! free, and a site that is looked at afterwards is the one it serves.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::run::{Fallible, Steps, run};
use crate::{USAGE, build, release, root};

/// What a reader's own address is called in the docs.
const OWN: &str = "https://help.example.org/";

/// What stands between two fences.
struct Block<'a> {
    info: &'a str,
    line: usize,
    indent: usize,
    text: String,
}

impl Block<'_> {
    fn commands(&self) -> impl Iterator<Item = &str> {
        self.text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
    }
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for (number, line) in (1..).zip(text.lines()) {
        match (line.trim_start().strip_prefix("```"), open) {
            (Some(info), false) => {
                let indent = line.len() - line.trim_start().len();
                blocks.push(Block { info: info.trim(), line: number, indent, text: String::new() });
            }
            (None, true) => {
                if let Some(block) = blocks.last_mut() {
                    block.text.push_str(line.get(block.indent..).unwrap_or_default());
                    block.text.push('\n');
                }
                continue;
            }
            (None, false) => continue,
            (Some(_), true) => {}
        }
        open = !open;
    }
    blocks
}

/// Every document with commands in it.
fn documents() -> Fallible<Vec<PathBuf>> {
    let mut all: Vec<PathBuf> = fs::read_dir(root().join("docs"))?.flatten().map(|entry| entry.path()).collect();
    all.extend(
        ["README.md", "CONTRIBUTING.md", "resources/README.md", "src/xtask/src/release.md"]
            .map(|name| root().join(name)),
    );
    all.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    all.sort();
    Ok(all)
}

/// Runs them all.
///
/// # Errors
/// The first command that does not do as its document says, by file and line.
pub fn hold(steps: &mut Steps) -> Fallible {
    steps.step("build the program", || run(build::cargo().args(["build", "-q", "-p", "sidedoor-kit"])))?;
    steps.step("every command of the docs", || {
        let release = release::put(&[root().join("target/debug/sidedoor")], &root().join("target/docs/release"))?;
        let mut count = 0;
        for document in documents()? {
            let name = document.strip_prefix(root()).unwrap_or(&document).display().to_string();
            let folder = root().join("target/docs").join(name.replace('/', "-"));
            copy(&release, &folder)?;
            let mut reader = Reader { folder, served: None, server: None };
            for block in blocks(&fs::read_to_string(&document)?) {
                count += reader.does(&block).map_err(|error| format!("{name}:{}: {error}", block.line))?;
            }
            fs::remove_dir_all(&reader.folder)?;
        }
        println!("  {count} commands");
        Ok(())
    })
}

/// Somebody who does what a document says.
struct Reader {
    folder: PathBuf,
    /// The address of the server that was started last.
    served: Option<String>,
    server: Option<Child>,
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.end();
    }
}

impl Reader {
    fn end(&mut self) {
        if let Some(mut server) = self.server.take() {
            let _ = server.kill();
            let _ = server.wait();
        }
    }

    /// Does what stands in a block; says how many commands that were.
    fn does(&mut self, block: &Block) -> Fallible<usize> {
        let words: Vec<&str> = block.info.split(' ').collect();
        match words[..] {
            ["sh"] => {
                block.commands().try_for_each(|line| self.types(line))?;
                Ok(block.commands().count())
            }
            ["sh", "repository"] => {
                block.commands().try_for_each(in_repository)?;
                Ok(block.commands().count())
            }
            [_, path] if path.contains('.') => {
                let path = self.folder.join(path);
                fs::create_dir_all(path.parent().ok_or("no folder")?)?;
                fs::write(path, &block.text)?;
                Ok(0)
            }
            ["text" | "html" | "json" | "csv" | "toml" | "nginx" | "php"] => Ok(0),
            _ => {
                Err(format!("```{}: say what it is: sh, sh repository, a language and a file, or text", block.info)
                    .into())
            }
        }
    }

    fn types(&mut self, line: &str) -> Fallible {
        let (command, comment) = line.split_once(" #").unwrap_or((line, ""));
        let ends: i32 = comment.trim().strip_prefix("ends with ").map_or(Ok(0), str::parse)?;
        let command = command.trim();
        if let Some(arguments) = command.strip_prefix("./sidedoor serve") {
            return self.serves(arguments);
        }
        let command = match &self.served {
            Some(address) if command.contains(" verify ") => command.replace(OWN, address),
            _ => command.to_owned(),
        };
        let done = Command::new("sh").args(["-euc", &command]).current_dir(&self.folder).output()?;
        let said = String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned();
        if done.status.code() == Some(ends) {
            return Ok(());
        }
        Err(format!("`{command}` ends with {:?} and not with {ends}:\n{said}", done.status.code()).into())
    }

    fn serves(&mut self, arguments: &str) -> Fallible {
        self.end();
        let mut command = Command::new(self.folder.join("sidedoor"));
        command.arg("serve").args(arguments.split_whitespace().take_while(|word| *word != "--address"));
        let mut server = command.arg("0").current_dir(&self.folder).stdout(Stdio::piped()).spawn()?;
        let mut said = String::new();
        if let Some(out) = server.stdout.take() {
            BufReader::new(out).read_line(&mut said)?;
        }
        self.server = Some(server);
        if !said.starts_with("http://") {
            return Err(format!("`serve{arguments}` says no address but {said:?}").into());
        }
        self.served = Some(said.trim().to_owned());
        Ok(())
    }
}

/// What takes minutes is run at every stop anyway, or measures; here it must be there.
fn in_repository(line: &str) -> Fallible {
    let command = line.split(" #").next().unwrap_or(line).trim();
    let name = command.strip_prefix("cargo xtask ").and_then(|rest| rest.split(' ').next());
    let there = |name: &str| USAGE.lines().any(|line| line.trim_start().split(' ').next() == Some(name));
    match name {
        Some("check") => run(build::cargo().args(["xtask", "check"]).stdout(Stdio::null())),
        Some(name) if there(name) => Ok(()),
        _ => Err(format!("`{command}`: xtask knows no such command").into()),
    }
}

fn copy(from: &Path, to: &Path) -> Fallible {
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    run(Command::new("cp").arg("-r").arg(from).arg(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_fences_is_read_with_its_line_and_without_its_indent() {
        let text = "Say\n\n```sh\none\n\n  two\n```\n\n1. A list\n   ```json a/b.json\n   { }\n   ```\n";
        let found: Vec<(&str, usize, String)> =
            blocks(text).into_iter().map(|block| (block.info, block.line, block.text)).collect();
        let right = [("sh", 3, "one\n\n  two\n".to_owned()), ("json a/b.json", 10, "{ }\n".to_owned())];
        assert_eq!(found, right);
    }

    #[test]
    fn a_command_that_is_not_there_or_ends_otherwise_and_a_fence_without_a_name_are_refused() {
        assert!(in_repository("cargo xtask bake # a cake").unwrap_err().to_string().contains("bake"));
        let mut reader = Reader { folder: std::env::temp_dir(), served: None, server: None };
        assert!(reader.types("false").is_err() && reader.types("false  # ends with 1").is_ok());
        let block = Block { info: "", line: 1, indent: 0, text: "ls\n".to_owned() };
        assert!(reader.does(&block).is_err());
    }
}
