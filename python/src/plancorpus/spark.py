"""Plans to records on many machines, by Apache Spark.

Each task feeds a process of its own, which supervises its own workers: whatever a file does, it costs its own row. `docs/scale-out.md` of the
project says how to run it on a cluster.
"""

import functools
import os
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterable, Iterator, List, NamedTuple, Optional, Sequence, Tuple, Union

from ._inputs import Input, walk
from .worker import File, Outcome, Request, Worker, line_of

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession

#: The columns of what is written: those of a line of the manifest, and the records of each plan as JSON.
SCHEMA = (
    "path string, bytes long, blake3 string, format string, status string, id string, ids array<string>, detail string, "
    "pages int, characters long, diagnostics long, hant array<string>, hans array<string>"
)

#: The largest file that is read, in bytes; the command has the same limit.
LARGEST = 64 << 20

#: Files that a task is given, where nobody says otherwise: what is lost with a machine is at most this much work.
FILES_PER_TASK = 256

#: Rows of files that Spark hands over at a time: their bytes are in memory together.
ROWS_IN = 8

#: Rows, and bytes of JSON, that a task hands back at a time.
ROWS_OUT, BYTES_OUT = 64, 8 << 20

#: Settings of Spark while plans are read: how many rows it hands over at a time; and what it counts for opening a file, so that a task that it
#: makes of 128 MB is some 256 files, too, and a process is not started for a few.
SETTINGS = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(ROWS_IN),
    "spark.sql.files.openCostInBytes": str(512 << 10),
}

Paths = Union[str, "os.PathLike[str]", Sequence[Union[str, "os.PathLike[str]"]]]


def import_plans(
    spark: "SparkSession",
    paths_or_binary_df: "Union[Paths, DataFrame]",
    out: str,
    *,
    base: Optional[str] = None,
    partitions: Optional[int] = None,
    mode: str = "error",
    **options: Any,
) -> "DataFrame":
    """Reads plans and writes a row for each file to `out`, as Parquet; returns what was written.

    The input is either files, folders and patterns of a file system that driver and executors share, or addresses that Spark reads
    (`s3a://…`), or a DataFrame with the columns `path` and `content`, as `spark.read.format("binaryFile")` gives it.

    Outcomes are those of `plancorpus import` on one machine, duplicates included. Names are relative to the deepest folder that the inputs
    share, or to `base` where Spark reads the files. `partitions` says into how many tasks the work is divided, `mode` what happens to what
    is in `out` already ("error" or "overwrite"); `options` are those of `Worker`, and files that they name must be on every executor.
    Beside `out`, a folder with `-read` behind its name has the outcomes until all is done.
    """
    if mode not in ("error", "overwrite"):
        raise ValueError(f"mode is 'error' or 'overwrite', not {mode!r}")
    options.setdefault("jobs", int(spark.conf.get("spark.task.cpus", "1") or 1))
    read_to = out.rstrip("/") + "-read"
    if mode == "error" and _exists(spark, out):
        raise FileExistsError(f"{out} is there already; mode='overwrite' replaces it")
    if hasattr(paths_or_binary_df, "mapInArrow"):
        read = _read_contents(spark, paths_or_binary_df, base, partitions, options)
    else:
        named = [paths_or_binary_df] if isinstance(paths_or_binary_df, (str, os.PathLike)) else paths_or_binary_df
        paths = [os.fspath(path) for path in named]
        if any("://" in path for path in paths):
            files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(paths)
            read = _read_contents(spark, files, base, partitions, options)
        else:
            read = _read_paths(spark, walk(paths), partitions, options)
    before = {name: spark.conf.get(name) for name in SETTINGS}
    try:
        for name, value in SETTINGS.items():
            spark.conf.set(name, value)
        read.write.mode("overwrite").parquet(read_to)
    finally:
        for name, value in before.items():
            spark.conf.set(name, str(value))
    decide(spark.read.schema(SCHEMA).parquet(read_to)).write.mode(mode).parquet(out)
    _remove(spark, read_to)
    return spark.read.schema(SCHEMA).parquet(out)


def decide(read: "DataFrame") -> "DataFrame":
    """Which of the files with the same bytes has the record, and which are its duplicates: the first, by path, that gave one has it."""
    from pyspark.sql import functions as F

    has_record = F.col("status").isin("ok", "partial")
    first = F.min(F.when(has_record, F.struct("path", "format", "id", "ids"))).alias("first")
    # Only hashes that occur twice: nearly all occur once.
    owners = (
        read.where(F.col("blake3").isNotNull())
        .groupBy(F.col("blake3").alias("same"))
        .agg(F.count("*").alias("files"), first)
        .where("files > 1 and first is not null")
        .select("same", "first")
    )
    joined = read.join(owners, read["blake3"] == owners["same"], "left")
    is_duplicate = F.col("first").isNotNull() & (F.col("path") > F.col("first.path"))
    none = F.array().cast("array<string>")
    said = {
        "status": F.lit("duplicate"),
        "format": F.col("first.format"),
        "id": F.col("first.id"),
        "ids": F.col("first.ids"),
        "detail": F.concat(F.lit("same bytes as "), F.col("first.path")),
        "pages": F.lit(None),
        "characters": F.lit(None),
        "diagnostics": F.lit(None),
        "hant": none,
        "hans": none,
    }
    columns = [F.when(is_duplicate, said[name]).otherwise(F.col(name)).alias(name) if name in said else F.col(name) for name in read.columns]
    return joined.select(columns)


class _Refused(NamedTuple):
    """A file of which is known what becomes of it."""

    outcome: Outcome


#: What a task is to do with a row.
_Asked = Union[Request, _Refused]


def _read_paths(spark: "SparkSession", inputs: List[Input], partitions: Optional[int], options: Dict[str, Any]) -> "DataFrame":
    """The outcomes of files that every executor can open."""
    # Names of files may be no UTF-8.
    rows = [(name, os.fsencode(file), refused) for name, file, refused in inputs]
    frame = spark.createDataFrame(rows, "name string, file binary, refused string")
    tasks = partitions or _tasks(spark, len(rows))
    return frame.repartition(tasks).mapInArrow(functools.partial(_map, _paths, options), SCHEMA)


def _read_contents(
    spark: "SparkSession", files: "DataFrame", base: Optional[str], partitions: Optional[int], options: Dict[str, Any]
) -> "DataFrame":
    """The outcomes of files that Spark reads."""
    from pyspark.sql import functions as F

    if base is None:
        base = _base(files)
    elif not base.endswith("/"):
        base += "/"
    name = F.expr(f"if(startswith(path, {_literal(base)}), substr(path, {len(base) + 1}), path)").alias("name")
    if "length" not in files.columns:
        asked = files.select(name, "content")
        large = None
    else:
        # Spark does not even open those.
        asked = files.where(F.col("length") <= LARGEST).select(name, "content")
        large = files.where(F.col("length") > LARGEST).select(name, "length")
    if partitions:
        asked = asked.repartition(partitions)
    read = asked.mapInArrow(functools.partial(_map, _contents, options), SCHEMA)
    if large is None:
        return read
    detail = F.concat(F.lit("too large: "), F.col("length"), F.lit(f" bytes, at most {LARGEST} are read"))
    said = {"path": F.col("name"), "bytes": F.col("length"), "status": F.lit("too_large"), "detail": detail}
    none = {"hant": F.array(), "hans": F.array()}
    columns = []
    for field in spark.createDataFrame([], SCHEMA).schema.fields:
        value = said.get(field.name, none.get(field.name, F.lit(None)))
        columns.append(value.cast(field.dataType).alias(field.name))
    return read.unionByName(large.select(columns))


def _base(files: "DataFrame") -> str:
    """The deepest folder that all paths share, with its slash: what the first and the last share, all share."""
    from pyspark.sql import functions as F

    row = files.agg(F.min("path"), F.max("path")).first()
    first, last = (row[0] or "", row[1] or "") if row is not None else ("", "")
    shared = os.path.commonprefix([first, last])
    return shared[: shared.rfind("/") + 1]


def _literal(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _tasks(spark: "SparkSession", files: int) -> int:
    at_a_time: int = spark.sparkContext.defaultParallelism
    return max(1, min(files, max(2 * at_a_time, -(-files // FILES_PER_TASK))))


def _map(
    ask: "Callable[[Iterable[pyarrow.RecordBatch]], Iterator[_Asked]]",
    options: Dict[str, Any],
    batches: "Iterable[pyarrow.RecordBatch]",
) -> "Iterator[pyarrow.RecordBatch]":
    """What a task does: rows of files to rows of outcomes, with a process of its own."""
    with Worker(**options) as worker:
        rows: List[Outcome] = []
        size = 0
        for outcome in _outcomes(worker, ask(batches)):
            rows.append(outcome)
            size += outcome.size
            if len(rows) >= ROWS_OUT or size >= BYTES_OUT:
                yield _batch(rows)
                rows, size = [], 0
        if rows:
            yield _batch(rows)


def _outcomes(worker: Worker, asked: Iterator[_Asked]) -> Iterator[Outcome]:
    """What becomes of each, in any order; what is known already is not asked."""
    known: List[Outcome] = []

    def unknown() -> Iterator[Request]:
        for request in asked:
            if isinstance(request, _Refused):
                known.append(request.outcome)
            else:
                yield request

    for outcome in worker.map(unknown()):
        yield outcome
        while known:
            yield known.pop()
    yield from known


def _paths(batches: "Iterable[pyarrow.RecordBatch]") -> Iterator[_Asked]:
    for batch in batches:
        for row in batch.to_pylist():
            if row["refused"] is None:
                yield File(os.fsdecode(row["file"]), row["name"])
            else:
                yield _Refused(Outcome(line_of(row["name"], "unreadable", row["refused"])))


def _contents(batches: "Iterable[pyarrow.RecordBatch]") -> Iterator[_Asked]:
    for batch in batches:
        names, contents = batch.column(0), batch.column(1)
        for at in range(batch.num_rows):
            name, content = names[at].as_py(), contents[at].as_py()
            if content is None:
                yield _Refused(Outcome(line_of(name, "unreadable", "there are no bytes of it")))
            elif len(content) > LARGEST:
                detail = f"too large: {len(content)} bytes, at most {LARGEST} are read"
                yield _Refused(Outcome(line_of(name, "too_large", detail, len(content))))
            else:
                yield name, content


def _batch(outcomes: List[Outcome]) -> "pyarrow.RecordBatch":
    import pyarrow

    texts = pyarrow.list_(pyarrow.string())
    types: List[Tuple[str, Any]] = [
        ("path", pyarrow.string()),
        ("bytes", pyarrow.int64()),
        ("blake3", pyarrow.string()),
        ("format", pyarrow.string()),
        ("status", pyarrow.string()),
        ("id", pyarrow.string()),
        ("ids", texts),
        ("detail", pyarrow.string()),
        ("pages", pyarrow.int32()),
        ("characters", pyarrow.int64()),
        ("diagnostics", pyarrow.int64()),
        ("hant", texts),
        ("hans", texts),
    ]
    rows = [{**outcome.line, "hant": outcome.json("hant"), "hans": outcome.json("hans")} for outcome in outcomes]
    return pyarrow.RecordBatch.from_pylist(rows, schema=pyarrow.schema(types))


def _exists(spark: "SparkSession", path: str) -> bool:
    system, found = _hadoop(spark, path)
    return bool(system.exists(found))


def _remove(spark: "SparkSession", path: str) -> None:
    system, found = _hadoop(spark, path)
    system.delete(found, True)


def _hadoop(spark: "SparkSession", path: str) -> Tuple[Any, Any]:
    """The file system that a path is of, as Spark sees it, and the path."""
    jvm: Any = spark.sparkContext._jvm
    found = jvm.org.apache.hadoop.fs.Path(path)
    session: Any = spark._jsparkSession
    return found.getFileSystem(session.sessionState().newHadoopConf()), found
