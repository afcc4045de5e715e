"""Data files: CSV, JSON, YAML and workbooks, read into observations with the place each figure stands in."""

from pathlib import Path

from cyxc.data.csvrows import MOST_CHARACTERS
from cyxc.data.documents import read_document
from cyxc.data.observation import Data
from cyxc.data.tables import read_csv
from cyxc.errors import DataError, Location, Problem
from cyxc.files import not_read
from cyxc.model.scheme import Scheme

__all__ = ["read_data", "read_document"]

_ENDINGS = (".csv", ".json", ".yaml", ".yml", ".xlsx")


def read_data(path: "str | Path", scheme: Scheme) -> Data:
    """The data in a file for one scheme; raises `DataError` with every fault that can be seen by then.

    The ending says what it is: `.csv` (UTF-8 or GB18030), `.json`, `.yaml`, `.yml` or `.xlsx`, which needs
    the extra `excel` and raises `UsageError` without it.
    """
    if not isinstance(path, str | Path):
        raise DataError(Problem("bad-data", {"type": type(path).__name__}))
    file = Path(path)
    ending = file.suffix.lower()
    if ending not in _ENDINGS:
        raise DataError(Problem("unknown-ending", {"ending": ending or "?"}, Location(file=str(path))))
    content = _content(file)
    if ending == ".csv":
        return read_csv(content, scheme, str(path))
    if ending == ".xlsx":
        # Here, because only who has a workbook needs what reads one.
        from cyxc.data.xlsx import read_xlsx

        return read_xlsx(content, scheme, str(path))
    text = _decoded(content, str(path))
    return read_document(text, str(path), as_json=ending == ".json", scheme=scheme)


def _content(file: Path) -> bytes:
    most = 4 * MOST_CHARACTERS
    try:
        with file.open("rb") as opened:
            content = opened.read(most + 1)
    except (OSError, ValueError) as error:
        raise DataError(not_read(error, file, _ENDINGS)) from error
    if len(content) > most:
        details = {"most": str(MOST_CHARACTERS)}
        raise DataError(Problem("file-too-large", details, Location(file=str(file))))
    return content


def _decoded(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(Problem("not-utf8", {}, Location(file=file))) from error
