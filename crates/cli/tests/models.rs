//! The models that recognize pages: where they are looked for, how they come there, and that pages go through workers.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use support::{Done, House, PLAN, models, told};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const FINDER: &str = "rapidocr/models/PP-OCRv6_det_small.onnx";
const READER: &str = "rapidocr/models/PP-OCRv6_rec_small.onnx";

/// A wheel with these files.
fn wheel(house: &House, files: &[(&str, &[u8])]) -> PathBuf {
    let path = house.path("stand-in.whl");
    let mut zip = ZipWriter::new(fs::File::create(&path).unwrap());
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
    path
}

/// What lies in a folder, hidden files too.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_folder_of_the_models_is_the_named_one_or_that_of_the_user() {
    let house = House::new(&[]);
    let path = |variables: &[(&str, &str)], args: &[&str]| {
        let mut command = house.command(["models", "path"].iter().chain(args));
        for name in ["PLANCORPUS_MODELS", "XDG_DATA_HOME", "HOME"] {
            command.env_remove(name);
        }
        let done = Done::from(command.envs(variables.iter().copied()).output().unwrap());
        (done.code, done.out.trim_end().to_owned())
    };
    let user = if cfg!(target_vendor = "apple") { "/h/Library/Application Support" } else { "/h/.local/share" };
    let (home, data) = (("HOME", "/h"), ("XDG_DATA_HOME", "/d"));
    for (variables, args, expected) in [
        ([home, ("XDG_DATA_HOME", "relative")].as_slice(), [].as_slice(), format!("{user}/plancorpus/models")),
        (&[home, data], &[], "/d/plancorpus/models".to_owned()),
        (&[home, data, ("PLANCORPUS_MODELS", "m")], &[], "m".to_owned()),
        (&[home, data, ("PLANCORPUS_MODELS", "")], &[], "/d/plancorpus/models".to_owned()),
        (&[home, data, ("PLANCORPUS_MODELS", "m")], &["--models", "n"], "n".to_owned()),
    ] {
        assert_eq!(path(variables, args), (Some(0), expected), "{variables:?}");
    }
    assert_eq!(path(&[], &[]).0, Some(2));
}

#[test]
fn without_models_it_is_said_and_what_needs_them_is_wrong_usage() {
    let house = House::new(&[("in/a.txt", PLAN.as_bytes())]);
    let done = house.run(["models"]);
    assert_eq!((done.code, done.out.as_str()), (Some(1), ""));
    assert!(done.err.contains("PP-OCRv6_det_small.onnx: ") && done.err.contains("models install"), "{}", done.err);
    for (args, said) in
        [(["--models", "in"], "in: no models in it"), (["--ocr", "always"], "--ocr always needs the models")]
    {
        let done = house.run(["import", "in", "--out", "out"].iter().chain(&args));
        assert_eq!(done.code, Some(2));
        assert!(done.err.contains(said), "{}", done.err);
    }
    for args in [["--ocr", "auto"], ["--ocr", "never"], ["--ocr-cache", "c"]] {
        let done = house.run(["import", "in", "--out", "out"].iter().chain(&args));
        assert_eq!(done.code, Some(0), "{}", done.err);
    }
}

#[test]
fn a_wheel_that_is_not_the_right_one_leaves_nothing() {
    let house = House::new(&[("text.whl", b"no zip")]);
    let large = vec![0; 22 << 20];
    let cases: [(PathBuf, &str); 5] = [
        (house.path("text.whl"), "text.whl: "),
        (house.path("nowhere.whl"), "nowhere.whl: "),
        (wheel(&house, &[("rapidocr/__init__.py", b"")]), "PP-OCRv6_det_small.onnx: "),
        (wheel(&house, &[(FINDER, b"a model"), (READER, b"another")]), "is another file: its SHA-256 is "),
        (wheel(&house, &[(FINDER, &large), (READER, &large)]), "is another file: its SHA-256 is "),
    ];
    for (at, (path, said)) in cases.into_iter().enumerate() {
        // Each stand-in takes the place of the one before.
        let path = match at {
            2 => wheel(&house, &[("rapidocr/__init__.py", b"")]),
            3 => wheel(&house, &[(FINDER, b"a model"), (READER, b"another")]),
            _ => path,
        };
        let done = house.run(["models", "install", "--models", "m", "--from", path.to_str().unwrap()]);
        assert_eq!((done.code, done.out.as_str()), (Some(2), ""), "{said}");
        assert!(done.err.contains(said), "{}", done.err);
        assert_eq!(names(&house.path("m")), [""; 0]);
    }
    house.write("file", "");
    let done = house.run(["models", "install", "--models", "file/m", "--from", "stand-in.whl"]);
    assert_eq!(done.code, Some(2));
    assert!(done.err.contains("can't write to file/m: "), "{}", done.err);
}

#[test]
fn pip_is_asked_for_exactly_one_package_and_what_it_says_is_passed_on() {
    let house = House::new(&[]);
    let install = |script: &str| {
        let pip = house.write("bin/python3", format!("#!/bin/sh\n{script}"));
        fs::set_permissions(&pip, fs::Permissions::from_mode(0o755)).unwrap();
        let mut command = house.command(["models", "install", "--models", "m"]);
        Done::from(command.env("PATH", house.path("bin")).output().unwrap())
    };
    let is_there = "case \"$*\" in *--version*) exit 0;; esac\n";
    let done = install(&format!(
        "{is_there}echo \"$@\"> asked\necho 'WARNING: a\nERROR: no route to the index\n' >&2\nexit 1\n"
    ));
    assert_eq!(done.code, Some(2));
    assert!(done.err.contains("pip could not fetch rapidocr==3.10.0: ERROR: no route to the index; "), "{}", done.err);
    assert!(done.err.contains("--from"), "{}", done.err);
    let asked = fs::read_to_string(house.path("asked")).unwrap();
    assert!(
        asked.starts_with("-m pip ") && asked.contains(" download --no-deps --only-binary=:all: -d m/.new-"),
        "{asked}"
    );
    assert!(asked.ends_with(" rapidocr==3.10.0\n"), "{asked}");
    assert_eq!(names(&house.path("m")), [""; 0]);

    let done = install(&format!("{is_there}exit 0\n"));
    assert!(done.err.contains("it fetched no wheel"), "{}", done.err);
    let done = install("exit 1\n");
    assert!(done.err.contains("there is no pip to fetch rapidocr==3.10.0 with; "), "{}", done.err);
}

#[test]
fn the_models_are_taken_out_of_their_package_and_put_in_place() {
    let Some(models) = models() else { return };
    let house = House::new(&[]);
    let read = |name: &str| fs::read(models.join(name.rsplit('/').next().unwrap())).unwrap();
    let wheel = wheel(&house, &[(FINDER, &read(FINDER)), (READER, &read(READER))]);
    let install = || house.run(["models", "install", "--quiet", "--models", "m", "--from", wheel.to_str().unwrap()]);
    let done = install();
    assert_eq!((done.code, done.err.as_str()), (Some(0), ""));
    assert_eq!(done.out, "PP-OCR v6, small (Apache-2.0), from rapidocr==3.10.0, in m\n");
    assert_eq!(names(&house.path("m")), ["PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"]);
    assert_eq!(house.run(["models", "--models", "m"]).code, Some(0));
    let again = install();
    assert_eq!((again.code, again.out.as_str()), (Some(0), ""));

    let reader = house.path("m/PP-OCRv6_rec_small.onnx");
    let mut damaged = fs::read(&reader).unwrap();
    damaged[1 << 20] ^= 1;
    fs::write(&reader, damaged).unwrap();
    assert_eq!(house.run(["models", "--models", "m"]).code, Some(1));
    assert_eq!(install().code, Some(0), "what is damaged is replaced");
    assert_eq!(house.run(["models", "--models", "m"]).code, Some(0));
}

/// Has a worker recognize empty pages on its way to a plan.
fn scans() -> House {
    House::new(&[("in/a.txt", PLAN.as_bytes()), ("in/b.txt", format!("poison: pages\n3\n{PLAN}").as_bytes())])
}

#[test]
fn a_worker_that_is_shut_in_recognizes_pages_and_each_is_kept_for_later_runs() {
    let Some(models) = models() else { return };
    let house = scans();
    let import = |out: &str, models: &Path| {
        let models = models.to_str().unwrap();
        let done = house.run([
            "import",
            "in",
            "--out",
            out,
            "--poison",
            "--models",
            models,
            "--ocr-cache",
            "kept",
            "--jobs",
            "1",
        ]);
        assert_eq!(done.code, Some(0), "{}{}", done.out, done.err);
    };
    import("out", &models);
    let kept = house.files("kept");
    assert_eq!(kept.len(), 3, "{kept:?}");
    assert_eq!(told(&house.manifest()), [("a.txt", "ok"), ("b.txt", "ok")]);

    // Pages that were kept need no models: the same run with others in their place.
    for name in names(&models) {
        let file = fs::File::create(house.write(Path::new("others").join(&name), "")).unwrap();
        file.set_len(fs::metadata(models.join(&name)).unwrap().len()).unwrap();
    }
    import("again", &house.path("others"));
    assert_eq!(house.files("out"), house.files("again"));
    assert_eq!(house.files("kept"), kept);

    // Where one is damaged, they are needed again.
    let (damaged, _) = kept.first_key_value().unwrap();
    fs::write(house.path("kept").join(damaged), "").unwrap();
    import("third", &models);
    assert_eq!(house.files("kept"), kept);
    fs::write(house.path("kept").join(damaged), "").unwrap();
    let others = house.path("others");
    let done = house.run([
        "import",
        "in",
        "--out",
        "fourth",
        "--poison",
        "--models",
        others.to_str().unwrap(),
        "--ocr-cache",
        "kept",
    ]);
    assert_eq!(done.code, Some(2), "models that are others end the run: {}", done.err);
    assert!(done.err.contains("is another file: its SHA-256 is "), "{}", done.err);
}

#[test]
fn what_is_not_to_be_kept_is_not() {
    let Some(models) = models() else { return };
    let house = scans();
    let models = models.to_str().unwrap();
    let done = house.run(["import", "in", "--out", "out", "--poison", "--models", models, "--no-ocr-cache"]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert!(!house.path(".cache").exists());
    let done = house.run(["import", "in", "--out", "other", "--poison", "--models", models]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert_eq!(house.files(".cache/plancorpus/ocr").len(), 3);
    let done = house.run([
        "import",
        "in",
        "--out",
        "third",
        "--poison",
        "--models",
        models,
        "--ocr",
        "never",
        "--ocr-cache",
        "c",
    ]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    assert!(!house.path("c").exists(), "nothing is recognized");
}
