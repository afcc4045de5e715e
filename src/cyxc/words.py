"""Words for people, in YAML files beside the code that says them."""

from functools import cached_property
from importlib import resources
from typing import Any

import attrs

from cyxc.language import Text


@attrs.frozen(eq=False, slots=False)
class Words:
    """The sentences and labels of a package, by group and key, each in both languages.

    Placeholders are filled as `Text.format` fills them; KeyError for what the file does not have.
    """

    package: str
    file: str = "words.yaml"

    @cached_property
    def groups(self) -> dict[str, Any]:
        """The file as it is, read when something is first said."""
        import yaml

        with resources.files(self.package).joinpath(self.file).open(encoding="utf-8") as file:
            words: dict[str, Any] = yaml.safe_load(file)
        return words

    def say(self, group: str, key: str, /, **parts: object) -> Text:
        """A sentence or label with its placeholders filled."""
        return Text(**self.groups[group][key]).format(**parts)
