"""One pair in words: which is stricter, or by how much the figures differ, or why it can't be said."""

from cyxc.comparing.asked import Asked
from cyxc.comparing.comparison import ConceptRow
from cyxc.comparing.pair import Beside, Pair
from cyxc.comparing.words import say
from cyxc.language import Text, both, joined
from cyxc.model.entry import LEVELS
from cyxc.model.target import YEARS
from cyxc.numbers.exact import rounded


def name_in(row: ConceptRow, asked: Asked) -> Text:
    """The label of a scheme, with the target (and the indicator of several) where it asks more than once."""
    cell = row.asked[asked.column]
    if len(cell) == 1:
        return both(asked.scheme)
    of_target = [one for one in cell if one.target.id == asked.target.id]
    inside = asked.target.id if len(of_target) == 1 else asked.indicator.id
    return both(f"{asked.scheme}/{inside}")


def pair_text(pair: Pair, row: ConceptRow) -> Text:
    """What came of holding two against each other, in a sentence."""
    one, other, ratio = pair.first, pair.second, pair.ratio
    if pair.stricter is other or (ratio is not None and ratio < 1):
        # The stricter comes first, and so does the larger.
        one, other, ratio = other, one, None if ratio is None else 1 / ratio
    names = {"first": name_in(row, one), "second": name_in(row, other)}
    if pair.finding == "not_comparable":
        # One reason is enough for a reader; all of them are in the data.
        return say("findings", "not_comparable", **names, reason=pair.reasons[0].text)
    figures = {"figure": one.text, "other": other.text}
    if pair.finding == "figures":
        key = "figures_alone" if ratio is None else "figures"
        times = both("" if ratio is None else rounded(ratio))
        said = say("findings", key, **names, **figures, ratio=times)
    else:
        said = say("findings", pair.finding if pair.stricter is None else "stricter", **names, **figures)
    if not pair.beside:
        return said
    beside = joined([_beside(name, one, other) for name in pair.beside], "、", ", ")
    return say("findings", "beside", said=said, beside=beside)


def finding_label(pair: Pair) -> Text:
    """The finding in a word."""
    return say("labels", pair.finding if pair.stricter is None else "stricter")


def _beside(name: Beside, one: Asked, other: Asked) -> Text:
    first, second = one.target, other.target
    sides: dict[Beside, tuple[Text, Text]] = {
        "window": (both(str(first.window)), both(str(second.window))),
        "years": (YEARS[first.years], YEARS[second.years]),
        "level": (LEVELS[first.level], LEVELS[second.level]),
    }
    before, behind = sides.get(name, (both(""), both("")))
    return say("beside", name, first=before, second=behind)
