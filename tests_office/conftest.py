"""A LibreOffice of its own for the tests: headless, with a profile nobody else uses."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Resave = Callable[[Path], Path]


@pytest.fixture(scope="session")
def resave(tmp_path_factory: pytest.TempPathFactory) -> Resave:
    """Opens a workbook in LibreOffice and saves it again, as a new .xlsx."""
    program = shutil.which("soffice")
    assert program is not None, "LibreOffice is missing: start these tests with tests_office/run"
    profile = tmp_path_factory.mktemp("profile").as_uri()

    def saved_again(file: Path) -> Path:
        folder = tmp_path_factory.mktemp("saved")
        done = subprocess.run(
            [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to",
             "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder), str(file)],
            capture_output=True, text=True, timeout=300, check=True,
        )  # fmt: skip
        assert (folder / file.name).exists(), done.stderr
        return folder / file.name

    return saved_again
