"""What all tests share: nothing is timed, and where nobody can look into it, nothing is drawn anew."""

import os

from hypothesis import settings

# A machine that decides about a change draws the same examples twice; everywhere else they are new ones.
settings.register_profile("untimed", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("untimed")
