"""The verb `rollup`: from the data of many places to the verdict on the one they lie in, and its trace."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

import cyxc
from cyxc.cli.common import PLAIN, Common, answers
from cyxc.cli.output import as_json, print_rows, print_text
from cyxc.errors import Problem, UsageError

if TYPE_CHECKING:
    from cyxc.levels.report import Report


def rollup(
    scheme: str,
    /,
    *,
    under: str,
    data: Path,
    places: Path,
    as_: Annotated[list[str], Parameter(name="--as", negative="")],
    own: Path | None = None,
    parent: str | None = None,
    as_of: str | None = None,
    year: int | None = None,
    reading: Annotated[list[str] | None, Parameter(negative="")] = None,
    under_reading: Annotated[list[str] | None, Parameter(negative="")] = None,
    out: Path | None = None,
    all: Annotated[bool, Parameter(negative="")] = False,
    check: Annotated[bool, Parameter(negative="")] = False,
    common: Common = PLAIN,
) -> int:
    """由下而上评估 · From the places in it to the verdict on a place: counts of titles, sums, and the trace.

    Parameters
    ----------
    scheme
        上一级的方案 · The scheme of the upper level: an id of `cyxc list`, or a file.
    under
        各地所用的方案 · The scheme the places are judged by.
    data
        各地数据：文件夹，或带“地区”列的 CSV · The places' figures: a folder, or a CSV with a place column.
    places
        地方名单 · The list of places: CSV, YAML or JSON.
    as_
        指标的来历，可多次 · Where a figure comes from, INDICATOR=HOW[:KIND][@FILE]; may be repeated.
        HOW is holds (by their verdicts, or as FILE lists them), takes-part@FILE, chosen@FILE,
        all (how many there are) or sum[:INDICATOR][@FILE] (their figures added; FILE: who was to report).
    own
        上一级自己的数据 · The upper place's own figures.
    parent
        上一级是名单里的哪一个 · Which place of the list the upper one is, by code or name.
    as_of
        截至日期 · The date asked about; without it everything is judged as due.
    year
        年份缺失的方案所用的年份 · The year of schemes whose year is stripped.
    reading
        上一级的读法，QUESTION=READING · A reading of the upper scheme; may be repeated.
    under_reading
        各地方案的读法，QUESTION=READING · A reading of the places' scheme; may be repeated.
    out
        写入的文件 · The file to write; standard output unless given.
    all
        全部目标和每一步 · Every target, and every step down to the figures of each place.
    check
        未达标时退出码为 1 · Exit with 1 unless the upper scheme is met.
    """
    upper = _dated(cyxc.load(scheme), year).under(answers(reading or []))
    lower = _dated(cyxc.load(under), year).under(answers(under_reading or []))
    report = _report(upper, lower, as_, data, places, own, parent, as_of, common)
    if common.json:
        print_text(as_json(report.to_dict()), out)
    else:
        print_rows(report.rows(common.language, every=all), out)
    return 1 if check and report.result.status != "met" else 0


def _report(
    upper: cyxc.Scheme,
    lower: cyxc.Scheme,
    said: list[str],
    data: Path,
    places: Path,
    own: Path | None,
    parent: str | None,
    as_of: str | None,
    common: Common,
) -> "Report":
    from cyxc.data.files import read_data
    from cyxc.levels.expected import without_parent
    from cyxc.levels.named import figure, read_named
    from cyxc.levels.own import differing, together
    from cyxc.levels.report import Report

    named = read_named(said, upper)
    listed = cyxc.Places.read(places)
    found = lower.evaluate_many(data, places=listed, as_of=as_of)
    listed = listed.seen_at(found.as_of)
    above = _parent(listed.at(found.as_of), parent)
    added = any(one.how == "sum" for one in named)
    rolled = cyxc.rollup(lower, found, above.code) if added else None
    made = tuple(figure(one, found, rolled, listed, above) for one in named)
    handed_in = cyxc.Data() if own is None else read_data(own, upper)
    figures = _by_key(handed_in, upper)
    both = [(one, figures[one.named.indicator.id]) for one in made if one.named.indicator.id in figures]
    texts = tuple(text for one, own_ in both for text in differing(one, own_, upper, found.as_of))
    figures |= {one.named.indicator.id: one.figure for one in made}
    figures |= {one.named.indicator.id: together(one, own_) for one, own_ in both}
    beside = handed_in.records
    result = upper.evaluate(
        figures,
        as_of=as_of,
        judgements=beside.judgements or None,
        logs=beside.logs or None,
        classes=beside.classes or None,
    )
    data_of = [handed_in, *(one.data for one in found.values() if one.data is not None)]
    illustrative = any(one.illustrative for one in data_of)
    standing = listed.at(found.as_of)
    lost = tuple(one.code for one in without_parent(listed, standing, above.code))
    inside = {one.code for one in standing.descendants(above.code)} if above.code in standing else set()
    elsewhere = tuple(code for code, _ in found.counted if code not in inside and code not in lost)
    return Report(result, above, found, made, rolled, texts, illustrative, lost, elsewhere)


def _dated(scheme: cyxc.Scheme, year: int | None) -> cyxc.Scheme:
    """One year serves both schemes, or the one of them whose year is stripped."""
    return scheme if year is None or scheme.bound else scheme.for_year(year)


def _parent(places: cyxc.Places, said: str | None) -> cyxc.Place:
    if said is not None:
        return places[said]
    # A place whose parent is no longer valid is no upper place, unless there is no other.
    roots = [one for one in places.roots if one.parent is None] or places.roots
    if len(roots) != 1:
        codes = "、".join(one.code for one in roots[:5])
        raise UsageError(Problem("parent-needed", {"codes": codes or "-"}))
    return roots[0]


def _by_key(data: cyxc.Data, scheme: cyxc.Scheme) -> dict[str, object]:
    """The figures by indicator and role; several of one, for several periods, in a list."""
    found: dict[str, object] = {}
    for seen in data:
        id_ = scheme.indicator_names.get(seen.indicator, seen.indicator)
        key = id_ if seen.role is None else f"{id_}@{seen.role}"
        before = found.get(key)
        if before is None:
            found[key] = seen
        else:
            found[key] = [*before, seen] if isinstance(before, list) else [before, seen]
    return found
