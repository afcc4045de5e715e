"""How many places hold a title, take part in it, or were chosen to try: a figure that may have bounds."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, get_args

import attrs

from cyxc.errors import DataError, Problem, UnknownNameError, UsageError, brief, nearest, not_a_choice
from cyxc.language import Text, both
from cyxc.levels.many import Evaluations
from cyxc.levels.places import Place, Places, check_places, day, twice
from cyxc.levels.places_faults import RANKS
from cyxc.levels.words import say
from cyxc.model.indicator import TitleFact
from cyxc.model.scheme import Scheme
from cyxc.rules.status import MET, NO_DATA, NOT_MET, STATUSES, Status

Undetermined = tuple[str, Status]


def _text(said: "str | Text") -> Text:
    return both(said) if isinstance(said, str) else said


@attrs.frozen(kw_only=True)
class Count:
    """How many places of those asked about hold a title, take part in it, or were chosen to try.

    `low` is how many surely do, `high` how many may: those of which it is undetermined besides. Handed in
    as the figure of an indicator it is known within these bounds, and `code` is the status (as in
    `cyxc.rules.status`) of what keeps it open. A count of places that nobody named has none.
    """

    title: Text = attrs.field(converter=_text)
    fact: TitleFact
    low: int
    high: int
    holders: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    undetermined: tuple[Undetermined, ...] = ()
    left_out: tuple[str, ...] = ()
    """Places named that are not counted: not valid at the date, or not among those asked about."""
    as_of: date | None = None
    evaluations: Evaluations | None = attrs.field(default=None, eq=False, repr=False)
    """What it was counted from, where that were evaluations."""
    places: Places | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def code(self) -> int:
        """Of what is undetermined, the first status in the order of precedence; `no_data` of nothing."""
        return min((status.code for _, status in self.undetermined), default=NO_DATA)

    @property
    def status(self) -> Status | None:
        """What keeps it open; None where nothing does."""
        return STATUSES[self.code] if self.undetermined else None

    @property
    def stands_for(self) -> str | None:
        """The scheme that stands for the title, as the caller said by handing in its evaluations."""
        return None if self.evaluations is None else self.evaluations.scheme.id

    @property
    def standing(self) -> tuple[tuple[str, Status], ...]:
        """Every place that was named and counted: met where the fact is true of it, else not, or open."""
        known = [(code, STATUSES[MET]) for code in self.holders]
        known += [(code, STATUSES[NOT_MET]) for code in self.refused]
        return tuple(sorted([*known, *self.undetermined]))

    def name(self, code: str) -> Text:
        """What a place is called; its code where no list says."""
        return both(code) if self.places is None else self.places.name(code)

    @property
    def text(self) -> Text:
        """The count in words."""
        key = "exact" if self.low == self.high else "open"
        parts = {"low": self.low, "high": self.high, "title": self.title, "open": len(self.undetermined)}
        said = say("count", key, fact=say("facts", self.fact), **parts)
        if self.stands_for is None:
            return said
        return say("count", "by_scheme", said=said, scheme=self.stands_for)

    def __str__(self) -> str:
        """The number, or its bounds."""
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"


def count_places(
    who: "Evaluations | Iterable[str] | int",
    *,
    title: "str | Text",
    fact: TitleFact,
    among: Iterable[str] | None = None,
    undetermined: Iterable[str] = (),
    places: Places | None = None,
    as_of: "date | str | None" = None,
    scope: Literal["targets", "all"] = "targets",
) -> Count:
    """Counts the places of which `fact` is true for `title`; both have to be said, none is assumed.

    `who` is one of three things. `Evaluations`: the caller says that their scheme stands for the title; a
    place holds it when its outcome is met (by its targets, or with `scope="all"` by every entry), one not
    evaluated is undetermined, and nothing but `holds` can be told from them. Place codes: those of which the
    fact is true; of `undetermined` it is not known, of the others in `among` it is not. A number: nobody
    is named but those in `undetermined`, who come on top.

    `among` are the codes asked about, without it those of `who`, of evaluations with a list of places only
    those of the level their scheme is for. With `places` only places valid at `as_of`
    count, see `Places.at`; codes nothing has raise `UnknownNameError`, codes twice `DataError`, what can't
    be asked `UsageError`.
    """
    for said, choices in ((fact, get_args(TitleFact)), (scope, ("targets", "all"))):
        if said not in choices:
            raise UsageError(not_a_choice(said, choices))
    names = attrs.astuple(title) if isinstance(title, Text) else (title,)
    if not all(isinstance(name, str) and name.strip() for name in names):
        raise UsageError(Problem("title-missing", {}))
    number = who if isinstance(who, int) and not isinstance(who, bool) else None
    check_places(places)
    found = who if isinstance(who, Evaluations) else None
    if found is not None:
        if fact != "holds":
            raise UsageError(Problem("fact-not-shown", {"fact": fact, "scheme": found.scheme.id}))
        places = found.places if places is None else places
        as_of = found.as_of if as_of is None else as_of
    at = None if as_of is None else day(as_of)
    codes = () if number is not None else _codes(found if found is not None else who)
    unknown = _codes(undetermined)
    asked = _codes(among) if among is not None else tuple(dict.fromkeys((*codes, *unknown)))
    _check(codes, unknown, asked, places)
    if found is not None and among is None and places is not None:
        asked = tuple(code for code in asked if is_for(found.scheme, places.seen_at(at)[code]))
    standing = {code: _standing(code, found, codes, unknown, scope) for code in asked}
    valid = set(asked) if places is None else {place.code for place in places.at(at)}
    counted = {code: standing[code] for code in sorted(asked) if code in valid}
    told = codes if among is None or found is None else ()
    outside = [code for code in (*told, *unknown) if code not in standing]
    holders = tuple(code for code, one in counted.items() if one == MET)
    open_ = tuple((code, STATUSES[one]) for code, one in counted.items() if one < NOT_MET)
    refused = tuple(code for code, one in counted.items() if one == NOT_MET)
    low = len(holders)
    if number is not None:
        low, refused = _checked(number, None if among is None else len(refused)), ()
    return Count(
        title=title,
        fact=fact,
        low=low,
        high=low + len(open_),
        holders=holders,
        refused=refused,
        undetermined=open_,
        left_out=tuple(sorted({*outside, *(code for code in asked if code not in valid)})),
        as_of=at,
        evaluations=found,
        places=None if places is None else places.seen_at(at),
    )


def is_for(scheme: Scheme, place: Place) -> bool:
    """Whether a scheme asks anything of places of this level."""
    return any(RANKS.get(place.level) == RANKS.get(target.level) for target in scheme.targets)


def _checked(number: int, most: int | None) -> int:
    """How many hold it, of at most so many that were asked about and are not undetermined."""
    if number < 0 or (most is not None and number > most):
        details = {"count": str(number), "most": "∞" if most is None else str(most)}
        raise DataError(Problem("count-impossible", details))
    return number


def _codes(said: object) -> tuple[str, ...]:
    """Place codes; one text alone is one of them and not its letters."""
    listed = (said,) if isinstance(said, str) else tuple(said) if isinstance(said, Iterable) else None
    strange = [] if listed is None else [one for one in listed if not isinstance(one, str)]
    if listed is None or strange:
        raise DataError(Problem("bad-codes", {"found": brief(strange[0] if strange else said)}))
    several = twice(listed)
    if several:
        raise DataError(Problem("code-listed-twice", {"code": code}) for code in several)
    return listed


def _check(
    codes: tuple[str, ...], unknown: tuple[str, ...], asked: tuple[str, ...], places: Places | None
) -> None:
    both_ways = twice((*codes, *unknown))
    if both_ways:
        raise DataError(Problem("code-listed-twice", {"code": code}) for code in both_ways)
    if places is None:
        return
    strange = [code for code in dict.fromkeys((*codes, *unknown, *asked)) if code not in places]
    if strange:
        known = places.codes
        raise UnknownNameError(
            Problem("unknown-place", {"name": brief(code)}, nearest=nearest(brief(code), known))
            for code in strange
        )


def _standing(
    code: str, found: Evaluations | None, codes: tuple[str, ...], unknown: tuple[str, ...], scope: str
) -> int:
    """The status code of one place: met, not met, or what keeps it open."""
    if found is None:
        return NO_DATA if code in unknown else MET if code in codes else NOT_MET
    if code not in found:
        return NO_DATA
    evaluation = found[code]
    if scope == "all":
        statuses = [verdict.status.code for verdict in evaluation.verdicts if verdict.counted]
    else:
        statuses = [evaluation.codes[leaf.index] for leaf in evaluation.plan.leaves if leaf.counted]
    if NOT_MET in statuses:
        return NOT_MET
    open_ = [one for one in statuses if 0 < one < NOT_MET]
    if open_:
        return min(open_)
    # A scheme of which nothing applies to a place says nothing about it.
    return MET if MET in statuses else NO_DATA
