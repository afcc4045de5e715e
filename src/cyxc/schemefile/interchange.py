"""The interchange form of a scheme, `cyxc.scheme/1`: the content of its YAML, with nothing abbreviated."""

from typing import TYPE_CHECKING, Any

from cyxc.schemefile.structure import converter

if TYPE_CHECKING:
    from cyxc.model.scheme import Scheme

FORMAT = "cyxc.scheme/1"


def to_dict(scheme: "Scheme") -> dict[str, Any]:
    """The scheme as plain data, ready for JSON, the same in every language and locale.

    A scheme under answers or bound to a year is written as the document has it, with `answers` and `year`
    beside it: that is how it keeps its questions and can be switched back.
    """
    body: dict[str, Any] = converter().unstructure(scheme.as_stated)
    found = {"format": FORMAT, **body}
    if scheme.year is not None:
        found["year"] = scheme.year
    if scheme.answers:
        found["answers"] = dict(scheme.answers)
    return found
