"""Files to records, by a process that is fed and supervised."""

import base64
import json
import os
import queue
import subprocess
import tempfile
import threading
from collections import deque
from typing import (
    Any,
    Deque,
    Dict,
    Iterable,
    Iterator,
    List,
    NamedTuple,
    Optional,
    Sequence,
    Set,
    Tuple,
    Type,
    Union,
    cast,
)

from ._command import CommandError, find_command
from ._inputs import portable
from .records import ManifestLine, Record, Script, Status

#: How often a request is sent where somebody outside kills the process that has it.
TRIES = 3

#: Requests for each job that are sent before the first of them is answered.
AHEAD = 4

#: Bytes that the requests in flight may have together; one by itself may have more.
BYTES_AHEAD = 32 << 20

#: Bytes of what a process last said that are kept.
SAID = 4096

#: Seconds that a process without anything to do has to end.
PATIENCE = 10

Path = Union[str, "os.PathLike[str]"]


class File(NamedTuple):
    """A file of this machine, with the name that it is to have in its record: that of the corpus, such as `97/a.pdf`."""

    path: Path
    name: Optional[str] = None


#: A path, a file with its name, or a name with bytes.
Request = Union[Path, File, Tuple[str, bytes]]


class Outcome:
    """What became of a file, and its plans."""

    def __init__(self, line: ManifestLine, hant: str = "[]", hans: str = "[]") -> None:
        #: As in the manifest.
        self.line = line
        self._json: Dict[str, str] = {"hant": hant, "hans": hans}
        self._records: Dict[str, List[Record]] = {}

    def __repr__(self) -> str:
        said = f": {self.detail}" if self.detail else ""
        return f"<Outcome {self.path!r} {self.status}{said}>"

    @property
    def path(self) -> str:
        """The name of the file."""
        return self.line["path"]

    @property
    def status(self) -> str:
        """As in the manifest; never `duplicate`, since each request stands alone."""
        return self.line["status"]

    @property
    def size(self) -> int:
        """Characters of its JSON in both scripts."""
        return sum(map(len, self._json.values()))

    @property
    def detail(self) -> Optional[str]:
        """A sentence for a person."""
        return self.line["detail"]

    @property
    def id(self) -> Optional[str]:
        """The id of its first plan."""
        return self.line["id"]

    @property
    def hant(self) -> List[Record]:
        """Its plans in Traditional Chinese; none where there was nothing to read."""
        return self.records("hant")

    @property
    def hans(self) -> List[Record]:
        """Its plans in Simplified Chinese."""
        return self.records("hans")

    def records(self, script: Script) -> List[Record]:
        """Its plans in a script."""
        if script not in self._records:
            self._records[script] = json.loads(self._json[script])
        return self._records[script]

    def json(self, script: Script) -> List[str]:
        """The same as JSON, each plan a text."""
        text = self._json[script]
        # Nearly every file has one plan: then nothing need be parsed.
        if len(self.line["ids"] or [self.line["id"]]) == 1 and text != "[]":
            return [text[1:-1]]
        return [json.dumps(record, ensure_ascii=False, separators=(",", ":")) for record in self.records(script)]


class Worker:
    """Feeds files to `plancorpus stream`, and gives what became of them.

        with plancorpus.Worker(jobs=4) as worker:
            for outcome in worker.map(paths):
                ...

    Whatever a file does costs its own outcome. Where somebody kills the process, another is started and does again what that one had not
    finished; a file that has lost three processes is `crashed`. Options are those of the command. Threads may share a worker, and take turns.
    """

    def __init__(
        self,
        *,
        jobs: Optional[int] = None,
        lexicon: Optional[Path] = None,
        metadata: Optional[Path] = None,
        pdf_engine: Optional[str] = None,
        limit_cpu: Optional[int] = None,
        limit_wall: Optional[int] = None,
        limit_memory: Optional[int] = None,
        command: Optional[Path] = None,
        arguments: Sequence[str] = (),
    ) -> None:
        options: Dict[str, Any] = {
            "--jobs": jobs,
            "--lexicon": lexicon,
            "--metadata": metadata,
            "--pdf-engine": pdf_engine,
            "--limit-cpu": limit_cpu,
            "--limit-wall": limit_wall,
            "--limit-memory": limit_memory,
        }
        self._arguments: List[str] = [os.fspath(command) if command is not None else find_command(), "stream"]
        for option, value in options.items():
            if value is not None:
                self._arguments += [option, os.fspath(value) if isinstance(value, os.PathLike) else str(value)]
        self._arguments += arguments
        self._ahead = AHEAD * (jobs or os.cpu_count() or 1)
        self._lock = threading.RLock()
        self._child: Optional[_Child] = None
        self._next = 0
        self._pending: Dict[int, _Pending] = {}
        self._pending_bytes = 0
        # What can't be asked is told to whoever waits for it.
        self._done: Dict[int, Union[Outcome, ValueError]] = {}
        self._unwanted: Set[int] = set()
        self._links: "Optional[tempfile.TemporaryDirectory[str]]" = None

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: object, trace: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process. What is asked afterwards starts another."""
        with self._lock:
            child, self._child = self._child, None
            if child is not None:
                child.end(at_once=bool(self._pending))
            self._pending.clear()
            self._pending_bytes = 0
            self._done.clear()
            self._unwanted.clear()
            if self._links is not None:
                self._links.cleanup()
                self._links = None

    @property
    def pid(self) -> Optional[int]:
        """The number of the process, while there is one."""
        child = self._child
        return child.process.pid if child is not None else None

    def read(self, path: Path, name: Optional[str] = None) -> Outcome:
        """Reads a file of this machine, whose record is to have this name; else its path."""
        return self._wait(self._submit(File(path, name)))

    def read_bytes(self, name: str, data: bytes) -> Outcome:
        """Reads a file that is here. Its name says which format it is where its bytes don't."""
        return self._wait(self._submit((name, data)))

    def map(self, requests: Iterable[Request]) -> Iterator[Outcome]:
        """What becomes of each of many files, in their order, several at a time.

        Only so many are taken from `requests` before the first of them is given out.
        """
        waiting: Deque[int] = deque()
        try:
            for request in requests:
                waiting.append(self._submit(request))
                while waiting and (len(waiting) >= self._ahead or self._pending_bytes > BYTES_AHEAD):
                    yield self._wait(waiting.popleft())
            while waiting:
                yield self._wait(waiting.popleft())
        finally:
            with self._lock:
                for number in waiting:
                    if self._done.pop(number, None) is None and number in self._pending:
                        self._unwanted.add(number)

    def _submit(self, request: Request) -> int:
        """Sends a request; its number."""
        with self._lock:
            number, self._next = self._next, self._next + 1
            pending = self._pending_of(number, request)
            self._pending[number] = pending
            self._pending_bytes += len(pending.line)
            if self._child is None:
                self._start()
            else:
                self._child.send(pending.line)
            return number

    def _pending_of(self, number: int, request: Request) -> "_Pending":
        if isinstance(request, File):
            path, name = os.fspath(request.path), request.name
        elif isinstance(request, tuple):
            name, data = request
            head = json.dumps({"id": number, "name": name})
            line = b"".join((head[:-1].encode("ascii"), b', "bytes": "', base64.b64encode(data), b'"}\n'))
            return _Pending(name, len(data), line)
        else:
            path, name = os.fspath(request), None
        asked: Dict[str, Any] = {"id": number, "path": path}
        if name is not None:
            asked["name"] = name
        if not _is_utf8(path):
            asked.update(path=self._link(number, path), name=name or portable(path))
        return _Pending(name or portable(path), None, json.dumps(asked).encode("ascii") + b"\n")

    def _link(self, number: int, path: str) -> str:
        """A link to a file whose name no JSON can hold."""
        if self._links is None:
            self._links = tempfile.TemporaryDirectory(prefix="plancorpus-")
        link = os.path.join(self._links.name, str(number))
        os.symlink(os.path.abspath(path), link)
        return link

    def _wait(self, number: int) -> Outcome:
        """The outcome of a request."""
        with self._lock:
            while number not in self._done:
                if number not in self._pending:
                    raise CommandError("the worker was closed before it had an answer")
                self._take()
            done = self._done.pop(number)
        if isinstance(done, ValueError):
            raise done
        return done

    def _take(self) -> None:
        """Takes what the process says next, or its end."""
        child = self._child
        assert child is not None, "whoever waits has a process"
        answer = child.answers.get()
        if answer is None:
            self._bury(child)
            return
        number, outcome = _answer(answer)
        if number not in self._pending:
            raise CommandError(f"plancorpus answers what nobody has asked: {answer[:200]!r}")
        self._finish(number, outcome)

    def _finish(self, number: int, outcome: Union[Outcome, ValueError]) -> None:
        self._pending_bytes -= len(self._pending.pop(number).line)
        if number in self._unwanted:
            self._unwanted.remove(number)
        else:
            self._done[number] = outcome

    def _bury(self, child: "_Child") -> None:
        """The process is gone. Another does what it has left."""
        self._child = None
        status, said = child.end(at_once=True)
        if status == 2:
            self._pending.clear()
            self._pending_bytes = 0
            raise CommandError(said.strip() or "plancorpus ended with status 2")
        # It may have been at any of them, and at the oldest for longest.
        number, oldest = next(iter(self._pending.items()))
        oldest.lost += 1
        if oldest.lost >= TRIES:
            detail = f"somebody outside killed its reader, {TRIES} times; the system may be short of memory"
            self._finish(number, Outcome(line_of(oldest.name, "crashed", detail, oldest.size)))
        if self._pending:
            self._start()

    def _start(self) -> None:
        """Starts a process, and sends it what is not answered, oldest first."""
        self._child = _Child(self._arguments)
        for pending in self._pending.values():
            self._child.send(pending.line)


class _Pending:
    """A request that is not answered."""

    def __init__(self, name: str, size: Optional[int], line: bytes) -> None:
        self.name = name
        self.size = size
        self.line = line
        #: How many processes it has lost.
        self.lost = 0


class _Child:
    """A process with threads that listen to it, so that neither of its pipes is ever full for long."""

    def __init__(self, arguments: Sequence[str]) -> None:
        # Ctrl-C is for us: we end it.
        self.process = subprocess.Popen(
            arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
        )
        #: Lines, and None behind the last. There are no more of them than requests in flight.
        self.answers: "queue.SimpleQueue[Optional[bytes]]" = queue.SimpleQueue()
        self._has_ended = False
        self._said = b""
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._hear, self._overhear)]
        for thread in self._threads:
            thread.start()

    def send(self, line: bytes) -> None:
        """Sends a line. Where the process is gone, the end of its answers says so."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(line)
            self.process.stdin.flush()
        except OSError:
            pass

    def end(self, at_once: bool) -> Tuple[int, str]:
        """Ends it; its status, and what it last said."""
        assert self.process.stdin is not None and self.process.stdout is not None and self.process.stderr is not None
        # One that has closed its output is about to say how it ends.
        if at_once and not self._has_ended:
            self.process.kill()
        try:
            self.process.stdin.close()
        except OSError:
            pass
        try:
            status = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = self.process.wait()
        for thread in self._threads:
            thread.join()
        self.process.stdout.close()
        self.process.stderr.close()
        return status, self._said.decode("utf-8", "replace")

    def _hear(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            # A line without its end is no answer: whoever wrote it was killed.
            if line.endswith(b"\n"):
                self.answers.put(line)
        self._has_ended = True
        self.answers.put(None)

    def _overhear(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self._said = (self._said + line)[-SAID:]


def _answer(line: bytes) -> Tuple[int, Union[Outcome, ValueError]]:
    """The number of a request and what came of it.

    The records are not parsed: the marks between them can't stand in a string, where quotes are escaped, nor in the outcome, which has no
    such member.
    """
    head, records, rest = line.decode("utf-8").rstrip("\n").partition(',"records":{"hant":')
    hant, hans, end = rest.partition(',"hans":')
    answer = json.loads(head + "}" if records else head)
    if "error" in answer and isinstance(answer.get("id"), int):
        return answer["id"], ValueError(answer["error"])
    if not (hans and end.endswith("}}") and isinstance(answer.get("id"), int)):
        raise CommandError(f"plancorpus answers in a way that this module does not know: {line[:200]!r}")
    return answer["id"], Outcome(answer["outcome"], hant, end[:-2])


def line_of(path: str, status: Status, detail: str, size: Optional[int] = None) -> ManifestLine:
    """The line of a file of which no more is known."""
    unknown = dict.fromkeys(ManifestLine.__annotations__)
    return cast(ManifestLine, {**unknown, "path": path, "bytes": size, "status": status, "detail": detail})


def _is_utf8(path: str) -> bool:
    return not any("\ud800" <= c <= "\udfff" for c in path)
