"""Random small schemes for property tests, made through the interchange form; see `cyxc.testing`."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from cyxc.model.scheme import Scheme
from cyxc.schemefile.load import from_dict
from cyxc.testing_duties import entry, said, with_duties

Raw = dict[str, Any]

OPS = (">=", ">", "<=", "<", "=")
WINDOWS = (
    {"start": "2020", "due": "2020"},
    {"start": "2020", "due": "2021-06-30"},
    {"start": "2019-12", "due": "2020-03"},
)

TIMES = tuple({"window": window, "years": years} for window in WINDOWS for years in ("whole", "last", "each"))


@st.composite
def schemes(draw: st.DrawFn, duties: bool = False) -> Scheme:
    """Small valid schemes, of targets alone or (`duties`) with all that has no figures as well.

    Four counts or amounts, their sum and difference, shares, a ratio, and a rate that is handed in; two to
    five targets with rules of any kind, often a combination of them or a restatement; up to two questions,
    one of which redefines an indicator, while the other swaps a rule or a window or has no number. With
    duties up to two criteria, obligations, tasks, steps and benefits, measures and a responsibility that
    name some of them, and often a question about them.
    """
    counted = draw(st.sampled_from(({"unit": "人"}, {"unit": "户", "thing": "firm"}, {"unit": "万元"})))
    counted = {"kind": draw(st.sampled_from(("flow", "stock"))), **counted}
    formula = draw(st.sampled_from(("a + c", "a + 2 c", "3 c + b")))
    indicators = [
        _indicator("a", **counted, part_of=["b"]),
        *(_indicator(id_, **counted) for id_ in "bcd"),
        _indicator("sum", **counted, formula=formula, part_of=draw(st.sampled_from(([], ["d"])))),
        _indicator("net", **counted, formula="c - d", signed=True),
        _indicator("share", kind="rate", unit="%", formula="a / b"),
        _indicator("change", kind="rate", unit="%", formula="net / b", signed=True, unbounded=True),
        _indicator("each", kind="rate", unit="1", formula="sum / (b + d)"),
        _indicator("rate", kind="rate", unit=draw(st.sampled_from(("%", "‰")))),
    ]
    units: dict[str, str] = {one["id"]: one["unit"] for one in indicators}
    # A flow asked for over two times has no answer without periods, so mostly there is but one time.
    times = draw(st.just(TIMES) | st.sampled_from(TIMES).map(lambda one: (one,)))
    targets = [_target(draw, f"t{number}", units, times) for number in range(draw(st.integers(2, 5)))]
    if draw(st.booleans()):
        chosen = draw(st.lists(st.sampled_from([t["id"] for t in targets]), min_size=1, unique=True))
        need = draw(st.none() | st.integers(1, len(chosen)))
        rule = {"kind": "combination", "targets": chosen, "need": need}
        targets.append(entry("some", rule=rule))
    if draw(st.booleans()):
        targets.append({**targets[0], "id": "again", "restates": "t0"})
    scheme = {
        "format": "cyxc.scheme/1",
        "id": "random",
        "version": "1",
        "title": said("random"),
        "place": {**said("somewhere"), "level": "city"},
        "term": WINDOWS[0],
        "indicators": indicators,
        "targets": targets,
        "questions": _questions(draw, targets[1], units),
    }
    return from_dict(with_duties(draw, scheme) if duties else scheme)


def _indicator(id_: str, **keys: Any) -> Raw:
    return entry(id_, name=said(id_), **keys)


def _target(draw: st.DrawFn, id_: str, units: dict[str, str], times: tuple[Raw, ...]) -> Raw:
    indicator = draw(st.sampled_from(list(units)))
    rule, about = _rule(draw, units[indicator]), {"indicator": indicator}
    if draw(st.integers(0, 4)) == 4:
        same = [other for other, unit in units.items() if unit == units[indicator]]
        among = draw(st.lists(st.sampled_from(same), min_size=1, unique=True))
        rule, about = {"kind": "each", "rule": rule, "indicators": among}, {}
    return entry(id_, rule=rule, **draw(st.sampled_from(times)), **about)


def _rule(draw: st.DrawFn, unit: str) -> Raw:
    kind = draw(st.sampled_from(("level", "level", "between", "growth", "rise", "reference")))
    small, fine = st.integers(0, 40).map(Decimal), st.decimals(0, 100, places=4)
    numbers = small | (st.integers(0, 10**13).map(Decimal) if unit in ("人", "户") else fine)
    if kind == "between":
        lower, upper = sorted((draw(numbers), draw(numbers)))
        return {"kind": kind, "lower": _figure(lower, unit), "upper": _figure(upper, unit)}
    op = draw(st.sampled_from(OPS))
    if kind == "level":
        return {"kind": kind, "op": op, "figure": _figure(draw(numbers), unit)}
    if kind == "growth":
        figure, years = _figure(draw(small | fine), "%"), draw(st.integers(1, 3))
        return {"kind": kind, "op": op, "figure": figure, "role": "base", "years": years}
    if kind == "rise":
        return {"kind": kind, "op": op, "figure": _figure(draw(numbers), "百分点" if unit == "%" else unit)}
    return {"kind": kind, "op": op, "role": "national_average"}


def _figure(number: Decimal, unit: str) -> dict[str, str]:
    return {"value": f"{number:f}", "unit": unit}


def _questions(draw: st.DrawFn, target: Raw, units: dict[str, str]) -> list[Raw]:
    other = draw(st.sampled_from(("a / d", "c / (b + d)", "c / d")))
    redefined = _change("indicators", "share", formula=other, unbounded=True)
    about = [_question("of-what", _reading("other", changes=[redefined]))]
    # Under `each` there is no indicator to take the other rule.
    swaps = [_reading("sooner", changes=[_change("targets", target["id"], window=WINDOWS[2])])]
    if "indicator" in target:
        rule = _rule(draw, units[target["indicator"]])
        swaps.append(_reading("other-rule", changes=[_change("targets", target["id"], rule=rule)]))
    swaps.append(_reading("unsaid", without_number=True))
    read = draw(st.lists(st.sampled_from(range(len(swaps))), min_size=1, unique=True))
    about.append(_question("how", *(swaps[number] for number in sorted(read))))
    return [one for one in about if draw(st.booleans())]


def _question(id_: str, *others: Raw) -> Raw:
    return entry(id_, readings=[_reading("plain", plain=True), *others])


def _reading(id_: str, **keys: Any) -> Raw:
    return {"id": id_, "text": said(id_), "reason": said(id_), **keys}


def _change(list_: str, id_: str, **keys: Any) -> Raw:
    return {"list": list_, "entry": id_, "keys": keys}
