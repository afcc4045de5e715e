"""The words of workbooks, in both languages."""

from cyxc.language import Text
from cyxc.words import Words

_WORDS = Words("cyxc.excel")
say = _WORDS.say


def lines(group: str) -> list[Text]:
    """The sentences of a group, in their order."""
    return [Text(**one) for one in _WORDS.groups[group]]
