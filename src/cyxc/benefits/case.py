"""The facts of a case, by id: a person, an enterprise, a year."""

from collections.abc import Mapping
from fractions import Fraction

import attrs

from cyxc.benefits.facts import Said, measured, read_fact, whole_periods
from cyxc.data.scalars import shown
from cyxc.errors import DataError, Location, Problem, UnknownNameError, nearest
from cyxc.frozen import FrozenMap
from cyxc.model.benefit import Fact
from cyxc.model.names import folded
from cyxc.model.scheme import Scheme
from cyxc.numbers.quantity import Quantity


def _frozen(facts: Mapping[str, Said]) -> Mapping[str, Said]:
    return FrozenMap(facts)


@attrs.frozen
class Case:
    """A person, an enterprise, a year: its facts by id. What is not known is not in it."""

    facts: Mapping[str, Said] = attrs.field(factory=dict, converter=_frozen)

    def get(self, fact: str) -> Said | None:
        """What a fact comes to; None where it is missing."""
        return self.facts.get(fact)

    def yes(self, fact: Fact) -> bool | None:
        """A fact that is yes or no; None where it is missing."""
        found = self.get(fact.id)
        return found if isinstance(found, bool) else None

    def choice(self, fact: Fact) -> str | None:
        """The id of the choice a fact is; None where it is missing."""
        found = self.get(fact.id)
        return found if isinstance(found, str) else None

    def quantity(self, fact: Fact) -> Quantity | None:
        """A fact that is a number, in its own unit; None where it is missing."""
        found = self.get(fact.id)
        return Quantity(found, measured(fact).measure) if isinstance(found, Fraction) else None


def read_case(scheme: Scheme, said: object, places: Mapping[str, Location] | None = None) -> Case:
    """The case in a mapping of facts to what they are; None for a case nothing is known of.

    A fact goes by its id or its name in either language. Yes-or-no facts take truth values, `yes`, `no`, 是
    and 否; choices the id or a name of the choice; numbers what figures of `Scheme.evaluate` take, a bare
    one in the fact's own unit. Numbers must be whole where things are counted, or where years and months
    multiply an amount, and never below zero (shares and `signed` facts apart). None and the marks of a
    missing figure (暂无, -) leave a fact missing. `places` says where in a file each stands.

    Raises `UnknownNameError` where a name is unknown, otherwise `DataError`, with every fault at once.
    """
    if isinstance(said, Case):
        return said
    if said is not None and not isinstance(said, Mapping):
        raise DataError(Problem("bad-case", {"type": type(said).__name__}))
    names, known = fact_names(scheme), [name for fact in scheme.facts for name in _names(fact)]
    whole = whole_periods(scheme)
    found: dict[str, Said] = {}
    first: dict[str, str] = {}
    problems: list[Problem] = []
    for name, value in (said or {}).items():
        at = (places or {}).get(name) or Location(path=shown(name))
        id_ = names.get(folded(name)) if isinstance(name, str) else None
        if not isinstance(name, str):
            problems.append(Problem("name-not-text", {"name": shown(name)}, at))
        elif id_ is None:
            problems.append(Problem("no-such-fact", {"name": shown(name)}, at, nearest(name[:80], known)))
        elif id_ in first:
            details = {"name": id_, "first": shown(first[id_]), "second": shown(name)}
            problems.append(Problem("fact-twice", details, at))
        else:
            first[id_] = name
            read = read_fact(scheme.facts[id_], value, at, whole=id_ in whole)
            problems += read if isinstance(read, list) else []
            if read is not None and not isinstance(read, list):
                found[id_] = read
    if problems:
        unknown = any(problem.code in ("no-such-fact", "fact-choice") for problem in problems)
        raise (UnknownNameError if unknown else DataError)(problems)
    return Case({id_: found[id_] for id_ in scheme.facts.ids if id_ in found})


def _names(fact: Fact) -> tuple[str, ...]:
    return fact.id, fact.name.zh, fact.name.en


def fact_names(scheme: Scheme) -> dict[str, str]:
    """Every name a fact goes by, evened out, with its id; a name two facts share stands for neither."""
    ids = {folded(fact.id): fact.id for fact in scheme.facts}
    bearers: dict[str, set[str]] = {}
    for fact in scheme.facts:
        for name in _names(fact)[1:]:
            bearers.setdefault(folded(name), set()).add(fact.id)
    return {name: next(iter(facts)) for name, facts in bearers.items() if len(facts) == 1} | ids
