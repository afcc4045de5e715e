"""The verb `show`: a scheme whole, narrowed, or by how its document is covered."""

from typing import Annotated

from cyclopts import Parameter

import cyxc
from cyxc.cli.common import PLAIN, Common
from cyxc.cli.output import as_json, print_rows, print_text
from cyxc.errors import Problem, UsageError
from cyxc.model.scheme import Scheme


def show(
    scheme: str,
    /,
    *,
    party: str | None = None,
    clause: str | None = None,
    kind: Annotated[list[str] | None, Parameter(negative="")] = None,
    coverage: Annotated[bool, Parameter(negative="")] = False,
    common: Common = PLAIN,
) -> int:
    """显示整个方案 · Show a scheme whole; with --json its interchange form.

    Parameters
    ----------
    scheme
        方案编号或文件 · An id of `cyxc list`, or the path of a scheme file.
    party
        只显示某部门负责或提到它的条目 · Only what an office answers for or is named in.
    clause
        只显示某条款及其下各条 · Only a clause and everything below it, such as 二/(三).
    kind
        只显示某几类条目，用逗号分开 · Only some kinds of entries: criteria,benefits.
    coverage
        各条款的条目数 · The document's clauses with the number of entries of each kind.
    """
    narrowed = party is not None or clause is not None or bool(kind)
    if coverage and narrowed:
        raise UsageError(Problem("coverage-is-whole", {}))
    found = cyxc.load(scheme)
    if coverage:
        return _coverage(found, common)
    from cyxc.show.narrow import narrowing
    from cyxc.show.outline import outline

    asked = narrowing(found, party=party, clause=clause, kinds=kind or ())
    if not common.json:
        print_rows(outline(found, common.language, asked))
    elif asked.whole:
        print_text(as_json(found.to_dict()), None)
    else:
        from cyxc.show.extract import extract

        print_text(as_json(extract(found, asked)), None)
    return 0


def _coverage(scheme: Scheme, common: Common) -> int:
    from cyxc.show.coverage import coverage_json, coverage_rows

    if common.json:
        print_text(as_json(coverage_json(scheme)), None)
    else:
        print_rows(coverage_rows(scheme, common.language))
    return 0
