"""A comparison of two evaluations as a table for notebooks."""

from collections.abc import Iterable, Iterator, Sequence

from cyxc.changes.change_rows import change_rows
from cyxc.changes.diff import Diff, VerdictChange
from cyxc.changes.show import entry_rows, head_rows, sum_rows
from cyxc.changes.words import say as said
from cyxc.html.blocks import line, lines, named
from cyxc.html.elements import Element, element
from cyxc.html.words import say
from cyxc.language import Language
from cyxc.show.rows import Row


def comparison(diff: Diff, language: Language) -> Iterator[Element]:
    """What is different about the whole, then what got better, worse, or changed otherwise."""
    title = said("labels", "title", scheme=diff.scheme)[language]
    yield element("p", title, class_="title")
    if diff.empty:
        yield line(Row(0, said("labels", "nothing")[language]))
        return
    yield lines([*head_rows(diff, language), *sum_rows(diff, language)])
    otherwise = [one for one in diff.changed if one.turn is None]
    groups = {"better": diff.better, "worse": diff.worse, "otherwise": otherwise}
    listed = [
        (said("labels", name, count=len(changed))[language], changed)
        for name, changed in groups.items()
        if changed
    ]
    if listed:
        yield changes(listed, language)
    for name, entries in (("removed", diff.removed), ("added", diff.added)):
        yield lines(entry_rows(name, entries, language))
    yield line(Row(0, said("labels", "unchanged", count=diff.unchanged)[language], style="note"))


def changes(groups: Iterable[tuple[str, Sequence[VerdictChange]]], language: Language) -> Element:
    """A table of what changed, a body a group, headed by how many it holds."""
    heads = [say("columns", name)[language] for name in ("status", "entry")]
    heads.append(say("notebook", "changes")[language])
    bodies = []
    for title, changed in groups:
        head = element("tr", element("th", title, colspan="3", scope="rowgroup")) if title else None
        bodies.append(element("tbody", head, *(_change(change, language) for change in changed)))
    top = element("tr", *(element("th", text, scope="col") for text in heads))
    return element("table", element("thead", top), *bodies)


def _change(change: VerdictChange, language: Language) -> Element:
    first, *rest = change_rows(change, language)
    badge = element("span", first.label, class_=f"badge {first.style}")
    cells = (badge, named(change.text[language], change.id), lines(rest))
    return element("tr", *(element("td", cell) for cell in cells))
