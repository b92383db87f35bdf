//! From what the caller names to the files that are read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

use walkdir::{DirEntry, WalkDir};

use crate::inspect::load;
use crate::names::portable;
use crate::package::{self, MOST_PAGES, Page, are_pages, natural_order};

/// Folders in which version control keeps its own files.
const VERSION_CONTROL: &[&str] = &[".git", ".hg", ".svn"];

/// What is said of what is never opened.
pub(crate) const NOT_REGULAR: &str = "not a regular file: a pipe, a socket or a device";

/// What is said of a folder where one document is asked for.
const NO_DOCUMENT: &str = "a folder; only one of page images, two or more and all of one kind, is a document";

/// A file to be read, or one that can't be.
#[derive(Debug)]
pub(crate) struct Input {
    /// Its name in the corpus.
    pub(crate) path: String,
    /// Where it is.
    pub(crate) file: PathBuf,
    /// Its size, or why there is nothing to read.
    pub(crate) bytes: Result<u64, String>,
    /// The files that it is made of, in their order, where it is a folder of page images.
    pub(crate) pages: Vec<Page>,
}

impl Input {
    /// A file by itself, or a folder that is one document, under the name of its own.
    ///
    /// # Errors
    /// Where the system refuses, and where it is neither.
    pub(crate) fn of(path: &Path) -> io::Result<Self> {
        let metadata = path.metadata()?;
        let name = path.file_name().map(Path::new);
        let input = |file: &Path, bytes, pages| {
            let path = portable(name.or(file.file_name().map(Path::new)).unwrap_or(file));
            Self { path, file: file.to_owned(), bytes: Ok(bytes), pages }
        };
        if metadata.is_file() {
            return Ok(input(path, metadata.len(), Vec::new()));
        }
        let neither = |what: &str| io::Error::new(io::ErrorKind::InvalidInput, what);
        if !metadata.is_dir() {
            return Err(neither(NOT_REGULAR));
        }
        let mut files = Vec::new();
        for entry in fs::read_dir(path)? {
            let file = entry?.path();
            let found = file.metadata()?;
            if !found.is_file() || files.len() == MOST_PAGES {
                return Err(neither(NO_DOCUMENT));
            }
            files.push((file, Ok(found.len())));
        }
        let pages = pages(&files).ok_or_else(|| neither(NO_DOCUMENT))?;
        Ok(input(&fs::canonicalize(path)?, package::size(&pages), pages))
    }

    /// Its hash and its size, without holding it in memory.
    ///
    /// # Errors
    /// Where the system refuses.
    pub(crate) fn hash(&self) -> io::Result<(blake3::Hash, u64)> {
        let mut hasher = blake3::Hasher::new();
        if self.pages.is_empty() {
            hasher.update_reader(File::open(&self.file)?)?;
        } else {
            package::write(&self.pages, &mut hasher)?;
        }
        Ok((hasher.finalize(), hasher.count()))
    }

    /// Its bytes; one more than the limit where it has more than that.
    ///
    /// # Errors
    /// Where the system refuses.
    pub(crate) fn load(&self, limit: u64) -> io::Result<Vec<u8>> {
        if self.pages.is_empty() {
            return load(&self.file, limit);
        }
        let mut bytes = Vec::new();
        let mut bounded = Bounded { bytes: &mut bytes, left: limit.saturating_add(1) };
        match package::write(&self.pages, &mut bounded) {
            Err(_) if bounded.left == 0 => Ok(bytes),
            written => written.map(|()| bytes),
        }
    }
}

/// Takes so many bytes, and no more.
struct Bounded<'b> {
    bytes: &'b mut Vec<u8>,
    left: u64,
}

impl Write for Bounded<'_> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let room = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        self.bytes.extend_from_slice(buffer.get(..room).unwrap_or_default());
        self.left -= room as u64;
        Ok(room)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A folder that was left out of a run, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// As in the manifest.
    pub path: String,
    /// A sentence for a person.
    pub why: &'static str,
}

/// What the caller named, all of it there.
#[derive(Debug)]
pub(crate) struct Roots {
    roots: Vec<PathBuf>,
    /// The deepest folder that all share.
    base: PathBuf,
}

impl Roots {
    /// Looks at what the caller named, before anything is written.
    pub(crate) fn resolve(named: &[PathBuf]) -> Result<Self, InputError> {
        let roots = named.iter().map(|path| absolute(path)).collect::<Result<Vec<_>, _>>()?;
        let folders = roots.iter().map(|root| match root.parent() {
            Some(parent) if !root.is_dir() => parent,
            _ => root,
        });
        let base = folders.map(Path::to_owned).reduce(|a, b| shared(&a, &b)).ok_or(InputError::None)?;
        Ok(Self { roots, base })
    }

    /// Makes sure that no input lies in the folder that is written to.
    pub(crate) fn keep_clear_of(&self, out: &Path) -> Result<(), InputError> {
        let Ok(out) = fs::canonicalize(out) else { return Ok(()) };
        let inside = |root: &&PathBuf| fs::canonicalize(root).is_ok_and(|root| root.starts_with(&out));
        match self.roots.iter().find(inside) {
            Some(root) => Err(InputError::InOutput { path: root.clone() }),
            None => Ok(()),
        }
    }

    /// Every file in them, once, in the order of the names; `out` is left out. A folder that holds images of one kind and nothing else is
    /// one document: its pages are one input.
    pub(crate) fn walk(&self, out: &Path) -> (Vec<Input>, Vec<LeftOut>) {
        let out = fs::canonicalize(out).ok();
        let mut inputs = BTreeMap::new();
        let mut left_out = BTreeMap::new();
        for root in &self.roots {
            let (mut found, mut parents) = (BTreeMap::<PathBuf, Vec<_>>::new(), BTreeSet::new());
            let mut walk = WalkDir::new(root).follow_links(true).into_iter();
            while let Some(entry) = walk.next() {
                match entry {
                    Ok(entry) if entry.file_type().is_dir() => {
                        if let Some(why) = reason_to_leave_out(&entry, out.as_deref()) {
                            left_out.insert(self.name(entry.path()), why);
                            walk.skip_current_dir();
                        } else {
                            parents.extend(entry.path().parent().map(Path::to_owned));
                        }
                    }
                    Ok(entry) => {
                        let bytes = size(&entry);
                        // A file that is named itself is no page of a folder.
                        let folder = entry.path().parent().filter(|_| entry.depth() > 0).map(Path::to_owned);
                        found.entry(folder.unwrap_or_default()).or_default().push((entry.into_path(), bytes));
                    }
                    Err(error) => match (error.path().map(Path::to_owned), error.loop_ancestor()) {
                        (Some(path), Some(_)) => {
                            left_out.insert(self.name(&path), "a link back to a folder that it stands in");
                        }
                        (path, _) => {
                            let path = path.unwrap_or_else(|| root.clone());
                            let why = refusal(&path, error.io_error().map(io::Error::kind));
                            parents.extend(path.parent().map(Path::to_owned));
                            self.add(&mut inputs, path, Err(why));
                        }
                    },
                }
            }
            for (folder, files) in found {
                let is_whole = !folder.as_os_str().is_empty() && !parents.contains(&folder);
                match pages(&files).filter(|_| is_whole) {
                    Some(pages) => {
                        let input = self.document(folder, pages);
                        inputs.insert(input.path.clone(), input);
                    }
                    None => files.into_iter().for_each(|(file, bytes)| self.add(&mut inputs, file, bytes)),
                }
            }
        }
        (inputs.into_values().collect(), left_out.into_iter().map(|(path, why)| LeftOut { path, why }).collect())
    }

    fn add(&self, inputs: &mut BTreeMap<String, Input>, file: PathBuf, bytes: Result<u64, String>) {
        let path = self.name(&file);
        inputs.insert(path.clone(), Input { path, file, bytes, pages: Vec::new() });
    }

    /// A folder of page images. One that all inputs lie in has no name among them but its own.
    fn document(&self, folder: PathBuf, pages: Vec<Page>) -> Input {
        let own = || folder.file_name().map(|name| portable(Path::new(name)));
        let path = if folder == self.base { own().unwrap_or_else(|| ".".to_owned()) } else { self.name(&folder) };
        Input { path, file: folder, bytes: Ok(package::size(&pages)), pages }
    }

    fn name(&self, path: &Path) -> String {
        let name = portable(path.strip_prefix(&self.base).unwrap_or(path));
        if name.is_empty() { ".".to_owned() } else { name }
    }
}

/// The files of a folder as the pages of one document, in their order; `None` where they are something else.
fn pages(files: &[(PathBuf, Result<u64, String>)]) -> Option<Vec<Page>> {
    let page = |(file, bytes): &(PathBuf, Result<u64, String>)| {
        let name = portable(Path::new(file.file_name()?));
        Some(Page { name, file: file.clone(), bytes: *bytes.as_ref().ok()? })
    };
    let mut pages = files.iter().map(page).collect::<Option<Vec<_>>>()?;
    if !are_pages(pages.iter().map(|page| page.name.as_str())) {
        return None;
    }
    pages.sort_by(|a, b| natural_order(&a.name, &b.name));
    Some(pages)
}

/// The absolute path under the name that the caller used: a link keeps its own.
fn absolute(path: &Path) -> Result<PathBuf, InputError> {
    let resolve = || {
        fs::symlink_metadata(path)?;
        match (path.parent(), path.file_name()) {
            (Some(parent), Some(name)) => {
                let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
                Ok(fs::canonicalize(parent)?.join(name))
            }
            _ => fs::canonicalize(path),
        }
    };
    resolve().map_err(|error| InputError::Io { path: path.to_owned(), error })
}

fn shared(a: &Path, b: &Path) -> PathBuf {
    a.components().zip(b.components()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
}

fn reason_to_leave_out(folder: &DirEntry, out: Option<&Path>) -> Option<&'static str> {
    if folder.depth() > 0 && folder.file_name().to_str().is_some_and(|name| VERSION_CONTROL.contains(&name)) {
        return Some("version control's own files");
    }
    (out.is_some() && fs::canonicalize(folder.path()).ok().as_deref() == out).then_some("the corpus itself")
}

/// The size of a regular file. Anything else is never opened: reading a pipe could wait for ever.
fn size(entry: &DirEntry) -> Result<u64, String> {
    if !entry.file_type().is_file() {
        return Err(NOT_REGULAR.to_owned());
    }
    entry.metadata().map(|metadata| metadata.len()).map_err(|error| {
        let kind = error.io_error().map(io::Error::kind);
        refusal(entry.path(), kind)
    })
}

/// Why the system does not let a path be looked at.
pub(crate) fn refusal(path: &Path, kind: Option<io::ErrorKind>) -> String {
    let because = kind.map_or_else(|| "the system gives no reason".to_owned(), reason);
    if path.is_symlink() && kind == Some(io::ErrorKind::NotFound) {
        "a broken link: what it points to is not there".to_owned()
    } else if path.is_dir() {
        format!("the folder can't be listed: {because}")
    } else {
        format!("can't be read: {because}")
    }
}

/// Why the system refuses, in words that say what it means for a file.
pub(crate) fn reason(kind: io::ErrorKind) -> String {
    match kind {
        io::ErrorKind::NotFound => "it is not there any more".to_owned(),
        kind => kind.to_string(),
    }
}

/// What is wrong with what the caller named.
#[derive(Debug)]
pub enum InputError {
    /// Nothing was named.
    None,
    /// It is not there, or the system does not let us look.
    Io {
        /// As the caller named it.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// It lies in the folder that is to be written.
    InOutput {
        /// Where it is.
        path: PathBuf,
    },
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => write!(f, "no input is named"),
            Self::Io { path, error } => write!(f, "no input at {}: {error}", path.display()),
            Self::InOutput { path } => write!(f, "the input {} lies in the output folder", path.display()),
        }
    }
}

impl std::error::Error for InputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { error, .. } => Some(error),
            Self::None | Self::InOutput { .. } => None,
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that can't go on fails")]
mod tests {
    use tempfile::{TempDir, tempdir};

    use super::*;

    fn tree(files: &[&str]) -> TempDir {
        let dir = tempdir().unwrap();
        for file in files {
            let path = dir.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        dir
    }

    fn walk(dir: &TempDir, named: &[&str]) -> (Vec<String>, Vec<LeftOut>) {
        let named: Vec<PathBuf> = named.iter().map(|name| dir.path().join(name)).collect();
        let (inputs, left_out) = Roots::resolve(&named).unwrap().walk(&dir.path().join("out"));
        (inputs.into_iter().map(|input| input.path).collect(), left_out)
    }

    #[test]
    fn names_are_relative_to_what_all_inputs_share() {
        let dir = tree(&["a/97/x.txt", "a/98/y.txt", "b/z.txt"]);
        let cases: [(&[&str], &[&str]); 8] = [
            (&["a"], &["97/x.txt", "98/y.txt"]),
            (&["a/97"], &["x.txt"]),
            (&["a/97/x.txt"], &["x.txt"]),
            (&["a/97/x.txt", "a/98/y.txt"], &["97/x.txt", "98/y.txt"]),
            (&["a/97", "b"], &["a/97/x.txt", "b/z.txt"]),
            (&["b/z.txt", "a"], &["a/97/x.txt", "a/98/y.txt", "b/z.txt"]),
            (&["a", "a/97/x.txt", "a/../a/97"], &["97/x.txt", "98/y.txt"]),
            (&["b/z.txt", "b/./z.txt"], &["z.txt"]),
        ];
        for (named, expected) in cases {
            assert_eq!(walk(&dir, named).0, expected, "{named:?}");
        }
    }

    #[test]
    fn hidden_files_are_inputs_and_version_control_is_not() {
        let dir = tree(&["a/.hidden/.x.txt", "a/.git/HEAD", "a/b/.svn/entries", "a/.gitignore"]);
        let (paths, left_out) = walk(&dir, &["a"]);
        assert_eq!(paths, [".gitignore", ".hidden/.x.txt"]);
        assert_eq!(left_out.iter().map(|folder| folder.path.as_str()).collect::<Vec<_>>(), [".git", "b/.svn"]);
        assert_eq!(walk(&dir, &["a/.git"]).0, ["HEAD"], "what is named is read");
    }

    #[test]
    fn the_output_folder_is_left_out_of_its_inputs() {
        let dir = tree(&["x.txt", "out/manifest.jsonl", "out/plans/hant/aa/r.json"]);
        let (paths, left_out) = walk(&dir, &[""]);
        assert_eq!(paths, ["x.txt"]);
        assert_eq!(left_out, [LeftOut { path: "out".into(), why: "the corpus itself" }]);
    }

    #[test]
    fn an_input_can_t_lie_in_the_output_folder() {
        let dir = tree(&["out/plans/hant/aa/r.json", "outer/x.txt"]);
        let clear =
            |named: &str| Roots::resolve(&[dir.path().join(named)]).unwrap().keep_clear_of(&dir.path().join("out"));
        assert!(matches!(clear("out"), Err(InputError::InOutput { .. })));
        assert!(matches!(clear("out/plans/hant/aa/r.json"), Err(InputError::InOutput { .. })));
        assert!(clear("outer").is_ok() && clear("").is_ok());
    }

    #[test]
    fn a_folder_of_page_images_is_one_input_and_any_other_is_not() {
        let pages = ["in/97/p10.png", "in/97/p9.png"];
        let apart = ["in/97", "in/98/1.png", "in/98/2.png", "in/98/notes.txt", "in/99/1.png", "in/99/deep/a.txt"];
        let dir = tree(&[pages.as_slice(), &apart[1..], &["in/99/2.png", "in/a.txt"]].concat());
        let expected = ["97", "98/1.png", "98/2.png", "98/notes.txt", "99/1.png", "99/2.png", "99/deep/a.txt", "a.txt"];
        assert_eq!(walk(&dir, &["in"]).0, expected);
        assert_eq!(walk(&dir, &["in/97"]).0, ["97"], "under its own name");
        assert_eq!(walk(&dir, &["in/97", "in/98"]).0, expected[..4]);
        assert_eq!(walk(&dir, &["in/97/p9.png", "in/97/p10.png"]).0, ["p10.png", "p9.png"], "what is named is read");

        let named = [dir.path().join("in/97")];
        let (inputs, _) = Roots::resolve(&named).unwrap().walk(&dir.path().join("out"));
        let input = &inputs[0];
        assert_eq!(input.pages.iter().map(|page| page.name.as_str()).collect::<Vec<_>>(), ["p9.png", "p10.png"]);
        let whole = input.load(1 << 20).unwrap();
        let alone = Input::of(&named[0]).unwrap();
        assert_eq!((&alone.path, &alone.pages, &alone.bytes), (&input.path, &input.pages, &input.bytes));
        assert!(["in", "in/98", "in/99"].iter().all(|other| Input::of(&dir.path().join(other)).is_err()));
        assert_eq!(input.bytes, Ok(whole.len() as u64));
        for limit in [0, 10, whole.len() - 1] {
            assert_eq!(input.load(limit as u64).unwrap(), whole[..=limit]);
        }
    }

    #[test]
    fn what_is_not_there_is_named() {
        let dir = tree(&["x.txt"]);
        let error = Roots::resolve(&[dir.path().join("x.txt"), dir.path().join("y.txt")]).unwrap_err();
        assert!(error.to_string().contains("y.txt: "), "{error}");
        assert!(matches!(Roots::resolve(&[]), Err(InputError::None)));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_loops_are_cut() {
        use std::os::unix::fs::symlink;

        let dir = tree(&["a/x.txt", "elsewhere/y.txt"]);
        let link = |target: &str, name: &str| symlink(dir.path().join(target), dir.path().join(name)).unwrap();
        link("elsewhere/y.txt", "a/file.txt");
        link("elsewhere", "a/folder");
        link("nowhere", "a/broken.txt");
        link("a", "a/loop");
        let (inputs, left_out) = Roots::resolve(&[dir.path().join("a")]).unwrap().walk(&dir.path().join("out"));
        let seen: Vec<_> = inputs.iter().map(|input| (input.path.as_str(), input.bytes.is_ok())).collect();
        assert_eq!(seen, [("broken.txt", false), ("file.txt", true), ("folder/y.txt", true), ("x.txt", true)]);
        assert_eq!(inputs[0].bytes, Err("a broken link: what it points to is not there".to_owned()));
        assert_eq!(left_out[0].path, "loop");

        let (inputs, _) = Roots::resolve(&[dir.path().join("a/broken.txt")]).unwrap().walk(&dir.path().join("out"));
        assert_eq!(inputs.len(), 1, "a broken link that is named is there, and unreadable");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn bytes_that_are_no_utf8_keep_their_place_in_the_order() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;

        let dir = tree(&["in/a.txt", "in/計畫.txt"]);
        fs::write(dir.path().join("in").join(OsStr::from_bytes(b"\xadp\xb5e.txt")), "big5").unwrap();
        let (paths, _) = walk(&dir, &["in"]);
        assert_eq!(paths, ["\\xadp\\xb5e.txt", "a.txt", "計畫.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_socket_is_never_opened() {
        let dir = tree(&["in/a.txt"]);
        let _socket = std::os::unix::net::UnixListener::bind(dir.path().join("in/s")).unwrap();
        let (inputs, _) = Roots::resolve(&[dir.path().join("in")]).unwrap().walk(&dir.path().join("out"));
        assert_eq!(inputs[1].path, "s");
        assert_eq!(inputs[1].bytes, Err("not a regular file: a pipe, a socket or a device".to_owned()));
    }
}
