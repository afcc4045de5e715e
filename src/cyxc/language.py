"""The two languages everything is said in."""

from typing import Literal

import attrs

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


class Count(int):
    """A whole number in a sentence: `{count:target|targets}` says one target, or 1,200 targets."""

    def __format__(self, spec: str) -> str:
        """The number with its noun, or as whole numbers are formatted anyway."""
        one, bar, many = spec.partition("|")
        return f"{int(self):,} {one if self == 1 else many}" if bar else format(int(self), spec)


@attrs.frozen
class Text:
    """The same thing said in Chinese and in English."""

    zh: str
    en: str

    def __getitem__(self, language: Language) -> str:
        """The text in `language`; KeyError for a language there is none in."""
        if language not in LANGUAGES:
            raise KeyError(language)
        return self.zh if language == "zh" else self.en

    def format(self, /, **parts: "object | Text") -> "Text":
        """Both sentences with their placeholders filled; a `Text` fills each in its own language.

        Behind a whole number stands a noun in singular or plural: see `Count`.
        """

        def own(part: object, language: Language) -> object:
            if isinstance(part, Text):
                return part[language]
            return Count(part) if type(part) is int else part

        def filled(language: Language) -> str:
            return self[language].format(**{k: own(part, language) for k, part in parts.items()})

        return Text(filled("zh"), filled("en"))


def both(text: str) -> Text:
    """A name that is the same in both languages, such as an id."""
    return Text(text, text)


def joined(texts: "list[Text]", zh: str = "、", en: str = ", ") -> Text:
    """Several texts in a row, with each language's own mark between them."""
    return Text(zh.join(t.zh for t in texts), en.join(t.en for t in texts))
