"""The verbs. Each takes `--lang` and `--json`; exit codes are 0, 1 (`--check` and not met) and 2."""

import io
import sys
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal, get_args

import attrs
from cyclopts import App, Parameter
from cyclopts.exceptions import CycloptsError

import cyxc
from cyxc.cli.agenda import agenda
from cyxc.cli.benefit import benefit
from cyxc.cli.common import PLAIN, Common, answers, form_of
from cyxc.cli.compare import compare
from cyxc.cli.diff import diff
from cyxc.cli.faults import fault
from cyxc.cli.levels import rollup
from cyxc.cli.output import as_json, default_language, print_error, print_rows, print_text, write_file
from cyxc.cli.plan import plan
from cyxc.cli.show import show
from cyxc.errors import CyxcError, Problem, UsageError
from cyxc.language import LANGUAGES, Language
from cyxc.show.rows import Row
from cyxc.show.words import word

app = App(
    name="cyxc",
    help="创业型城市方案的对象化与评估 · Plans for entrepreneurial cities, and places judged by them.",
    version=lambda: cyxc.__version__,
    version_flags=["--version"],
    help_format="plaintext",
)

Form = Literal["text", "json", "csv", "html", "xlsx", "parquet"]


@app.command(name="list")
def list_(*, common: Common = PLAIN) -> int:
    """列出内置方案和示例 · List the packaged schemes and their examples."""
    schemes = [cyxc.load(id_) for id_ in cyxc.PACKAGED]
    names = {
        s.id: [n for n in cyxc.example_names() if n == s.id or n.startswith(s.id + "-")] for s in schemes
    }
    if common.json:
        listed = [
            {
                "id": s.id,
                "version": s.version,
                "title": attrs.asdict(s.title),
                "place": attrs.asdict(s.place.name),
                "level": s.place.level,
                "targets": len(s.targets),
                "examples": names[s.id],
            }
            for s in schemes
        ]
        print_text(as_json(listed), None)
        return 0
    language = common.language
    for s in schemes:
        about = [s.place.name[language], word("count_targets", count=len(s.targets))[language]]
        rows = [
            Row(0, s.id, style="strong"),
            Row(1, s.title[language]),
            Row(1, " · ".join(about)),
            Row(1, ", ".join(names[s.id]), word("examples")[language]),
        ]
        print_rows(rows)
    return 0


app.command(show)
app.command(benefit)
app.command(rollup)
app.command(agenda)
app.command(diff)
app.command(compare)
app.command(plan)


@app.command
def template(
    scheme: str, /, *, out: Path | None = None, year: int | None = None, common: Common = PLAIN
) -> int:
    """生成待填的表 · Make the form an office fills in.

    Parameters
    ----------
    scheme
        方案编号或文件 · An id of `cyxc list`, or the path of a scheme file.
    out
        写入的文件（.xlsx、.csv）· The file to write; a CSV to standard output unless given.
    year
        年份缺失的方案所用的年份 · The year of a scheme whose year is stripped.
    """
    from cyxc.show.template import template_csv, template_rows

    found = cyxc.load(scheme) if year is None else cyxc.load(scheme).for_year(year)
    ending = "" if out is None else out.suffix.lower()
    if out is not None and ending not in (".csv", ".xlsx"):
        raise UsageError(Problem("unknown-form", {"ending": out.suffix or "?"}))
    if common.json:
        print_text(as_json(template_rows(found, common.language)), out)
        return 0
    if out is not None and ending == ".xlsx":
        from cyxc.excel.form import form_xlsx

        write_file(form_xlsx(found, common.language), out)
    else:
        text = template_csv(found, common.language)
        # The mark at the beginning is what makes spreadsheets read the file as UTF-8.
        print_text("\ufeff" + text if out is not None else text, out)
    if out is not None:
        print_text(word("written", file=out)[common.language] + "\n", None)
    return 0


@app.command
def evaluate(
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
    unit: Annotated[list[str] | None, Parameter(negative="")] = None,
    format: Form | None = None,
    out: Path | None = None,
    all: Annotated[bool, Parameter(negative="")] = False,
    check: Annotated[bool, Parameter(negative="")] = False,
    common: Common = PLAIN,
) -> int:
    """评估一个地方 · Judge a place: what is asked, what is there, what is missing, who answers for it.

    Parameters
    ----------
    scheme
        方案编号或文件 · An id of `cyxc list`, or the path of a scheme file.
    data
        数据文件 · The figures: CSV, JSON, YAML or XLSX; Parquet for many places, a row each.
    example
        内置示例 · A packaged example in place of a file.
    as_of
        截至日期 · The date asked about; without it everything is judged as due.
    year
        年份缺失的方案所用的年份 · The year of a scheme whose year is stripped.
    reading
        读法，QUESTION=READING，可多次 · A reading in place of the plain one; may be repeated.
    not_applicable
        不适用的目标，可多次 · A target that does not apply; may be repeated.
    stale_after
        存量数据超过几个月就算过时 · Months after which a stock is too old.
    unit
        Parquet 各列的单位，COLUMN=UNIT，可多次 · The unit of a column of a Parquet file; may be repeated.
    format
        输出格式；不写则看 --out 的后缀 · How to answer; unless given, as the ending of --out says, or text.
    out
        写入的文件 · The file to write; standard output unless given.
    all
        没有交来评定或记录的条目也列出 · List also entries of which nothing is known.
    check
        未达标时退出码为 1 · Exit with 1 unless the scheme is met.
    """
    found = cyxc.load(scheme)
    if (data is None) == (example is None):
        raise UsageError(Problem("data-or-example", {}))
    form = form_of(common, format, out, get_args(Form))
    if data is not None and data.suffix.lower() == ".parquet":
        from cyxc.cli.parquet import evaluate_parquet, units_of

        return evaluate_parquet(
            found,
            data,
            as_of=as_of,
            year=year,
            readings=answers(reading or []),
            not_applicable=tuple(not_applicable or ()),
            units=units_of(unit or []),
            form=form,
            out=out,
            check=check,
            language=common.language,
        )
    if unit or form == "parquet":
        raise UsageError(Problem("only-parquet", {}))
    handed_in = cyxc.example(example) if example is not None else data
    result = found.evaluate(
        handed_in,
        as_of=as_of,
        year=year,
        readings=answers(reading or []),
        not_applicable=tuple(not_applicable or ()),
        stale_after=stale_after,
    )
    if form == "xlsx" and out is None:
        raise UsageError(Problem("file-needed", {"format": form}))
    if form == "json":
        print_text(as_json(result.to_dict()), out)
    elif form == "csv":
        from cyxc.show.table import table_csv

        print_text(table_csv(result, common.language), out)
    elif form == "html":
        print_text(result.to_html(common.language), out)
    elif form == "xlsx" and out is not None:
        from cyxc.excel.result import result_xlsx

        write_file(result_xlsx(result, common.language, every=all), out)
        print_text(word("written", file=out)[common.language] + "\n", None)
    else:
        from cyxc.show.breakdown import breakdown

        rows = breakdown(result, common.language, every=all)
        print_rows(rows, out)
    return 1 if check and result.status != "met" else 0


@app.command
def check(scheme: str, /, *, common: Common = PLAIN) -> int:
    """检查方案文件 · Check a scheme file: every fault with file, line and what to do (exit code 2).

    没有问题时，再说文件自己的数字是否相合 · Without a fault, whether the document's own figures agree.

    Parameters
    ----------
    scheme
        方案编号或文件 · An id of `cyxc list`, or the path of a scheme file.
    """
    found = cyxc.load(scheme)
    findings = found.check()
    if common.json:
        listed = [one.to_dict() for one in findings]
        print_text(as_json({"id": found.id, "problems": [], "findings": listed}), None)
        return 0
    counts = {
        "indicators": len(found.indicators),
        "targets": len(found.targets),
        "questions": len(found.questions),
    }
    print_text(word("no_faults", id=found.id, **counts)[common.language] + "\n", None)
    from cyxc.show.findings import findings_rows

    print_rows(findings_rows(findings, found, common.language))
    return 0


def run(arguments: list[str]) -> int:
    """Runs one command; every error on purpose ends in exit code 2 and its sentences, never a traceback."""
    language, json_form = _asked(arguments)
    _speak_any_sign()
    try:
        return int(app(arguments, exit_on_error=False, print_error=False, result_action="return_value") or 0)
    except CyxcError as error:
        print_error(error, language, json_form=json_form)
    except CycloptsError as error:
        print_error(UsageError(fault(error, _verbs())), language, json_form=json_form)
    except BrokenPipeError:  # the reader of a pipe has seen enough
        sys.stderr.close()
        return 0
    return 2


def _verbs() -> tuple[str, ...]:
    return tuple(name for name in app if not name.startswith("-"))


def _speak_any_sign() -> None:
    """A pipe or a file gets UTF-8; a terminal that can't show a sign shows another in its place."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8")


def _asked(arguments: list[str]) -> tuple[Language, bool]:
    """Language and form as far as they can be told before the command line is understood."""
    language = default_language()
    for argument, following in pairwise([*arguments, ""]):
        said = following if argument == "--lang" else argument.removeprefix("--lang=")
        if said in LANGUAGES and argument.startswith("--lang"):
            language = said
    return language, "--json" in arguments
