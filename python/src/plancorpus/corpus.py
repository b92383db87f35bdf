"""A corpus that the command has written."""

import json
import os
import shutil
import subprocess
import tempfile
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any, Iterator, Optional, Tuple, Union

from ._command import CommandError, find_command
from .records import ManifestLine, Record, Script

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

#: The flat tables of a corpus.
TABLES = ("plans", "sections", "items", "table_rows", "citations", "diagnostics", "files")


class Corpus:
    """The folder of a corpus.

    Tables are made by `plancorpus export` when one is first asked for, and again where the corpus has changed since.
    """

    def __init__(self, path: Union[str, "os.PathLike[str]"]) -> None:
        self.path = Path(path)
        if not self._manifest.is_file():
            raise FileNotFoundError(f"{self.path} is no corpus: it has no manifest.jsonl")
        #: The folder of the tables; called, it removes it, as it does when the corpus is no longer used.
        self._tables: "Optional[weakref.finalize[Any, Corpus]]" = None
        self._folder = ""
        self._tables_of: Optional[Tuple[int, int]] = None

    def __repr__(self) -> str:
        return f"Corpus({str(self.path)!r})"

    @property
    def _manifest(self) -> Path:
        return self.path / "manifest.jsonl"

    def manifest(self) -> Iterator[ManifestLine]:
        """What became of each file, sorted by path."""
        with self._manifest.open(encoding="utf-8", newline="\n") as lines:
            for line in lines:
                yield json.loads(line)

    def plans(self, script: Optional[Script] = None) -> Iterator[Record]:
        """Every plan once, by the paths of their files: in Traditional ("hant") or Simplified Chinese ("hans"), else each in its own.

        A plan whose source mixes both scripts is given in Traditional Chinese where no script is asked for.
        """
        for line in self.manifest():
            if line["status"] in ("ok", "partial"):
                for identity in line["ids"] or filter(None, [line["id"]]):
                    yield self.plan(identity, script)

    def plan(self, identity: str, script: Optional[Script] = None) -> Record:
        """The plan with an id. Raises FileNotFoundError where there is none."""
        record = self._record(identity, script or "hant")
        if script is None and record["script"] == "hans":
            return self._record(identity, "hans")
        return record

    def _record(self, identity: str, script: Script) -> Record:
        if script not in ("hant", "hans"):
            raise ValueError(f"a script is 'hant' or 'hans', not {script!r}")
        path = self.path / "plans" / script / identity[:2] / f"{identity}.json"
        record: Record = json.loads(path.read_bytes())
        return record

    def to_arrow(self, table: str) -> "pyarrow.Table":
        """A flat table, for pyarrow."""
        path = self._table(table)
        try:
            from pyarrow import parquet
        except ImportError as error:
            raise _missing("pyarrow") from error
        return parquet.read_table(path)

    def to_pandas(self, table: str) -> "pandas.DataFrame":
        """A flat table, for pandas."""
        path = self._table(table)
        try:
            import pandas
        except ImportError as error:
            raise _missing("pandas") from error
        return pandas.read_parquet(path)

    def to_polars(self, table: str) -> "polars.DataFrame":
        """A flat table, for polars."""
        path = self._table(table)
        try:
            import polars
        except ImportError as error:
            raise _missing("polars") from error
        return polars.read_parquet(path)

    def _table(self, table: str) -> str:
        """The Parquet file of a table."""
        if table not in TABLES:
            raise ValueError(f"no table is called {table!r}; there are {', '.join(TABLES)}")
        found = self._manifest.stat()
        state = (found.st_mtime_ns, found.st_size)
        if self._tables is None or self._tables_of != state:
            folder = tempfile.mkdtemp(prefix="plancorpus-")
            remove = weakref.finalize(self, shutil.rmtree, folder, True)
            arguments = [find_command(), "export", os.fspath(self.path), "--to", "parquet", "--out", os.path.join(folder, "tables")]
            done = subprocess.run(arguments, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            if done.returncode != 0:
                remove()
                said = done.stderr.decode("utf-8", "replace").strip()
                raise CommandError(f"plancorpus export ended with status {done.returncode}: {said}")
            if self._tables is not None:
                self._tables()
            self._tables, self._tables_of, self._folder = remove, state, folder
        return os.path.join(self._folder, "tables", f"{table}.parquet")


def _missing(package: str) -> ImportError:
    return ImportError(f"{package} is not installed: pip install 'plancorpus[{package}]'")
