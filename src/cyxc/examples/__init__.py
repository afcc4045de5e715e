"""Packaged example data: one illustrative set a scheme, and what Putuo really published."""

from functools import cache
from importlib import resources

from cyxc.data.files import read_document
from cyxc.data.observation import Data
from cyxc.errors import Problem, UnknownNameError, brief, nearest


@cache
def example_names() -> tuple[str, ...]:
    """The names of the packaged examples, sorted."""
    files = resources.files("cyxc.examples").iterdir()
    return tuple(sorted(file.name.removesuffix(".yaml") for file in files if file.name.endswith(".yaml")))


def example(name: str) -> Data:
    """The example with this name; `UnknownNameError` names the nearest."""
    if name not in example_names():
        said = brief(name)
        close = nearest(said, example_names()) or example_names()
        raise UnknownNameError(Problem("unknown-example", {"name": said}, nearest=close))
    text = resources.files("cyxc.examples").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return read_document(text, f"{name}.yaml")
