//! Writes the files of `fixtures/agreement` that need no other program.

use std::error::Error;
use std::fs;

use tests::{gold, repository, written};

fn main() -> Result<(), Box<dyn Error>> {
    for bundle in gold::bundles()? {
        let folder = repository().join("fixtures/agreement").join(&bundle.name);
        fs::create_dir_all(&folder)?;
        for file in written::files(&bundle)? {
            fs::write(folder.join(file.name), file.bytes)?;
        }
    }
    Ok(())
}
