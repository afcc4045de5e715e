"""Pages that need no script: a heading, what is said below it, the parts."""

from collections.abc import Iterable

from cyxc.evaluate.evaluation import library_version
from cyxc.html.elements import Element, element
from cyxc.html.page import page
from cyxc.html.words import say
from cyxc.language import Language


def still(
    title: str, heading: str, head: Iterable[Element], parts: Iterable[Element], language: Language
) -> str:
    """A whole page as text, under the policy of `page`; `title` names it in the browser."""
    body = element(
        "body",
        element("header", element("h1", heading), *head),
        element("main", element("div", *parts), class_="still"),
        element("footer", say("report", "made", version=library_version())[language]),
    )
    return page(title, body, language)
