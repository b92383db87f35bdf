//! The two models: one finds lines of text, the other reads them.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::{fmt, io};

use rten::{Model, ModelOptions, RunOptions, ThreadPool, Value};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use crate::files::OpenModels;

/// A file that a model is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModelFile {
    /// Its name in the folder of the models.
    pub name: &'static str,
    /// Where it lies in the package that brings it.
    pub in_package: &'static str,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: &'static str,
    /// Its bytes.
    pub bytes: u64,
}

const FINDER: ModelFile = ModelFile {
    name: "PP-OCRv6_det_small.onnx",
    in_package: "rapidocr/models/PP-OCRv6_det_small.onnx",
    sha256: "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
    bytes: 9_929_594,
};

const READER: ModelFile = ModelFile {
    name: "PP-OCRv6_rec_small.onnx",
    in_package: "rapidocr/models/PP-OCRv6_rec_small.onnx",
    sha256: "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
    bytes: 21_234_383,
};

/// The files that make up the models (PP-OCR v6, small; Apache-2.0).
pub fn model_files() -> [ModelFile; 2] {
    [FINDER, READER]
}

/// The models, loaded.
pub struct Models {
    /// Finds lines of text. One page at a time: it takes several times the memory of reading, and a fraction of the time.
    finder: Mutex<Model>,
    /// Reads a line.
    reader: Model,
    /// What the reader's classes stand for. The first is that there is nothing, the last a blank.
    classes: Vec<char>,
}

/// The models, ready to be run by one thread at a time.
pub struct Eye<'m> {
    models: &'m Models,
    options: RunOptions,
}

impl Models {
    /// Those in a folder.
    ///
    /// # Errors
    /// Where a file is missing, or is not the one that is meant.
    pub fn load(folder: &Path) -> Result<Self, ModelsError> {
        OpenModels::open(folder)?.load()
    }

    /// Those that the bytes of their files are, in the order of [`model_files`].
    pub(crate) fn of_bytes([finder, reader]: [Vec<u8>; 2]) -> Result<Self, ModelsError> {
        let (finder, reader) = (model(FINDER, finder)?, model(READER, reader)?);
        let Some(characters) = reader.metadata().get("character") else {
            return Err(ModelsError::Unusable {
                name: READER.name,
                why: "it does not say what its classes are".to_owned(),
            });
        };
        // A class is what is most probable of some texts that look alike; all but a few are one character.
        let first = |class: &str| class.chars().next().unwrap_or(' ');
        let classes =
            std::iter::once('\0').chain(characters.split('\n').map(first)).chain(std::iter::once(' ')).collect();
        Ok(Self { finder: Mutex::new(finder), reader, classes })
    }
}

impl<'m> Eye<'m> {
    /// One that looks with so many threads; what it sees does not depend on their number.
    pub fn new(models: &'m Models, threads: usize) -> Self {
        let pool = ThreadPool::with_num_threads(threads.max(1));
        Self { models, options: RunOptions::default().with_thread_pool(Some(Arc::new(pool))) }
    }

    /// How likely each pixel is text, of a plane of shades from -1 to 1.
    pub(crate) fn find(&self, width: usize, height: usize, plane: &[f32]) -> Option<Vec<f32>> {
        let finder = self.models.finder.lock().unwrap_or_else(PoisonError::into_inner);
        self.run(&finder, width, height, plane)
    }

    /// How likely each class is at each step of a line, class by class.
    pub(crate) fn read(&self, width: usize, height: usize, plane: &[f32]) -> Option<Vec<f32>> {
        self.run(&self.models.reader, width, height, plane)
    }

    /// What each class stands for; the first for nothing.
    pub(crate) fn classes(&self) -> &[char] {
        &self.models.classes
    }

    /// Both models take a picture of three colours, which are the same here.
    fn run(&self, model: &Model, width: usize, height: usize, plane: &[f32]) -> Option<Vec<f32>> {
        let input = NdTensor::from_data([1, 3, height, width], plane.repeat(3));
        let ids = (*model.input_ids().first()?, *model.output_ids().first()?);
        let run = model.run_n(vec![(ids.0, input.into())], [ids.1], Some(self.options.clone()));
        match run.ok()? {
            [Value::FloatTensor(values)] => Some(values.to_vec()),
            _ => None,
        }
    }
}

impl fmt::Debug for Eye<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Eye with {:?}", self.models)
    }
}

impl fmt::Debug for Models {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Models of {} classes", self.classes.len())
    }
}

fn model(file: ModelFile, bytes: Vec<u8>) -> Result<Model, ModelsError> {
    let options = ModelOptions::with_all_ops();
    options.load(bytes).map_err(|error| ModelsError::Unusable { name: file.name, why: error.to_string() })
}

/// Why there are no models.
#[derive(Debug)]
pub enum ModelsError {
    /// A file can't be read.
    Missing {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A file is not the one that is meant.
    Another {
        /// Which.
        path: PathBuf,
        /// Its SHA-256.
        found: String,
        /// That of the one that is meant.
        expected: &'static str,
    },
    /// A file is what it should be and can't be used all the same.
    Unusable {
        /// Which.
        name: &'static str,
        /// Why.
        why: String,
    },
}

impl fmt::Display for ModelsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { path, error } => write!(f, "{}: {error}", path.display()),
            Self::Another { path, found, expected } => {
                write!(f, "{} is another file: its SHA-256 is {found}, not {expected}", path.display())
            }
            Self::Unusable { name, why } => write!(f, "{name}: {why}"),
        }
    }
}

impl std::error::Error for ModelsError {}
