"""The verb `diff`: two evaluations compared."""

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

import cyxc
from cyxc.cli.common import PLAIN, Common
from cyxc.cli.output import as_json, print_rows, print_text


def diff(
    first: Path,
    second: Path,
    /,
    *,
    format: Literal["text", "json"] = "text",
    check: Annotated[bool, Parameter(negative="")] = False,
    common: Common = PLAIN,
) -> int:
    """比较两次评估 · Compare two evaluations: what changed, what got better, what slipped back, and why.

    Parameters
    ----------
    first
        前一次评估 · The first evaluation: a file of cyxc evaluate … --json --out.
    second
        后一次评估 · The second evaluation, under the same scheme.
    format
        输出格式 · How to answer.
    check
        有退步时退出码为 1 · Exit with 1 if anything slipped back.
    """
    found = cyxc.diff(first, second)
    if common.json or format == "json":
        print_text(as_json(found.to_dict()), None)
    else:
        from cyxc.changes.show import diff_rows

        print_rows(diff_rows(found, common.language))
    return 1 if check and found.worse else 0
