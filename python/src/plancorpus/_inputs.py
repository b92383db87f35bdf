"""From what a caller names to the files that are read, as `plancorpus import` does it."""

import glob
import os
import stat
from typing import Dict, Iterable, Iterator, List, NamedTuple, Optional, Set, Tuple

#: Folders in which version control keeps its own files.
VERSION_CONTROL = (".git", ".hg", ".svn")

#: Extensions of images that pages come in; those on one line are one kind.
KINDS = (
    (".png",),
    (".jpg", ".jpeg"),
    (".tif", ".tiff"),
)

#: Images that are one document, at most.
MOST_PAGES = 65_535


class Input(NamedTuple):
    """A file to be read, or a folder of page images that is one document, or what can't be."""

    #: Its name in the corpus.
    name: str
    #: Where it is.
    file: str
    #: Why there is nothing to read.
    refused: Optional[str]


def portable(path: str) -> str:
    """A path as the corpus writes it: `/` between its parts, bytes that are no UTF-8 as `\\xNN`, a backslash that would read so as `\\x5c`."""
    parts = [part for part in path.split(os.sep) if part not in ("", ".", "..")]
    return "/".join(map(_escape, parts))


def _escape(name: str) -> str:
    escaped = []
    for at, c in enumerate(name):
        if "\udc80" <= c <= "\udcff":
            escaped.append(f"\\x{ord(c) - 0xDC00:02x}")
        elif c == "\\" and name[at + 1 : at + 2] == "x" and _is_hexadecimal(name[at + 2 : at + 4]):
            escaped.append("\\x5c")
        else:
            escaped.append(c)
    return "".join(escaped)


def _is_hexadecimal(digits: str) -> bool:
    return len(digits) == 2 and all(digit in "0123456789abcdefABCDEF" for digit in digits)


def walk(paths: Iterable[str]) -> List[Input]:
    """Every file in these files, folders and patterns, once, sorted by name; a folder of page images is one of them, and its images are none.

    Names are relative to the deepest folder that all share; hidden files are read, links followed, and version control's own folders left
    out. Raises FileNotFoundError for what is not there, and ValueError where nothing is named.
    """
    roots = [_absolute(path) for named in paths for path in _expanded(os.fspath(named))]
    if not roots:
        raise ValueError("no input is named")
    base = os.path.commonpath([root if os.path.isdir(root) else os.path.dirname(root) for root in roots])
    found: Dict[str, Input] = {}
    for root in roots:
        for file, refused in _below(root):
            name = portable(os.path.relpath(file, base))
            if not name:
                # A document that is all there is has its own name.
                name = "." if refused else portable(os.path.basename(file)) or "."
            found[name] = Input(name, file, refused)
    return [found[name] for name in sorted(found)]


def _expanded(path: str) -> List[str]:
    if os.path.lexists(path) or not glob.has_magic(path):
        return [path]
    found = sorted(glob.glob(path, recursive=True))
    if not found:
        raise FileNotFoundError(f"no input is like {path}")
    return found


def _absolute(path: str) -> str:
    """The absolute path under the name that the caller used: a link keeps its own."""
    if not os.path.lexists(path):
        raise FileNotFoundError(f"no input at {path}")
    folder, name = os.path.split(path)
    if name in ("", ".", ".."):
        return os.path.realpath(path)
    return os.path.join(os.path.realpath(folder or "."), name)


def _are_pages(folder: str, names: List[str]) -> bool:
    """Whether these are the pages of one document: two or more images, all of one kind, and no folder."""
    names = [name for name in names if name not in VERSION_CONTROL or not os.path.isdir(os.path.join(folder, name))]
    kinds = {_kind(name) for name in names}
    if not 2 <= len(names) <= MOST_PAGES or len(kinds) != 1 or None in kinds:
        return False
    return all(os.path.isfile(os.path.join(folder, name)) for name in names)


def _kind(name: str) -> Optional[int]:
    extension = os.path.splitext(name)[1].lower()
    return next((kind for kind, extensions in enumerate(KINDS) if extension in extensions), None)


def _below(root: str) -> Iterator[Tuple[str, Optional[str]]]:
    """Every file below a folder, or the file itself; a folder that is one document."""
    # With the folders that each stands in: a link back to one of them is not followed.
    waiting: List[Tuple[str, Set[Tuple[int, int]], bool]] = [(root, set(), True)]
    while waiting:
        path, above, is_root = waiting.pop()
        try:
            found = os.stat(path)
        except OSError:
            # Whoever reads it says why it can't.
            yield path, None
            continue
        if not stat.S_ISDIR(found.st_mode):
            yield path, None
            continue
        identity = (found.st_dev, found.st_ino)
        if identity in above or (not is_root and os.path.basename(path) in VERSION_CONTROL):
            continue
        try:
            names = os.listdir(path)
        except OSError as error:
            said = "permission denied" if isinstance(error, PermissionError) else (error.strerror or "").lower()
            yield path, f"the folder can't be listed: {said}"
            continue
        if _are_pages(path, names):
            yield path, None
            continue
        waiting.extend((os.path.join(path, name), above | {identity}, False) for name in names)
