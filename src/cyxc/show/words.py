"""The labels of outlines and forms, in both languages."""

from functools import cache
from importlib import resources
from typing import Any

from cyxc.language import Text


@cache
def _words() -> dict[str, Any]:
    import yaml

    with resources.files("cyxc.show").joinpath("words.yaml").open(encoding="utf-8") as file:
        words: dict[str, Any] = yaml.safe_load(file)
    return words


def word(key: str, /, **parts: object) -> Text:
    """A label of `words.yaml`, `group.name` for a nested one, its placeholders filled."""
    found = _words()
    for step in key.split("."):
        found = found[step]
    return Text(**found).format(**parts)
