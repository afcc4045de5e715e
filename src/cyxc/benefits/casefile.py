"""A case in a file: YAML or JSON, a fact and what it is to a line."""

from pathlib import Path
from stat import S_ISDIR

from cyxc.benefits.case import Case, read_case
from cyxc.errors import DataError, Location, Problem
from cyxc.files import not_read
from cyxc.model.scheme import Scheme
from cyxc.schemefile.source import SourceError, read_json, read_yaml

_ENDINGS = (".yaml", ".yml", ".json")


def read_case_facts(path: "str | Path") -> tuple[dict[str, object], dict[str, Location]]:
    """The facts of a file as written, and the place of each; `DataError` where it can't be read."""
    file = Path(path)
    try:
        folder = S_ISDIR(file.stat().st_mode)
    except (OSError, ValueError) as error:
        raise DataError(not_read(error, file, _ENDINGS)) from error
    if file.suffix.lower() not in _ENDINGS and not folder:
        raise DataError(Problem("case-ending", {"ending": file.suffix or "?"}, Location(file=str(path))))
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(Problem("not-utf8", {}, Location(file=str(path)))) from error
    except (OSError, ValueError) as error:
        raise DataError(not_read(error, file, _ENDINGS)) from error
    try:
        source = (read_json if file.suffix.lower() == ".json" else read_yaml)(text, str(path))
    except SourceError as error:
        raise DataError(error.problems) from error
    facts = {} if source.data is None else source.data
    if not isinstance(facts, dict):
        raise DataError(Problem("bad-case-file", {}, source.where(())))
    return facts, {name: source.where((name,)) for name in facts}


def read_case_file(path: "str | Path", scheme: Scheme) -> Case:
    """The case in a file; raises as `read_case`, each fault with its line."""
    facts, places = read_case_facts(path)
    return read_case(scheme, facts, places)
