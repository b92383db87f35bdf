"""Scattered plans of public agencies to a normalized corpus.

`Corpus` reads a corpus that the command has written, `Worker` feeds files to the command and yields their records, and
`plancorpus.spark` does so on many machines. The shapes of records are in `plancorpus.records`.
"""

from ._command import CommandError, find_command
from .corpus import TABLES, Corpus
from .records import ManifestLine, Record, Script, Status
from .worker import File, Outcome, Worker

__all__ = [
    "TABLES",
    "CommandError",
    "Corpus",
    "File",
    "ManifestLine",
    "Outcome",
    "Record",
    "Script",
    "Status",
    "Worker",
    "find_command",
]
