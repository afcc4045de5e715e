"""The verb `compare`: schemes side by side."""

from pathlib import Path
from typing import Literal, get_args

import cyxc
from cyxc.cli.common import PLAIN, Common, form_of
from cyxc.cli.output import as_json, print_rows, print_text

Form = Literal["text", "json", "csv", "html"]


def compare(
    *schemes: str,
    format: Form | None = None,
    out: Path | None = None,
    common: Common = PLAIN,
) -> int:
    """对照几份方案 · Schemes side by side: thresholds, which is stricter, what only one asks for.

    Parameters
    ----------
    schemes
        两个以上的方案编号或文件 · Two or more ids of `cyxc list`, or paths of scheme files.
    format
        输出格式；不写则看 --out 的后缀 · How to answer; unless given, as the ending of --out says, or text.
    out
        写入的文件 · The file to write; standard output unless given.
    """
    found = cyxc.compare(*schemes)
    form = form_of(common, format, out, get_args(Form))
    if form == "json":
        print_text(as_json(found.to_dict()), out)
    elif form == "csv":
        from cyxc.comparing.table import comparison_csv

        print_text(comparison_csv(found, common.language), out)
    elif form == "html":
        print_text(found.to_html(common.language), out)
    else:
        from cyxc.comparing.rows import comparison_rows

        rows = comparison_rows(found, common.language)
        print_rows(rows, out)
    return 0
