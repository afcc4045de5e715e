"""The page on scheme files says what the loader does."""

import re
from pathlib import Path

import attrs
import pytest

import cyxc
from cyxc.model.duty import Phase
from cyxc.model.entry import Concept, Entry, Jurisdiction, Party, Responsibility
from cyxc.model.indicator import Indicator
from cyxc.model.question import Question, Reading
from cyxc.model.scheme import Scheme
from cyxc.model.target import Target
from cyxc.rules.rules import ROLES
from cyxc.schemefile.overlay import CHANGEABLE
from cyxc.schemefile.words import known_keys

PAGE = (Path(__file__).parents[2] / "docs" / "en" / "scheme-file.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
WHOLE = [block for block in BLOCKS if block.startswith("format:") and "…" not in block]


def test_a_whole_file_on_the_page_loads() -> None:
    (text,) = WHOLE
    scheme = cyxc.loads(text)
    assert (
        scheme.under({"founder-too": "both"}).evaluate({"founders": 50, "jobs": 200})["jobs"].status == "met"
    )
    assert scheme.targets["jobs"].parties == ("镇经济办",)


CLASSES = (
    Scheme,
    Jurisdiction,
    Party,
    Concept,
    Entry,
    Indicator,
    Target,
    Phase,
    Responsibility,
    Question,
    Reading,
)
KEYS = sorted({key for cls in CLASSES for key in known_keys(cls)})


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_on_the_page(key: str) -> None:
    assert re.search(rf"(?<![\w-]){key}(?![\w-])", PAGE), key


def test_roles_and_what_readings_change_are_on_the_page() -> None:
    for word in (*ROLES, *(key for allowed in CHANGEABLE.values() for key in allowed.keys)):
        assert re.search(rf"(?<![\w-]){word}(?![\w-])", PAGE), word
    assert not attrs.fields(Scheme).origin.init or "origin" not in PAGE


def test_the_plain_reading_is_said_to_change_nothing() -> None:
    assert "The plain reading changes nothing" in PAGE
    assert "may carry changes" not in PAGE
