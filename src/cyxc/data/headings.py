"""The headings of tables: what a column holds, and the unit a heading says."""

from collections.abc import Mapping, Sequence

import attrs

from cyxc.data.csvrows import letter
from cyxc.data.names import folded, split_bracket
from cyxc.data.scalars import shown
from cyxc.numbers.units import find_unit

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "indicator": ("指标", "指标编号", "编号", "id", "indicator id"),
    "name": ("名称", "指标名", "指标名称"),
    "value": ("数值", "数据", "值", "完成数", "实际值", "实际完成"),
    "unit": ("单位", "计量单位"),
    "role": ("对照", "对照期"),
    "period": ("期间", "时期", "报告期", "所属期", "所属期间"),
    "year": ("年份", "年度", "年"),
    "quarter": ("季度", "季"),
    "month": ("月份", "月"),
    "basis": ("口径", "统计口径", "数据口径"),
    "cumulative": ("累计", "是否累计", "running"),
    "this_year": ("本年累计", "year to date"),
    "state": ("数据状态", "状态", "status"),
    "provisional": ("初步", "是否初步", "preliminary"),
    "place": ("地区", "地方", "单位名称", "区域"),
    "source": ("来源", "数据来源"),
    "reported_on": ("报送日期", "上报日期", "填报日期", "报告日期", "reported on"),
    "number": ("序号", "no."),
    "asked": ("要求", "目标"),
    "clause": ("条款",),
    "office": ("责任部门", "责任单位", "负责部门"),
    "note": ("备注", "说明"),
}
"""The headings of a table, by what they hold."""

FOR_PEOPLE = ("name", "number", "asked", "clause", "office", "note")
"""What is there for people to read. In a long table without ids, `name` names the indicators."""

OF_LONG_TABLES = ("indicator", "value", "unit", "role")
"""What only a table with a row a figure can have."""

OF_PERIODS = ("year", "period", "quarter", "month")
"""What says of which period a row is, the year before what may stand inside it."""

SAME: Mapping[str, str] = {"cumulative": "basis", "this_year": "basis", "provisional": "state"}
"""Kinds that say the same as another in a different way: a table has one of them."""

KNOWN = tuple(word for kind, words in HEADINGS.items() for word in (*words, kind))
"""Every heading there is, to offer the nearest of."""

_KINDS = {folded(word): kind for kind, words in HEADINGS.items() for word in (kind, *words)}


@attrs.frozen
class Column:
    """A column: what its heading says (`heading` as messages show it), what it holds, and in which unit."""

    heading: str
    text: str
    kind: str | None = None
    unit: str | None = None


def read_headings(cells: Sequence[str]) -> list[Column]:
    """The columns under these headings; `kind` is None where the words are no heading of the list."""
    return [_column(index, text) for index, text in enumerate(cells)]


def _column(index: int, text: str) -> Column:
    heading = shown(text) or letter(index)
    kind = _KINDS.get(folded(text))
    behind = split_bracket(text)
    of_value = behind is not None and _KINDS.get(folded(behind[0])) == "value"
    if kind is None and behind is not None and of_value and find_unit(behind[1]) is not None:
        return Column(heading, text, "value", behind[1])
    return Column(heading, text, kind)
