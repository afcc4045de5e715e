"""What keeps a file from being read or written, said in both languages, with the files that come nearest."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from cyxc.errors import Location, Problem, nearest

_MOST_COMPARED = 1000

_KINDS: tuple[tuple[type[Exception], str], ...] = (
    (IsADirectoryError, "is-a-folder"),
    (PermissionError, "no-permission"),
)


def not_read(error: Exception, path: Path, endings: Iterable[str] = (), names: Iterable[str] = ()) -> Problem:
    """Why a file can't be read; for one that is not there the nearest files with these `endings`.

    `names` are what might have been meant instead of a file.
    """
    # ValueError: a name that no file can have.
    if isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
        return Problem("no-such-file", {}, Location(file=str(path)), _near(path, tuple(endings), names))
    return _fault(error, path, "cannot-read")


def not_written(error: Exception, path: Path) -> Problem:
    """Why a file can't be written."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Problem("no-such-folder", {}, Location(file=str(path.parent)))
    return _fault(error, path, "cannot-write")


def _fault(error: Exception, path: Path, otherwise: str) -> Problem:
    where = Location(file=str(path))
    for kind, code in _KINDS:
        if isinstance(error, kind):
            return Problem(code, {}, where)
    # What the system says comes in its own language: better than nothing where we have no words.
    return Problem(otherwise, {"why": getattr(error, "strerror", None) or str(error)}, where)


def _near(path: Path, endings: tuple[str, ...], names: Iterable[str]) -> tuple[str, ...]:
    try:
        beside = [file.name for file in islice(path.parent.iterdir(), _MOST_COMPARED)]
    except (OSError, ValueError):
        beside = []
    files = {name: str(path.parent / name) for name in sorted(beside) if name.lower().endswith(endings)}
    known = {**{name: name for name in names}, **files}
    return tuple(known[name] for name in nearest(path.name, known))
