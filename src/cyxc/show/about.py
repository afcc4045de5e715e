"""What an evaluation is about, in one line, and its totals as a sum: the heads of everything shown."""

from datetime import date

from cyxc.evaluate.totals import Totals
from cyxc.language import Language, Text
from cyxc.model.scheme import Scheme
from cyxc.show.words import word


def about_line(scheme: Scheme, place: Text | None, as_of: date | None, language: Language) -> str:
    """Scheme, version, place, year put in, and the date asked about."""
    parts = [scheme.id, word("version", version=scheme.version)[language]]
    parts += [] if place is None else [place[language]]
    parts += [] if scheme.year is None else [word("year", year=scheme.year)[language]]
    when = "all_due" if as_of is None else "as_of"
    return " · ".join([*parts, word(when, date=as_of)[language]])


def sum_text(totals: Totals, language: Language) -> str:
    """The totals as a sum: 26 = met 21 + not met 4 + 1 restated."""
    parts = [f"{status.label[language]} {count}" for status, count in reversed(totals.by_status) if count]
    parts += [word("restated", count=totals.restated)[language]] if totals.restated else []
    parts += [word("combined", count=totals.combined)[language]] if totals.combined else []
    return word("sum", entries=totals.entries, parts=" + ".join(parts))[language]
