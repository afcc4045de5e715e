"""Elements of a page, made so that text from outside stays text."""

from xml.etree.ElementTree import Element as Element
from xml.etree.ElementTree import tostring

from cyxc.show.rows import clean

Child = Element | str | None


def element(tag: str, *children: Child, **attributes: str) -> Element:
    """An element with its children; text loses control and direction characters, None is left out.

    Attributes are named as in HTML, with `_` for `-`; `class_` and `for_` are class and for.
    """
    made = Element(tag, {name.rstrip("_").replace("_", "-"): clean(v) for name, v in attributes.items()})
    for child in children:
        append(made, child)
    return made


def append(parent: Element, child: Child) -> None:
    """One more child of an element: another element, or text behind what is there."""
    if isinstance(child, Element):
        parent.append(child)
    elif child is not None:
        text = clean(child)
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text


def raw(tag: str, text: str, **attributes: str) -> Element:
    """A `script` or `style` element of our own, whose text is not escaped and not touched."""
    made = Element(tag, attributes)
    made.text = text
    return made


def markup(one: Element) -> str:
    """An element as HTML."""
    return tostring(one, encoding="unicode", method="html")
