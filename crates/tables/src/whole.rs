//! A file or folder that takes the place of an earlier one at once, when it is whole.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// Something that is being made, in a folder of its own beside its place. What is not [put in its place](Whole::put) is removed.
///
/// Two that make the same wait for each other; what one that was killed has left is removed by the next.
#[derive(Debug)]
pub struct Whole {
    target: PathBuf,
    workshop: PathBuf,
    /// Held by whoever works there.
    _lock: File,
}

impl Whole {
    /// Begins to make what is to stand at `target`; folders on the way are made.
    ///
    /// # Errors
    /// Where the system refuses.
    pub fn begin(target: &Path) -> io::Result<Self> {
        let name = target.file_name().ok_or_else(|| {
            io::Error::new(io::ErrorKind::InvalidInput, format!("{} is no name of a file", target.display()))
        })?;
        let mut hidden = OsStr::new(".").to_owned();
        hidden.push(name);
        hidden.push(".tmp");
        let workshop = target.with_file_name(hidden);
        loop {
            fs::create_dir_all(&workshop)?;
            let lock = match File::open(&workshop) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                opened => opened?,
            };
            lock.lock()?;
            // Whoever had it may have removed it meanwhile.
            if is_same(&lock, &workshop)? {
                let whole = Self { target: target.to_owned(), workshop, _lock: lock };
                for entry in fs::read_dir(&whole.workshop)? {
                    remove(&entry?.path())?;
                }
                return Ok(whole);
            }
        }
    }

    /// Where to make it.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.workshop.join("new")
    }

    /// Puts it in its place. What stood there is gone; until then it was as it had been.
    ///
    /// # Errors
    /// Where the system refuses.
    pub fn put(self) -> io::Result<()> {
        let new = self.path();
        if fs::symlink_metadata(&new)?.is_dir() && fs::symlink_metadata(&self.target).is_ok() {
            exchange(&new, &self.target, &self.workshop.join("old"))?;
        } else {
            fs::rename(&new, &self.target)?;
        }
        let parent = self.target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(parent)?.sync_all()
    }
}

impl Drop for Whole {
    fn drop(&mut self) {
        // The next one that is made removes what is left.
        let _ = remove(&self.workshop);
    }
}

/// Two folders change places.
fn exchange(new: &Path, target: &Path, old: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        // Not every file system can.
        if renameat_with(CWD, new, CWD, target, RenameFlags::EXCHANGE).is_ok() {
            return Ok(());
        }
    }
    fs::rename(target, old)?;
    fs::rename(new, target)
}

#[cfg(unix)]
fn is_same(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let held = file.metadata()?;
    match fs::metadata(path) {
        Ok(there) => Ok((held.dev(), held.ino()) == (there.dev(), there.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(not(unix))]
fn is_same(_: &File, path: &Path) -> io::Result<bool> {
    Ok(path.exists())
}

fn remove(path: &Path) -> io::Result<()> {
    if fs::symlink_metadata(path)?.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

    use super::*;

    #[test]
    fn a_folder_takes_the_place_of_another_with_all_that_is_in_it() {
        let house = tempfile::tempdir().unwrap();
        let target = house.path().join("deep/tables");
        for content in ["one", "two"] {
            let whole = Whole::begin(&target).unwrap();
            fs::create_dir(whole.path()).unwrap();
            fs::write(whole.path().join(content), content).unwrap();
            whole.put().unwrap();
            let there: Vec<_> = fs::read_dir(&target).unwrap().map(|entry| entry.unwrap().file_name()).collect();
            assert_eq!(there, [content]);
        }
        assert_eq!(fs::read_dir(target.parent().unwrap()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn what_is_given_up_leaves_what_was_there() {
        let house = tempfile::tempdir().unwrap();
        let target = house.path().join("a.sqlite");
        fs::write(&target, "old").unwrap();
        let whole = Whole::begin(&target).unwrap();
        fs::write(whole.path(), "half").unwrap();
        drop(whole);
        assert_eq!(fs::read(&target).unwrap(), b"old");
        assert_eq!(fs::read_dir(house.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_a_killed_run_left_is_removed() {
        let house = tempfile::tempdir().unwrap();
        let target = house.path().join("a.sqlite");
        fs::create_dir(house.path().join(".a.sqlite.tmp")).unwrap();
        fs::write(house.path().join(".a.sqlite.tmp/new"), "half").unwrap();
        let whole = Whole::begin(&target).unwrap();
        assert!(!whole.path().exists());
        fs::write(whole.path(), "whole").unwrap();
        whole.put().unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"whole");
        assert_eq!(fs::read_dir(house.path()).unwrap().count(), 1);
    }

    #[test]
    fn one_waits_for_the_other() {
        let house = tempfile::tempdir().unwrap();
        let target = house.path().join("a.sqlite");
        let first = Whole::begin(&target).unwrap();
        fs::write(first.path(), "first").unwrap();
        let second = {
            let target = target.clone();
            std::thread::spawn(move || {
                let second = Whole::begin(&target).unwrap();
                fs::write(second.path(), "second").unwrap();
                second.put().unwrap();
            })
        };
        first.put().unwrap();
        second.join().unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"second");
    }
}
