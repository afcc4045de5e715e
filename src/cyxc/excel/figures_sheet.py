"""The figures a breakdown rests on, a row each; what was computed is a formula over the rows of its parts."""

from pathlib import Path

import attrs

from cyxc.data.observation import Observation
from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.wording import names_of, readable_unit
from cyxc.excel.arithmetic import Key, UsedFigure, figures_used, formula_of, in_cell
from cyxc.excel.book import Page
from cyxc.excel.columns import FIRST
from cyxc.excel.styles import result_format
from cyxc.excel.table import Cell, Number, address, write_table
from cyxc.language import Language

_COLUMNS = {
    "name": 34, "period": 24, "value": 16, "unit": 12, "given": 18, "source": 34, "where": 34, "id": 24,
}  # fmt: skip


def write_figures_used(page: Page, evaluation: Evaluation, language: Language) -> dict[Key, str]:
    """The sheet; gives the cell of each figure that has a value, as formulas on other sheets name it."""
    used = figures_used(evaluation)
    value = list(_COLUMNS).index("value")
    here = {key: address(value, row) for row, key in enumerate(used, FIRST)}
    rows = [_row(figure, used, here, evaluation, language) for figure in used.values()]
    write_table(page, evaluation.scheme.id, _COLUMNS, rows, language)
    return {
        key: address(value, row, page)
        for row, (key, figure) in enumerate(used.items(), FIRST)
        if figure.value is not None
    }


def _row(
    figure: UsedFigure,
    used: dict[Key, UsedFigure],
    cells: dict[Key, str],
    evaluation: Evaluation,
    language: Language,
) -> dict[str, Cell]:
    key, period = figure.key
    unit = figure.node.indicator.measure
    row: dict[str, Cell] = {
        "id": key,
        "name": names_of((key,), evaluation.scheme)[language],
        "period": "" if period is None else str(period),
        "unit": readable_unit(unit)[language],
        "given": evaluation.handed_in(key),
        **_provenance(key, evaluation, language),
    }
    if figure.value is not None:
        shown = float(in_cell(figure.value, unit))
        row["value"] = Number(shown, result_format(figure.value, unit), formula_of(figure, used, cells))
    return row


def _provenance(key: str, evaluation: Evaluation, language: Language) -> dict[str, Cell]:
    seen = evaluation.values.given.get(key)
    several = seen if isinstance(seen, list) else [seen]
    observations = [one for one in several if isinstance(one, Observation)]
    sources = dict.fromkeys(one.source[language] for one in observations if one.source is not None)
    # The file goes by its name: in which folder it lay is nobody's business who gets the workbook.
    named = [
        attrs.evolve(one.where, file=one.where.file and Path(one.where.file).name) for one in observations
    ]
    wheres = [where.say(language) for where in named]
    return {"source": "\n".join(sources), "where": "\n".join(where for where in wheres if where)}
