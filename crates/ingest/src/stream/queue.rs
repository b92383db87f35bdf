//! What waits between whoever asks and whoever answers.

use std::collections::VecDeque;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Jobs in the order in which they came, with a bound on those that are not done.
#[derive(Debug)]
pub(super) struct Queue<T> {
    state: Mutex<State<T>>,
    changed: Condvar,
    most: usize,
    most_bytes: usize,
}

#[derive(Debug)]
struct State<T> {
    waiting: VecDeque<T>,
    /// Jobs that were let in and are not done.
    inside: usize,
    /// Their bytes.
    bytes: usize,
    /// No more will come.
    ended: bool,
    /// Nobody wants to know any more.
    stopped: bool,
    failure: Option<io::Error>,
}

impl<T> Queue<T> {
    /// One that lets in so many jobs of so many bytes; one job by itself whatever its bytes.
    pub(super) fn new(most: usize, most_bytes: usize) -> Self {
        let state =
            State { waiting: VecDeque::new(), inside: 0, bytes: 0, ended: false, stopped: false, failure: None };
        Self { state: Mutex::new(state), changed: Condvar::new(), most, most_bytes }
    }

    /// Lets a job in when there is room; whether it is still wanted.
    pub(super) fn admit(&self, job: T, bytes: usize) -> bool {
        let is_full = |state: &State<T>| {
            state.inside >= self.most || state.inside > 0 && state.bytes.saturating_add(bytes) > self.most_bytes
        };
        let mut state = self.wait_while(|state| !state.stopped && is_full(state));
        if !state.stopped {
            state.waiting.push_back(job);
            state.inside += 1;
            state.bytes += bytes;
            self.changed.notify_all();
        }
        !state.stopped
    }

    /// The next job; `None` where there will be none.
    pub(super) fn next(&self) -> Option<T> {
        let mut state = self.wait_while(|state| !state.stopped && !state.ended && state.waiting.is_empty());
        if state.stopped { None } else { state.waiting.pop_front() }
    }

    /// Makes room: a job of so many bytes is done.
    pub(super) fn done(&self, bytes: usize) {
        self.change(|state| {
            state.inside = state.inside.saturating_sub(1);
            state.bytes = state.bytes.saturating_sub(bytes);
        });
    }

    /// There will be no more jobs, and perhaps there is a reason.
    pub(super) fn end(&self, failure: Option<io::Error>) {
        self.change(|state| {
            state.ended = true;
            state.failure = failure;
        });
    }

    /// Nobody wants to know any more.
    pub(super) fn stop(&self) {
        self.change(|state| state.stopped = true);
    }

    /// Why there were no more jobs, where there is a reason.
    pub(super) fn failure(&self) -> Option<io::Error> {
        self.lock().failure.take()
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_while(&self, waits: impl Fn(&State<T>) -> bool) -> MutexGuard<'_, State<T>> {
        self.changed.wait_while(self.lock(), |state| waits(state)).unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut State<T>)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn only_so_many_are_inside_and_none_is_lost() {
        let queue = Queue::new(3, 100);
        let taken = thread::scope(|scope| {
            scope.spawn(|| {
                for job in 0..50_usize {
                    assert!(queue.admit(job, if job % 10 == 0 { 1000 } else { 40 }));
                }
                queue.end(None);
            });
            let mut taken = Vec::new();
            while let Some(job) = queue.next() {
                let state = queue.lock();
                assert!(state.inside <= 3 && (state.bytes <= 100 || state.inside == 1), "{state:?}");
                drop(state);
                taken.push(job);
                queue.done(if job % 10 == 0 { 1000 } else { 40 });
            }
            taken
        });
        assert!(taken.into_iter().eq(0..50));
    }

    #[test]
    fn who_waits_for_room_or_work_is_told_that_it_is_over() {
        let (full, empty) = (Queue::new(1, 1), Queue::<u8>::new(1, 1));
        assert!(full.admit(0, 0));
        thread::scope(|scope| {
            let admitted = scope.spawn(|| full.admit(1, 0));
            let next = scope.spawn(|| empty.next());
            full.stop();
            empty.stop();
            assert_eq!((admitted.join().ok(), next.join().ok()), (Some(false), Some(None)));
        });
        assert_eq!(full.next(), None, "what waits is not wanted either");
    }
}
