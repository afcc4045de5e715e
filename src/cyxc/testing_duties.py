"""The part of random schemes that has no figures: duties, benefits, and questions about them."""

from typing import Any

from hypothesis import strategies as st

Raw = dict[str, Any]

WINDOWS = (
    {"start": "2020", "due": "2020"},
    {"start": "2020-03", "due": "2020-10"},
    {"start": "2019-12", "due": "2021-06-30"},
)
PARTIES = ("甲局", "乙局", "各街道")
_EVERY = (None, "month", "quarter", "half_year", "year")


def with_duties(draw: st.DrawFn, scheme: Raw) -> Raw:
    """A scheme in interchange form with criteria, obligations, tasks, steps, benefits and their parties."""
    criteria = _some(draw, "c", lambda id_: _judged(draw, id_, endeavour=draw(st.booleans())))
    obligations = _some(draw, "o", lambda id_: _obligation(draw, id_))
    tasks = _some(draw, "task", lambda id_: _judged(draw, id_))
    steps = _some(
        draw,
        "step",
        lambda id_: _judged(draw, id_, to=_parties(draw), hands=said("form"), undated=draw(st.booleans())),
    )
    benefits = _some(draw, "b", lambda id_: _benefit(draw, id_))
    named = [one["id"] for one in (*scheme["targets"], *criteria, *obligations, *tasks, *steps, *benefits)]
    about = draw(st.lists(st.sampled_from(named), unique=True, max_size=4))
    inner = entry("inner", entries=about, parties=_parties(draw))
    outer = entry("outer", entries=["inner", *draw(st.sampled_from(([], named[:1])))])
    duty = entry("duty", parties=[draw(st.sampled_from(PARTIES))], entries=["outer", *about[:1]])
    changed = [
        *(("criteria", one["id"], {"window": WINDOWS[2]}) for one in criteria[:1]),
        *(("obligations", one["id"], {"rule": {"kind": "done"}, "grazed": True}) for one in obligations[:1]),
        *(("tasks", one["id"], {"level": "town"}) for one in tasks[:1]),
        *(("steps", one["id"], {"hands": None}) for one in steps[:1]),
        *(("benefits", one["id"], {"amount": None, "once": True}) for one in benefits[:1]),
    ]
    changes = [{"list": list_, "entry": id_, "keys": keys} for list_, id_, keys in changed]
    other = {"id": "other", "text": said("other"), "reason": said("other"), "changes": changes}
    plain = {"id": "plain", "text": said("plain"), "reason": said("plain"), "plain": True}
    ask = bool(changes) and draw(st.booleans())
    asked = [entry("duties", readings=[plain, other])] if ask else []
    return {
        **scheme,
        "parties": [{"id": id_, "en": id_, "open": id_ == PARTIES[2]} for id_ in PARTIES],
        "criteria": criteria,
        "obligations": obligations,
        "phases": [entry("phase", window=draw(st.sampled_from(WINDOWS)), tasks=tasks)],
        "responsibilities": [duty],
        "measures": [inner, outer],
        "facts": _FACTS,
        "benefits": benefits,
        "procedures": [entry("procedure", steps=steps)] if steps else [],
        "questions": [*scheme["questions"], *asked],
    }


def said(text: str) -> dict[str, str]:
    """The same text in both languages."""
    return {"zh": text, "en": text}


def entry(id_: str, **keys: Any) -> Raw:
    """An entry with what all entries have."""
    return {"id": id_, "clause": "1", "text": said(id_), **keys}


def figure(number: int, unit: str) -> dict[str, str]:
    """A figure in interchange form."""
    return {"value": str(number), "unit": unit}


def _some(draw: st.DrawFn, name: str, one: Any) -> list[Raw]:
    return [one(f"{name}{number}") for number in range(draw(st.integers(0, 2)))]


def _parties(draw: st.DrawFn) -> list[str]:
    return draw(st.lists(st.sampled_from(PARTIES), unique=True))


def _judged(draw: st.DrawFn, id_: str, **keys: Any) -> Raw:
    window = draw(st.sampled_from(WINDOWS))
    return entry(id_, window=window, level="city", parties=_parties(draw), **keys)


def _obligation(draw: st.DrawFn, id_: str) -> Raw:
    rule: Raw = {"kind": "done"}
    if draw(st.booleans()):
        least, more = draw(st.integers(1, 3)), draw(st.none() | st.integers(4, 6))
        rule = {"kind": "occurs", "figure": figure(least, "次"), "every": draw(st.sampled_from(_EVERY))}
        rule["expected"] = None if more is None else figure(more, "次")
    whole_years = [window for window in WINDOWS if window["due"] != "2020-10"]
    bound, grazed = draw(st.sampled_from(("each", "together"))), draw(st.booleans())
    keys = {"rule": rule, "bound": bound, "grazed": grazed}
    return {**_judged(draw, id_, **keys), "window": draw(st.sampled_from(whole_years))}


_FACTS: list[Raw] = [
    {"id": "graduate", "name": said("graduate"), "kind": "yes_no"},
    {"id": "form", "name": said("form"), "kind": "choice", "choices": [{"id": i, **said(i)} for i in "xyz"]},
    {"id": "years", "name": said("years"), "kind": "number", "unit": "年"},
    {"id": "partners", "name": said("partners"), "kind": "number", "unit": "人"},
    {"id": "lent", "name": said("lent"), "kind": "number", "unit": "万元"},
    {"id": "net", "name": said("net"), "kind": "number", "unit": "万元", "signed": True},
]


def _benefit(draw: st.DrawFn, id_: str) -> Raw:
    simple = _condition()
    either = st.lists(simple, min_size=1, max_size=2).map(lambda some: {"kind": "any", "conditions": some})
    lasts = st.builds(
        lambda n, unit, most: {"figure": figure(n, unit), "at_most": most},
        st.integers(1, 5),
        st.sampled_from(("年", "月")),
        st.booleans(),
    )
    return entry(
        id_,
        kind=draw(st.sampled_from(("grant", "loan", "tax_relief", "service"))),
        discretionary=draw(st.booleans()),
        conditions=draw(st.lists(simple | either, min_size=1, max_size=3)),
        amount=draw(st.none() | _amount()),
        once=draw(st.booleans()),
        lasts=draw(st.none() | lasts),
        split=draw(st.sampled_from(([], ["lent"]))),
        waives=draw(st.sampled_from(([], [said("fees")]))),
        parties=_parties(draw),
    )


def _condition() -> st.SearchStrategy[Raw]:
    choices = st.lists(st.sampled_from("xyz"), min_size=1, unique=True)
    return (
        st.booleans().map(lambda yes: {"kind": "is", "fact": "graduate", "yes": yes})
        | choices.map(lambda some: {"kind": "is", "fact": "form", "choices": some})
        | st.builds(
            lambda op, n: {"kind": "holds", "fact": "years", "op": op, "figure": figure(n, "年")},
            st.sampled_from((">=", ">", "<=", "<", "=")),
            st.integers(0, 5),
        )
    )


def _amount() -> st.SearchStrategy[Raw]:
    per = st.sampled_from(([], ["partners"], ["partners", "years"]))
    most = st.none() | st.integers(21, 30).map(lambda n: figure(n, "万元"))
    small, large = (st.integers(*ends).map(lambda n: figure(n, "万元")) for ends in ((1, 9), (10, 20)))
    sums = st.fixed_dictionaries({"kind": st.just("sum"), "figure": small, "per": per, "in_all": most})
    ceilings = st.fixed_dictionaries(
        {
            "kind": st.just("ceiling"),
            "figure": large,
            "upper": most,
            "before": st.none() | small,
            "per": per,
        }
    )
    shares = st.builds(
        lambda n, of: {"kind": "share", "figure": figure(n, "%"), "of": of},
        st.integers(1, 100),
        st.sampled_from(("lent", "net")),
    )
    return sums | ceilings | shares
