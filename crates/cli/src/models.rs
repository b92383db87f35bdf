//! `plancorpus models`

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use ingest::{MODELS, PACKAGE, check_models, install_models};

use crate::args::{ModelsArgs, ModelsCommand};
use crate::{Ending, complain, folders, terminal};

pub(crate) fn run(args: &ModelsArgs, out: &mut dyn Write) -> io::Result<Ending> {
    let Some(folder) = args.models.clone().or_else(folders::models) else {
        complain("there is no place for the models: HOME is not set; name one with --models");
        return Ok(Ending::Unusable);
    };
    match &args.command {
        None => tell(&folder, out),
        Some(ModelsCommand::Path) => {
            writeln!(out, "{}", printable(&folder))?;
            Ok(Ending::Good)
        }
        Some(ModelsCommand::Install { from, quiet }) => install(&folder, from.as_ref(), *quiet, out),
    }
}

fn tell(folder: &Path, out: &mut dyn Write) -> io::Result<Ending> {
    match check_models(folder) {
        Ok(()) => {
            writeln!(out, "{MODELS} in {}", printable(folder))?;
            Ok(Ending::Good)
        }
        Err(error) => {
            complain(&format!("no models: {error}; `plancorpus models install` fetches them"));
            Ok(Ending::Nothing)
        }
    }
}

fn install(folder: &Path, from: Option<&PathBuf>, quiet: bool, out: &mut dyn Write) -> io::Result<Ending> {
    if check_models(folder).is_ok() {
        if !quiet {
            writeln!(out, "{MODELS} in {} already", printable(folder))?;
        }
        return Ok(Ending::Good);
    }
    match install_models(folder, from.map(PathBuf::as_path)) {
        Ok(()) => {
            writeln!(out, "{MODELS}, from {PACKAGE}, in {}", printable(folder))?;
            Ok(Ending::Good)
        }
        Err(error) => {
            complain(&format!("no models: {error}"));
            Ok(Ending::Unusable)
        }
    }
}

fn printable(path: &Path) -> String {
    terminal::printable(&path.display().to_string())
}
