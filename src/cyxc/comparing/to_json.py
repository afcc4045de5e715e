"""Schemes side by side as plain data: the JSON form `cyxc.comparison/1`."""

from typing import Any

from cyxc.comparing.asked import Asked
from cyxc.comparing.comparison import Column, ConceptRow, SchemeComparison
from cyxc.comparing.pair import Pair
from cyxc.language import Text
from cyxc.numbers.exact import plain

FORMAT = "cyxc.comparison/1"


def to_dict(comparison: SchemeComparison) -> dict[str, Any]:
    """The comparison, ready for JSON: numbers as exact text, both languages side by side."""
    return {
        "format": FORMAT,
        "schemes": [_column(column) for column in comparison.columns],
        "rows": [_row(row, comparison.labels) for row in comparison.rows],
    }


def _column(column: Column) -> dict[str, Any]:
    scheme = column.scheme
    return {
        "label": column.label,
        "id": scheme.id,
        "version": scheme.version,
        "title": _text(scheme.title),
        "place": _text(scheme.place.name),
        "level": scheme.place.level,
        "term": str(scheme.term),
        "year": scheme.year,
        "answers": dict(scheme.answers),
        "targets": len(scheme.targets),
    }


def _row(row: ConceptRow, labels: tuple[str, ...]) -> dict[str, Any]:
    return {
        "id": row.id,
        "concept": row.concept,
        "name": _text(row.name),
        "only": row.only,
        "asked": {
            label: [_asked(one) for one in cell] for label, cell in zip(labels, row.asked, strict=True)
        },
        "pairs": [_pair(pair) for pair in row.pairs],
    }


def _asked(asked: Asked) -> dict[str, Any]:
    target, indicator, threshold = asked.target, asked.indicator, asked.threshold
    return {
        "target": target.id,
        "clause": target.clause,
        "text": _text(target.text),
        "asked": _text(asked.text),
        "threshold": None if threshold is None else threshold.to_dict(),
        "absolute": asked.absolute,
        "indicator": {
            "id": indicator.id,
            "name": _text(indicator.name),
            "text": _text(indicator.text),
            "kind": indicator.kind,
            "unit": indicator.unit,
            "counted": indicator.counted,
            "formula": None if asked.formula is None else _text(asked.formula),
        },
        "window": str(target.window),
        "years": target.years,
        "level": target.level,
        "endeavour": target.endeavour,
        "among": asked.among,
        "questions": list(target.questions),
    }


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "first": _named(pair.first),
        "second": _named(pair.second),
        "finding": pair.finding,
        "stricter": None if pair.stricter is None else pair.stricter.scheme,
        "ratio": None if pair.ratio is None else plain(pair.ratio),
        "reasons": [{"code": one.code, "text": _text(one.text)} for one in pair.reasons],
        "beside": list(pair.beside),
    }


def _named(asked: Asked) -> dict[str, str]:
    return {"scheme": asked.scheme, "target": asked.target.id, "indicator": asked.indicator.id}


def _text(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
