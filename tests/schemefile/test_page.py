"""The page on scheme files says what the loader does."""

import re
from pathlib import Path

import attrs
import pytest

import cyxc
from cyxc.model.benefit import (
    INSTRUMENTS,
    AnyOf,
    Benefit,
    Ceiling,
    Choice,
    Fact,
    Holds,
    Is,
    Share,
    Sum,
    Term,
)
from cyxc.model.duty import Criterion, Obligation, Phase, Procedure, Step, Task
from cyxc.model.entry import ROLES as DUTY_ROLES
from cyxc.model.entry import Concept, Entry, Jurisdiction, Party, Responsibility
from cyxc.model.indicator import Indicator
from cyxc.model.organ import SORTS, Body, Consequence, Measure
from cyxc.model.question import Question, Reading
from cyxc.model.scheme import Scheme
from cyxc.model.target import Target
from cyxc.rules.occasions import EVERY, Occurs
from cyxc.rules.rules import ROLES
from cyxc.schemefile.draft import LISTS
from cyxc.schemefile.overlay import CHANGEABLE
from cyxc.schemefile.words import known_keys

DOCS = Path(__file__).parents[2] / "docs"
PAGES, DUTY_PAGES = (
    {language: (DOCS / language / name).read_text(encoding="utf-8") for language in ("en", "zh")}
    for name in ("scheme-file.md", "scheme-file-duties.md")
)


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> str:
    """The page on figures in one language."""
    return PAGES[request.param]


@pytest.fixture(params=DUTY_PAGES)
def duty_page(request: pytest.FixtureRequest) -> str:
    """The page on duties, offices and benefits in one language."""
    return DUTY_PAGES[request.param]


def test_a_whole_file_on_the_page_loads(page: str) -> None:
    blocks = re.findall(r"^```yaml\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    (text,) = [block for block in blocks if block.startswith("format:") and "…" not in block]
    scheme = cyxc.loads(text)
    assert (
        scheme.under({"founder-too": "both"}).evaluate({"founders": 50, "jobs": 200})["jobs"].status == "met"
    )
    assert scheme.targets["jobs"].parties == ("镇经济办",)


FIGURES = (Scheme, Jurisdiction, Party, Concept, Entry, Indicator, Target, Question, Reading)
DUTIES = (
    *(Entry, Criterion, Obligation, Occurs, Phase, Task, Procedure, Step, Measure, Responsibility, Body),
    *(Consequence, Fact, Choice, Benefit, Is, Holds, AnyOf, Sum, Ceiling, Share, Term),
)
OWN_PAGE = {*LISTS, "clauses"} - {"parties", "concepts", "indicators", "targets", "questions"}
"""The keys of the head that the page on duties tells."""


def keys_of(*classes: type) -> list[str]:
    return sorted({key for cls in classes for key in known_keys(cls)})


def has_word(page: str, word: str) -> bool:
    return re.search(rf"(?<![\w-]){word}(?![\w-])", page, re.ASCII) is not None


@pytest.mark.parametrize("key", sorted({*keys_of(*FIGURES)} - OWN_PAGE))
def test_every_key_is_on_the_page(page: str, key: str) -> None:
    assert has_word(page, key)


@pytest.mark.parametrize("key", sorted({*keys_of(*DUTIES), *OWN_PAGE}))
def test_every_key_of_duties_is_on_their_page(duty_page: str, key: str) -> None:
    assert has_word(duty_page, key)


def test_roles_and_what_readings_change_are_on_the_pages(page: str, duty_page: str) -> None:
    for list_, allowed in CHANGEABLE.items():
        for word in allowed.keys:
            assert has_word(page if list_ in ("indicators", "targets") else duty_page, word), word
    for word in ROLES:
        assert has_word(page, word), word
    for word in (*DUTY_ROLES, *SORTS, *EVERY, *INSTRUMENTS):
        assert has_word(duty_page, word), word
    assert not attrs.fields(Scheme).origin.init or "origin" not in page


def test_the_pieces_on_the_page_of_duties_are_one_file(duty_page: str) -> None:
    pieces = re.findall(r"^```yaml\n(.*?)^```", duty_page, re.DOTALL | re.MULTILINE)
    assert {piece.partition(":")[0] for piece in pieces} == OWN_PAGE - {"clauses"} | {"format", "questions"}
    scheme = cyxc.loads("".join(pieces))
    rule, filing = scheme.obligations["meetings"].rule, scheme.obligations["filing"]
    assert isinstance(rule, Occurs)
    assert (rule.every, str(rule.figure), str(rule.expected)) == ("quarter", "1 次", "2 次")
    assert (filing.bound, str(filing.window)) == ("each", "2026-01/2026-03-15")
    assert [str(task.window) for task in scheme.tasks] == ["2026-01/2026-01", "2026-01/2026-03"]
    assert scheme.criteria["one-window"].parties == ("区人社局", "区财政局")
    assert scheme.steps["application"].to == ("区人社局",)
    loan = scheme.benefits["micro-loan"]
    assert loan.parties == ("区财政局",)
    assert loan.facts == ("graduate", "years_out", "legal_form", "partners")
    assert isinstance(loan.amount, Ceiling)
    assert (str(loan.amount.figure), str(loan.amount.upper)) == ("7 万元", "10 万元")
    changed = scheme.under({"part-quarters": "parts-too"})
    assert changed.obligations["meetings"].grazed
    assert changed.benefits["micro-loan"].amount == Sum(cyxc.Figure.parse("5 万元"))


PROMISES = [
    ("The plain reading changes nothing", "通常读法不作任何改动"),
    ("does not begin with a digit", "不能以数字开头"),
    ("`rate: 元/人`", "`rate: 元/人`"),
    ('`"2:5"` is 2.5', '`"2:5"` 即 2.5'),
    ("above −100 %", "要高于 −100%"),
]


@pytest.mark.parametrize(("en", "zh"), PROMISES)
def test_both_pages_say_it(en: str, zh: str) -> None:
    assert en in PAGES["en"]
    assert zh in PAGES["zh"]
    assert "may carry changes" not in PAGES["en"]


@pytest.mark.parametrize(
    ("id_", "ok"), [("2founders", False), ("f2", True), ("_f", True), ("f.2", False), ("创业", False)]
)
def test_ids_of_indicators_are_as_the_pages_say(id_: str, ok: bool) -> None:
    small = (
        (Path(__file__).parent / "small.yaml").read_text(encoding="utf-8").replace("  guided:", f"  {id_}:")
    )
    small = small.replace("attendances_of: guided", f"attendances_of: {id_}")
    if ok:
        assert id_ in cyxc.loads(small).indicators
    else:
        with pytest.raises(cyxc.SchemeError, match="bad-indicator-id"):
            cyxc.loads(small)
