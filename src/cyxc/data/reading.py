"""All that is wrong with a file at once: its shape and every figure in it."""

from collections.abc import Iterable

import attrs

from cyxc.data.cells import Fault, read_cell
from cyxc.data.dated import dated, foremost, told_twice
from cyxc.data.names import Names
from cyxc.data.observation import Observation
from cyxc.errors import DataError, Problem
from cyxc.model.scheme import Scheme
from cyxc.rules.occasions import Period


def with_figures(
    problems: Iterable[Problem], observations: Iterable[Observation], scheme: Scheme
) -> list[Problem]:
    """The problems found, with those that evaluating the figures would find, in the order of the file."""
    names = Names(scheme)
    first: dict[str, Observation] = {}
    undated: dict[str, list[Observation]] = {}
    reports: list[tuple[Period, Observation]] = []
    found = list(problems)
    for seen in observations:
        name = names.find(seen.indicator, seen.role, seen.where)
        if isinstance(name, Problem):
            found.append(name)
            continue
        before = first.setdefault(name.key, seen)
        if (before.period is None) is not (seen.period is None):
            found.append(Problem("dated-and-undated", {"name": name.key}, seen.where))
        # Tables look for doubles themselves, and name row and column.
        elif seen.period is None and seen.where.row is None:
            undated.setdefault(name.key, []).append(seen)
        cell = read_cell(seen.value, seen.unit or name.unit, scheme.indicators[name.indicator], seen.where)
        if isinstance(cell, Problem):
            found.append(cell)
        if seen.period is not None:
            try:
                period, seen = dated(attrs.evolve(seen, indicator=name.indicator, role=name.role))
            except DataError as error:
                found += error.problems
                continue
            if cell is not None and not isinstance(cell, Problem | Fault):
                reports.append((period, seen))
    found += told_twice(reports)
    twice = []
    for key, several in undated.items():
        stands, *more = foremost(several)
        details = {"name": key, "first": stands.where.say()}
        twice += [Problem("given-twice", details, one.where) for one in more]
    return sorted([*twice, *found], key=_place)


def _place(problem: Problem) -> tuple[int, int]:
    where = problem.where
    return where.row or where.line or 0, where.column or 0
