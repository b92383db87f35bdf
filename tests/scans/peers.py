#!/usr/bin/env python3
"""Processor time and character errors of plancorpus beside rapidocr on ONNX Runtime, on the same page images in the same run.

Of plancorpus it is the whole of an import with one worker: the image out of its PDF, recognition, structure, both scripts, the files
written; of rapidocr reading the JPEG and its recognition, on one thread. Each reads one page, and then all of them, in a process for each
of both: the difference is what the pages take, and the start of the process and the loading of models have no part in it. Both take turns,
and the least time counts. plancorpus keeps no pages that it has recognized.

A line of the print, as pdftotext has it, is held against the nearest stretch of what was read of its page: the errors of all lines are
a share of their characters. Records leave out separators behind labels and colons behind headings, so those marks are counted nowhere. The
most memory is that of the largest process.

`make bench-ocr` runs it. It needs poppler-utils; what it needs of Python it installs into target/venv-ocr.

    tests/scans/peers.py [--pages N] [--rounds N] [--dpi N] PLANCORPUS [-- OPTIONS OF import]
"""

import argparse
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from errors import Rate, distance_within, pieces, plain

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = ROOT / "target" / "venv-ocr"
PYTHON = ENVIRONMENT / "bin" / "python"
PACKAGES = ["rapidocr==3.10.0", "onnxruntime", "pillow", "numpy"]
KINDS = ["clean", "degraded"]

# What may stand behind a label or a heading, after NFKC.
SEPARATORS = str.maketrans("", "", "、.:")

# Text and tables, by both programs that print.
PRINTS = [
    ("fire-bureau-100", "libreoffice", 1),
    ("land-office-95", "libreoffice", 2),
    ("household-office-97", "chromium", 2),
    ("shiliu-subdistrict-2021", "libreoffice", 1),
    ("coast-medium-term-111-114", "chromium", 3),
    ("river-branch-101", "libreoffice", 2),
    ("township-office-88", "chromium", 1),
    ("chenghu-education-2022-2025", "chromium", 1),
]


def main():
    if sys.argv[1:2] == ["--recognize"]:
        recognize(Path(sys.argv[2]))
        return
    install()
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--pages", type=int, default=len(PRINTS))
    arguments.add_argument("--rounds", type=int, default=2, help="how often both take turns; the least time counts")
    arguments.add_argument("--dpi", type=int, default=200)
    arguments.add_argument("plancorpus")
    arguments.add_argument("options", nargs="*", help="more options of import, after --")
    options = arguments.parse_args()
    options.plancorpus = str(Path(options.plancorpus).resolve())
    if not 2 <= options.pages <= len(PRINTS):
        arguments.error(f"--pages is 2 to {len(PRINTS)}")
    versions = subprocess.run([str(PYTHON), "-m", "pip", "freeze"], stdout=subprocess.PIPE, text=True).stdout.splitlines()
    own = subprocess.run([options.plancorpus, "--version"], stdout=subprocess.PIPE, text=True).stdout.strip()
    peer = ", ".join(line for line in versions if line.startswith(("rapidocr=", "onnxruntime=", "opencv")))
    print(f"{own}; {peer}; {options.pages} pages at {options.dpi} dpi, least of {options.rounds}\n")
    print("| pages | plancorpus, CPU s a page | rapidocr | ratio | plancorpus, errors | rapidocr | plancorpus, MiB | rapidocr |")
    print("|---|---|---|---|---|---|---|---|")
    for kind in KINDS:
        with tempfile.TemporaryDirectory(prefix="scans-") as scratch:
            compare(kind, options, Path(scratch))


def install():
    """Goes on in an environment that has what is needed."""
    if Path(sys.prefix).resolve() == ENVIRONMENT.resolve():
        return
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-cache-dir", "--disable-pip-version-check"]
    subprocess.run([*pip, *PACKAGES], check=True)
    os.execv(PYTHON, [str(PYTHON), *sys.argv])


def compare(kind, options, scratch):
    prints = [(ROOT / "fixtures" / "agreement" / name / f"{printed}-typed.pdf", page) for name, printed, page in PRINTS[: options.pages]]
    truth = [lines_of(*one) for one in prints]
    once, often = scratch / "once", scratch / "often"
    draw(prints, kind, options.dpi, often)
    once.mkdir()
    for path in often.glob("00.*"):
        shutil.copy(path, once)
    seconds = {"plancorpus": [], "rapidocr": []}
    memory, read = {}, {}
    for _ in range(options.rounds):
        for reader in [of_plancorpus, of_rapidocr]:
            name = reader.__name__.removeprefix("of_")
            first, _, _ = reader(once, options, scratch)
            all_of_them, most, texts = reader(often, options, scratch)
            seconds[name].append((all_of_them - first) / (len(prints) - 1))
            memory[name], read[name] = max(most, memory.get(name, 0)), texts
    own, peer = min(seconds["plancorpus"]), min(seconds["rapidocr"])
    errors = [errors_of(truth, read[name]) for name in seconds]
    most = [f"{memory[name] / 1024:.0f}" for name in seconds]
    cells = [kind, f"{own:.2f}", f"{peer:.2f}", f"{own / peer:.2f}", *errors, *most]
    print(f"| {' | '.join(map(str, cells))} |", flush=True)


def draw(prints, kind, dpi, folder):
    """The pages as PDFs of one image, and the same bytes as JPEGs."""
    import scan

    folder.mkdir()
    quality = scan.BAD_QUALITY if kind == "degraded" else scan.GOOD_QUALITY
    for page, (source, place) in enumerate(prints):
        [image] = scan.rasterized(source, dpi, str(place))
        if kind == "degraded":
            image = scan.degraded(image, dpi, scan.random_of(f"{source.parent.name} {place}"))
        encoded = scan.Page(image, dpi, "jpeg", quality)
        scan.write_pdf(folder / f"{page:02}.pdf", [encoded])
        (folder / f"{page:02}.jpg").write_bytes(encoded.data)


def lines_of(source, page):
    """The lines of a page of a print."""
    command = ["pdftotext", "-bbox-layout", "-f", str(page), "-l", str(page), str(source), "-"]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.decode()
    lines = re.findall(r"<line .*?</line>", told, re.DOTALL)
    return [plain(html.unescape("".join(re.findall(r">([^<>]*)</word>", line)))) for line in lines]


def of_plancorpus(folder, options, scratch):
    out = scratch / "out"
    command = [options.plancorpus, "import", *map(str, sorted(folder.glob("*.pdf"))), "--out", str(out), "--jobs", "1", "--quiet"]
    command += ["--no-ocr-cache", "--limit-wall", "86400"]
    taken, most, _ = run(command + options.options)
    texts = {}
    for line in map(json.loads, (out / "manifest.jsonl").read_text().splitlines()):
        # A page may be more than one plan, or none.
        found = [] if not line.get("id") else line.get("ids") or [line["id"]]
        records = [own_script(out, id) for id in found]
        texts[Path(line["path"]).stem] = "".join(piece.text for record in records for piece in pieces(record, furniture=True))
    shutil.rmtree(out)
    return taken, most, [texts[name] for name in sorted(texts)]


def own_script(out, id):
    for script in ["hant", "hans"]:
        record = json.loads((out / "plans" / script / id[:2] / f"{id}.json").read_text())
        if record["script"] == script:
            break
    return record


def of_rapidocr(folder, _options, _scratch):
    threads = {name: "1" for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"]}
    taken, most, printed = run([str(PYTHON), __file__, "--recognize", str(folder)], threads)
    return taken, most, [plain(text) for text in json.loads(printed)]


def recognize(folder):
    """In a process of its own: the texts of each image of a folder."""
    import cv2
    from rapidocr import RapidOCR

    cv2.setNumThreads(1)
    threads = {f"EngineConfig.onnxruntime.{name}_op_num_threads": 1 for name in ["intra", "inter"]}
    engine = RapidOCR(params={**threads, "Global.log_level": "error"})
    print(json.dumps(["".join(engine(str(path)).txts or []) for path in sorted(folder.glob("*.jpg"))]))


def errors_of(truth, texts):
    rate = Rate()
    for lines, text in zip(truth, texts, strict=True):
        text = text.translate(SEPARATORS)
        for line in (line.translate(SEPARATORS) for line in lines):
            rate.add(distance_within(line, text), len(line))
    return rate


def run(command, environment=None):
    """Processor seconds of a command and its children, the most memory of any of them in KiB, and what it printed."""
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=told, env={**os.environ, **(environment or {})})
        printed = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        # 1: some files could not be read.
        if process.returncode not in (0, 1):
            told.seek(0)
            raise SystemExit(f"{' '.join(command)}\n{told.read().decode('utf-8', 'replace')}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss, printed.decode()


if __name__ == "__main__":
    main()
