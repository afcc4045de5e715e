"""Debian's packages for what PyPI does not have: a PostgreSQL server, and a Java to run Spark on."""

import os
import shutil
import subprocess
from pathlib import Path


def java() -> None:
    """Sees to a Java."""
    if shutil.which("java") is None:
        _install("default-jre-headless")


def postgresql() -> Path:
    """Where the programs of a PostgreSQL server are, which Debian keeps apart for each version."""
    if not _servers():
        _install("postgresql")
    return _servers()[-1]


def _servers() -> list[Path]:
    found = (path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return sorted(found, key=lambda path: int(path.parent.name))


def _install(package: str) -> None:
    may = os.geteuid() == 0 and shutil.which("apt-get") is not None
    assert may, f"apt-get install {package} (only root may, and only where there is apt)"
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=True)
    subprocess.run(["apt-get", "install", "-y", "-qq", package], env=quiet, check=True)
