#!/usr/bin/env python3
"""How well scans are read: prints of the fixtures' plans as scans, imported, and measured against the records that they must give.

    measure.py [--plans N] [--dpi N]… [--kind KIND]… [--score FILE] [--each] [--keep DIR] PLANCORPUS [-- OPTIONS OF import]
    measure.py --calibrate … PLANCORPUS [-- OPTIONS OF import]

`make score-scans` runs it. It is no part of `make test`: it takes minutes. It needs poppler-utils, and Python with pillow and numpy.

Each plan of tests/agreement is scanned from one of its prints, by turns that of LibreOffice and of Chromium, and so is each of
fixtures/office that fixtures/pdf has prints of, in the typefaces by turns. What is measured:

  text, tables    Character error rate: the least number of characters to put in, take out or replace, as a share of those of the gold
                  record, over all plans; NFKC, without white space. Cells, and the names of columns, are counted apart from the rest, each in
                  the order in which they stand. A table that is not found is an error in both.
  found           The same where the order does not count: each text of the print, as it is read from its text layer, is held against the nearest
                  stretch of what was read, text and tables together. What is recognized, whatever is made of it.
  sections …      The figures of the scorer that --score names, means over plans; a plan without a record counts as 0.
  CPU             Processor seconds a page of the whole import, with models loaded once for each worker. A page that an earlier run has
                  recognized costs nothing; with `-- --no-ocr-cache` each is recognized again.

The row `print` has the prints as they are, with their text: what an exact recognition would reach.

With --calibrate the pages get worse and worse, and the tables say what the confidence of a piece, or of a page, tells about its errors.
"""

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import scan
from errors import Rate, distance, distance_within, pieces, plain

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ["meta", "sections", "items", "columns", "rows", "kept", "clean"]
AGREEMENT_PRINTS = ["libreoffice-typed", "chromium-typed"]
OFFICE_PRINTS = ["uming", "noto", "chromium"]
PRINT = "print"

# How pages get worse, by name: dpi, and how many times the blur and the noise of a degraded page; 0 is a clean one.
LEVELS = {
    "200 clean": (200, 0, 0),
    "200": (200, 1, 1),
    "150": (150, 1, 1),
    "100": (100, 1, 1),
    "100, three times the blur": (100, 3, 1),
    "120, twice the blur, four times the noise": (120, 2, 4),
    "200, five times the blur": (200, 5, 1),
    "150, twice the blur, seven times the noise": (150, 2, 7),
    "75": (75, 1, 1),
    "75, four times the blur": (75, 4, 1),
    "60, twice the blur, four times the noise": (60, 2, 4),
    "50, three times the blur": (50, 3, 1),
}
BINS = [0, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98, 1]

# What else the machine does must not end a file; processor time still may.
PATIENT = ["--limit-wall", "86400"]

# A shorter piece is found somewhere on any page.
SHORTEST = 4


@dataclass
class Plan:
    """A print, the records that it must give, and what its own text gives."""

    name: str
    print: Path
    golds: list
    pages: int
    shown: list = field(default_factory=list)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--plans", type=int, help="only so many of them")
    arguments.add_argument("--only", help="only those with this in their name")
    arguments.add_argument("--most-pages", type=int, default=12, help="leave longer prints out")
    arguments.add_argument("--dpi", type=int, action="append", help="200 and 300 where it is not given")
    arguments.add_argument("--kind", action="append", choices=[PRINT, "clean", "degraded"], help="all where it is not given")
    arguments.add_argument("--score", type=Path, default=ROOT.parent / "shared" / "eval" / "score.py", help="the scorer of records")
    arguments.add_argument("--each", action="store_true", help="a row for each plan, too")
    arguments.add_argument("--calibrate", action="store_true", help="confidence against errors, on pages that get worse")
    arguments.add_argument("--keep", type=Path, help="leave scans and corpora in this folder, and take scans that lie there")
    arguments.add_argument("plancorpus")
    arguments.add_argument("options", nargs="*", help="more options of import, after --")
    options = arguments.parse_args()
    options.plancorpus = str(Path(options.plancorpus).resolve())
    with tempfile.TemporaryDirectory(prefix="scans-") as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        plans = known(options, folder)
        print(f"{len(plans)} plans, {sum(plan.pages for plan in plans)} pages", flush=True)
        if options.calibrate:
            calibrate(plans, options, folder)
        else:
            measure(plans, options, folder)


def known(options, folder):
    """The plans with prints, their gold records, and what is read of the text of the prints."""
    plans = []
    for number, plan in enumerate(sorted((ROOT / "fixtures" / "agreement").iterdir())):
        golds = sorted((ROOT / "tests" / "agreement" / plan.name).glob("plan*.json"))
        printed = plan / f"{AGREEMENT_PRINTS[number % len(AGREEMENT_PRINTS)]}.pdf"
        plans.append(Plan(plan.name, printed, [json.loads(gold.read_text()) for gold in golds], page_count(printed)))
    office = sorted((ROOT / "fixtures" / "office").glob("*.docx"))
    office = [path for path in office if "libreoffice" not in path.name]
    of_office = imported(office, folder / "office", options, [])
    for number, path in enumerate(office):
        printed = ROOT / "fixtures" / "pdf" / f"{path.stem}.{OFFICE_PRINTS[number % len(OFFICE_PRINTS)]}.pdf"
        plans.append(Plan(path.stem, printed, of_office.records[path.stem], page_count(printed)))
    plans = [plan for plan in plans if plan.pages <= options.most_pages and (options.only or "") in plan.name]
    if options.plans:
        # From all of them, so that few are of all sorts.
        plans = plans[:: max(1, len(plans) // options.plans)][: options.plans]
    shown = imported(copied(plans, folder / PRINT), folder / "of-print", options, [])
    for plan in plans:
        plan.shown = shown.records[plan.name]
    return plans


def page_count(path):
    told = subprocess.run(["pdfinfo", str(path)], check=True, stdout=subprocess.PIPE, text=True).stdout
    return int(next(line.split()[1] for line in told.splitlines() if line.startswith("Pages:")))


def copied(plans, folder):
    folder.mkdir(exist_ok=True)
    return [Path(shutil.copy(plan.print, folder / f"{plan.name}.pdf")) for plan in plans]


@dataclass
class Imported:
    """Records in their own script by the stem of the file, the line of each file, and processor seconds."""

    records: dict
    lines: dict
    seconds: float


def imported(files, out, options, more):
    shutil.rmtree(out, ignore_errors=True)
    command = [options.plancorpus, "import", *map(str, files), "--out", str(out), "--quiet", *PATIENT, *more]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    told = process.stdout.read().decode("utf-8", "replace")
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    # 1: some files could not be read; the manifest says which.
    if process.returncode not in (0, 1) or not (out / "manifest.jsonl").exists():
        raise SystemExit(f"{' '.join(command)}\n{told}")
    lines = {Path(line["path"]).stem: line for line in map(json.loads, (out / "manifest.jsonl").read_text().splitlines())}
    records = {stem: [record(out, id) for id in ids(line)] for stem, line in lines.items()}
    return Imported(records, lines, usage.ru_utime + usage.ru_stime)


def ids(line):
    return line.get("ids") or ([line["id"]] if line.get("id") else [])


def record(out, id):
    """The record in the script that its file is in."""
    for script in ["hant", "hans"]:
        found = json.loads((out / "plans" / script / id[:2] / f"{id}.json").read_text())
        if found["script"] == script:
            return found
    return found


def scanned(plans, folder, dpi, change, quality):
    """A scan of each plan, made where it does not lie there already."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for plan in plans:
        path = folder / f"{plan.name}.pdf"
        if not path.exists():
            random = scan.random_of(f"{folder.name}/{plan.name}")
            images = [change(image, random) for image in scan.rasterized(plan.print, dpi)]
            scan.write_pdf(path, [scan.Page(image, dpi, "jpeg", quality) for image in images])
        files.append(path)
    return files


def measure(plans, options, folder):
    scorer = loaded(options.score)
    figures = FIGURES if scorer else []
    head = ["dpi", "kind", "read", "text", "tables", "text found", "tables found", *figures, "CPU"]
    print(f"\n| {' | '.join(head)} |\n|{'---|' * len(head)}", flush=True)
    kinds = options.kind or [PRINT, "clean", "degraded"]
    cells = [("–", PRINT)] if PRINT in kinds else []
    cells += [(dpi, kind) for dpi in options.dpi or [200, 300] for kind in kinds if kind != PRINT]
    statuses = []
    for dpi, kind in cells:
        if kind == PRINT:
            corpus = imported(copied(plans, folder / PRINT), folder / "of-print", options, [])
        else:
            change = (lambda image, random: scan.degraded(image, dpi, random)) if kind == "degraded" else (lambda image, random: image)
            quality = scan.BAD_QUALITY if kind == "degraded" else scan.GOOD_QUALITY
            files = scanned(plans, folder / f"{kind}-{dpi}", dpi, change, quality)
            corpus = imported(files, folder / f"of-{kind}-{dpi}", options, options.options)
        measured = [Measured.of(plan, corpus.records.get(plan.name, []), scorer) for plan in plans]
        read = sum(bool(corpus.records.get(plan.name)) for plan in plans)
        seconds = f"{corpus.seconds / sum(plan.pages for plan in plans):.2f}"
        print(row([dpi, kind, f"{read} of {len(plans)}", *Measured.all(measured, figures), seconds]), flush=True)
        if options.each:
            for plan, one in zip(plans, measured):
                print(row(["", plan.name, corpus.lines[plan.name]["status"], *Measured.all([one], figures), ""]), flush=True)
        count = Counter(corpus.lines[plan.name]["status"] for plan in plans)
        statuses.append(f"{dpi} {kind}: " + ", ".join(f"{number} {status}" for status, number in sorted(count.items())))
    print("\n" + "\n".join(statuses))


def row(cells):
    return f"| {' | '.join(map(str, cells))} |"


def loaded(path):
    """The scorer, where it is at hand."""
    if not path.exists():
        print(f"{path} is not there: no figures of records")
        return None
    spec = importlib.util.spec_from_file_location("scorer", path)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


@dataclass
class Measured:
    """One plan: its errors, in order and found anywhere, text and tables, and the scores of each of its records."""

    in_order: list
    found: list
    scores: list

    @classmethod
    def of(cls, plan, records, scorer):
        in_order, found = [Rate(), Rate()], [Rate(), Rate()]
        for in_table in [False, True]:
            truth, read = (joined(of, in_table) for of in (plan.golds, records))
            in_order[in_table].add(distance(read, truth), len(truth))
        everything = joined(records)
        for piece in all_pieces(plan.shown):
            found[piece.in_table].add(distance_within(piece.text, everything), len(piece.text))
        scores = []
        for number, gold in enumerate(plan.golds if scorer else []):
            scores.append(scorer.score(gold, records[number]) if number < len(records) else dict.fromkeys(FIGURES, 0.0))
        return cls(in_order, found, scores)

    @staticmethod
    def all(measured, figures):
        for rates in [[one.in_order for one in measured], [one.found for one in measured]]:
            for in_table in [0, 1]:
                total = Rate()
                for rate in rates:
                    total.add(rate[in_table].errors, rate[in_table].characters)
                yield str(total)
        for figure in figures:
            values = [score[figure] for one in measured for score in one.scores if score[figure] is not None]
            yield f"{sum(values) / len(values):.3f}" if values else "–"


def all_pieces(records, furniture=False):
    return [piece for record in records for piece in pieces(record, furniture)]


def joined(records, in_table=None):
    return "".join(piece.text for piece in all_pieces(records) if in_table in (None, piece.in_table))


def calibrate(plans, options, folder):
    """Confidence of pieces and pages against their errors."""
    by_mean, by_least, by_page, levels = (defaultdict(list) for _ in range(4))
    for number, (level, (dpi, blur, noise)) in enumerate(LEVELS.items()):
        change = lambda image, random: image
        if blur:
            change = lambda image, random: scan.degraded(image, dpi, random, blur=blur * scan.BLUR, noise=noise * scan.NOISE)
        quality = scan.BAD_QUALITY if blur else scan.GOOD_QUALITY
        files = scanned(plans, folder / f"level-{number}", dpi, change, quality)
        corpus = imported(files, folder / f"of-level-{number}", options, options.options)
        for plan in plans:
            of_plan(plan, corpus.records.get(plan.name, []), by_mean, by_least, by_page, levels[level])
        print(f"{level}: {len(levels[level])} pages", flush=True)
    print("\nPieces (paragraphs, items, headings, cells) by their mean confidence; errors are a share of their own characters\n")
    print_pieces(by_mean)
    print("\nPieces by their least confidence\n")
    print_pieces(by_least)
    print("\nPages by the mean confidence of their characters; errors are a share of what stands on the page, lost text included\n")
    print(f"{row(['confidence', 'pages', 'errors', 'least', 'most'])}\n|---|---|---|---|---|")
    for label, rates in in_bins(by_page):
        print(row([label, len(rates), f"{sum(rates) / len(rates):.4f}", f"{min(rates):.4f}", f"{max(rates):.4f}"]))
    print("\nPages by what was done to them\n")
    print(f"{row(['dpi', 'pages', 'with text', 'confidence', 'errors', 'most'])}\n|---|---|---|---|---|---|")
    for level, pages in levels.items():
        means = [mean for mean, _ in pages if mean is not None]
        mean = f"{sum(means) / len(means):.3f}" if means else "–"
        rates = [rate for _, rate in pages]
        print(row([level, len(pages), len(means), mean, f"{sum(rates) / len(rates):.4f}", f"{max(rates):.4f}"]))


def of_plan(plan, records, by_mean, by_least, by_page, level):
    shown = all_pieces(plan.shown)
    truth = "".join(piece.text for piece in shown)
    read = all_pieces(records, furniture=True)
    for piece in read:
        if piece.confidence and len(piece.text) >= SHORTEST:
            measured = (distance_within(piece.text, truth), len(piece.text))
            by_mean[piece.confidence["mean"]].append(measured)
            by_least[piece.confidence["least"]].append(measured)
    for page in range(1, plan.pages + 1):
        here = [piece for piece in shown if piece.pages[:1] == (page,)]
        on_page = [piece for piece in read if page in piece.pages]
        # What goes on from another page is looked for there, too.
        near = "".join(piece.text for piece in read if any(abs(other - page) <= 1 for other in piece.pages))
        rate = Rate()
        for piece in here:
            rate.add(distance_within(piece.text, near), len(piece.text))
        if not rate.characters:
            continue
        sure = [(piece.confidence["mean"], len(piece.text)) for piece in on_page if piece.confidence and piece.text]
        mean = sum(mean * size for mean, size in sure) / sum(size for _, size in sure) if sure else None
        level.append((mean, rate.errors / rate.characters))
        if mean is not None:
            by_page[mean].append(rate.errors / rate.characters)


def in_bins(values):
    """What was measured by bins of confidence, from the highest."""
    for low, high in reversed(list(zip(BINS, BINS[1:]))):
        held = [one for key, ones in values.items() if low <= key < high or key == high == BINS[-1] for one in ones]
        if held:
            yield f"{low:.2f}–{high:.2f}", held


def print_pieces(values):
    print(f"{row(['confidence', 'pieces', 'characters', 'errors', 'without error', 'more than .1 wrong'])}\n|---|---|---|---|---|---|")
    for label, held in in_bins(values):
        characters = sum(size for _, size in held)
        share = lambda what: f"{sum(map(what, held)) / len(held):.3f}"
        errors = f"{sum(errors for errors, _ in held) / characters:.4f}"
        print(row([label, len(held), characters, errors, share(lambda one: one[0] == 0), share(lambda one: one[0] / one[1] > 0.1)]))


if __name__ == "__main__":
    main()
