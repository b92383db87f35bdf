//! The files that mutants are made of.

use std::io;

use walkdir::WalkDir;

use super::chance::Chance;
use super::{Sort, pages};
use crate::repository;

/// A whole file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seed {
    /// Its path in the repository.
    pub name: String,
    /// What it is.
    pub sort: Sort,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Every fixture, in the order of their names.
#[derive(Debug, Clone)]
pub struct Seeds(Vec<Seed>);

impl Seeds {
    /// Those of the repository, and PDF files also with their pages inflated.
    ///
    /// # Errors
    ///
    /// Where `fixtures` can't be read.
    pub fn load() -> io::Result<Self> {
        let mut seeds = Vec::new();
        let folder = repository();
        for entry in WalkDir::new(folder.join("fixtures")).sort_by_file_name() {
            let entry = entry?;
            let extension = entry.path().extension().and_then(|extension| extension.to_str());
            let Some(sort) = extension.and_then(Sort::of_extension) else { continue };
            let name = entry.path().strip_prefix(&folder).unwrap_or(entry.path()).to_string_lossy().into_owned();
            let bytes = std::fs::read(entry.path())?;
            if sort == Sort::Pdf {
                let bytes = pages::inflated(&bytes);
                seeds.push(Seed { name: format!("{name}, inflated"), sort, bytes });
            }
            seeds.push(Seed { name, sort, bytes });
        }
        Ok(Self(seeds))
    }

    /// All of them.
    pub fn all(&self) -> &[Seed] {
        &self.0
    }

    /// A seed, rather a small one, and one to take pieces from.
    pub(super) fn two(&self, sort: Sort, chance: &mut Chance) -> Option<(&Seed, &Seed)> {
        let seeds: Vec<&Seed> = self.0.iter().filter(|seed| seed.sort == sort).collect();
        let mut any = || chance.of(&seeds).copied();
        let (first, second, other) = (any()?, any()?, any()?);
        let seed = if first.bytes.len() <= second.bytes.len() { first } else { second };
        // One in eight is of another sort: a splice of two formats.
        Some((seed, if chance.one_in(8) { chance.of(&self.0).unwrap_or(other) } else { other }))
    }
}
