"""The sheet of a form that explains it, with a few cells about the data as a whole."""

from cyxc.data.formkeys import KEYS, TOPICS, marker
from cyxc.data.observation import Data
from cyxc.excel.book import Page
from cyxc.excel.columns import KEY_ROW, protect
from cyxc.excel.styles import FILL, HEAD, HIDDEN, READ, TITLE, WRAPPED
from cyxc.excel.words import lines, say
from cyxc.language import Language
from cyxc.model.scheme import Scheme

_LABEL, _ID, _TEXT = range(3)
_WIDE = 100


def write_guide(page: Page, scheme: Scheme, data: Data, language: Language) -> None:
    """Title, scheme, place and note to fill in, and how to fill in the rest."""
    page.own.set_column(_LABEL, _LABEL, 16)
    page.own.set_column(_ID, _ID, 10, None, {"hidden": True})
    page.own.set_column(_TEXT, _TEXT, _WIDE)
    page.own.set_row(KEY_ROW, None, None, {"hidden": True})
    page.own.hide_gridlines(2)
    _, label, text = KEYS["guide"]
    for column, key in ((_LABEL, label), (_ID, marker("guide", scheme.id)), (_TEXT, text)):
        page.text(KEY_ROW, column, key, HIDDEN)
    # The column of texts would wrap the title: it runs over from the narrow one.
    page.text(1, _LABEL, say("form", "title", title=scheme.title)[language], {**TITLE, "text_wrap": False})
    page.own.set_row(1, 24)
    about = {"id": scheme.id, "version": scheme.version}
    said = say("form", "about", **about)
    if scheme.year is not None:
        said = say("form", "year", **about, year=scheme.year)
    page.text(2, _LABEL, said[language], {})
    row = 4
    for column, key in ((_LABEL, "topic"), (_ID, "id"), (_TEXT, "fill_in")):
        page.text(row, column, say("columns", key)[language], HEAD)
    for topic in TOPICS:
        row += 1
        page.text(row, _LABEL, say("topics", topic)[language], READ)
        page.text(row, _ID, topic, HIDDEN)
        page.text(row, _TEXT, _said(topic, data, language), FILL)
        if topic == "illustrative":
            words = [say("lists", answer)[language] for answer in ("no", "yes")]
            page.own.data_validation(row, _TEXT, row, _TEXT, {"validate": "list", "source": words})
    row += 1
    for line in lines("guide"):
        row += 1
        page.text(row, _TEXT, line[language], WRAPPED)
        page.fit(row, [(line[language], _WIDE)])
    page.own.fit_to_pages(1, 0)
    protect(page)


def _said(topic: str, data: Data, language: Language) -> str:
    if topic == "illustrative":
        return say("lists", "yes")[language] if data.illustrative else ""
    text = data.place if topic == "place" else data.note
    return "" if text is None else text[language]
