//! What a worker gives up before it sees a document: to open, make or remove files, to reach a network, to become or start another
//! program, and to look into or signal other processes. What it needs it has: its pipes, memory, threads and the time.
//!
//! Two locks, either where the kernel has it. Landlock (Linux 5.13) takes the file system and TCP away by what is reached; seccomp takes
//! the system calls away that would reach it. A call that is taken away fails with `EPERM`, as it does where a permission is missing, so
//! that a library that asks in vain goes on without.

#[cfg(any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64"))]
mod calls;

use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetError, RulesetStatus, Scope};

use super::Locks;
use super::reach::{Files, Locked};

/// The newest rights that are asked for; a kernel that is older gives those that it knows.
const NEWEST: ABI = ABI::V6;

/// Shuts this thread in, and those that it starts from now on. A kernel, or a system around it, that has no lock or forbids to use it
/// leaves the worker as it is: its limits hold all the same.
pub(super) fn enter(locks: Locks) -> Locked {
    let mut locked = Locked::default();
    // Best effort: there is nothing to be done about a refusal.
    if matches!(locks, Locks::Both | Locks::Landlock)
        && let Ok(status) = lock_files()
    {
        locked.files = match status {
            RulesetStatus::FullyEnforced => Files::Locked,
            RulesetStatus::PartiallyEnforced => Files::InPart,
            RulesetStatus::NotEnforced => Files::Open,
        };
    }
    #[cfg(any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64"))]
    if matches!(locks, Locks::Both | Locks::Seccomp) {
        locked.calls = calls::lock().is_ok();
    }
    locked
}

fn lock_files() -> Result<RulesetStatus, RulesetError> {
    let restricted = Ruleset::default()
        .handle_access(AccessFs::from_all(NEWEST))?
        .handle_access(AccessNet::from_all(NEWEST))?
        .scope(Scope::from_all(NEWEST))?
        .create()?
        // No rule: nothing is let through.
        .restrict_self()?;
    Ok(restricted.ruleset)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

    use std::fs::File;
    use std::process::Command;
    use std::{io, net, thread};

    use super::*;

    #[cfg(any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64"))]
    #[test]
    fn who_is_shut_in_opens_nothing_starts_nothing_reaches_nobody_and_reads_on() {
        let dir = tempfile::tempdir().unwrap();
        let here = std::env::current_exe().unwrap();
        let shut_in = thread::spawn(move || {
            calls::lock().unwrap();
            let denied = io::ErrorKind::PermissionDenied;
            assert_eq!(File::open(here).unwrap_err().kind(), denied);
            assert_eq!(File::create(dir.path().join("a")).unwrap_err().kind(), denied);
            assert_eq!(net::TcpStream::connect("127.0.0.1:9").unwrap_err().kind(), denied);
            assert!(Command::new("true").spawn().is_err());
            // Memory and threads are there.
            assert_eq!(thread::spawn(|| vec![1_u8; 1 << 20].len()).join().unwrap(), 1 << 20);
            dir
        });
        // Who is not shut in clears up.
        shut_in.join().unwrap().close().unwrap();
    }

    #[test]
    fn a_kernel_without_a_lock_is_no_error() {
        thread::spawn(|| {
            enter(Locks::Both);
            enter(Locks::Both);
        })
        .join()
        .unwrap();
    }
}
