//! Processes as /proc has them.
#![allow(dead_code, reason = "each test file uses its share")]

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// Longer than anything here takes on the busiest of machines.
const PATIENCE: Duration = Duration::from_secs(120);

/// Waits until something holds; says what did not, where it never does.
pub(crate) fn wait_until(what: &str, done: impl Fn() -> bool) {
    let started = Instant::now();
    while !done() {
        assert!(started.elapsed() < PATIENCE, "{what}");
        thread::sleep(Duration::from_millis(20));
    }
}

/// The processes that one has started, on any of its threads.
pub(crate) fn children(parent: u32) -> Vec<u32> {
    let threads = fs::read_dir(format!("/proc/{parent}/task")).into_iter().flatten().flatten();
    let lists = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    lists.flat_map(|list| list.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<u32>>()).collect()
}

/// User and system time that a process and all processes that it has waited for or has running took, in ticks (`USER_HZ`).
pub(crate) fn ticks(id: u32) -> Option<u64> {
    let own: u64 = times(id)?.iter().sum();
    Some(own + children(id).into_iter().filter_map(times).map(|times| times.iter().sum::<u64>()).sum::<u64>())
}

/// proc(5): `utime`, `stime`, `cutime` and `cstime`, the 14th to 17th fields. The second, the name, stands in brackets and may hold any
/// character.
fn times(id: u32) -> Option<[u64; 4]> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let (_, fields) = stat.rsplit_once(") ")?;
    let times: Vec<u64> = fields.split(' ').skip(11).take(4).filter_map(|field| field.parse().ok()).collect();
    times.try_into().ok()
}

/// Gone, or a zombie that waits for whoever has inherited it.
pub(crate) fn has_ended(id: u32) -> bool {
    let Ok(stat) = fs::read_to_string(format!("/proc/{id}/stat")) else { return true };
    stat.rsplit_once(") ").is_some_and(|(_, rest)| rest.starts_with('Z'))
}

/// Ended, and nobody has asked how: its parent is to blame.
pub(crate) fn is_zombie(id: u32) -> bool {
    fs::read_to_string(format!("/proc/{id}/stat")).is_ok_and(|stat| stat.contains(") Z"))
}

/// Every process that lives and works in a folder, whoever has started it.
pub(crate) fn working_in(folder: &Path) -> Vec<u32> {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    ids.filter(|id| fs::read_link(format!("/proc/{id}/cwd")).is_ok_and(|cwd| cwd == folder)).collect()
}
