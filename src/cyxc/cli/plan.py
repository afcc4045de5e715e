"""The verb `plan`: what it would still take for a place to meet its targets."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal, get_args

from cyclopts import Parameter

import cyxc
from cyxc.cli.common import PLAIN, Common, answers, form_of
from cyxc.cli.output import as_json, print_rows, print_text
from cyxc.errors import Problem, UsageError
from cyxc.planning.catchup import Progress, catch_up
from cyxc.show.rows import clean

Form = Literal["text", "json", "csv", "html"]


def plan(
    scheme: str,
    data: Path | None = None,
    /,
    *,
    example: str | None = None,
    as_of: str | None = None,
    year: int | None = None,
    reading: Annotated[list[str] | None, Parameter(negative="")] = None,
    not_applicable: Annotated[list[str] | None, Parameter(negative="")] = None,
    stale_after: int = 12,
    cost: Annotated[list[str] | None, Parameter(negative="")] = None,
    format: Form | None = None,
    out: Path | None = None,
    common: Common = PLAIN,
) -> int:
    """还要做什么 · What it would still take: the cheapest steps that meet all targets, or why none do.

    Parameters
    ----------
    scheme
        方案编号或文件 · An id of `cyxc list`, or the path of a scheme file.
    data
        数据文件 · The figures: CSV, JSON or YAML.
    example
        内置示例 · A packaged example in place of a file.
    as_of
        截至日期 · The date up to which figures are taken; targets are planned as if due.
    year
        年份缺失的方案所用的年份 · The year of a scheme whose year is stripped.
    reading
        读法，QUESTION=READING，可多次 · A reading in place of the plain one; may be repeated.
    not_applicable
        不适用的目标，可多次 · A target that does not apply; may be repeated.
    stale_after
        存量数据超过几个月就算过时 · Months after which a stock is too old.
    cost
        每单位的成本，INDICATOR=NUMBER，可多次 · What a unit of an indicator costs; may be repeated.
    format
        输出格式；不写则看 --out 的后缀 · How to answer; unless given, as the ending of --out says, or text.
    out
        写入的文件 · The file to write; standard output unless given.
    """
    found = cyxc.load(scheme)
    if (data is None) == (example is None):
        raise UsageError(Problem("data-or-example", {}))
    result = found.evaluate(
        cyxc.example(example) if example is not None else data,
        as_of=as_of,
        year=year,
        readings=answers(reading or []),
        not_applicable=tuple(not_applicable or ()),
        stale_after=stale_after,
    )
    with _shown() as progress:
        made = catch_up(result, _costs(cost or []), progress=progress)
    form = form_of(common, format, out, get_args(Form))
    if form == "json":
        print_text(as_json(made.to_dict()), out)
    elif form == "csv":
        from cyxc.planning.table import plan_csv

        print_text(plan_csv(made, common.language), out)
    elif form == "html":
        print_text(made.to_html(common.language), out)
    else:
        from cyxc.planning.rows import plan_rows

        rows = plan_rows(made, common.language)
        print_rows(rows, out)
    return 0


def _costs(said: list[str]) -> dict[str, object]:
    """What `--cost INDICATOR=NUMBER` says, each indicator once; `UsageError` for anything else."""
    found: dict[str, object] = {}
    problems = []
    for text in said:
        name, equals, number = (part.strip() for part in text.rpartition("="))
        if not (name and equals and number):
            problems.append(Problem("bad-cost-form", {"text": text}))
        elif found.setdefault(name, number) != number:
            problems.append(Problem("cost-twice", {"name": name}))
    if problems:
        raise UsageError(problems)
    return found


@contextmanager
def _shown() -> Iterator[Progress | None]:
    """A bar on standard error while it takes long, where that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def progress(done: int, total: int, id_: str) -> None:
            bar.update(task, completed=done, total=total, description=clean(id_))

        yield progress
