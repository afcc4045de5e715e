"""What charts say, in both languages."""

from functools import cache
from importlib import resources
from typing import Any

from cyxc.language import Text


@cache
def _words() -> dict[str, Any]:
    import yaml

    with resources.files("cyxc.charts").joinpath("words.yaml").open(encoding="utf-8") as file:
        words: dict[str, Any] = yaml.safe_load(file)
    return words


def say(group: str, key: str, /, **parts: object) -> Text:
    """A sentence of `words.yaml` with its placeholders filled."""
    return Text(**_words()[group][key]).format(**parts)
