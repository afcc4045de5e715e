"""Charts drawn for real by vl-convert, and pages that fetch nothing."""

import builtins
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import altair
import pytest

import cyxc
from charts.samples import thirty, year
from charts.test_specs import hostile_charts, judged
from cyxc.charts.page import _scripts, page, save_page


def test_pictures_are_drawn_with_their_words(tmp_path: Path) -> None:
    charts = {
        "progress": (judged("putuo-2019-published").charts.progress(), "缺数据"),
        "over-time": (year().charts.over_time("loans-issued", language="en"), "≥ 1,200"),
        "heat-map": (thirty().charts.heat_map(), "第28社区"),
    }
    for name, (chart, word) in charts.items():
        chart.save(tmp_path / f"{name}.svg")
        assert word in (tmp_path / f"{name}.svg").read_text(encoding="utf-8")
    charts["progress"][0].save(tmp_path / "progress.png")
    assert (tmp_path / "progress.png").read_bytes().startswith(b"\x89PNG\r\n")


def test_days_are_the_same_days_west_of_greenwich(tmp_path: Path) -> None:
    code = f"""
import sys; sys.path.insert(0, {str(Path(__file__).parent.parent)!r})
from charts.samples import year
year().charts.over_time("founders").save({str(tmp_path / "a.svg")!r})
"""
    subprocess.run([sys.executable, "-c", code], check=True, env={"TZ": "America/Los_Angeles", "PATH": ""})
    written = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert "2010-01-31" in written
    assert "2010-01-30" not in written


def test_a_page_holds_all_it_needs_and_says_its_language(tmp_path: Path) -> None:
    save_page(judged("wuchang").charts.progress(), tmp_path / "a.html")
    text = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert '<html lang="zh-CN">' in text
    assert "default-src 'none'" in text
    assert not re.search(r"""<(script|link|img)[^>]*\b(src|href)=""", text.replace(_scripts(), ""))
    assert 'aria-label="各项目标的进度' in text
    assert "<title>各项目标的进度</title>" in text
    spec = re.search(r'vegaEmbed\("#chart", (\{.*\}), \{\n', text)
    assert spec is not None
    assert json.loads(spec[1]) == judged("wuchang").charts.progress().to_dict()


def test_a_page_can_not_be_broken_out_of() -> None:
    bare: Any = altair.Chart(altair.Data(values=[{"a": "</script><b>"}]), title='</title>"<b>')
    for chart in (*hostile_charts(), bare.mark_bar().encode(x="a:N")):
        text = page(chart, language="en")
        assert len(re.findall("(?i)</script", text)) == len(re.findall("(?i)<script>", text)) == 2
        assert text.lower().count("</title") == 1


def test_a_page_where_none_can_be_written(tmp_path: Path) -> None:
    chart = judged("putuo-2019").charts.progress()
    with pytest.raises(cyxc.DataError) as caught:
        save_page(chart, tmp_path / "none" / "a.html")
    assert caught.value.problems[0].code == "no-such-folder"
    with pytest.raises(cyxc.UsageError):
        page(chart, language="fr")  # type: ignore[arg-type]


@pytest.mark.parametrize(("library", "package"), [("altair", "altair"), ("vl_convert", "vl-convert-python")])
def test_without_the_extra(library: str, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    result = judged("putuo-2019")
    chart = result.charts.progress()
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == library:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, *rest)

    _scripts.cache_clear()
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(cyxc.UsageError) as caught:
        page(result.charts.progress() if library == "altair" else chart)
    (problem,) = caught.value.problems
    assert problem.code == "extra-not-installed"
    assert problem.what("en").startswith(package)
    assert 'pip install "cyxc[charts]"' in problem.todo("zh")


def test_finding_the_charts_loads_no_drawing_library() -> None:
    program = (
        "import sys, cyxc; cyxc.load('putuo-2019').evaluate({}).charts;"
        "import cyxc.charts.progress, cyxc.charts.page;"
        "assert not {'altair', 'vl_convert', 'pandas', 'narwhals'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
