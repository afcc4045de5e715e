"""A finding: what the document's own figures and relations show of it."""

from collections.abc import Iterable
from typing import Any, Literal

import attrs

from cyxc.consistency.words import say
from cyxc.language import Text
from cyxc.model.entry import Entry
from cyxc.model.scheme import Scheme

Kind = Literal["agrees", "rounds", "disagrees", "infeasible", "overruns", "restated"]

KINDS: tuple[Kind, ...] = ("agrees", "rounds", "disagrees", "infeasible", "overruns", "restated")


@attrs.frozen(kw_only=True)
class Finding:
    """Where the document agrees with itself, or does not.

    `kind`: `agrees` (figures fix one another exactly), `rounds` (only after rounding), `disagrees`,
    `infeasible` (not all can be met), `overruns` (a time outside the scheme's term), `restated` (a task
    stated twice). `entries` are ids of what is asked (targets, other duties, phases), `indicators` those of
    indicators it rests on; `clauses` where they stand, in the document's order. `answers` are the readings
    under which it is so, as `Scheme.answers` has them. `arithmetic` shows it in figures, `explanation` says
    it in one or two sentences.
    """

    kind: Kind
    entries: tuple[str, ...]
    indicators: tuple[str, ...] = ()
    clauses: tuple[str, ...]
    answers: tuple[tuple[str, str], ...] = ()
    arithmetic: Text
    explanation: Text

    @property
    def label(self) -> Text:
        """The kind in words."""
        return say("kinds", self.kind)

    def to_dict(self) -> dict[str, Any]:
        """The finding ready for JSON; texts have `zh` and `en`, answers are question: reading."""
        return {
            "kind": self.kind,
            "entries": list(self.entries),
            "indicators": list(self.indicators),
            "clauses": list(self.clauses),
            "answers": dict(self.answers),
            "arithmetic": {"zh": self.arithmetic.zh, "en": self.arithmetic.en},
            "explanation": {"zh": self.explanation.zh, "en": self.explanation.en},
        }


def finding(
    scheme: Scheme,
    kind: Kind,
    arithmetic: Text,
    explanation: Text,
    *,
    entries: Iterable[Entry] = (),
    indicators: Iterable[Entry] = (),
) -> Finding:
    """A finding about entries and indicators of a scheme, each once, with their clauses."""
    about, among = dict.fromkeys(entries), dict.fromkeys(indicators)
    clauses = dict.fromkeys(one.clause for one in (*about, *among))
    return Finding(
        kind=kind,
        entries=tuple(one.id for one in about),
        indicators=tuple(one.id for one in among),
        clauses=tuple(sorted(clauses, key=scheme.clause_order)),
        answers=scheme.answers,
        arithmetic=arithmetic,
        explanation=explanation,
    )
