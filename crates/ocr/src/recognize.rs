//! What a reader of pages asks for, and from whom.

use std::fmt;

use crate::{Picture, Seen};

/// Recognizes pictures. Whoever implements it decides on threads and on what is kept from earlier runs; what it says of a picture depends
/// on the picture alone.
pub trait Recognize: Sync {
    /// What stands on each of so many pictures, which are made when it is their turn, each once and at any time. `None` where there is
    /// no picture, or it could not be recognized.
    fn recognize(&self, count: usize, picture: &(dyn Fn(usize) -> Option<Picture> + Sync)) -> Vec<Option<Seen>>;
}

/// Whether pages are recognized, and by whom.
#[derive(Clone, Copy, Default)]
pub struct Recognition<'a> {
    /// Which pages are.
    pub when: When,
    /// `None` where there are no models.
    pub by: Option<&'a dyn Recognize>,
}

/// Which pages are recognized.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum When {
    /// Those that are images without a text layer, or with one that can't be read.
    #[default]
    Auto,
    /// None.
    Never,
    /// All; text layers are set aside.
    Always,
}

impl When {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Never, Self::Always];

    /// As it is written on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Never => "never",
            Self::Always => "always",
        }
    }
}

impl<'a> Recognition<'a> {
    /// Nothing is recognized.
    pub const NEVER: Recognition<'static> = Recognition { when: When::Never, by: None };

    /// Who recognizes, where anything is recognized at all.
    pub fn asked(&self) -> Option<&'a dyn Recognize> {
        self.by.filter(|_| self.when != When::Never)
    }

    /// What is to be done so that pictures are recognized, to be put behind what is said of them; empty where they are, or need not be.
    pub fn hint(&self) -> &'static str {
        match (self.when, self.by) {
            (When::Auto | When::Always, None) => "; `plancorpus models install` fetches what recognizes them",
            (When::Never, _) | (_, Some(_)) => "",
        }
    }
}

impl fmt::Debug for Recognition<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recognition").field("when", &self.when).field("by", &self.by.is_some()).finish()
    }
}
