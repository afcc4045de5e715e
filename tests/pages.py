"""Evaluations for tests of pages: hostile text in every free field, and very many verdicts."""

from html.parser import HTMLParser
from typing import Any

import cyxc

HOSTILE = (
    "</script><script>document.title='broken'</script><img src=http://example.invalid/a.png onerror=\"documen"
    "t.title='broken'\"></summary></td></style><b>fett</b> &lt;i&gt; \"'` =1+1 \u202eetirw\u202c שלום "
    "\x1b[31m\x00\r\n--> ]]> {{7*7}} {count} javascript:alert(1) " + "長" * 2000 + "x" * 2000
)


def said(text: str) -> dict[str, str]:
    return {"zh": text, "en": text}


def hostile() -> cyxc.Evaluation:
    """An evaluation that carries `HOSTILE` in every field a caller or a scheme's author may fill."""
    entry = {"clause": f"一/{HOSTILE}", "text": said(HOSTILE), "parties": [HOSTILE]}
    timed = {**entry, "window": {"start": "2020", "due": "2020"}, "level": "town"}
    number = {"kind": "level", "op": ">=", "figure": {"value": "5", "unit": "人"}}
    once = {"kind": "occurs", "figure": {"value": "1", "unit": "次"}}
    readings = [
        {"id": "one", "text": said(HOSTILE), "reason": said(HOSTILE), "plain": True},
        {"id": "other", "text": said(HOSTILE), "reason": said(HOSTILE), "without_number": True},
    ]
    body: dict[str, Any] = {
        "format": "cyxc.scheme/1",
        "id": "hostile",
        "version": HOSTILE,
        "title": said(HOSTILE),
        "issuer": said(HOSTILE),
        "note": said(HOSTILE),
        "place": {**said(HOSTILE), "level": "town"},
        "term": {"start": "2020", "due": "2020"},
        "parties": [{"id": HOSTILE, "en": HOSTILE}],
        "indicators": [
            {"id": id_, "clause": "一", "text": said(HOSTILE), "name": said(f"{id_} {HOSTILE}"), **keys}
            for id_, keys in {
                "a": {"kind": "flow", "unit": "人"},
                "b": {"kind": "flow", "unit": "人"},
                "c": {"kind": "flow", "unit": "人", "formula": "a + b"},
            }.items()
        ],
        "targets": [
            {**timed, "id": "t", "indicator": "c", "rule": number, "questions": ["q"]},
            {**timed, "id": "u", "indicator": "a", "rule": number},
        ],
        "criteria": [{**timed, "id": "k"}],
        "obligations": [{**timed, "id": "o", "rule": once}],
        "questions": [{"id": "q", "clause": "一", "text": said(HOSTILE), "readings": readings}],
    }
    scheme = cyxc.from_dict(body)
    figures = [
        cyxc.Observation(indicator="a", value=1, source=HOSTILE, reported_on="2020-12-31", place=HOSTILE),
        cyxc.Observation(indicator="b", value=2, source=HOSTILE),
    ]
    data = cyxc.Data(observations=tuple(figures), place=HOSTILE, note=HOSTILE)
    judged = cyxc.Judgement(criterion="k", met=False, assessor=HOSTILE, evidence=HOSTILE)
    event = cyxc.Event(entry="o", on="2020-05-01", party=HOSTILE, note=HOSTILE)
    log = cyxc.EventLog(first="2020-01-01", last="2020-12-31", events=[event])
    return scheme.evaluate(data, judgements=judged, logs=log)


def many(count: int) -> cyxc.Evaluation:
    """As many verdicts as asked for, on a hundred indicators, under 50 clauses and 40 offices.

    Target i asks for 100 of indicator i mod 100, whose figure is 90 + its number mod 20, and which is not
    handed in where its number divides by 7.
    """
    window = {"start": "2020", "due": "2020"}
    rule = {"kind": "level", "op": ">=", "figure": {"value": "100", "unit": "人"}}

    def entry(number: int, name: str) -> dict[str, Any]:
        return {"clause": f"一/{number % 50 + 1}", "text": said(f"{name} {number} 带动就业")}

    body = {
        "format": "cyxc.scheme/1",
        "id": "many",
        "version": "1",
        "title": said("许多目标"),
        "place": {**said("某地"), "level": "town"},
        "term": window,
        "parties": [{"id": f"第{number}办公室", "en": f"Office {number}"} for number in range(40)],
        "indicators": [
            {**entry(n, "指标"), "id": f"i{n}", "name": said(f"指标 {n}"), "kind": "flow", "unit": "人"}
            for n in range(100)
        ],
        "targets": [
            {
                **entry(number, "目标"),
                "id": f"t{number}",
                "indicator": f"i{number % 100}",
                "rule": rule,
                "parties": [f"第{number % 40}办公室"],
                "window": window,
                "level": "town",
            }
            for number in range(count)
        ],
    }
    handed_in = {
        f"i{n}": {"value": 90 + n % 20, "unit": "人", "source": f"台账 {n}"} for n in range(100) if n % 7
    }
    return cyxc.from_dict(body).evaluate(handed_in)


class Parsed(HTMLParser):
    """What a parser of HTML makes of a page: its tags, its text by tag, the attributes of each element."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in ("meta", "link", "input", "br"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self._open[-1] if self._open else "", data))

    @property
    def tags(self) -> set[str]:
        return {tag for tag, _ in self.elements}

    def of(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def text(self, *tags: str) -> str:
        """All text, or that right inside some tags."""
        return " ".join(text for tag, text in self.texts if not tags or tag in tags)
