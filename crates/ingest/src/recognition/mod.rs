//! Recognizing the pages of a file: in threads of their own, from what was kept of earlier runs where it was, each told of when it is done.

mod cache;

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;

use ocr::{Eye, Models, OpenModels, Picture, Recognition, Recognize, Seen, see};

pub(crate) use cache::PageCache;

use crate::inspect::STACK;
use crate::isolate::isolate;
use crate::process::Options;

/// Most pages of one file that are worked on at a time: beyond it, memory is dearer than time.
const MOST_THREADS: usize = 8;

/// So many pages of a file are done, of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Progress {
    pub(crate) page: usize,
    pub(crate) of: usize,
}

/// Whoever keeps pages, and waits for them.
pub(crate) trait Keeper: Sync {
    /// What was seen on the picture that has this hash, where it is kept.
    fn recall(&self, hash: &str) -> Option<Seen>;

    /// Another page is done. `new` are its hash and what was seen on it, where that was not recalled.
    fn done(&self, progress: Progress, new: Option<(&str, &Seen)>);
}

/// Models that are loaded when the first page asks for them.
#[derive(Debug)]
pub(crate) struct LazyModels {
    open: Result<OpenModels, String>,
    loaded: OnceLock<Result<Models, String>>,
}

impl LazyModels {
    /// Those in a folder, which are opened now.
    pub(crate) fn open(folder: &Path) -> Self {
        let open = OpenModels::open(folder).map_err(|error| error.to_string());
        Self { open, loaded: OnceLock::new() }
    }

    /// Why they can't be had, as far as that is known by now.
    pub(crate) fn failure(&self) -> Option<&str> {
        let failed = self.open.as_ref().err().or_else(|| self.loaded.get()?.as_ref().err());
        failed.map(String::as_str)
    }

    fn get(&self) -> Option<&Models> {
        let load = || {
            let open = self.open.as_ref().map_err(Clone::clone)?;
            open.load().map_err(|error| error.to_string())
        };
        self.loaded.get_or_init(load).as_ref().ok()
    }
}

/// What recognizes the pages of one file.
pub(crate) struct Recognizer<'a> {
    models: &'a LazyModels,
    /// Pages that are worked on at a time; at least one is.
    threads: usize,
    keeper: &'a dyn Keeper,
}

impl<'a> Recognizer<'a> {
    pub(crate) fn new(models: &'a LazyModels, threads: usize, keeper: &'a dyn Keeper) -> Self {
        Self { models, threads, keeper }
    }

    /// Where the page was kept, the models are not even loaded.
    fn page(&self, picture: &Picture, eye: &mut Option<Eye<'a>>) -> (Option<Seen>, Option<String>) {
        let hash = picture.hash();
        if let Some(seen) = self.keeper.recall(&hash) {
            return (Some(seen), None);
        }
        if eye.is_none() {
            *eye = self.models.get().map(|models| Eye::new(models, 1));
        }
        let seen = eye.as_ref().and_then(|eye| see(eye, picture));
        (seen, Some(hash))
    }
}

impl Recognize for Recognizer<'_> {
    fn recognize(&self, count: usize, picture: &(dyn Fn(usize) -> Option<Picture> + Sync)) -> Vec<Option<Seen>> {
        let next = AtomicUsize::new(0);
        let done = Mutex::new(0);
        let work = || {
            let (mut eye, mut all) = (None, Vec::new());
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                if index >= count {
                    return all;
                }
                let (seen, hash) = picture(index).map_or((None, None), |picture| self.page(&picture, &mut eye));
                // The pages are told of one after the other.
                let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
                *done += 1;
                self.keeper.done(Progress { page: *done, of: count }, hash.as_deref().zip(seen.as_ref()));
                drop(done);
                all.extend(seen.map(|seen| (index, seen)));
            }
        };
        // Never the caller's thread: one of a pool would do other work of the pool while it waits for the models' own.
        let threads = self.threads.clamp(1, MOST_THREADS).min(count);
        let found = thread::scope(|scope| {
            let start = |number| {
                let thread = thread::Builder::new().name(format!("page-{number}")).stack_size(STACK);
                thread.spawn_scoped(scope, || isolate(work)).map_err(|error| format!("no thread for a page: {error}"))
            };
            let started: Vec<_> = (0..threads).map(start).collect();
            let joined = started.into_iter().map(|thread| thread?.join().map_err(|_| "a page failed".to_owned())?);
            joined.collect::<Result<Vec<_>, String>>()
        });
        // On the caller's thread somebody takes note of what is said.
        let found = found.unwrap_or_else(|said| panic!("{said}"));
        let mut pages: Vec<Option<Seen>> = vec![None; count];
        for (index, seen) in found.into_iter().flatten() {
            if let Some(page) = pages.get_mut(index) {
                *page = Some(seen);
            }
        }
        pages
    }
}

/// How many pages of a file are worked on at a time where so many files are.
pub(crate) fn page_threads(files: usize) -> usize {
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    (cores / files.max(1)).max(1)
}

/// What recognizes pages in this process.
#[derive(Debug)]
pub(crate) struct Shared {
    models: Option<LazyModels>,
    cache: Option<PageCache>,
    /// Pages of a file that are worked on at a time.
    pub(crate) threads: usize,
}

impl Shared {
    pub(crate) fn new(options: &Options, threads: usize) -> Self {
        Self {
            models: options.used_models().map(LazyModels::open),
            cache: options.page_cache.as_deref().map(PageCache::new),
            threads,
        }
    }

    /// Where pages are kept.
    pub(crate) fn cache(&self) -> Option<&PageCache> {
        self.cache.as_ref()
    }

    /// Why the models can't be had, as far as that is known by now.
    pub(crate) fn failure(&self) -> Option<&str> {
        self.models.as_ref().and_then(LazyModels::failure)
    }

    /// Does something with what recognizes the pages of one file, and tells of each.
    pub(crate) fn with<T>(
        &self,
        options: &Options,
        tell: &(dyn Fn(Progress) + Sync),
        f: impl FnOnce(&Recognition<'_>) -> T,
    ) -> T {
        let keeper = Local { cache: self.cache.as_ref(), tell };
        let recognizer = self.models.as_ref().map(|models| Recognizer::new(models, self.threads, &keeper));
        let by = recognizer.as_ref().map(|recognizer| recognizer as &dyn Recognize);
        f(&Recognition { when: options.recognition, by })
    }
}

/// A keeper in the process that recognizes.
struct Local<'a> {
    cache: Option<&'a PageCache>,
    tell: &'a (dyn Fn(Progress) + Sync),
}

impl Keeper for Local<'_> {
    fn recall(&self, hash: &str) -> Option<Seen> {
        self.cache?.recall(hash)
    }

    fn done(&self, progress: Progress, new: Option<(&str, &Seen)>) {
        if let (Some(cache), Some((hash, seen))) = (self.cache, new) {
            cache.keep(hash, seen);
        }
        (self.tell)(progress);
    }
}

#[cfg(test)]
mod tests;
