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

PAGES = {
    language: (Path(__file__).parents[2] / "docs" / language / "scheme-file.md").read_text(encoding="utf-8")
    for language in ("en", "zh")
}


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> str:
    """The page in one language."""
    return PAGES[request.param]


def test_a_whole_file_on_the_page_loads(page: str) -> None:
    blocks = re.findall(r"^```yaml\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    (text,) = [block for block in blocks if block.startswith("format:") and "…" not in block]
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
def test_every_key_is_on_the_page(page: str, key: str) -> None:
    assert re.search(rf"(?<![\w-]){key}(?![\w-])", page, re.ASCII), key


def test_roles_and_what_readings_change_are_on_the_page(page: str) -> None:
    for word in (*ROLES, *(key for allowed in CHANGEABLE.values() for key in allowed.keys)):
        assert re.search(rf"(?<![\w-]){word}(?![\w-])", page, re.ASCII), word
    assert not attrs.fields(Scheme).origin.init or "origin" not in page


PROMISES = [
    ("The plain reading changes nothing", "通常读法不作任何改动"),
    ("does not begin with a digit", "不能以数字开头"),
    ("`rate: 元/人`", "`rate: 元/人`"),
    ('`"2:5"` is 2.5', '`"2:5"` 即 2.5'),
    ("above −100 %", "要高于 −100%"),
    ("[中文](../zh/scheme-file.md)", "[English](../en/scheme-file.md)"),
]


@pytest.mark.parametrize(("en", "zh"), PROMISES)
def test_both_pages_say_it(en: str, zh: str) -> None:
    assert en in PAGES["en"]
    assert zh in PAGES["zh"]
    assert "may carry changes" not in PAGES["en"]


@pytest.mark.parametrize("page_", sorted((Path(__file__).parents[2] / "docs").glob("*/*.md")), ids=str)
def test_every_page_names_the_other_language_s_at_its_top(page_: Path) -> None:
    other, name = ("zh", "中文") if page_.parent.name == "en" else ("en", "English")
    assert f"[{name}](../{other}/{page_.name})" in page_.read_text(encoding="utf-8").splitlines()[2]
    assert (page_.parents[1] / other / page_.name).is_file()


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
