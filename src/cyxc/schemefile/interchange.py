"""The interchange form of a scheme, `cyxc.scheme/1`: the same content as its YAML, with nothing abbreviated."""

from typing import TYPE_CHECKING, Any

from cyxc.schemefile.structure import converter

if TYPE_CHECKING:
    from cyxc.model.scheme import Scheme

FORMAT = "cyxc.scheme/1"


def to_dict(scheme: "Scheme") -> dict[str, Any]:
    """The scheme as plain data, ready for JSON, the same in every language and locale."""
    body: dict[str, Any] = converter().unstructure(scheme)
    return {"format": FORMAT, **body}
