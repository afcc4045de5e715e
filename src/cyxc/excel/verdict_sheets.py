"""The sheets of verdicts: targets with their arithmetic, the other entries, an office's own."""

from collections.abc import Mapping

from cyxc.evaluate.evaluation import Evaluation
from cyxc.evaluate.sheet import Sheet
from cyxc.evaluate.totals import KINDS
from cyxc.evaluate.verdict import Verdict
from cyxc.evaluate.wording import readable_unit, signed
from cyxc.excel.arithmetic import Key, in_cell, margin_formula, threshold_formula
from cyxc.excel.book import Page
from cyxc.excel.columns import FIRST
from cyxc.excel.styles import margin_format, result_format
from cyxc.excel.table import Cell, Number, address, write_table
from cyxc.excel.words import say
from cyxc.language import Language, Text, joined
from cyxc.model.entry import ROLES, Role
from cyxc.numbers.units import unit
from cyxc.rules.rules import Level
from cyxc.show.breakdown import known
from cyxc.show.words import word

_TARGETS = {
    "status": 11, "clause": 14, "text": 40, "asked": 26, "value": 14, "threshold": 14, "margin": 16,
    "attainment": 11, "unit": 9, "missing": 32, "office": 24, "due": 12, "agreement": 14, "counted": 8,
    "explanation": 60, "id": 22,
}  # fmt: skip
_DUTIES = {
    "status": 11, "kind": 10, "clause": 14, "text": 44, "asked": 26, "missing": 30, "office": 26, "due": 12,
    "explanation": 60, "id": 22,
}  # fmt: skip
_OFFICE = {
    "status": 11, "kind": 10, "role": 14, "clause": 14, "text": 40, "asked": 26, "value": 14, "margin": 14,
    "missing": 32, "due": 12, "explanation": 60, "id": 22,
}  # fmt: skip


def write_targets(page: Page, evaluation: Evaluation, cells: Mapping[Key, str], language: Language) -> None:
    """A row a target; value, threshold and margin are formulas over the figures used, where simple."""
    rows = [
        {**_common(verdict, language), **_numbers(verdict, row, cells, language)}
        for row, verdict in enumerate(evaluation.targets, FIRST)
    ]
    write_table(page, evaluation.scheme.id, _TARGETS, rows, language)


def write_duties(page: Page, evaluation: Evaluation, language: Language, *, every: bool) -> int:
    """A row an entry without a figure of which anything is known, or `every` one; gives how many are left."""
    shown = [verdict for verdict in evaluation.duties if every or known(verdict)]
    rows = [_common(verdict, language) for verdict in shown]
    write_table(page, evaluation.scheme.id, _DUTIES, rows, language)
    return len(evaluation.duties) - len(shown)


def write_office(page: Page, sheet: Sheet, name: Text, evaluation: Evaluation, language: Language) -> None:
    """Everything an office answers for, what it leads first."""
    rows = []
    own: tuple[tuple[Role, tuple[Verdict, ...]], ...] = (
        ("leads", sheet.leads),
        ("jointly", sheet.jointly),
        ("takes_part", sheet.takes_part),
    )
    for role, verdicts in own:
        for verdict in verdicts:
            alone = role == "jointly" and len(verdict.parties) <= 1
            value, margin = verdict.value_text, verdict.margin
            rows.append(
                {
                    **_common(verdict, language),
                    "role": (word("alone") if alone else ROLES[role])[language] if sheet.party else "",
                    "value": "" if value is None else value[language],
                    "margin": "" if margin is None else signed(margin)[language],
                }
            )
    write_table(page, evaluation.scheme.id, _OFFICE, rows, language)
    page.own.set_header("&C" + name[language].replace("&", "&&")[:200])


def _common(verdict: Verdict, language: Language) -> dict[str, Cell]:
    scheme, missing = verdict.evaluation.scheme, verdict.missing_text
    parties = joined([scheme.parties[party].name for party in verdict.parties])
    return {
        "id": verdict.id,
        "status": verdict.status,
        "kind": word(f"kinds.{KINDS[verdict.kind]}")[language],
        "clause": verdict.clause,
        "text": verdict.text[language],
        "asked": verdict.asked[language],
        "missing": "" if missing is None else missing[language],
        "office": parties[language],
        "due": str(verdict.due or verdict.due_date or ""),
        "agreement": say("agreement", verdict.agreement)[language] if verdict.questions else "",
        "counted": say("result", "yes" if verdict.counted else "no")[language],
        "explanation": verdict.explanation[language],
    }


def _numbers(verdict: Verdict, row: int, cells: Mapping[Key, str], language: Language) -> dict[str, Cell]:
    """Value, threshold, margin and attainment of a target that compares one thing; none of any other."""
    if len(verdict.compared) != 1:
        return {}
    (one,) = verdict.compared
    own, columns = one.indicator.measure, list(_TARGETS)
    here = {key: address(columns.index(key), row) for key in ("value", "threshold")}
    rule = verdict.evaluation.scheme.targets[verdict.id].rule
    ratio = isinstance(rule, Level) and rule.figure.as_written is not None
    found: dict[str, Cell] = {"unit": readable_unit(own)[language]}
    if one.value is not None:
        cell = cells.get((one.node.key, one.period))
        shown = float(in_cell(one.value.value, own))
        format = result_format(one.value.value, own, ratio=ratio)
        found["value"] = Number(shown, format, None if cell is None else f"={cell}")
    if one.threshold is not None:
        node = one.reference_node
        cell = None if node is None else cells.get((node.key, one.period))
        formula = None if cell is None else threshold_formula(one, cell)
        shown = float(in_cell(one.threshold.value, own))
        format = result_format(one.threshold.value, own, ratio=ratio)
        found["threshold"] = Number(shown, format, formula)
    if one.margin is not None and verdict.margin is not None:
        # A difference of shares is said in percentage points: its cell holds 12, not 0.12.
        formula = margin_formula(one, here["value"], here["threshold"])
        if formula is not None and own.symbol == "%":
            formula = f"=({formula.removeprefix('=')})*100"
        points = unit("百分点").name[language]
        format = margin_format(one.margin.value, own, points)
        found["margin"] = Number(float(one.margin.value), format, formula)
    if one.attainment is not None:
        formula = f"={here['value']}/{here['threshold']}"
        found["attainment"] = Number(float(one.attainment), "0.0%", formula)
    return found
