"""What the figures of an outline mean: indicators, and the questions with their readings."""

from collections.abc import Iterator

from cyxc.evaluate.wording import figure_text, unit_text
from cyxc.model.indicator import KINDS, Indicator
from cyxc.model.question import Question
from cyxc.show.outline_parts import Sheet, head, listed
from cyxc.show.rows import Row, bracketed


def question(one: Question, sheet: Sheet) -> Iterator[Row]:
    """A question: each reading, marked plain or in force, and the reason for it."""
    yield head(one, sheet, "questions")
    in_force = sheet.scheme.reading(one.id)
    colon = "：" if sheet.language == "zh" else ": "
    for reading in one.readings:
        marks = [sheet.say("plain")] if reading.plain else []
        marks += [sheet.say("in_force")] if reading == in_force else []
        marks += [sheet.say("without_number")] if reading.without_number else []
        marked = bracketed(listed(marks, sheet.language), sheet.language)
        text = f"{reading.id}{marked}{colon}{reading.text[sheet.language]}"
        yield Row(2, text, sheet.say("a_reading"), style="strong" if reading == in_force else "")
        yield Row(3, reading.reason[sheet.language], sheet.say("why"))


def indicator(one: Indicator, sheet: Sheet) -> Iterator[Row]:
    """An indicator: its definition, kind and unit, its formula, its other names."""
    language = sheet.language
    name = f"{one.name[language]}  [{one.id}, {one.clause}]"
    yield Row(1, f"{name} · {KINDS[one.kind][language]} · {unit_text(one.unit)[language]}", style="strong")
    yield Row(2, one.text[language])
    if one.formula is not None:
        indicators = sheet.scheme.indicators
        formula = one.formula.named(lambda id_: indicators[id_].name[language])
        yield Row(2, formula, sheet.say("computed"))
    if one.aliases:
        yield Row(2, listed(one.aliases, language), sheet.say("aliases"))
    if one.part_of:
        yield Row(2, sheet.say("part_of", id=", ".join(one.part_of)), sheet.say("note"))
    if one.stated is not None:
        yield Row(2, sheet.say("stated", figure=figure_text(one.stated)), sheet.say("note"))
