"""The verb `agenda`: what is overdue, due in the next days, and later, office by office."""

from pathlib import Path
from typing import Annotated, Literal, get_args

from cyclopts import Parameter

import cyxc
from cyxc.cli.common import PLAIN, Common, answers, form_of
from cyxc.cli.output import as_json, print_rows, print_text
from cyxc.errors import Problem, UsageError

Form = Literal["text", "json", "ics"]


def agenda(
    scheme: str,
    /,
    *,
    as_of: str | None = None,
    year: int | None = None,
    data: Path | None = None,
    within: int = 30,
    party: str | None = None,
    reading: Annotated[list[str] | None, Parameter(negative="")] = None,
    not_applicable: Annotated[list[str] | None, Parameter(negative="")] = None,
    format: Form | None = None,
    out: Path | None = None,
    common: Common = PLAIN,
) -> int:
    """日程：逾期、即将到期、以后 · What is overdue, due in the next days, and later, office by office.

    Parameters
    ----------
    scheme
        方案编号或文件 · An id of `cyxc list`, or the path of a scheme file.
    as_of
        截至日期，必填 · The date asked about; needed.
    year
        年份缺失的方案所用的年份 · The year of a scheme whose year is stripped.
    data
        数据文件 · Figures, judgements and logs of events; without it nothing is known to be done.
    within
        多少天内算即将到期 · How many days ahead something counts as due.
    party
        只看某个单位 · One office only, by its full name or that of a member of a class.
    reading
        读法，QUESTION=READING，可多次 · A reading in place of the plain one; may be repeated.
    not_applicable
        不适用的条目，可多次 · An entry that does not apply; may be repeated.
    format
        输出格式，ics 是日历；不写则看 --out 的后缀 · How to answer; unless given, as --out ends, or text.
    out
        写入的文件 · The file to write; standard output unless given.
    """
    if as_of is None:
        raise UsageError(Problem("date-needed", {}))
    found = cyxc.load(scheme)
    result = found.evaluate(
        {} if data is None else data,
        as_of=as_of,
        year=year,
        readings=answers(reading or []),
        not_applicable=tuple(not_applicable or ()),
    )
    form = form_of(common, format, out, get_args(Form))
    if form == "json":
        from cyxc.agenda.office import of_party, party_of
        from cyxc.agenda.to_json import to_dict

        items, classes = result.timeline(within=within), result.records.classes
        if party is not None:
            items = of_party(items, party_of(party, found, classes), classes)
        print_text(as_json(to_dict(items, result, within)), out)
    elif form == "ics":
        from cyxc.agenda.calendar import calendar

        made = calendar(result, party=party, language=common.lang, within=within)
        print_text(made.decode("utf-8"), out)
    else:
        from cyxc.agenda.rows import agenda_rows

        rows = agenda_rows(result, common.language, within, party)
        print_rows(rows, out)
    return 0
