//! Processes as /proc has them.

use std::fs;

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
