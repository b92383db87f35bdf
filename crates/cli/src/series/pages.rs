//! A series as a folder of web pages.

use std::fs;
use std::path::Path;

use diff::series::History;
use diff::side_by_side;
use script::{Script, Target};

use super::Held;

/// Writes the page of the series, `index.html`, and for each two plans one after the other the page of what changed. No more than
/// two records are held at a time.
pub(super) fn write(history: &History, held: &Held, folder: &Path) -> Result<(), String> {
    let put = |name: &str, page: String| {
        let path = folder.join(name);
        fs::write(&path, page).map_err(|error| format!("can't write {}: {error}", path.display()))
    };
    fs::create_dir_all(folder).map_err(|error| format!("can't make the folder {}: {error}", folder.display()))?;
    for years in history.series.years.windows(2) {
        let [old, new] = years else { continue };
        let (before, after) =
            (held.record(&old.speaker.id, Target::Hant)?, held.record(&new.speaker.id, Target::Hant)?);
        let comparison = side_by_side(&before, &after);
        put(&name(old.year, new.year), export::comparison_page(&before, &after, &comparison))?;
    }
    put("index.html", export::series_page(history, Script::Hant, &name))
}

fn name(old: i32, new: i32) -> String {
    format!("{old}-{new}.html")
}
