//! What the tests of the command share: folders of little plans, and the command on them.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]
#![allow(dead_code, reason = "each test file uses its share")]

pub(crate) mod pdf;
pub(crate) mod processes;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A plan that a program can't but read.
pub(crate) const PLAN: &str = "望海市政府97年度提升服務品質實施計畫
壹、計畫依據
一、望海市政府96年12月27日望研字第0960000343號函辦理。
貳、計畫目標
一、提供市民便捷之服務。
二、公開政府資訊。
參、實施對象
本府各處。
";

/// Another, of the mainland.
pub(crate) const MAINLAND: &str = "望海市提升政务服务质量实施方案
一、指导思想
坚持以人民为中心的发展思想,优化办事流程。
二、工作目标
(一)简化审批手续。
(二)公开政务信息。
";

/// A folder of its own for each test.
pub(crate) struct House {
    dir: TempDir,
}

/// The folder of the models, where they are; a test that is skipped says so.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
pub(crate) fn models() -> Option<PathBuf> {
    let run = |args: &[&str]| Command::new(env!("CARGO_BIN_EXE_plancorpus")).args(args).output().unwrap();
    let path = run(&["models", "path"]);
    if run(&["models"]).status.success() {
        return Some(String::from_utf8(path.stdout).unwrap().trim_end().into());
    }
    eprintln!("skipped: the models are not there; make models fetches them");
    None
}

/// What a command did.
pub(crate) struct Done {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl House {
    pub(crate) fn new(files: &[(&str, &[u8])]) -> Self {
        let house = Self { dir: tempfile::tempdir().unwrap() };
        for (name, bytes) in files {
            house.write(name, bytes);
        }
        house
    }

    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(crate) fn write(&self, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// The command, run in the folder.
    pub(crate) fn command<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_plancorpus"));
        command.args(args).current_dir(self.dir.path()).env_remove("COLUMNS").env_remove("CLICOLOR_FORCE");
        command.envs(self.environment());
        command
    }

    /// What the user's own folders hold must not decide a test.
    pub(crate) fn environment(&self) -> [(&'static str, PathBuf); 2] {
        [("PLANCORPUS_MODELS", self.path(".models")), ("XDG_CACHE_HOME", self.path(".cache"))]
    }

    pub(crate) fn run<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Done {
        Done::from(self.command(args).output().unwrap())
    }

    /// Imports `in` into `out` and expects the exit code.
    pub(crate) fn import(&self, code: i32) -> Vec<Line> {
        let done = self.run(["import", "in", "--out", "out"]);
        assert_eq!(done.code, Some(code), "{}{}", done.out, done.err);
        self.manifest()
    }

    pub(crate) fn manifest(&self) -> Vec<Line> {
        let text = fs::read_to_string(self.path("out/manifest.jsonl")).unwrap();
        text.lines().map(|line| Line(serde_json::from_str(line).unwrap())).collect()
    }

    /// Every file below a folder, by its path from there, with its bytes.
    pub(crate) fn files(&self, below: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let root = self.path(below);
        let (mut files, mut folders) = (BTreeMap::new(), vec![root.clone()]);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.insert(path.strip_prefix(&root).unwrap().to_owned(), fs::read(&path).unwrap());
                }
            }
        }
        files
    }
}

/// A line of the manifest.
#[derive(Debug)]
pub(crate) struct Line(pub(crate) serde_json::Value);

impl Line {
    pub(crate) fn text(&self, key: &str) -> &str {
        self.0[key].as_str().unwrap_or_default()
    }

    /// Path and status.
    pub(crate) fn told(&self) -> (&str, &str) {
        (self.text("path"), self.text("status"))
    }
}

pub(crate) fn told(lines: &[Line]) -> Vec<(&str, &str)> {
    lines.iter().map(Line::told).collect()
}

impl From<Output> for Done {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}
