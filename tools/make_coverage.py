"""Writes `docs/*/coverage.md` anew, what each scheme holds by clause: `python tools/make_coverage.py`."""

from collections.abc import Iterator
from pathlib import Path

import cyxc
from cyxc.language import LANGUAGES, Language
from cyxc.model.coverage import BESIDE, KINDS, ClauseCoverage, totals
from cyxc.model.scheme import Scheme
from cyxc.show.coverage import coverage_rows, summary
from cyxc.show.rows import plain
from cyxc.show.words import word

DOCS = Path(__file__).resolve().parents[1] / "docs"

TITLE = {"zh": "逐条覆盖", "en": "Coverage, clause by clause"}
INTRO = {
    "zh": """\
本页列出五份文件的全部条款，以及方案里每一条款各类条目的数目。
由 `tools/make_coverage.py` 从方案生成，请勿手改。
条款按文件自身的标题路径写，`序` 是开头部分。
没有自己的条目、只统领下级条款的，注明“标题”；若有条款一条也没有，会用粗体标出。
指标是定义、问题是疑义，附记在旁，不计入条目数。

看一份方案：`cyxc show putuo-2019`；只看一个部门、一个条款：`--party 区人社局`、`--clause "二/(三)"`。""",
    "en": """\
Every clause of the five documents, with the number of entries of each kind that the scheme has in it. The
page is made from the schemes by `tools/make_coverage.py`; do not edit it by hand. Clauses go by the
document's own heading path; `序` is the preamble. A clause that has no entry of its own and only heads others
is marked as a heading; a clause without any entry would stand in bold. Indicators define and questions ask:
they stand beside the entries and are not counted among them.

To see a scheme, `cyxc show putuo-2019`; for one office or one clause of it, `--party 区人社局` and
`--clause "二/(三)"`.""",
}
COUNTS = {"zh": ("条款", "条目"), "en": ("clause", "entries")}
HEADING = {"zh": "标题（下辖 {below}）", "en": "heading ({below} below)"}
EMPTY = {"zh": "**没有条目**", "en": "**NO ENTRY**"}
SAMPLE, SAMPLE_CLAUSE = "putuo-2019", "二/(六)/12"


def written(language: Language) -> str:
    """The page of one language as it is committed."""
    parts = [f"# {TITLE[language]}", INTRO[language], _sample(language)]
    for id_ in cyxc.PACKAGED:
        parts.extend(_scheme(cyxc.load(id_), language))
    return "\n\n".join(parts) + "\n"


def _sample(language: Language) -> str:
    """The command and the call for one scheme, run as tests like every example."""
    said = plain(coverage_rows(cyxc.load(SAMPLE), language)).splitlines()[-4:]
    row = next(row for row in cyxc.load(SAMPLE).coverage() if row.clause == SAMPLE_CLAUSE)
    lines = [
        "```console",
        f"$ cyxc show {SAMPLE} --coverage --lang {language}",
        "…",
        *said,
        "```",
        "",
        "```python",
        ">>> import cyxc",
        f'>>> rows = cyxc.load("{SAMPLE}").coverage()',
        f'>>> row = next(row for row in rows if row.clause == "{SAMPLE_CLAUSE}")',
        ">>> row.entries, dict(row.counts)",
        f"({row.entries}, {dict(row.counts)})",
        '>>> [row.clause for row in rows if row.state == "empty"]',
        "[]",
        "",
        "```",
    ]
    return "\n".join(lines)


def _scheme(scheme: Scheme, language: Language) -> Iterator[str]:
    """Heading, totals and table of one scheme."""
    rows = scheme.coverage()
    yield f"## {scheme.title[language]} (`{scheme.id}`)"
    yield from table(rows, language)


def table(rows: tuple[ClauseCoverage, ...], language: Language) -> Iterator[str]:
    """The totals of a scheme's coverage, and its table."""
    yield "  \n".join(text[language] for text in list(summary(rows))[:-1])
    sums = totals(rows)
    kinds = [kind for kind in KINDS if kind in sums and kind not in BESIDE]
    kinds += [kind for kind in BESIDE if kind in sums]
    names = [word(f"lists.{kind}")[language] for kind in kinds]
    lines = [_line([*COUNTS[language], *names]), _line(["---", *["--:"] * (len(names) + 1)])]
    for row in rows:
        numbers = [str(row.counts.get(kind, "")) for kind in kinds]
        lines.append(_line([row.clause, _entries(row, language), *numbers]))
    yield "\n".join(lines)


def _entries(row: ClauseCoverage, language: Language) -> str:
    if row.state == "heading":
        return HEADING[language].format(below=row.below)
    return EMPTY[language] if row.state == "empty" else str(row.entries)


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    for language in LANGUAGES:
        (DOCS / language / "coverage.md").write_text(written(language), encoding="utf-8", newline="\n")
