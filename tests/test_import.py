"""`import cyxc` costs next to nothing and loads nothing the caller did not ask for."""

import subprocess
import sys

import pytest

HEAVY = (
    "pint", "numpy", "pandas", "polars", "pyarrow", "duckdb", "narwhals", "openpyxl", "xlsxwriter",
    "rich", "cyclopts", "hypothesis", "jinja2", "altair", "vl_convert", "marimo", "z3",
)  # fmt: skip


def loaded_by(code: str) -> set[str]:
    program = f"import sys\n{code}\nprint(' '.join(sorted({{m.partition('.')[0] for m in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_loads_no_dependency_at_all() -> None:
    bare = loaded_by("pass")
    added = loaded_by("import cyxc") - bare
    assert "cyxc" in added
    assert not added & {*HEAVY, "yaml", "attrs", "attr", "cattrs", "dateutil"}


def test_errors_load_what_they_need_once_there_is_one() -> None:
    spared = {"difflib", "importlib.resources"}
    assert not whole_names("import cyxc.errors") & (spared - whole_names("import attrs"))
    assert "difflib" in whole_names("import cyxc.errors; cyxc.errors.nearest('founder', ['founders'])")


def whole_names(code: str) -> set[str]:
    program = f"import sys\n{code}\nprint(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "code",
    [
        "import cyxc; cyxc.load('jiaxing-2013')",
        "import cyxc; cyxc.load('wuchang').evaluate(cyxc.example('wuchang')).to_dict()",
    ],
)
def test_judging_loads_no_pint_frame_excel_or_terminal_library(code: str) -> None:
    assert not loaded_by(code) & set(HEAVY)


def test_loading_one_scheme_reads_no_other() -> None:
    code = (
        "import cyxc; from cyxc.schemefile import load; cyxc.load('putuo-2019');"
        "assert load._packaged.cache_info().currsize == 1"
    )
    assert "cyxc" in loaded_by(code)


def test_every_public_name_is_there() -> None:
    import cyxc

    for name in cyxc.__all__:
        assert getattr(cyxc, name) is not None
    assert set(cyxc.__all__) <= set(dir(cyxc))
    with pytest.raises(AttributeError, match="no attribute 'lod'"):
        _ = cyxc.lod  # type: ignore[attr-defined]


def test_public_names_and_their_homes_agree() -> None:
    import cyxc

    assert sorted(cyxc._HOME_OF) == sorted(cyxc.__all__)
