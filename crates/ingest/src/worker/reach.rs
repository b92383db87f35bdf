//! What a worker can reach, tried out for tests. A document asks for it, with one thing to a line: a file to read, a file to make, a port of
//! this machine at which somebody listens.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::os::unix::net::UnixStream;
use std::os::unix::process::parent_id;
use std::path::Path;
use std::process::Command;

use rustix::process::{Pid, test_kill_process};

/// How a worker has shut itself in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Locked {
    /// By Landlock.
    pub(super) files: Files,
    /// By seccomp.
    pub(super) calls: bool,
}

/// What Landlock has taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Files {
    /// All that was asked for.
    #[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "Landlock is Linux's"))]
    Locked,
    /// What an older kernel knows.
    #[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "Landlock is Linux's"))]
    InPart,
    /// Nothing.
    #[default]
    Open,
}

/// Tries everything that a worker has no use for, and says of each what came of it: `name: denied`, `done`, or another refusal.
pub(super) fn report(document: &[u8], Locked { files, calls }: Locked) -> String {
    let text = String::from_utf8_lossy(document);
    let mut wanted = text.lines().skip(1);
    let mut next = || wanted.next().unwrap_or_default();
    let (read, make, port) = (Path::new(next()), Path::new(next()), next().parse().unwrap_or(0_u16));
    let local = |port| ("127.0.0.1", port);
    let tried = [
        ("read", File::open(read).map(drop)),
        ("list", fs::read_dir("/").map(drop)),
        ("make", File::create(make).map(drop)),
        ("remove", fs::remove_file(make)),
        ("connect", TcpStream::connect(local(port)).map(drop)),
        ("listen", TcpListener::bind(local(0)).map(drop)),
        ("datagram", UdpSocket::bind(local(0)).map(drop)),
        ("pair", UnixStream::pair().map(drop)),
        ("spawn", Command::new("/proc/self/exe").arg("--version").status().map(drop)),
        ("signal", signal_parent()),
        #[cfg(target_os = "linux")]
        ("limit", limit_parent()),
    ];
    let told = tried.map(|(what, came)| match came {
        Ok(()) => format!("{what}: done"),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => format!("{what}: denied"),
        Err(error) => format!("{what}: {error}"),
    });
    format!("landlock: {files:?}; seccomp: {calls}; {}", told.join("; "))
}

fn parent() -> io::Result<Pid> {
    let id = i32::try_from(parent_id()).map_err(io::Error::other)?;
    Pid::from_raw(id).ok_or_else(|| io::Error::other("no parent"))
}

/// As far as asking whether it may be signalled.
fn signal_parent() -> io::Result<()> {
    Ok(test_kill_process(parent()?)?)
}

/// A limit of the parent set to what it is.
#[cfg(target_os = "linux")]
fn limit_parent() -> io::Result<()> {
    use rustix::process::{Resource, getrlimit, prlimit};

    Ok(prlimit(Some(parent()?), Resource::Core, getrlimit(Resource::Core)).map(drop)?)
}
