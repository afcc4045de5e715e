"""What a verdict would be under other readings, in words."""

from collections.abc import Iterator

from cyxc.evaluate.verdict import ReadingVerdict, Verdict
from cyxc.language import Language, joined
from cyxc.model.scheme import Scheme
from cyxc.rules.status import Status
from cyxc.show.rows import bracketed
from cyxc.show.words import word


def telling(verdict: Verdict) -> Iterator[ReadingVerdict]:
    """The readings under which it comes out otherwise, without those that fewer changes bring about too."""
    if verdict.agreement == "same":
        return
    in_force = set(verdict.readings[0].answers)
    shown: list[tuple[set[tuple[str, str]], Status | None]] = []
    for reading in sorted(verdict.readings[1:], key=lambda r: len(set(r.answers) - in_force)):
        changes = set(reading.answers) - in_force
        if reading.status != verdict.status and not any(
            c <= changes and s == reading.status for c, s in shown
        ):
            shown.append((changes, reading.status))
            yield reading


def reading_text(reading: ReadingVerdict, scheme: Scheme, language: Language) -> str:
    """What a verdict would be under other answers, naming only those that differ from the ones in force."""
    changed = changed_answers(reading, scheme)
    answers = ", ".join(f"{q}={r}" for q, r in changed)
    means = joined([scheme.questions[q].readings[r].text for q, r in changed], zh="；", en="; ")
    result = reading_result(reading, language)
    return f"{answers} → {result}{'：' if language == 'zh' else ': '}{means[language]}"


def changed_answers(reading: ReadingVerdict, scheme: Scheme) -> list[tuple[str, str]]:
    """The answers of a reading that differ from the ones in force."""
    return [(q, r) for q, r in reading.answers if r != scheme.reading(q).id]


def reading_result(reading: ReadingVerdict, language: Language) -> str:
    """What a verdict would be under a reading, with its value."""
    if reading.verdict is None:
        return word("without_number")[language]
    there = reading.verdict.value_text
    return reading.verdict.status.label[language] + bracketed(
        "" if there is None else there[language], language
    )
