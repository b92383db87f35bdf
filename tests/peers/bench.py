#!/usr/bin/env python3
"""Processor time of plancorpus beside that of other readers, on the same files in the same run.

Of plancorpus it is the whole: reading, structure, both scripts, JSON, and the files written; of the others their text alone. Each reads
the files once, and then all of them many times over, in a process for each of both: the difference is what the files take, and the start
of the process, the loading of dictionaries and whatever else is paid once has no part in it. pdftotext reads one file in a process; there
the time of a process that reads nothing is taken off. Readers take turns, and the least time counts.

`make bench-peers` runs it. docs/performance.md has what came out of it.

    tests/peers/bench.py [--rounds N] [--copies N] [--format NAME]... [--real DIR]... PLANCORPUS
"""

import argparse
import collections
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = ROOT / "target" / "peers"

# Distributions of PyPI; what each is imported as stands in `extractor`.
PACKAGES = {"anydoc": "firecrawl-anydoc==0.2.4", "xberg": "xberg==1.3.9", "office_oxide": "office-oxide==0.1.15"}

# The formats that each says it reads, among those that plancorpus reads.
READS = {
    "anydoc": ["docx", "doc", "odt", "rtf", "pdf"],
    "xberg": ["docx", "doc", "odt", "rtf", "html", "txt", "pdf"],
    "office_oxide": ["docx", "doc"],
    "pdftotext": ["pdf"],
}
FORMATS = ["docx", "doc", "odt", "rtf", "html", "txt", "pdf"]
OWN = ["none", "process"]

# plancorpus has read it, and says so.
READ = {"ok", "partial"}


def main():
    if sys.argv[1:2] == ["--extract"]:
        extract(sys.argv[2], sys.argv[3])
        return
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rounds", type=int, default=5, help="how often the readers take turns; the least time counts")
    arguments.add_argument("--copies", type=int, default=10, help="how often each file is there; of PDF a fifth of it")
    arguments.add_argument("--format", action="append", choices=FORMATS)
    arguments.add_argument("--real", action="append", default=[], help="a folder with more files, beside the fixtures")
    arguments.add_argument("plancorpus")
    options = arguments.parse_args()
    options.plancorpus = str(Path(options.plancorpus).resolve())
    peers = install()
    # In memory, where the system has a place for it: what a disk takes to make a corpus last is no work of a reader.
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(prefix="peers-", dir=memory if memory.is_dir() else ENVIRONMENT) as scratch:
        scratch = Path(scratch)
        files = readable(options, scratch)
        print_versions(options, peers)
        for name in options.format or FORMATS:
            if files[name]:
                compare(name, files[name], [peer for peer in peers if name in READS[peer]], options, scratch)


def install():
    """The peers that are there, after an attempt to install what is not."""
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
    peers = []
    for peer, package in PACKAGES.items():
        pip = [str(python), "-m", "pip", "install", "--quiet", "--no-cache-dir", "--disable-pip-version-check", package]
        done = subprocess.run(pip, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode == 0:
            peers.append(peer)
        else:
            print(f"{peer} is left out: {package} can't be installed: {(done.stdout.strip().splitlines() or ['?'])[-1]}")
    if not shutil.which("pdftotext") and shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "install", "--yes", "--quiet", "poppler-utils"], stdout=subprocess.DEVNULL)
    if shutil.which("pdftotext"):
        peers.append("pdftotext")
    else:
        print("pdftotext is left out: install poppler-utils")
    return peers


def print_versions(options, peers):
    told = [package for peer, package in PACKAGES.items() if peer in peers]
    if "pdftotext" in peers:
        told.append(subprocess.run(["pdftotext", "-v"], stderr=subprocess.PIPE, text=True).stderr.splitlines()[0])
    own = subprocess.run([options.plancorpus, "--version"], stdout=subprocess.PIPE, text=True).stdout.strip()
    print(f"{own}; {', '.join(told)}; least of {options.rounds}")


def readable(options, scratch):
    """Of fixtures and real files, those with text, each once, by format."""
    found = collections.defaultdict(dict)
    for folder in [ROOT / "fixtures", *map(Path, options.real)]:
        for path in sorted(folder.rglob("*")):
            name = {"htm": "html"}.get(path.suffix[1:].lower(), path.suffix[1:].lower())
            if name in FORMATS and path.is_file() and ".expected." not in path.name:
                found[name].setdefault(hashlib.sha256(path.read_bytes()).hexdigest(), path)
    files = collections.defaultdict(list)
    for name, paths in found.items():
        inputs = scratch / "probe" / name
        inputs.mkdir(parents=True)
        named = {f"{number}.{name}": path for number, path in enumerate(paths.values())}
        for link, path in named.items():
            (inputs / link).symlink_to(path)
        out = scratch / "out"
        subprocess.run([options.plancorpus, "import", str(inputs), "--out", str(out), "--quiet"], stdout=subprocess.DEVNULL)
        lines = map(json.loads, (out / "manifest.jsonl").read_text().splitlines())
        files[name] = [named[line["path"]] for line in lines if line["status"] in READ and is_of(line["format"], name)]
        shutil.rmtree(out)
    return files


def is_of(found, name):
    """Whether a file is what its extension says: a .doc that is a web page is none."""
    return {"txt": "text"}.get(name, name) == found


def compare(name, files, peers, options, scratch):
    copies = max(2, options.copies // 5) if name == "pdf" else options.copies
    once, often = scratch / "once", scratch / "often"
    for folder in [once, often]:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    for number, path in enumerate(files):
        data = path.read_bytes()
        for copy in range(copies + 1):
            # No two files of a run have the same bytes: plancorpus would read them once.
            copied = of_its_own(name, data, copy)
            for folder in [often] if copy else [once, often]:
                (folder / f"{number:04}-{copy:02}.{name}").write_bytes(copied)
    least = {}
    failed = {}
    for _ in range(options.rounds):
        for reader in [*OWN, *peers]:
            for folder in [once, often]:
                took, failures = measure(reader, folder, options, scratch)
                least[reader, folder] = min(took, least.get((reader, folder), took))
                failed[reader] = failures
    documents = len(files) * copies
    size = sum(path.stat().st_size for path in files) / len(files) / 1024
    print(f"\n{name}: {len(files)} files of {size:.0f} KiB on average, {copies} times")
    cost = {reader: least[reader, often] - least[reader, once] for reader in [*OWN, *peers]}
    for reader, took in cost.items():
        line = f"  {('plancorpus ' + reader) if reader in OWN else reader:19} {took:8.3f} CPU s {documents / took:8.0f} documents/CPU s"
        if reader not in OWN:
            line += "".join(f"   {own} {cost[own] / took:5.2f}" for own in OWN)
        if failed[reader]:
            line += f"   ({failed[reader]} failed)"
        print(line, flush=True)


def of_its_own(name, data, copy):
    """The same document in bytes of its own."""
    if name in ("docx", "odt"):
        # The comment of a zip archive: its length are the last two bytes where there is none.
        comment = f"{copy:04}".encode()
        assert data[-22:-18] == b"PK\x05\x06" and data[-2:] == b"\0\0"
        return data[:-2] + len(comment).to_bytes(2, "little") + comment
    if name == "doc":
        # A sector of a compound file that nobody points to.
        return data + b"\0" * (-len(data) % 512) + copy.to_bytes(512, "little")
    if name == "html":
        return data + f"<!-- {copy} -->\n".encode()
    if name == "pdf":
        return data + f"\n% {copy}\n".encode()
    return data + b"\n" * copy


def measure(reader, folder, options, scratch):
    """Processor seconds of a reader and its children on the files of a folder, and how many of them it failed on."""
    if reader == "pdftotext":
        return measure_pdftotext(folder)
    out = scratch / "out"
    if reader in OWN:
        command = [options.plancorpus, "import", str(folder), "--out", str(out)]
        command += ["--jobs", "1", "--isolation", reader, "--quiet"]
    else:
        command = [str(ENVIRONMENT / "bin" / "python"), __file__, "--extract", reader, str(folder)]
    took, printed = run(command)
    if reader not in OWN:
        return took, int(printed)
    lines = map(json.loads, (out / "manifest.jsonl").read_text().splitlines())
    failed = sum(line["status"] not in READ for line in lines)
    shutil.rmtree(out)
    return took, failed


def measure_pdftotext(folder):
    """It reads one file in a process; what a process takes that reads none is taken off."""
    least, failed = 0, 0
    for path in sorted(folder.iterdir()):
        took, printed = run(["pdftotext", "-enc", "UTF-8", str(path), "-"])
        empty, _ = run(["pdftotext", "-v"])
        least += max(0, took - empty)
        failed += not printed.strip()
    return least, failed


def run(command):
    """Processor seconds of a command and the processes that it has waited for, and what it printed."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    printed = process.stdout.read()
    process.stdout.close()
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return usage.ru_utime + usage.ru_stime, printed.decode("utf-8", "replace")


def extract(peer, folder):
    """In a process of its own: the text of each file of a folder, and how many have none."""
    paths = [entry.path for entry in sorted(os.scandir(folder), key=lambda entry: entry.name)]
    failed = 0
    text_of = extractor(peer)
    for path in paths:
        try:
            failed += not text_of(path).strip()
        except Exception:  # Each peer has errors of its own: none of them is a text.
            failed += 1
    print(failed)


def extractor(peer):
    """Path to text, by the way that asks least of a peer: no recognition of images, no cache, no clean-up of texts."""
    if peer == "anydoc":
        import anydoc

        return anydoc.to_markdown
    if peer == "office_oxide":
        import office_oxide

        return office_oxide.extract_text
    import asyncio

    import xberg

    config = xberg.ExtractionConfig(use_cache=False, disable_ocr=True, enable_quality_processing=False)
    loop = asyncio.new_event_loop()

    def text_of(path):
        result = loop.run_until_complete(xberg.extract(xberg.ExtractInput(kind="uri", uri=path), config))
        return "".join(document.content for document in result.results)

    return text_of


if __name__ == "__main__":
    main()
