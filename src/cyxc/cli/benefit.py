"""The verb `benefit`: what a scheme gives to a case, all of it in short or one benefit at length."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

import cyxc
from cyxc.cli.common import PLAIN, Common, answers
from cyxc.cli.output import as_json, print_rows, print_text
from cyxc.errors import DataError, Location, Problem, UsageError
from cyxc.show.rows import BLANK


def benefit(
    scheme: str,
    benefit: str | None = None,
    /,
    *,
    fact: Annotated[list[str] | None, Parameter(negative="")] = None,
    case: Path | None = None,
    start: str | None = None,
    reading: Annotated[list[str] | None, Parameter(negative="")] = None,
    common: Common = PLAIN,
) -> int:
    """某人某企业能得到什么 · What a case gets: eligible or not, how much, until when, by which clause.

    Parameters
    ----------
    scheme
        方案编号或文件 · An id of `cyxc list`, or the path of a scheme file.
    benefit
        扶持的编号；不写则列出全部 · The id of a benefit; all of the scheme's unless given.
    fact
        事实，NAME=VALUE，可多次 · A fact of the case, by id or name; may be repeated.
    case
        情况文件（YAML 或 JSON）· A file with the facts of the case.
    start
        起始日 · The day from which a term runs.
    reading
        读法，QUESTION=READING，可多次 · A reading in place of the plain one; may be repeated.
    """
    from cyxc.benefits.case import read_case
    from cyxc.benefits.to_json import fact_dict
    from cyxc.show.benefit_rows import at_length, facts_asked, short

    found = cyxc.load(scheme).under(answers(reading or []))
    given = read_case(found, *_facts(fact or [], case))
    if benefit is not None:
        answer = found.benefit(benefit, given, start=start)
        if common.json:
            print_text(as_json(answer.to_dict()), None)
            return 0
        rows = at_length(answer, common.language)
        asked = answer.facts
    else:
        all_of_them = found.benefits_for(given, start=start)
        asked = tuple(dict.fromkeys(id_ for one in all_of_them for id_ in one.facts))
        if common.json:
            body = {
                "format": "cyxc.benefits/1",
                "scheme": {"id": found.id, "version": found.version, "year": found.year},
                "facts": [fact_dict(one) for one in found.facts if one.id in asked],
                "benefits": [answer.to_dict() for answer in all_of_them],
            }
            print_text(as_json(body), None)
            return 0
        rows = short(tuple(all_of_them), found, common.language)
    if not given.facts and asked:
        listed = [one for one in found.facts if one.id in asked]
        rows += [BLANK, *facts_asked(listed, common.language)]
    print_rows(rows)
    return 0


def _facts(said: list[str], case: Path | None) -> tuple[dict[str, object], dict[str, Location]]:
    """The facts of the file and of `--fact` together, and where each stands; `DataError` for one in both."""
    from cyxc.benefits.casefile import read_case_facts

    facts, places = ({}, {}) if case is None else read_case_facts(case)
    problems = []
    for text in said:
        name, equals, value = (
            text.replace("＝", "=", 1).partition("=") if "=" not in text else text.partition("=")
        )
        name = name.strip()
        if not equals or not name:
            raise UsageError(Problem("bad-fact", {"text": text}))
        if name in facts:
            problems.append(Problem("fact-twice", {"name": name, "first": str(facts[name]), "second": value}))
        facts[name] = value
        places[name] = Location(path=f"--fact {name}")
    if problems:
        raise DataError(problems)
    return facts, places
