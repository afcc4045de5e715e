"""The labels of outlines and forms, in both languages."""

from cyxc.language import Text
from cyxc.words import Words

_WORDS = Words("cyxc.show")


def word(key: str, /, **parts: object) -> Text:
    """A label of `words.yaml`, `group.name` for a nested one, its placeholders filled."""
    found = _WORDS.groups
    for step in key.split("."):
        found = found[step]
    return Text(**found).format(**parts)
