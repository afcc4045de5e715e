"""Text on lines: never wider than asked, nothing lost before the cut, nothing a page could take for a tag."""

import re

from hypothesis import given
from hypothesis import strategies as st

from cyxc.charts.text import shown, wrapped
from cyxc.show.rows import width


def test_lines_are_even_and_break_at_spaces() -> None:
    assert wrapped("people trained and people guided together 1500", 40) == (
        "people trained and people\nguided together 1500"
    )
    assert (
        wrapped("想创业并要求培训的劳动者一个不漏地纳入培训", 40)
        == "想创业并要求培训的劳动\n者一个不漏地纳入培训"
    )
    assert wrapped("a" * 100, 20, 2) == "a" * 20 + "\n" + "a" * 18 + "…"


def test_what_could_be_a_tag_is_none() -> None:
    assert shown("<b>5 < 6 </b><!--") == "＜b>5 < 6 ＜/b>＜!--"


@given(st.text(max_size=300), st.integers(8, 60), st.integers(1, 4))
def test_lines_keep_their_width(text: str, columns: int, most: int) -> None:
    lines = wrapped(text, columns, most).split("\n")
    assert len(lines) <= most
    assert all(line == line.strip() for line in lines)
    # A mark that may not begin a line stays on the one before.
    assert all(
        width(re.sub("[，。；：、？！）》」』】％%,.;:!?)\\]}…]+$", "", line)) <= columns for line in lines
    )
    assert not re.search("<[A-Za-z/!?]", "".join(lines))


@given(st.text(alphabet="abc 字，", max_size=40))
def test_nothing_is_lost_where_there_is_room(text: str) -> None:
    assert re.sub(r"\s", "", wrapped(text, 20, 99)) == re.sub(r"\s", "", text)
