"""Writes `docs/*/documents/*.md` anew, a page a packaged scheme: `python tools/make_documents.py`."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from make_coverage import table

import cyxc
from cyxc.evaluate.wording import rule_text
from cyxc.language import LANGUAGES, Language
from cyxc.model.coverage import KINDS
from cyxc.model.question import Question
from cyxc.model.scheme import Scheme
from cyxc.show.narrow import Narrowing
from cyxc.show.outline import identity, outline
from cyxc.show.outline_meanings import indicator
from cyxc.show.outline_parts import Sheet, listed
from cyxc.show.rows import Row

DOCS = Path(__file__).resolve().parents[1] / "docs"

INTRO = {
    "zh": """\
本页由 `tools/make_documents.py` 从方案数据生成，请勿手改。
文字是我们自己的概括，不是原文；数字、期限、部门和条款号照文件。
命令行里看同样的内容：`cyxc show {id}`；文件自身的数字是否一致：`cyxc check {id}`。""",
    "en": """\
This page is made from the scheme's data by `tools/make_documents.py`; do not edit it by hand. The words are
our own, not the document's; figures, terms, offices and clause numbers are those of the document. On the
command line the same is `cyxc show {id}`, and whether the document's own figures agree is said by
`cyxc check {id}`.""",
}
INDEX = {
    "zh": (
        "五份文件",
        "随库附带的方案，逐条收入。每份一页：目标、读法、逐条覆盖、逐条纲目、指标。各页由方案数据生成。",
        ("文件", "编号", "地方", "条目", "目标", "问题"),
    ),
    "en": (
        "The five documents",
        "The packaged schemes, whole, clause by clause. Each has a page of its targets, readings, coverage, "
        "outline and indicators, made from the scheme's data.",
        ("document", "id", "place", "entries", "targets", "questions"),
    ),
}
READING_INTRO = {
    "zh": (
        "条文没有说死的地方，每处列出各种读法和理由；通常的读法是不另行指定时所用的。"
        "改用别的：`--reading 问题=读法`。"
    ),
    "en": (
        "What the document leaves open: the readings of each point, with their reasons. The plain one is "
        "in force unless another is chosen with `--reading QUESTION=READING`."
    ),
}
HEADINGS = {
    "zh": {
        "targets": "目标一览", "readings": "读法", "coverage": "逐条覆盖", "outline": "逐条纲目",
        "indicators": "指标",
    },
    "en": {
        "targets": "Targets at a glance", "readings": "Readings", "coverage": "Coverage",
        "outline": "Outline, clause by clause", "indicators": "Indicators",
    },
}  # fmt: skip
TARGETS = {
    "zh": ("目标", "要求", "责任部门", "条款"),
    "en": ("target", "asked", "who answers", "clause"),
}
ASKED = {"zh": "条款 {clause} · 编号 `{id}`", "en": "Clause {clause} · id `{id}`"}
GOVERNS = {"zh": "关系到：{names}", "en": "Bears on: {names}"}
READINGS = {"zh": ("读法", "意思", "理由"), "en": ("reading", "means", "reason")}
PLAIN = {"zh": "{id}（通常）", "en": "{id} (plain)"}
STATED = tuple(kind for kind in KINDS if kind not in ("indicators", "questions"))

_MEANT = re.compile(r"[\\`*_\[\]<>|]")
_ID = re.compile(r"  \[([^\]]+)\]")


def written(scheme: Scheme, language: Language) -> str:
    """The page of a scheme in one language as it is committed."""
    sheet, headings = Sheet(scheme, language), HEADINGS[language]
    parts = [f"# {text(scheme.title[language])}", INTRO[language].format(id=scheme.id)]
    parts += [_bullets(list(identity(sheet))[1:])]
    parts += [f"## {headings['targets']}", _targets(sheet)]
    if scheme.questions:
        parts += [f"## {headings['readings']}", READING_INTRO[language]]
        parts += [part for one in scheme.questions for part in _question(one, sheet)]
    parts += [f"## {headings['coverage']}", *table(scheme.coverage(), language)]
    parts += [f"## {headings['outline']}", *_outline(sheet)]
    rows = [row for one in scheme.indicators for row in indicator(one, sheet)]
    parts += [f"## {headings['indicators']}", _bullets(rows)]
    return "\n\n".join(parts) + "\n"


def index(language: Language) -> str:
    """The page that lists the documents."""
    title, intro, columns = INDEX[language]
    lines = [_line(columns), _line(["---", "---", "---", "--:", "--:", "--:"])]
    for scheme in map(cyxc.load, cyxc.PACKAGED):
        numbers = (len(scheme.statements), len(scheme.targets), len(scheme.questions))
        title_, place = scheme.title[language], scheme.place.name[language]
        cells = [f"[{text(title_)}]({scheme.id}.md)", f"`{scheme.id}`", text(place), *map(str, numbers)]
        lines.append(_line(cells))
    return "\n\n".join([f"# {title}", intro, "\n".join(lines)]) + "\n"


def text(said: str) -> str:
    """Text in which no character is a mark of Markdown."""
    return _MEANT.sub(lambda found: f"\\{found[0]}", said)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _targets(sheet: Sheet) -> str:
    scheme, language = sheet.scheme, sheet.language
    lines = [_line(TARGETS[language]), _line(["---"] * 4)]
    for one in scheme.targets:
        offices = listed(sheet.names(one.parties), language)
        asked = rule_text(one.rule, scheme)[language]
        name = f"{text(one.text[language])}<br>`{one.id}`"
        lines.append(_line([name, text(asked), text(offices), one.clause]))
    return "\n".join(lines)


def _question(one: Question, sheet: Sheet) -> Iterator[str]:
    scheme, language = sheet.scheme, sheet.language
    yield f"### {text(one.text[language])}"
    governed = [e.text[language] for e in (*scheme.entries, *scheme.benefits) if one.id in e.questions]
    said = [ASKED[language].format(clause=one.clause, id=one.id)]
    if governed:
        said.append(GOVERNS[language].format(names=text(listed(governed, language))))
    yield "  \n".join(said)
    lines = [_line(READINGS[language]), _line(["---"] * 3)]
    for reading in one.readings:
        id_ = f"`{reading.id}`"
        cells = [PLAIN[language].format(id=id_) if reading.plain else id_]
        lines.append(_line([*cells, text(reading.text[language]), text(reading.reason[language])]))
    yield "\n".join(lines)


def _outline(sheet: Sheet) -> Iterator[str]:
    """A heading a clause, and below it a list of what stands there."""
    rows = outline(sheet.scheme, sheet.language, Narrowing(kinds=STATED))
    found: list[Row] = []
    for row in rows[: _appendix(rows, sheet)]:
        if row.style == "heading":
            yield from [_bullets(found)] if found else []
            yield f"### {text(row.text)}"
            found = []
        elif row.indent:
            found.append(row)
    yield _bullets(found)


def _appendix(rows: list[Row], sheet: Sheet) -> int:
    """Where the outline is over and the definitions begin."""
    titles = (sheet.say("indicators"), sheet.say("facts"))
    return next((at for at, row in enumerate(rows) if row.style == "title" and row.text in titles), len(rows))


def _bullets(rows: Iterable[Row]) -> str:
    """Rows as a list in a list; a row that only goes on with the one before is joined to it."""
    lines: list[str] = []
    for row in rows:
        before, behind = text(row.text), ""
        if found := _ID.search(row.text):
            before, behind = text(row.text[: found.start()]), f" `{found[1]}`{text(row.text[found.end() :])}"
        if row.label.isspace():
            lines[-1] += ("" if lines[-1].endswith("、") else " ") + before
            continue
        if row.indent == 1 and row.style == "strong":
            label = f"**{row.label}** " if row.label else ""
        else:
            label = f"{row.label}{': ' if row.label.isascii() else '：'}"
        lines.append("    " * max(0, row.indent - 1) + f"- {label if row.label else ''}{before}{behind}")
    return "\n".join(lines)


if __name__ == "__main__":
    for language in LANGUAGES:
        folder = DOCS / language / "documents"
        folder.mkdir(exist_ok=True)
        pages = {id_: written(cyxc.load(id_), language) for id_ in cyxc.PACKAGED}
        for name, page in {"index": index(language), **pages}.items():
            (folder / f"{name}.md").write_text(page, encoding="utf-8", newline="\n")
