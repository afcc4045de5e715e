"""All that is wrong with a file at once: its shape and every figure in it."""

from collections.abc import Iterable

from cyxc.data.cells import read_cell
from cyxc.data.names import Names
from cyxc.data.observation import Observation
from cyxc.errors import Location, Problem
from cyxc.model.scheme import Scheme


def with_figures(
    problems: Iterable[Problem], observations: Iterable[Observation], scheme: Scheme
) -> list[Problem]:
    """The problems found, with those that evaluating the figures would find, in the order of the file."""
    names = Names(scheme)
    first: dict[str, Location] = {}
    found = list(problems)
    for seen in observations:
        name = names.find(seen.indicator, seen.role, seen.where)
        if isinstance(name, Problem):
            found.append(name)
            continue
        # Tables look for doubles themselves, and name row and column.
        if seen.where.row is None and first.setdefault(name.key, seen.where) is not seen.where:
            details = {"name": name.key, "first": first[name.key].say()}
            found.append(Problem("given-twice", details, seen.where))
        if seen.period is not None:
            found.append(Problem("dated-figure", {"name": name.key, "period": seen.period}, seen.where))
        unit = seen.unit or name.unit
        cell = read_cell(seen.value, unit, scheme.indicators[name.indicator], seen.where)
        if isinstance(cell, Problem):
            found.append(cell)
    return sorted(found, key=_place)


def _place(problem: Problem) -> tuple[int, int]:
    where = problem.where
    return where.row or where.line or 0, where.column or 0
