"""Which figure of the upper scheme comes from the places, and how: INDICATOR=HOW[:KIND][@FILE]."""

import re
from pathlib import Path
from typing import Literal

import attrs

from cyxc.data.observation import Observation
from cyxc.errors import DataError, Location, Problem, UsageError, brief, nearest
from cyxc.evaluate.bounded import PLACES, facts_of
from cyxc.evaluate.plan import plan
from cyxc.evaluate.wording import quantity_text
from cyxc.files import not_read
from cyxc.language import Text
from cyxc.levels.count import Count, count_places, is_for
from cyxc.levels.many import Evaluations
from cyxc.levels.places import Place, Places
from cyxc.levels.rollup import RolledUp, rollup
from cyxc.levels.sums import Rolled
from cyxc.levels.words import say
from cyxc.model.indicator import Indicator, TitleFact
from cyxc.model.scheme import Scheme

How = Literal["holds", "takes-part", "chosen", "all", "sum"]
HOWS: tuple[How, ...] = ("holds", "takes-part", "chosen", "all", "sum")
_FACTS: dict[str, TitleFact] = {"holds": "holds", "takes-part": "takes_part", "chosen": "was_chosen"}
_FORM = re.compile(r"([^=]+)=([a-z-]+)(?::([^@]+))?(?:@(.+))?")


@attrs.frozen
class Named:
    """One figure and where it comes from.

    `what` is a kind of places, or for `sum` an indicator of theirs; `file` lists the places counted, or for
    `sum` those that were to report.
    """

    indicator: Indicator
    how: How
    what: str | None = None
    file: Path | None = None


def read_named(said: list[str], scheme: Scheme) -> tuple[Named, ...]:
    """What `--as` says; raises `UsageError` with everything in it that can't be read or is unknown."""
    found: dict[str, Named] = {}
    problems: list[Problem] = []
    for text in said:
        match = _FORM.fullmatch(text.strip())
        name, how, what, file = (part and part.strip() for part in match.groups()) if match else ("",) * 4
        if match is None or how not in HOWS or (file and how == "all"):
            close = nearest(how or "", HOWS)
            problems.append(Problem("bad-as", {"text": brief(text)}, nearest=close))
            continue
        id_ = scheme.indicator_names.get(name or "")
        if id_ is None:
            close = nearest(brief(name), scheme.indicator_names)
            problems.append(Problem("unknown-indicator", {"name": brief(name)}, nearest=close))
        elif id_ in found:
            problems.append(Problem("as-twice", {"name": id_}))
        elif how in ("takes-part", "chosen") and file is None:
            problems.append(Problem("list-needed", {"name": id_, "fact": how}))
        else:
            one = Named(scheme.indicators[id_], how, what, None if file is None else Path(file))
            fault = _not_counted(one, scheme)
            problems += [] if fault is None else [fault]
            found[id_] = one
    if problems:
        raise UsageError(problems)
    return tuple(found.values())


def _not_counted(one: Named, scheme: Scheme) -> Problem | None:
    """Why a number of places can't be the figure of an indicator, or not one of which this is true."""
    if one.how == "sum":
        return None
    made, indicator = plan(scheme), one.indicator
    if indicator.measure.dimension != PLACES.dimension:
        return Problem("as-not-places", {"name": indicator.id, "how": one.how, "unit": indicator.unit})
    counted = facts_of(made.node(indicator.id), made.nodes)
    if not counted or counted == {_FACTS.get(one.how)}:
        return None
    return Problem(
        "as-other-fact", {"name": indicator.id, "how": one.how, "counted": ", ".join(sorted(counted))}
    )


@attrs.frozen
class Figure:
    """A figure of the upper scheme with what it was made of: a count, or a sum for each period.

    `texts` say it, a sentence for each.
    """

    named: Named
    figure: object
    count: Count | None = None
    rolled: tuple[Rolled, ...] = ()
    source: RolledUp | None = attrs.field(default=None, repr=False)
    texts: tuple[Text, ...] = ()

    @property
    def text(self) -> Text:
        """The figure in words."""
        return Text("".join(one.zh for one in self.texts), " ".join(one.en for one in self.texts))

    @property
    def asked(self) -> str:
        """The key of the places' figure that was added."""
        return self.rolled[0].key


def figure(
    named: Named,
    found: Evaluations,
    rolled: RolledUp | None,
    places: Places,
    parent: Place,
) -> Figure:
    """The figure, made from the places that lie in `parent` and are valid at the date asked about."""
    name = named.indicator.name
    if named.how == "sum":
        assert rolled is not None
        if named.file is not None:
            codes = read_codes(named.file, places)
            rolled = rollup(rolled.scheme, found, parent.code, among=codes)
        asked = named.indicator.id if named.what is None else rolled.scheme.indicator(named.what).id
        sums = _sums(rolled, asked)
        handed = [one.observation(named.indicator.id) for one in sums]
        return Figure(
            named,
            handed[0] if len(handed) == 1 and handed[0].period is None else handed,
            rolled=sums,
            source=rolled,
            texts=tuple(sum_text(one, name) for one in sums),
        )
    among = _among(named, places.at(found.as_of), parent, found.scheme)
    if named.how == "all":
        said = say("count", "there_are", title=name, count=len(among))
        seen = Observation(indicator=named.indicator.id, value=len(among), unit=PLACES.symbol, source=said)
        return Figure(named, seen, texts=(said,))
    who = found if named.file is None else read_codes(named.file, places)
    count = count_places(
        who, title=name, fact=_FACTS[named.how], among=among, places=places, as_of=found.as_of
    )
    return Figure(named, count, count=count, texts=(count.text,))


def _sums(rolled: RolledUp, asked: str) -> tuple[Rolled, ...]:
    """The sums of a figure; one that lacks all where nothing handed in could be seen at the date."""
    whole = rolled.over(asked, None)
    given = any(asked in one.values.given for one in rolled.leaves.values())
    if whole is not None and given and all(one.key != asked for one in rolled):
        return (whole,)
    return rolled.of(asked)


def sum_text(one: Rolled, name: Text, places: int = 2) -> Text:
    """A sum in words, under the name the upper scheme has for it; what is lacking said where something is."""
    if one.period is not None:
        name = say("totals", "named", name=name, period=one.period)
    value = quantity_text(one.known, places)
    if one.value is None:
        return say("rollup", "lacking", name=name, count=len(one.lacking), known=value)
    return say("rollup", "sum", name=name, value=value, count=len(one.parts))


def _among(named: Named, standing: Places, parent: Place, judged_by: Scheme) -> tuple[str, ...]:
    """The places asked about: without a kind all, by verdicts those of the level these are for."""
    inside = standing.descendants(parent.code) if parent.code in standing else ()
    if named.what is None:
        by_verdicts = named.how == "holds" and named.file is None
        return tuple(one.code for one in inside if not by_verdicts or is_for(judged_by, one))
    kinds = {one.kind for one in inside if one.kind} | {one.level for one in inside}
    if named.what not in kinds:
        close = nearest(named.what, kinds)
        raise UsageError(Problem("no-place-of-kind", {"name": brief(named.what)}, nearest=close))
    return tuple(one.code for one in inside if named.what in (one.kind, one.level))


def read_codes(file: Path, places: Places) -> tuple[str, ...]:
    """The places a text file lists, a code or name a line; `#` begins a remark. All faults at once."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise DataError(Problem("not-utf8", {}, Location(file=str(file)))) from error
    except (OSError, ValueError) as error:
        raise DataError(not_read(error, file, (".txt", ".csv"))) from error
    codes: dict[str, int] = {}
    problems: list[Problem] = []
    for number, line in enumerate(lines, 1):
        name = line.partition("#")[0].strip().strip(",")
        if name:
            where = Location(file=str(file), line=number)
            place = places.find(name, where)
            if isinstance(place, Problem):
                problems.append(place)
            elif place.code in codes:
                details = {"code": place.code, "first": str(codes[place.code])}
                problems.append(Problem("code-on-two-lines", details, where))
            else:
                codes[place.code] = number
    if problems:
        raise DataError(problems)
    return tuple(codes)
