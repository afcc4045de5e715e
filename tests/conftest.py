"""What all tests share: nothing is timed, and where nobody can look into it, nothing is drawn anew."""

import importlib
import os
import pkgutil
from contextlib import suppress

from hypothesis import settings

import cyxc

if "CI" in os.environ:
    # A machine that decides about a change draws the same examples twice. Some are drawn out of the constants
    # of whatever modules are loaded by then, so all are: otherwise it would hang on which tests came before.
    for module in pkgutil.walk_packages(cyxc.__path__, "cyxc."):
        with suppress(ImportError):  # of an engine that is not there
            importlib.import_module(module.name)

settings.register_profile("untimed", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("untimed")
